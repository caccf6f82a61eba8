"""The keywords of all posts -> the related posts of each.

::

    text --keywords.signature()--> its keywords   (once, where the post is read)
    keywords of a language --Index--> how many of them each two posts share, and how rare --> lists

What a keyword counts follows from how few posts have it (tf-idf,
https://nlp.stanford.edu/IR-book/html/htmledition/tf-idf-weighting-1.html), in classes, among those
that were there when their number last doubled. So a new post changes the lists that it enters,
and hardly another; and the lists follow from the posts alone, whatever was built before.

All posts are compared with all in a bit-sliced index
(https://en.wikipedia.org/wiki/Bit-slicing, https://en.wikipedia.org/wiki/Bitmap_index): a set of posts
is an integer with a bit for each of them, and so is each binary digit of all their scores.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from standfirst.catalogue.model import Post

_T = TypeVar("_T")

_HASHES = 1 << 32
_RECOUNTED = 64
"""Posts of a language from which on keywords are not recounted with each new one."""
_FEW = 7
"""Posts with a keyword that is rare, in however small a publication."""
_RARE, _VERY_RARE = 16, 128
"""A keyword is rare where one post in so many has it."""
_LEAST = 3
"""Binary digits of a score that do not make texts related: those below 8."""
_HINT = 2
"""Binary digits of what a section, tag or author in common adds to a score: 4."""


def related(
    posts: Mapping[str, Post],
    signatures: Mapping[str, bytes],
    parts: Mapping[str, Sequence[str]],
    count: int,
) -> dict[str, tuple[str, ...]]:
    """Return for each post up to *count* others, the most related first; in its language.

    Among equals those published next before it go first, then those next after it: a new post is
    in the list of an older one only where it is nearer than another. Neither withdrawn posts nor
    parts of the same series are among them.

    :param posts: By docname, newest first.
    :param parts: Docname -> docnames of its series.
    """
    result: dict[str, tuple[str, ...]] = {}
    for group in _by_language(posts) if count else ():
        result |= _lists(group, signatures, parts, count, range(len(group)))
    return result


def renewed(
    lists: Mapping[str, tuple[str, ...]],
    posts: Mapping[str, Post],
    before: Mapping[str, bytes],
    signatures: Mapping[str, bytes],
    *,
    parts: Mapping[str, Sequence[str]],
    count: int,
) -> dict[str, tuple[str, ...]]:
    """Return what :func:`related` returns for *signatures*, by what it has returned for others of the same posts.

    Only the lists of posts are made that have a keyword which another has gained or lost: what
    counts for the others is as it was.

    :param lists: As :func:`related` made them of the same posts, but for their texts, with *before*.
    """
    result = dict(lists)
    for group in _by_language(posts) if count else ():
        now = [_keywords(signatures, post) for post in group]
        then = [_keywords(before, post) for post in group]
        moved = {
            key for new, old in zip(now, then, strict=True) if new != old for key in {*new} ^ {*old}
        }
        if not moved:
            continue
        touched = [n for n, new in enumerate(now) if new != then[n] or not moved.isdisjoint(new)]
        for number in touched:
            result.pop(group[number].docname, None)
        result |= _lists(group, signatures, parts, count, touched)
    return result


def _by_language(posts: Mapping[str, Post]) -> Iterable[list[Post]]:
    """Return the posts that may be related to one another, the newest first."""
    languages: dict[str, list[Post]] = defaultdict(list)
    for post in posts.values():
        if not post.withdrawn:
            languages[post.lang].append(post)
    return languages.values()


def _lists(
    group: Sequence[Post],
    signatures: Mapping[str, bytes],
    parts: Mapping[str, Sequence[str]],
    count: int,
    wanted: Sequence[int],
) -> dict[str, tuple[str, ...]]:
    """Return the lists of those posts of a language whose places are *wanted*."""
    index = Index(group, signatures, wanted)
    names = [post.docname for post in group]
    numbers = {name: number for number, name in enumerate(names)}
    # each series once, and not once for each of its parts
    series: dict[str, int] = {}
    result = {}
    for number in wanted:
        own = parts.get(names[number]) or (names[number],)
        if own[0] not in series:
            series[own[0]] = sum(1 << numbers[part] for part in own if part in numbers)
        nearest = islice(index.nearest(number, series[own[0]]), count)
        if chosen := tuple(names[other] for other in nearest):
            result[names[number]] = chosen
    return result


def _keywords(signatures: Mapping[str, bytes], post: Post) -> array[int]:
    return array("I", signatures.get(post.docname, b""))


class Index:
    """What the posts of a language, the newest first, have in common; each is the number of its place."""

    def __init__(
        self, posts: Sequence[Post], signatures: Mapping[str, bytes], wanted: Sequence[int]
    ) -> None:
        """Count what the posts have in common.

        :param wanted: Places of the posts for which :meth:`nearest` will be asked.
        """
        self._keywords = [_keywords(signatures, post) for post in posts]
        asked = {key for number in wanted for key in self._keywords[number]}
        frequency = Counter(chain.from_iterable(self._keywords))
        often = {key for key in asked if frequency[key] > 1}
        shared = ([key for key in keys if key in often] for keys in self._keywords)
        self._having = {
            key: (having, counting)
            for key, having in _sets(shared).items()
            if (counting := weight(key, having, len(posts)))
        }
        self._hints = [_hints(post) for post in posts]
        self._hinted = _sets(self._hints)

    def nearest(self, number: int, besides: int) -> Iterator[int]:
        """Return the posts related to a post, the most related first.

        :param besides: Bits of the posts that are not wanted.
        """
        digits = self._scores(number)
        related = 0
        for digit in digits[_LEAST:]:
            related |= digit
        related &= ~(besides | 1 << number)
        if related:
            self._add_hints(number, digits)
        return _ranked(related, digits, number)

    def _scores(self, number: int) -> list[int]:
        """Return the binary digits of how much each post shares with a post, the lowest first."""
        digits: list[int] = []
        for key in self._keywords[number]:
            having, counting = self._having.get(key, (0, 0))
            if counting & 1:
                _add(digits, having, 0)
            if counting & 2:
                _add(digits, having, 1)
        return digits

    def _add_hints(self, number: int, digits: list[int]) -> None:
        """Add what posts have in common with a post besides their text; three hints at most."""
        one = two = 0
        for hint in self._hints[number]:
            having = self._hinted[hint]
            one, two = (one ^ having) | (two & one & having), two | (one & having)
        _add(digits, one, _HINT)
        _add(digits, two, _HINT + 1)


def weight(key: int, having: int, number: int) -> int:
    """Return the weight of a shared keyword: 0 where most posts have it, 3 where it is rarest.

    :param key: Hash of the keyword.
    :param having: Bits of the posts that have it, the newest the lowest.
    :param number: How many posts there are.
    """
    size = _settled(key, number)
    known = (having >> number - size).bit_count()
    if 2 * known > size:
        return 0
    return 1 + sum(known <= max(_FEW, size // rare) for rare in (_RARE, _VERY_RARE))


def _settled(key: int, number: int) -> int:
    """Return among how many of the oldest posts a keyword is counted: again when they have doubled.

    Each keyword has its own turn, so that there is no post with which all lists change.
    """
    if number < _RECOUNTED:
        return number
    size = (_HASHES + key) << number.bit_length() - 1
    return size // _HASHES if size // _HASHES <= number else size // _HASHES // 2


def _hints(post: Post) -> tuple[str, ...]:
    """Return the pages of the post's section, tags and authors, each once."""
    authors = (person.page for person in post.authors)
    pages = (post.section.page, *(tag.page for tag in post.tags), *authors)
    return tuple(dict.fromkeys(pages))


