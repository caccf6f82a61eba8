"""Kept records -> the index in the output, made anew only where they differ from those of the last build.

::

    names of records --numbers, shape--> what the index shall be made of
    that, and the state of the last build --> all files merged, or those changed in which pages differ
                                          --> titles, filters, head with the prints of all files; the state

So an index is the same bytes whether it was made at once or is the end of many changes.
"""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from typing import TYPE_CHECKING, Protocol, TypeVar

from standfirst.incremental import gc_pauses
from standfirst.incremental.atomic_files import OutputError, write
from standfirst.incremental.manifest import Made, as_made
from standfirst.search import index, record, tables
from standfirst.search.files import DamagedError, print_of
from standfirst.search.kept import MadeFile, SearchRecords, State, read_state
from standfirst.search.shape import PAIRS, UNSPACED, WORDS, Group, Shape, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from standfirst.search.record import ShownPage

    MadeFiles = dict[str, MadeFile]
    """By name."""

END = ".bin"
"""Of all files but the head: no host takes one for text, or for something that it should unpack."""
_FEW, _SHARE = 8, 20
"""Pages that differ, at least and as a part of all, from which on to merge all costs less."""
_AT_ONCE = 24_000_000
"""Bytes of records that a process has in memory, or about so."""
_GROUPS_AT_ONCE = 12
"""Of the files of an index, at most, so that two processes have work of it: a quarter of all."""


_Work = TypeVar("_Work")


class Sharing(Protocol):
    """Has several processes do work of some weights, and hands on what came of each run."""

    def __call__(
        self,
        work: Sequence[_Work],
        weights: Sequence[int],
        do: Callable[[Iterable[_Work]], MadeFiles],
        take: Callable[[list[_Work], MadeFiles], None],
        /,
        fewest: int | None = None,
    ) -> None:
        """Share it, where there are *fewest* pieces or more: as many as a second process pays for, where none is given."""


class LostError(OutputError):
    """Records are damaged: :attr:`pages` are to be written again."""

    def __init__(self, folder: Path, pages: Sequence[str]) -> None:
        super().__init__(
            f"{folder} cannot be read: what the search has kept of {len(pages)} pages is damaged; "
            "remove the folder and build again"
        )
        self.pages = pages


@dc.dataclass(frozen=True, slots=True)
class _Plan:
    """What an index shall be made of."""

    folder: Path
    pages: Mapping[str, str]
    """Name of a record -> its page."""
    shape: Shape
    entries: tuple[int, int, int]
    """How many entries files of words have, those of terms of scripts without spaces, of pairs."""
    names: Mapping[int, str]
    """Number of a page -> its record; in order, as below."""
    shown: Mapping[int, ShownPage]


def make(
    folder: Path,
    pages: Iterable[str],
    into: Path,
    *,
    share: Sharing,
    expect: Callable[[list[str]], None],
) -> None:
    """Make the index of those of *pages* that have records.

    :param folder: Where records and state are kept.
    :param into: The index's folder in the output.
    :param expect: Is told the names of all its files before one is written.
    :raises LostError: Records are damaged; nothing was made.
    :raises OutputError: A file cannot be written.
    """
    records, state = SearchRecords(folder), read_state(folder)
    plan = _plan(folder, records, pages, state)
    expect([_file(name) for name in (*_names(plan.shape), *tables.names(plan.shape), tables.HEAD)])
    files = None
    if state is not None and state.shape == plan.shape:
        files = _updated(records, plan, state, into, share)
    if files is None:
        files = _merged(records, plan, into, share)
    of_tables = _same_tables(plan, state, into) if state is not None else None
    if of_tables is None:
        of_tables = {name: _written(into, name, data) for name, data in _tables(plan)}
    files |= of_tables
    prints = {name: file.print for name, file in files.items()}
    write(into / tables.HEAD, tables.head(plan.shape, plan.shown, prints))
    State(plan.shape, {n: (plan.names[n], plan.shown[n]) for n in plan.names}, files).save(folder)  # fmt: skip
    records.keep_only(plan.names.values())


def _plan(folder: Path, records: SearchRecords, pages: Iterable[str], state: State | None) -> _Plan:
    """Return what the index shall be made of.

    :raises LostError: Records of pages of which the state knows nothing are damaged.
    """
    known = dict(state.pages.values()) if state else {}
    found: dict[str, tuple[str, ShownPage]] = {}
    names: dict[str, str] = {}
    lost = []
    for page in pages:
        if name := records.name(page):
            try:
                shown = known.get(name) or record.shown(records.read(name))
            except DamagedError:
                lost.append(page)
            else:
                found[shown.href], names[name] = (name, shown), page
    if lost:
        raise LostError(folder, lost)
    numbered = sorted((number, found[href]) for href, number in numbers(found).items())
    every = [shown.entries for _, shown in found.values()]
    words, unspaced, pairs = (sum(entries[kind] for entries in every) for kind in range(3))
    return _Plan(
        folder,
        names,
        Shape.of(len(found), (words, unspaced, pairs)),
        (words, unspaced, pairs),
        {number: name for number, (name, _) in numbered},
        {number: shown for number, (_, shown) in numbered},
    )


