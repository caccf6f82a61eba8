"""The texts of all posts -> which others each of them leads on to as related.

::

    text --signature()--> its most frequent terms   (once, where the post is read)
    signatures of a language --vectors--> weighted terms --shared ones--> scores, hints --> lists

Terms are words, cut to a stem, and pairs of characters in Chinese, Japanese and Korean; their
weight is tf-idf, compared by cosine (https://nlp.stanford.edu/IR-book/html/htmledition/queries-as-vectors-1.html).
The lists follow from the posts alone, whatever was built before. Frequencies are counted in
powers of two and scores in steps, so that a post that is added moves few of them.
"""

from __future__ import annotations

import heapq
import math
import re
import zlib
from array import array
from collections import Counter, defaultdict
from operator import add, itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from standfirst.catalogue import Post

_CJK = re.compile(
    r"[\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]+"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
"""Shorter words say little of what a text is about."""
_STEM = 8
"""Characters of a word that count: endings do not."""
_TITLE = 3
"""A word of the title counts as so many of the text."""
_MOST = 15
"""Greatest frequency of a term, in steps of the square root of two."""
_KEPT = 64
"""Terms kept of a post."""
_BYTES = array("I").itemsize + 1
"""Of each term kept: its hash, and how frequent it is in the post."""
_COMPARED = 16
"""Terms of a post that are compared."""
_COMMON = 8
"""A term in ``2 ** 8`` posts or more is not compared: it would cost the most and tell the least."""
_UNIT = 256
"""Length of a vector, whose weights are integers."""
_STEPS = 64
"""Scores that there are."""
_LEAST = 3
"""Steps from which on texts are related."""
_HINT, _HINTS = 4, 3
"""Steps that a section, tag or author in common adds, and how many of these count."""
_SHORTLIST = 12
"""Posts for each, by text alone, among which hints decide."""


def signature(title: str, text: str) -> bytes:
    """Return the most frequent terms of a post: as little as suffices to compare it with any other.

    :param text: Plain text.
    """
    counts = _counted(text)
    for term, count in _counted(title).items():
        counts[term] += _TITLE * count
    terms: dict[int, int] = {}
    for term, count in counts.items():
        key = zlib.crc32(term.encode("utf-8", "surrogatepass"))
        terms[key] = max(terms.get(key, 0), min(_MOST, 1 + round(2 * math.log2(count))))
    # among equals by hash, which keeps the same terms of any two posts
    kept = sorted(terms, key=lambda key: (-terms[key], key))[:_KEPT]
    return array("I", kept).tobytes() + bytes(terms[key] for key in kept)


def _counted(text: str) -> Counter[str]:
    folded = text.casefold()
    counts: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(_CJK.sub(" ", folded))).items():
        counts[word[:_STEM]] += count
    for run in _CJK.findall(folded):
        counts.update(map(add, run, run[1:]))
    return counts


def related(
    posts: Mapping[str, Post],
    signatures: Mapping[str, bytes],
    parts: Mapping[str, Collection[str]],
    count: int,
) -> dict[str, tuple[str, ...]]:
    """Return for each post up to *count* others, the most related first; in its language.

    Among equals the newer goes before. Neither withdrawn posts nor parts of the same series are
    among them.

    :param posts: By docname, newest first.
    :param parts: Docname -> docnames of its series.
    """
    languages: dict[str, list[Post]] = defaultdict(list)
    for post in posts.values() if count else ():
        if not post.withdrawn:
            languages[post.lang].append(post)
    result = {}
    for group in languages.values():
        vectors = _vectors([signatures.get(post.docname, b"") for post in group])
        hints = [_hints(post) for post in group]
        names = [post.docname for post in group]
        for number, shortlist in enumerate(_shortlists(vectors)):
            besides = parts.get(names[number], ())
            scored = sorted(
                (-_score(cosine, hints[number] & hints[other]), other)
                for other, cosine in shortlist
                if names[other] not in besides
            )
            if scored:
                result[names[number]] = tuple(names[other] for _, other in scored[:count])
    return result


def _hints(post: Post) -> frozenset[str]:
    authors = (person.page for person in post.authors)
    return frozenset((post.section.page, *(tag.page for tag in post.tags), *authors))


def _score(cosine: int, shared: Collection[str]) -> int:
    return cosine * _STEPS // _UNIT**2 + _HINT * min(len(shared), _HINTS)


def _vectors(signatures: Sequence[bytes]) -> list[list[tuple[int, int]]]:
    """Return the weighted terms of each post, of which others have some, each vector of one length."""
    terms = []
    frequency: Counter[int] = Counter()
    for kept in signatures:
        number = len(kept) // _BYTES
        hashes = array("I", kept[:-number]) if number else ()
        frequency.update(hashes)
        terms.append(tuple(zip(hashes, kept[len(kept) - number :], strict=True)))
    size = len(signatures).bit_length()
    highest = min(_COMMON, size - 1)
    # in powers of two: one more post with a term seldom changes its weight
    idf = {
        term: size - number.bit_length()
        for term, number in frequency.items()
        if number > 1 and number.bit_length() <= highest
    }
    get = idf.get
    return [
        _unit([(weight * times, term) for term, times in kept if (weight := get(term))])
        for kept in terms
    ]


def _unit(weights: list[tuple[int, int]]) -> list[tuple[int, int]]:
    chosen = sorted(weights, reverse=True)[:_COMPARED]
    length = math.sqrt(sum(weight * weight for weight, _ in chosen))
    return [(term, round(weight * _UNIT / length)) for weight, term in chosen if weight]


def _shortlists(vectors: Sequence[Sequence[tuple[int, int]]]) -> Iterable[list[tuple[int, int]]]:
    """Yield for each vector the numbers of those nearest to it, with their cosine."""
    having: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for term, weight in vector:
            having[term].append((number, weight))
    least = _LEAST * _UNIT**2 // _STEPS
    for number, vector in enumerate(vectors):
        cosines: dict[int, int] = defaultdict(int)
        for term, weight in vector:
            for other, others in having[term]:
                cosines[other] += weight * others
        cosines.pop(number, None)
        nearest = heapq.nlargest(_SHORTLIST, cosines.items(), key=itemgetter(1))
        yield [(other, cosine) for other, cosine in nearest if cosine >= least]
