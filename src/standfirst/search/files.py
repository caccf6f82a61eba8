"""The files of an index, as bytes: equal input gives equal bytes. All are compressed with gzip.

words
    head, 4 bytes; how many words, bytes of their names, and entries, 4 bytes each; the names in order, joined by line
    ends; how many entries each word has; the weights of all entries, a byte each; their pages, as differences
pairs
    head, 4 bytes; how many entries, 4 bytes; their prints, 16 bits, in order, as differences; their pages

Numbers of several bytes stand in planes: first the highest byte of all, last the lowest. Most planes are full of zeros,
which cost nothing, and what is alike stands together. What browsers read with is ``static/standfirst/search/index.js``.
"""

from __future__ import annotations

import gzip
import sys
import zlib
from array import array
from base64 import b64encode
from bisect import bisect_left, bisect_right
from itertools import accumulate, chain
from operator import sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LEVEL = 4
"""Of compression: 6 takes 0.4 % less room, and a third more time."""
_HEAD = 4
_LONG, _SHORT, _PAIR = "I", "H", "Q"
_BYTES = {_LONG: 4, _SHORT: 2, _PAIR: 8}
_PAGE = 32
"""Bits of a page's number, where it stands below a print."""


class DamagedError(ValueError):
    """A file of an index, or what is kept for one, is not what it should be."""


def packed(numbers: Sequence[int]) -> bytes:
    """Return numbers of 32 bits as bytes, the lowest first on every machine."""
    return _raw(_LONG, numbers)


def unpacked(raw: bytes) -> array[int]:
    """Return the numbers of :func:`packed`."""
    return _unraw(_LONG, raw)


def _raw(kind: str, numbers: Sequence[int]) -> bytes:
    made = array(kind, numbers)
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def _unraw(kind: str, raw: bytes | bytearray) -> array[int]:
    made: array[int] = array(kind)
    made.frombytes(raw)
    if sys.byteorder == "big":
        made.byteswap()
    return made


def compressed(data: bytes) -> bytes:
    """Return a file's content as it is put into the output."""
    return gzip.compress(data, _LEVEL, mtime=0)


def print_of(data: bytes) -> str:
    """Return four characters that another file, or an earlier state of this one, has not: they stand in its address and in the head.

    :param data: As :func:`compressed` returns it: near its end it has a checksum, https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1.
    """
    return b64encode(data[-8:-5]).decode("ascii")


def uncompressed(data: bytes) -> bytes:
    """Return what was compressed.

    :raises DamagedError: It is damaged.
    """
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as exc:
        raise DamagedError(str(exc)) from exc


def planes(numbers: Sequence[int], kind: str = _LONG, *, without: int = 0) -> bytes:
    """Return the bytes of numbers: the highest of all, …, the lowest of all.

    :param without: How many of the highest are left out.
    """
    return _planes(_raw(kind, numbers), kind, 0, _BYTES[kind] - without)


def _planes(raw: bytes, kind: str, first: int, count: int) -> bytes:
    """Return some planes of :func:`_raw`'s numbers, the highest first.

    :param first: How many lower ones are left out.
    """
    size = _BYTES[kind]
    return b"".join([raw[n::size] for n in range(first + count - 1, first - 1, -1)])


def unplaned(raw: bytes, kind: str = _LONG) -> array[int]:
    """Return the numbers of :func:`planes`."""
    size = _BYTES[kind]
    count = len(raw) // size
    result = bytearray(len(raw))
    for n in range(size):
        result[size - 1 - n :: size] = raw[n * count : (n + 1) * count]
    return _unraw(kind, result)


def words(head: bytes, index: Mapping[str, Sequence[int]]) -> bytes:
    """Return a file of words.

    :param index: Word -> page << 8 | weight, in the order of pages.
    """
    names = sorted(index)
    lists = [index[name] for name in names]
    counts = [len(one) for one in lists]
    raw = _raw(_PAIR, list(chain.from_iterable(lists)))
    weights = _planes(raw, _PAIR, 0, 1)
    pages = unplaned(_planes(raw, _PAIR, 1, _BYTES[_LONG]))
    steps = differences(pages)
    *starts, _ = accumulate(counts, initial=0)
    for at in starts:
        steps[at] = pages[at]
    return _words(head, names, counts, weights, steps)


def differences(numbers: Sequence[int]) -> list[int]:
    """Return the first number, then what each is more than the one before."""
    return list(map(sub, numbers, chain((0,), numbers)))


def _words(
    head: bytes, names: Sequence[str], counts: Sequence[int], weights: bytes, steps: Sequence[int]
) -> bytes:
    text = "\n".join(names).encode()
    sizes = packed([len(names), len(text), len(weights)])
    return compressed(b"".join([head, sizes, text, planes(counts), weights, planes(steps)]))


