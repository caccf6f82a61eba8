"""A part of a publication: which of its documents it has."""

from __future__ import annotations

import dataclasses as dc
import hashlib
import re

from standfirst.text.cleaning import quoted

MOST = 1_000
"""Parts of a publication."""
_WRITTEN = re.compile(r"(\d{1,9})/(\d{1,9})", re.ASCII)


class PartError(ValueError):
    """What keeps parts from being put together; each line names one, with reason and remedy."""

    @classmethod
    def of(cls, faults: list[str]) -> PartError:
        """Return the error that names all *faults*."""
        return cls("\n".join(faults))


@dc.dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Part:
    """One of the parts that a publication is divided into."""

    count: int
    number: int
    """From 1."""

    @classmethod
    def of(cls, text: str) -> Part:
        """Return the part that is written as ``3/8``.

        :raises PartError: There is no such part.
        """
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise PartError(
                f"{quoted(text)} is no part; write its number and their count, such as 3/8"
            )
        number, count = map(int, found.groups())
        if not 1 <= count <= MOST:
            raise PartError(f"{text} is no part: a publication is divided into 1 to {MOST:,}")
        if not 1 <= number <= count:
            raise PartError(
                f"{text} is no part: of {count} the first is 1/{count} and the last {count}/{count}"
            )
        return cls(number=number, count=count)

    @classmethod
    def of_name(cls, name: str, count: int) -> Part:
        """Return the part, of *count*, that a document or page belongs to: by its name alone, so that none that comes or goes moves others."""
        hashed = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
        return cls(number=int.from_bytes(hashed[:8], "big") % count + 1, count=count)

    def has(self, name: str) -> bool:
        """Return whether a document or page belongs to this part."""
        return self.of_name(name, self.count) == self

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{self.number}/{self.count}"


def every(count: int) -> list[Part]:
    """Return all parts of a publication that is divided into *count*."""
    return [Part(number=number, count=count) for number in range(1, count + 1)]
