"""The catalogue without what cannot be in it: where assembling raises, whose file it is that makes it raise.

::

    Sources --assemble()--> Publication, else: each file by itself, then ever more of them together
            --> those that raise, left out --assemble()--> Publication

It costs nothing where nothing raises; else one small assembling for each file, and a few of all.
"""

from __future__ import annotations

import dataclasses as dc
from functools import partial
from typing import TYPE_CHECKING, Literal

from standfirst import faults
from standfirst.assemble import assemble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.assemble import Publication, Sources

_Kind = Literal["author", "volume", "page", "post"]


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Culprit:
    """A file with which nothing can be assembled."""

    kind: _Kind
    name: str
    """Docname, or path of an author's or a volume's file."""
    error: Exception


def assemble_others(given: Sources) -> tuple[Publication, tuple[Culprit, ...]]:
    """Return the publication that *given* makes, and what had to be left out of it.

    :raises Exception: What :func:`~standfirst.assemble.assemble` raises where it is no file's.
    """
    found: list[Culprit] = []
    while True:
        made = faults.attempt(partial(assemble, given))
        if not isinstance(made, faults.Caught):
            return made, tuple(found)
        culprits = _culprits(given)
        if not culprits:
            raise made.error
        found += culprits
        left_out = {(culprit.kind, culprit.name) for culprit in culprits}
        given = _only(given, [item for item in _items(given) if item not in left_out])


def _culprits(given: Sources) -> list[Culprit]:
    items = _items(given)
    alone = [_tried(given, [item]) for item in items]
    found = [culprit for culprit in alone if culprit is not None]
    if found or _tried(given, items) is None or _error(_only(given, [])):
        return found
    # none by itself: the first with which those before it raise
    good, bad = 0, len(items)
    while bad - good > 1:
        middle = (good + bad) // 2
        if _error(_only(given, items[:middle])):
            bad = middle
        else:
            good = middle
    last = _tried(given, items[:bad])
    return [last] if last is not None else []


def _tried(given: Sources, items: list[tuple[_Kind, str]]) -> Culprit | None:
    """Return the last of *items* where they raise."""
    error = _error(_only(given, items))
    return Culprit(kind=items[-1][0], name=items[-1][1], error=error) if error and items else None


def _error(given: Sources) -> Exception | None:
    made = faults.attempt(partial(assemble, given))
    return made.error if isinstance(made, faults.Caught) else None


def _items(given: Sources) -> list[tuple[_Kind, str]]:
    """Return every file, those first that others are least likely to be blamed for."""
    items: list[tuple[_Kind, str]] = [("author", profile.source) for profile in given.authors]
    items += [("volume", profile.source) for profile in given.volumes]
    items += [("page", name) for name in sorted(given.pages)]
    return items + [("post", name) for name in sorted(given.records)]


def _only(given: Sources, items: Iterable[tuple[_Kind, str]]) -> Sources:
    """Return *given* with no other files than *items*, and those that are nothing but documents."""
    kept = set(items)
    pages = {name: record for name, record in given.pages.items() if ("page", name) in kept}
    records = {name: record for name, record in given.records.items() if ("post", name) in kept}
    gone = (given.pages.keys() - pages.keys()) | (given.records.keys() - records.keys())
    return dc.replace(
        given,
        authors=tuple(p for p in given.authors if ("author", p.source) in kept),
        volumes=tuple(p for p in given.volumes if ("volume", p.source) in kept),
        pages=pages,
        records=records,
        documents={name: path for name, path in given.documents.items() if name not in gone},
    )