def words_changed(
    head: bytes, data: bytes, changes: Mapping[str, Mapping[int, int | None]]
) -> bytes:
    """Return a file of words where some have others entries.

    :param changes: Word -> page -> its weight, or None where it has none any more.
    :raises DamagedError: *data* is no such file.
    """
    names, counts, weights, steps = _parts_of_words(head, data)
    for name, given in changes.items():
        at = bisect_left(names, name)
        if at == len(names) or names[at] != name:
            names.insert(at, name)
            counts.insert(at, 0)
        start = sum(counts[:at])
        end = start + counts[at]
        # a word may be on all pages, of which one has changed
        pages, kept = list(accumulate(steps[start:end])), weights[start:end]
        for page, weight in given.items():
            place = bisect_left(pages, page)
            is_there = place < len(pages) and pages[place] == page
            pages[place : place + is_there] = [] if weight is None else [page]
            kept[place : place + is_there] = b"" if weight is None else bytes([weight])
        weights[start:end], steps[start:end] = kept, differences(pages)
        counts[at] = len(pages)
        if not pages:
            del names[at], counts[at]
    return _words(head, names, counts, bytes(weights), steps)


def _parts_of_words(head: bytes, data: bytes) -> tuple[list[str], list[int], bytearray, list[int]]:
    raw = _below(head, data)
    count, size, entries = unpacked(raw[:12])
    at = 12 + size
    names = raw[12:at].decode().split("\n") if count else []
    counts = unplaned(raw[at : at + 4 * count]).tolist()
    at += 4 * count
    weights, steps = bytearray(raw[at : at + entries]), unplaned(raw[at + entries :]).tolist()
    if not len(weights) == len(steps) == entries == sum(counts) or len(names) != count:
        raise DamagedError("a file of words has not what it says")
    return names, counts, weights, steps


def _below(head: bytes, data: bytes) -> bytes:
    """Return what a file has after its head.

    :raises DamagedError: It is damaged, or has another.
    """
    raw = uncompressed(data)
    if raw[:_HEAD] != head:
        raise DamagedError("a file is of an index that was divided otherwise")
    return raw[_HEAD:]


def pair(print_: int, page: int) -> int:
    """Return a pair of a page as :func:`pairs` takes it."""
    return print_ << _PAGE | page


def pairs_of(page: int, prints: Iterable[int]) -> list[int]:
    """Return pairs of one page."""
    return [print_ << _PAGE | page for print_ in prints]


def pairs(head: bytes, found: Sequence[int]) -> bytes:
    """Return a file of pairs.

    :param found: What :func:`pair` returns, in order; above the 16 bits of a print may stand the file's number.
    """
    raw = _raw(_PAIR, found)
    prints = unplaned(_planes(raw, _PAIR, _BYTES[_LONG], _BYTES[_SHORT]), _SHORT)
    return _pairs(head, prints, _planes(raw, _PAIR, 0, _BYTES[_LONG]))


def _pairs(head: bytes, prints: Sequence[int], pages: bytes) -> bytes:
    steps = planes(differences(prints), _SHORT)
    return compressed(b"".join([head, packed([len(prints)]), steps, pages]))


def pairs_changed(
    head: bytes, data: bytes, gone: Iterable[tuple[int, int]], come: Iterable[tuple[int, int]]
) -> bytes:
    """Return a file of pairs without some, and with others: prints with pages.

    :raises DamagedError: *data* is no such file, or has not those that are gone.
    """
    raw = _below(head, data)
    (count,) = unpacked(raw[:4])
    steps, pages = unplaned(raw[4 : 4 + 2 * count], _SHORT), unplaned(raw[4 + 2 * count :])
    if not len(steps) == len(pages) == count:
        raise DamagedError("a file of pairs has not what it says")
    prints = list(accumulate(steps))
    for print_, page in gone:
        at = _place(prints, pages, print_, page)
        if at == len(prints) or (prints[at], pages[at]) != (print_, page):
            raise DamagedError("a file of pairs has not what it had")
        del prints[at], pages[at]
    for print_, page in come:
        at = _place(prints, pages, print_, page)
        prints.insert(at, print_)
        pages.insert(at, page)
    return _pairs(head, prints, planes(pages))


def _place(prints: Sequence[int], pages: Sequence[int], print_: int, page: int) -> int:
    """Return where a pair is, or would be."""
    start = bisect_left(prints, print_)
    return bisect_left(pages, page, start, bisect_right(prints, print_, start))
