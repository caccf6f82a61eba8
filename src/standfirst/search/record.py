"""The searchable text of a page -> a record of its words, kept until the page is written again.

A record begins with a line that says its form, then one, in JSON, of what is shown of the page; then, compressed, the parts, by hash of
terms and pairs, so that a merge has one after another in memory. Its name says what it is: see :class:`.kept.SearchRecords`.
"""

from __future__ import annotations

import dataclasses as dc
import json
import zlib
from bisect import bisect_left
from itertools import accumulate, pairwise
from operator import add
from typing import TYPE_CHECKING, Any

from standfirst.incremental.quick_pickles import quickly_pickled
from standfirst.search.files import (
    DamagedError,
    differences,
    packed,
    planes,
    unpacked,
    unplaned,
)
from standfirst.search.shape import PAIRS, PARTS, UNSPACED, WORDS, part_of_pair, place
from standfirst.search.words import is_unspaced, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from standfirst.search.page_text import PageText
    from standfirst.search.words import Tokens

TEXT, TITLE, NAME, HEADING = 15, 16, 32, 64
"""Bits of a weight: from 1 to 15 what the text is about the word, 0 where it is not in it; and where else it stands."""
FORM = b"standfirst search record 4\n"
"""Raised where a record of the same page would be another."""
_K, _B, _MEAN = 1.2, 0.35, 1500
"""Of BM25, https://en.wikipedia.org/wiki/Okapi_BM25, with a fixed length for that of the mean text: the
weights of a page depend on nothing but the page."""
_LEVEL = 1
MOST = 2_000_000
"""Characters of a text that are searched, more than three of the longest articles that are known have: of a text of any
length a record would have as many terms."""
_DECK = 160
"""Characters of a deck that are shown where the article's own text cannot be had."""


FIRST = {WORDS: 0, UNSPACED: PARTS, PAIRS: 2 * PARTS}
"""Kind -> number of its first part in a record."""
_END = 0
_END_OF_TERMS = bytes([_END])
"""Stands in no term, and is no weight of one."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class SearchedPage:
    """What is searched of a page, and shown of it in results."""

    href: str
    """Its address below the publication's root, percent-encoded."""
    lang: str
    """BCP 47."""
    title: str
    deck: str = ""
    names: tuple[str, ...] = ()
    byline: str = ""
    """The names as they are shown."""
    date: str = ""
    """As it is shown."""
    day: int | None = None
    """Days since 1970-01-01, by which results are put in order."""
    facets: tuple[tuple[str, str], ...] = ()
    """Name and value; a name may have several."""
    body: PageText


@quickly_pickled
@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ShownPage:
    """What is shown of a page in results, and what it is chosen by."""

    row: tuple[str, ...]
    """Title, address, byline, date, language, deck."""
    day: int | None
    facets: tuple[tuple[str, str], ...]
    entries: tuple[int, int, int]
    """How many words it has, terms of scripts without spaces, and pairs."""

    @property
    def href(self) -> str:
        """Return the page's address."""
        return self.row[1]

    def is_shown_as(self, other: ShownPage) -> bool:
        """Return whether results and filters say the same of another."""
        mine = self.row, self.day, self.facets
        return self is other or mine == (other.row, other.day, other.facets)

    def as_json(self) -> list[object]:
        """Return it as lists."""
        return [self.row, self.day, self.facets, self.entries]

    @classmethod
    def from_json(cls, value: Any) -> ShownPage:
        """Return it from lists.

        :raises DamagedError: *value* is something else.
        """
        try:
            row, day, facets, entries = value
            words, unspaced, pairs = map(int, entries)
            return cls(
                row=tuple(map(str, row)),
                day=None if day is None else int(day),
                facets=tuple((str(name), str(one)) for name, one in facets),
                entries=(words, unspaced, pairs),
            )
        except (TypeError, ValueError) as exc:
            raise DamagedError(f"what is shown of a page is not what it should be ({exc})") from exc


def record(page: SearchedPage) -> bytes:
    """Return the record of a page."""
    text = tokens(f"{page.deck}\n{page.body.text[:MOST]}")
    title, names = tokens(page.title), tokens(", ".join(page.names))
    headings = tokens(f"{page.deck}\n{page.body.headings}")
    weights = _levels(text)
    for said, bit in ((title, TITLE), (names, NAME), (headings, HEADING)):
        for term in said.terms():
            weights[term] = weights.get(term, 0) | bit
    pairs = text.pair_hashes()
    pairs.update(title.pair_hashes(), names.pair_hashes())
    terms = _divided(weights)
    unspaced = sum(map(len, terms[PARTS:]))
    parts = [*(_part_of_terms(part, weights) for part in terms), *_parts_of_pairs(pairs)]
    shown = ShownPage(
        row=(page.title, page.href, page.byline, page.date, page.lang, _cut(page.deck)),
        day=page.day,
        facets=page.facets,
        entries=(len(weights) - unspaced, unspaced, len(pairs)),
    )
    head = json.dumps([shown.as_json(), [len(part) for part in parts]], separators=(",", ":"))
    return b"".join([FORM, head.encode("ascii"), b"\n", zlib.compress(b"".join(parts), _LEVEL)])


