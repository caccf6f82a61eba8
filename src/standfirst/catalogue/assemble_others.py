"""The catalogue without the files that make assembling raise.

::

    Sources --assemble()--> Publication, else: each file by itself, then ever more of them together
            --> those that raise, left out --assemble()--> Publication

It costs nothing where nothing raises; else one small assembling for each file, and a few of all.
"""

from __future__ import annotations

import dataclasses as dc
from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, Literal

from standfirst.catalogue.assemble import assemble
from standfirst.limits import faults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.catalogue.assemble import AssembleInputs, Publication

_Kind = Literal["author", "volume", "page", "post"]
_Item = tuple[_Kind, str]
"""Kind, and docname or path."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Culprit:
    """A file with which nothing can be assembled."""

    kind: _Kind
    name: str
    """Docname, or path of an author's or a volume's file."""
    error: Exception


def assemble_others(given: AssembleInputs) -> tuple[Publication, tuple[Culprit, ...]]:
    """Return the publication made from *given*, and the files left out of it.

    :raises Exception: What :func:`~standfirst.catalogue.assemble.assemble` raises where it is no file's.
    """
    found: list[Culprit] = []
    while True:
        made = faults.attempt(partial(assemble, given))
        if not isinstance(made, faults.Caught):
            return made, tuple(found)
        files = _Files(given)
        culprits = _culprits(files)
        if not culprits:
            raise made.error
        found += culprits
        left_out = {(culprit.kind, culprit.name) for culprit in culprits}
        given = files.only([item for item in files.items if item not in left_out])


class _Files:
    """Everything that a publication is made from, of which some may be taken."""

    def __init__(self, given: AssembleInputs) -> None:
        self._given = given
        self._authors = {profile.source: profile for profile in given.authors}
        self._volumes = {profile.source: profile for profile in given.volumes}
        known = given.pages.keys() | given.records.keys()
        self._others = {name: path for name, path in given.documents.items() if name not in known}
        # those first that others are least likely to be blamed for
        self.items: list[_Item] = [
            *(("author", source) for source in self._authors),
            *(("volume", source) for source in self._volumes),
            *(("page", name) for name in sorted(given.pages)),
            *(("post", name) for name in sorted(given.records)),
        ]

    def only(self, items: Iterable[_Item]) -> AssembleInputs:
        """Return the inputs of a publication of *items* alone."""
        given = self._given
        names: dict[_Kind, list[str]] = {"author": [], "volume": [], "page": [], "post": []}
        for kind, name in items:
            names[kind].append(name)
        documents = (*names["page"], *names["post"])
        return dc.replace(
            given,
            authors=tuple(self._authors[source] for source in names["author"]),
            volumes=tuple(self._volumes[source] for source in names["volume"]),
            pages={name: given.pages[name] for name in names["page"]},
            records={name: given.records[name] for name in names["post"]},
            documents=self._others
            | {name: given.documents[name] for name in documents if name in given.documents},
        )


def _culprits(files: _Files) -> list[Culprit]:
    items = files.items
    alone = [_tried(files, [item]) for item in items]
    found = [culprit for culprit in alone if culprit is not None]
    if found or _tried(files, items) is None or _tried(files, []) is not None:
        return found
    # none by itself: the first with which those before it raise
    ends = range(len(items) + 1)
    first = bisect_left(ends, x=True, key=lambda end: _tried(files, items[:end]) is not None)
    last = _tried(files, items[:first])
    return [last] if last is not None else []


def _tried(files: _Files, items: list[_Item]) -> Culprit | None:
    """Return the last of *items* where they raise; none of them where nothing does."""
    made = faults.attempt(partial(assemble, files.only(items)))
    if not isinstance(made, faults.Caught):
        return None
    kind, name = items[-1] if items else ("page", "")
    return Culprit(kind=kind, name=name, error=made.error)