def _sets(having: Iterable[Iterable[_T]]) -> dict[_T, int]:
    """Return for each thing the bits of the posts that have it."""
    result: dict[_T, int] = defaultdict(int)
    for number, things in enumerate(having):
        bit = 1 << number
        for thing in things:
            result[thing] |= bit
    return result


def _add(digits: list[int], posts: int, place: int) -> None:
    """Add the binary digit at *place* to the scores of *posts*, and carry."""
    digits.extend([0] * (place + 1 - len(digits)))
    while posts:
        if place == len(digits):
            digits.append(0)
        digits[place], posts = digits[place] ^ posts, digits[place] & posts
        place += 1


def _ranked(posts: int, digits: Sequence[int], number: int) -> Iterator[int]:
    """Yield *posts* by their scores, the highest first; among equals the next older, then the next newer."""
    if not posts:
        return
    if digits:
        higher = posts & digits[-1]
        yield from _ranked(higher, digits[:-1], number)
        yield from _ranked(posts ^ higher, digits[:-1], number)
        return
    older = posts >> number
    while older:
        lowest = older & -older
        yield number + lowest.bit_length() - 1
        older ^= lowest
    newer = posts & ((1 << number) - 1)
    while newer:
        place = newer.bit_length() - 1
        yield place
        newer ^= 1 << place