def _cut(deck: str) -> str:
    if len(deck) <= _DECK:
        return deck
    cut = deck[: _DECK - 1]
    words, _, _ = cut.rpartition(" ")
    return f"{words if len(words) > _DECK // 2 else cut}…"


def _levels(text: Tokens) -> dict[str, int]:
    """Return what a text is about each of its terms, from 1 to :data:`TEXT`."""
    count = text.terms()
    norm = _K * (1 - _B + _B * count.total() / _MEAN)
    # most terms stand there equally often
    level = {times: round(TEXT * times / (times + norm)) or 1 for times in set(count.values())}
    return {term: level[times] for term, times in count.items()}


def _divided(terms: Iterable[str]) -> list[list[str]]:
    """Return the terms of each part: first those of words, then those of scripts without spaces."""
    parts: list[list[str]] = [[] for _ in range(2 * PARTS)]
    for term in terms:
        parts[place(term) % PARTS + PARTS * is_unspaced(term)].append(term)
    return parts


def _parts_of_pairs(pairs: Iterable[int]) -> Iterator[bytes]:
    hashes = sorted(pairs)
    ends = [bisect_left(hashes, part, key=part_of_pair) for part in range(PARTS + 1)]
    for start, end in pairwise(ends):
        # their lowest bytes are all zero, and so is the last plane
        yield planes(differences(hashes[start:end]))[: 3 * (end - start)]


def _part_of_terms(terms: list[str], weights: Mapping[str, int]) -> bytes:
    if not terms:
        return b""
    if is_unspaced(terms[0]):
        return _part_of_letters(sorted(sorted(terms), key=len), weights)
    names = "\n".join(terms).encode()
    return names + bytes([_END, *map(weights.__getitem__, terms)])


def _part_of_letters(terms: list[str], weights: Mapping[str, int]) -> bytes:
    """Return a part of terms of one or two letters: all single ones, the first and the second ones of pairs, in planes."""
    single = bisect_left(terms, 2, key=len)
    text = "".join(terms)
    points = (text[:single] + text[single::2] + text[single + 1 :: 2]).encode("utf-32-be")
    planes_ = b"".join(points[plane::4] for plane in (1, 2, 3))  # no character has more bytes
    return b"".join([_END_OF_TERMS, packed([single]), planes_, bytes(map(weights.__getitem__, terms))])  # fmt: skip


def _letters(part: bytes) -> tuple[list[str], bytes]:
    """Return the terms and weights of :func:`_part_of_letters`.

    :raises ValueError: It is something else.
    """
    (single,) = unpacked(part[1:5])
    two, rest = divmod(len(part) - 5 - 4 * single, 7)
    if rest or two < 0:
        raise DamagedError("a record has not what it says")
    count = single + 2 * two
    raw = bytearray(4 * count)
    for plane in (1, 2, 3):
        raw[plane::4] = part[5 + (plane - 1) * count : 5 + plane * count]
    text = raw.decode("utf-32-be")
    pairs_ = map(add, text[single : single + two], text[single + two :])
    return [*text[:single], *pairs_], part[5 + 3 * count :]


def shown(data: bytes) -> ShownPage:
    """Return what is shown of the page of a record.

    :raises DamagedError: *data* is no record, or one of another form.
    """
    return ShownPage.from_json(_head(data)[0])


def parts(data: bytes, wanted: Iterable[int]) -> dict[int, bytes]:
    """Return parts of a record, by number.

    :param wanted: As :data:`FIRST` says.
    :raises DamagedError: *data* is no record, or one of another form.
    """
    _, sizes = _head(data)
    try:
        below = zlib.decompress(data[data.index(b"\n", len(FORM)) + 1 :])
        ends = list(accumulate(sizes, initial=0))
        return {number: below[ends[number] : ends[number + 1]] for number in wanted}
    except (zlib.error, TypeError, IndexError) as exc:
        raise DamagedError(f"a record has not what it should have ({exc})") from exc


def terms(part: bytes) -> tuple[list[str], bytes]:
    """Return the terms of a part of a record, and their weights.

    :raises DamagedError: It is something else.
    """
    names, end, weights = part.partition(_END_OF_TERMS)
    try:
        if end and not names:
            return _letters(part)
        found = names.decode().split("\n") if end else []
    except ValueError as exc:
        raise DamagedError(f"a record has not what it should have ({exc})") from exc
    if len(found) != len(weights) or bool(names) != bool(end):
        raise DamagedError("a record has not what it says")
    return found, weights


def pairs(part: bytes) -> Iterator[int]:
    """Return the hashes of pairs in a part of a record, in order."""
    return accumulate(unplaned(part + bytes(len(part) // 3)))


def _head(data: bytes) -> tuple[Any, list[int]]:
    if not data.startswith(FORM):
        raise DamagedError("a record has another form")
    end = data.find(b"\n", len(FORM))
    try:
        said, sizes = json.loads(data[len(FORM) : end])
    except (ValueError, TypeError) as exc:
        raise DamagedError(f"a record has not what it should have ({exc})") from exc
    return said, sizes
