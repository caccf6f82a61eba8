"""A name that nothing has -> the one that is most like it."""

from __future__ import annotations

import difflib
import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIKE = 0.75
"""How alike two names are of which one may be meant for the other."""
_MOST = 50
"""Names that are compared with one: those that begin or end as it does."""
_DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})?(.*)", re.DOTALL)
_LONGEST = 200
"""Characters."""


class Names:
    """Names, of which the nearest is asked for; looking for one takes as long, however many there are.

    They are looked through when the first is looked for: most publications have no broken link.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        """How names begin and end -> the names."""
        alike: dict[str, list[str]] = {}
        for name in self._names:
            for part in _parts(name):
                found = alike.setdefault(part, [])
                if len(found) < _MOST:
                    found.append(name)
        return alike

    def nearest(self, name: str) -> str:
        """Return the name that is most like *name*; empty where none is."""
        if len(name) > _LONGEST:
            return ""
        near = dict.fromkeys(other for part in _parts(name) for other in self._alike.get(part, ()))
        folded = {other.casefold(): other for other in reversed(near)}
        found = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=_LIKE)
        return folded[found[0]] if found else ""


def _parts(name: str) -> tuple[str, ...]:
    """Return how the last part of a path begins and ends, without its signs, and its date."""
    found = _DATED.fullmatch(name.casefold().rstrip("/").rpartition("/")[2])
    date, last = (found[1] or "", found[2]) if found else ("", "")
    words = "".join(filter(str.isalnum, last))
    ways = (f"{words[:2]}*", f"{words[:4]}*", f"*{words[-4:]}")
    return (*ways, date) if date else ways
