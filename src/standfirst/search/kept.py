"""What is kept of the last build: records of pages, and what an index was made of. What is damaged counts as not there.

A record's file is named after its page and its content: to list a folder is to know what has changed. One that is replaced
or dropped is set aside until the index, which has what it says, is made again.
"""

from __future__ import annotations

import contextlib
import dataclasses as dc
import hashlib
import os
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from standfirst.incremental.atomic_files import error, write
from standfirst.incremental.kept_files import KeptFiles
from standfirst.incremental.manifest import Made, digest
from standfirst.search.files import DamagedError
from standfirst.search.record import FORM, ShownPage
from standfirst.search.shape import FORMAT, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:20]


CURRENT, _ASIDE = "records", "replaced"
_STATE, _MADE_BY = "state", f"search 5 {FORMAT} {_hash(FORM)}"
"""Its number is raised where an index of the same records would be another, or the state is written otherwise."""


class SearchRecords:
    """The records of pages in a folder, as they are when it is first asked."""

    def __init__(self, folder: Path) -> None:
        self._current, self._aside = folder / CURRENT, folder / _ASIDE

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Page, as a hash -> names of its records: several where a build was killed."""
        found: dict[str, list[str]] = {}
        with contextlib.suppress(FileNotFoundError), os.scandir(self._current) as entries:
            for entry in entries:
                found.setdefault(entry.name.partition("-")[0], []).append(entry.name)
        return found

    def name(self, page: str) -> str:
        """Return the name of a page's record; empty where there is none."""
        names = self._names.get(digest(page), ())
        return names[0] if len(names) == 1 else ""

    def keep(self, page: str, data: bytes) -> None:
        """Keep the record of a page.

        :raises OutputError: It cannot be written.
        """
        key = digest(page)
        name = f"{key}-{_hash(data)}"
        write(self._current / name, data)
        self._set_aside(other for other in self._names.get(key, ()) if other != name)
        self._names[key] = [name]

    def drop(self, page: str) -> None:
        """Have no record of a page.

        :raises OutputError: The one that is there cannot be moved.
        """
        self._set_aside(self._names.pop(digest(page), ()))

    def read(self, name: str) -> bytes:
        """Return a record, be it set aside.

        :raises DamagedError: There is none of this name that is whole.
        """
        for folder in (self._current, self._aside):
            with contextlib.suppress(FileNotFoundError):
                data = (folder / name).read_bytes()
                if name.endswith(f"-{_hash(data)}"):
                    return data
        raise DamagedError(f"the record {name} is damaged or gone")

    def drop_others(self, names: Iterable[str]) -> None:
        """Have no records but some, which need not be there yet.

        :raises OutputError: One cannot be moved.
        """
        wanted = set(names)
        for key, of in self._names.items():
            self._set_aside(name for name in of if name not in wanted)
            self._names[key] = [name for name in of if name in wanted]

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove all records but some, and those that were set aside.

        :raises OutputError: One cannot be removed.
        """
        wanted = set(names)
        gone = [self._current / name for of in self._names.values() for name in of if name not in wanted]  # fmt: skip
        for path in (*gone, *self._aside.glob("*")):
            try:
                path.unlink(missing_ok=True)
            except OSError as exc:
                raise error(path, exc) from exc

    def _set_aside(self, names: Iterable[str]) -> None:
        for name in names:
            place = self._aside / name
            try:
                self._aside.mkdir(exist_ok=True)
                (self._current / name).replace(place)
            except FileNotFoundError:
                continue
            except OSError as exc:
                raise error(place, exc) from exc


class MadeFile(NamedTuple):
    """What is known of a file of the index."""

    made: Made
    print: str
    """As :func:`.files.print_of` says."""


@dc.dataclass(frozen=True, slots=True)
class State:
    """What an index was made of, and what came of it."""

    shape: Shape
    pages: Mapping[int, tuple[str, ShownPage]]
    """By number: the name of a page's record, and what is shown of it."""
    files: Mapping[str, MadeFile]
    """By name; the head, which says what is said here of all others, is not among them."""

    def save(self, folder: Path) -> None:
        """Keep it.

        :raises OutputError: The file cannot be written.
        """
        KeptFiles(folder, _MADE_BY).write(_STATE, "", self)


def read_state(folder: Path) -> State | None:
    """Return the state of the last build; None where there is none that can be trusted."""
    found = KeptFiles(folder, _MADE_BY).read(_STATE, "")
    return found if isinstance(found, State) else None
