"""The text of a post -> its keywords: words, cut to a stem, and pairs of characters in Chinese, Japanese and Korean.

Which ones a post has follows from its text alone.
"""

from __future__ import annotations

import heapq
import re
import zlib
from array import array
from collections import Counter
from operator import add

from standfirst.text import cjk

_READ = 10_000
"""Characters of a text that are looked at: they say what it is about."""
_WORD = re.compile(r"([^\W\d_]{4,8})[^\W\d_]*")
"""A word of four letters or more, and the eight of them that count: short words say little of
what a text is about, and endings nothing."""
_TITLE = 3
"""A word of the title counts as so many of the text."""
_KEPT = 64
"""Keywords of a post."""


def signature(title: str, text: str) -> bytes:
    """Return the keywords of a post as hashes: the terms that fill most of its text.

    :param text: Plain text.
    """
    counts = _counted(text[:_READ])
    for term, count in _counted(title).items():
        counts[term] += _TITLE * count
    taken = [count * len(term) for term, count in counts.items()]
    least = min(heapq.nlargest(_KEPT, taken), default=0)
    # among equals by the term itself, which keeps the same ones of any two posts
    ranked = sorted(
        ((size, term) for size, term in zip(taken, counts, strict=True) if size >= least),
        reverse=True,
    )
    hashes = {zlib.crc32(term.encode("utf-8", "surrogatepass")) for _, term in ranked[:_KEPT]}
    return array("I", sorted(hashes)).tobytes()


def _counted(text: str) -> Counter[str]:
    folded, letters = text.casefold(), cjk.runs(cjk.LETTERS)
    runs = " ".join(letters.findall(folded))
    if not runs:
        return Counter(_WORD.findall(folded))
    words = Counter(_WORD.findall(letters.sub(" ", folded)))
    pairs = Counter(map(add, runs, runs[1:]))
    # no word has two characters; and to add to a counter takes as long as to count the pairs
    return Counter({**words, **{pair: count for pair, count in pairs.items() if " " not in pair}})