def _updated(
    records: SearchRecords, plan: _Plan, state: State, into: Path, share: Sharing
) -> MadeFiles | None:
    """Change the files in which pages differ, and return what is known of all; None where all are to be merged."""
    before = {number: name for number, (name, _) in state.pages.items()}
    differ = sorted(n for n in before.keys() | plan.names if before.get(n) != plan.names.get(n))
    files = _as_made(_names(plan.shape), state, into)
    if files is None:
        return None
    if len(differ) > max(_FEW, len(plan.names) // _SHARE):
        return None
    try:
        was, now = (
            {number: records.read(names[number]) for number in differ if number in names}
            for names in (before, plan.names)
        )
        changes = list(index.changes(was, now, plan.shape))
    except DamagedError:
        return None
    made: MadeFiles = {}

    def do(run: Iterable[tuple[str, index.Change]]) -> MadeFiles:
        try:
            return {
                name: _written(into, name, change((into / _file(name)).read_bytes()))
                for name, change in run
            }
        except DamagedError:
            return {}

    share(changes, [1] * len(changes), do, lambda _run, came: made.update(came))
    return {**files, **made} if len(made) == len(changes) else None


def _same_tables(plan: _Plan, state: State, into: Path) -> MadeFiles | None:
    """Return what is known of the files that say what is shown of pages; None where they are to be made."""
    is_same = plan.shape == state.shape and plan.shown.keys() == state.pages.keys()
    pages = state.pages.items()
    if is_same and all(plan.shown[number].is_shown_as(shown) for number, (_, shown) in pages):
        return _as_made(tables.names(plan.shape), state, into)
    return None


def _as_made(names: Iterable[str], state: State, into: Path) -> MadeFiles | None:
    """Return what is known of files that are as they were made; None where one of them is not."""
    files: MadeFiles = {}
    for name in names:
        before = state.files.get(name)
        found = as_made(before.made, f"{into}/{_file(name)}") if before else None
        if before is None or found is None:
            return None
        files[name] = before._replace(made=found)
    return files


def _merged(records: SearchRecords, plan: _Plan, into: Path, share: Sharing) -> MadeFiles:
    """Make all files of terms and pairs, and return what is known of them.

    :raises LostError: Records are damaged.
    """
    groups = plan.shape.groups()
    # each batch reads all records, and is made in one process
    most = max(1, min(_GROUPS_AT_ONCE, len(groups) * _AT_ONCE // max(1, _size(records, plan))))
    batches = [groups[start : start + most] for start in range(0, len(groups), most)]
    weight = _weights(plan, groups)
    weights = [sum(weight[group.kind] for group in batch) for batch in batches]
    files: MadeFiles = {}

    def do(run: Iterable[list[Group]]) -> MadeFiles:
        with gc_pauses.paused():
            return {
                name: _written(into, name, data)
                for batch in run
                for name, data in _of_groups(records, plan, batch)
            }

    share(batches, weights, do, lambda _run, made: files.update(made), fewest=2)
    return files


def _size(records: SearchRecords, plan: _Plan) -> int:
    """Return how many bytes all records have.

    :raises LostError: Some are damaged.
    """
    size, lost = 0, []
    for name, page in plan.pages.items():
        try:
            size += len(records.read(name))
        except DamagedError:
            lost.append(page)
    if lost:
        raise LostError(plan.folder, lost)
    return size


def _weights(plan: _Plan, groups: Sequence[Group]) -> dict[str, int]:
    """Return what a merge of a group of each kind costs beside others: about as many terms or pairs as it has."""
    kinds = Counter(group.kind for group in groups)
    return {
        kind: 1 + entries // kinds[kind]
        for kind, entries in zip((WORDS, UNSPACED, PAIRS), plan.entries, strict=True)
    }


def _of_groups(records: SearchRecords, plan: _Plan, groups: Sequence[Group]) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    wanted = [[record.FIRST[group.kind] + part for part in group.parts] for group in groups]
    parts = {
        number: record.parts(records.read(name), [part for each in wanted for part in each])
        for number, name in plan.names.items()
    }
    for group, numbers_ in zip(groups, wanted, strict=True):
        pages = {page: [found.pop(number) for number in numbers_] for page, found in parts.items()}
        yield from index.merge(pages, plan.shape, group)


def _tables(plan: _Plan) -> Iterator[tuple[str, bytes]]:
    yield from tables.titles(plan.shape, plan.shown)
    yield tables.FACETS, tables.facets(plan.shape, plan.shown)
    yield tables.VARIANTS, tables.variants()


def _names(shape: Shape) -> list[str]:
    return [f"{group.kind}{number}" for group in shape.groups() for number in group.numbers]


def _file(name: str) -> str:
    return name if name == tables.HEAD else f"{name}{END}"


def _written(into: Path, name: str, data: bytes) -> MadeFile:
    path = into / _file(name)
    write(path, data)
    return MadeFile(Made.of(str(path), data), print_of(data))
