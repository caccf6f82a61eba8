"""Records -> the files of terms and pairs: all of them, or those in which pages differ.

::

    records --merge()--> part by part, every file of it
    records before, records now, files --changes()--> files in which terms or pairs differ --changed()--> their bytes
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import partial
from itertools import repeat
from operator import rshift
from typing import TYPE_CHECKING

from standfirst.search import files, record
from standfirst.search.shape import PAIRS, PARTS, PRINT, PRINTS, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from standfirst.search.shape import Group, Shape

    Entries = dict[str, dict[int, int | None]]
    """Term -> page -> its weight, or None where it has none any more."""
    Pair = tuple[int, int]
    """A print and a page."""
    Parts = Mapping[int, Iterable[bytes]]
    """Number of a page -> parts of its record; pages in order."""
    Change = Callable[[bytes], bytes]
    """A file -> the same, changed; where it is damaged, it raises."""


def merge(pages: Parts, shape: Shape, group: Group) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a group, by name.

    :param pages: The parts that the group has.
    """
    head = shape.head(group.kind)
    if group.kind == PAIRS:
        for number, found in zip(group.numbers, _pairs(pages, shape, group.numbers), strict=True):
            yield f"{PAIRS}{number}", files.pairs(head, found)
        return
    divided: dict[int, dict[str, list[int]]] = {number: {} for number in group.numbers}
    count = shape.count(group.kind)
    for term, entries in _terms(pages).items():
        divided[place(term) % count][term] = entries
    for number, index in divided.items():
        yield f"{group.kind}{number}", files.words(head, index)


def _terms(pages: Parts) -> dict[str, list[int]]:
    """Return term -> page << 8 | weight, in the order of pages."""
    index: dict[str, list[int]] = defaultdict(list)
    for page, parts in pages.items():
        above = page << 8
        for part in parts:
            terms, weights = record.terms(part)
            for term, entry in zip(terms, map(above.__or__, weights), strict=True):
                index[term].append(entry)
    return index


def _pairs(pages: Parts, shape: Shape, numbers: range) -> Iterator[list[int]]:
    """Yield the pairs of each file, in order."""
    drop = shape.dropped
    found: list[int] = []
    for page, parts in pages.items():
        for part in parts:
            # those that differ only in what is dropped are one; in order, as they are here, they are sorted sooner
            kept = dict.fromkeys(map(rshift, record.pairs(part), repeat(drop)))
            found += files.pairs_of(page, kept)
    found.sort()
    start = 0
    for number in numbers:
        end = bisect_left(found, files.pair(number + 1 << PRINT, 0))
        yield found[start:end]
        start = end


def changes(
    before: Mapping[int, bytes], after: Mapping[int, bytes], shape: Shape
) -> Iterator[tuple[str, Change]]:
    """Yield the files that are to be changed, by name, and how.

    :param before: Number of a page -> its record where the files have it; only of pages that differ.
    :param after: The same of what they shall have.
    :raises DamagedError: A record is none.
    """
    terms: dict[str, Entries] = defaultdict(lambda: defaultdict(dict))
    pairs: dict[str, tuple[list[Pair], list[Pair]]] = defaultdict(lambda: ([], []))
    for page in before.keys() | after.keys():
        was, had = _of_page(before.get(page), shape)
        now, has = _of_page(after.get(page), shape)
        for term in was.keys() | now.keys():
            if was.get(term) != now.get(term):
                terms[shape.of_term(term)][term][page] = now.get(term)
        for key in had ^ has:
            name = f"{PAIRS}{key >> PRINT}"
            pairs[name][key in has].append((key & PRINTS, page))
    for name in sorted(terms):
        yield name, partial(files.words_changed, shape.head(name[0]), changes=terms[name])
    for name in sorted(pairs):
        gone, come = pairs[name]
        yield name, partial(files.pairs_changed, shape.head(PAIRS), gone=gone, come=come)


def _of_page(data: bytes | None, shape: Shape) -> tuple[dict[str, int], set[int]]:
    """Return the terms of a record with their weights, and its pairs; nothing where there is none."""
    weights: dict[str, int] = {}
    pairs: set[int] = set()
    drop = shape.dropped
    for number, part in record.parts(data, range(3 * PARTS)).items() if data else ():
        if number < record.FIRST[PAIRS]:
            weights.update(zip(*record.terms(part), strict=True))
        else:
            pairs.update(hash_ >> drop for hash_ in record.pairs(part))
    return weights, pairs
