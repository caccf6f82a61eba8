"""How an index is divided: the numbers of its pages, and which file has what.

Pages are numbered by a hash of their address, in a space two to four times as large as their number: one that
comes or goes moves none but some of its neighbours, so that little of the index differs. How many
files there are of a kind is a power of two, so that all is divided anew only where one is passed.
"""

from __future__ import annotations

import dataclasses as dc
from hashlib import sha256
from typing import TYPE_CHECKING
from zlib import crc32

from standfirst.search.words import is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = 2
"""Of the files that browsers read; ``static/standfirst/search/index.js`` has the same."""
WORDS, UNSPACED, PAIRS, TITLES = "wcpd"
"""Kinds of files, and the first letters of their names."""
PARTS = 16
"""Into which terms and pairs are divided, in records too: a merge has one of them in memory at a time."""
_BEGINNING = 4
"""Characters that say in which file a word is: what begins or is spelt in another way is looked for in one."""
_ENTRIES = 16_384
"""In a file of words or pairs, at most, on average."""
_TITLES = 16
"""In a file, at most, on average."""
PRINT = 16
"""Bits of a pair's hash that stand in its file, after those that say in which one."""
PRINTS = (1 << PRINT) - 1
_HASH = 32


def numbers(addresses: Iterable[str]) -> dict[str, int]:
    """Return a number for each address, in their order: the same whatever order they come in."""
    places = sorted((_evenly(address), address) for address in addresses)
    drop = _HASH - _bits(len(places))
    found: dict[str, int] = {}
    last = -1
    for hash_, address in places:
        found[address] = last = max(last + 1, hash_ >> drop)
    # those at the end that have passed it go back to where there is room
    room = 1 << _bits(len(places))
    for _, address in reversed(places):
        if found[address] < room:
            break
        found[address] = room = room - 1
    return found


def _evenly(address: str) -> int:
    """Return a hash of 32 bits. CRC-32 of addresses that are alike lie close together."""
    return int.from_bytes(sha256(address.encode("utf-8", "surrogatepass")).digest()[:4])


def _bits(pages: int) -> int:
    return pages.bit_length() + 1


@dc.dataclass(frozen=True, slots=True)
class Group:
    """Files that have all of some parts of records, and nothing else."""

    kind: str
    parts: range
    numbers: range
    """Of the files."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """How an index is divided."""

    bits: int
    """Numbers of pages are less than two to the power of this."""
    words: int
    unspaced: int
    pairs: int
    titles: int
    """Numbers of files of each kind, powers of two."""

    @classmethod
    def of(cls, pages: int, entries: tuple[int, int, int]) -> Shape:
        """Return the shape of an index.

        :param entries: How often a page has a word, a term of scripts without spaces, a pair.
        """
        words, unspaced, pairs = (1 << (n // _ENTRIES).bit_length() for n in entries)
        return cls(
            bits=_bits(pages),
            words=words,
            unspaced=unspaced,
            pairs=min(pairs, 1 << PRINT),
            titles=1 << (pages // _TITLES).bit_length(),
        )

    def count(self, kind: str) -> int:
        """Return how many files there are of a kind."""
        return {
            WORDS: self.words,
            UNSPACED: self.unspaced,
            PAIRS: self.pairs,
            TITLES: self.titles,
        }[kind]

    def head(self, kind: str) -> bytes:
        """Return what a file of a kind begins with: a browser sees by it that a file is of an index divided otherwise."""
        return bytes([FORMAT, self.bits, self.count(kind).bit_length() - 1, ord(kind)])

    def of_term(self, term: str) -> str:
        """Return the file that has a term."""
        kind = UNSPACED if is_unspaced(term) else WORDS
        return f"{kind}{place(term) % self.count(kind)}"

    @property
    def dropped(self) -> int:
        """Return how many low bits of a pair's hash are dropped: the others are the number of its file and its print."""
        return _HASH - PRINT - (self.pairs.bit_length() - 1)

    def of_title(self, page: int) -> str:
        """Return the file that has what is shown of a page."""
        return f"{TITLES}{page * self.titles >> self.bits}"

    def groups(self) -> list[Group]:
        """Return all files of terms and pairs, in groups of which each has some parts of records to itself."""
        return [
            Group(kind, parts, numbers)
            for kind in (WORDS, UNSPACED, PAIRS)
            for parts, numbers in self._groups(kind)
        ]

    def _groups(self, kind: str) -> Iterator[tuple[range, range]]:
        count = self.count(kind)
        most = max(1, count // PARTS)  # files of a part
        each = max(1, PARTS // count)  # parts of a file
        for one in range(min(PARTS, count)):
            if kind == PAIRS:  # by the highest bits of a hash, others by the lowest
                yield range(one * each, (one + 1) * each), range(one * most, (one + 1) * most)
            else:
                yield range(one, PARTS, min(PARTS, count)), range(one, count, PARTS)


def place(term: str) -> int:
    """Return the hash that says in which file a term is, and, modulo :data:`PARTS`, in which part of a record."""
    return crc32(term[:_BEGINNING].encode())


def part_of_pair(hash_: int) -> int:
    """Return in which part of a record a pair is."""
    return hash_ * PARTS >> _HASH
