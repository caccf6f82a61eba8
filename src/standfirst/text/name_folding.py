"""Whether two spellings are one name, and whether two names may be one person's."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_SPACES = re.compile(r"[\s\-‐-―_·・•'’]+")
_INITIAL = re.compile(r"(?<![^\W_])([^\W\d_]{1,2})[.．]")
"""The stop of one or two letters that begin a word: ``J.R.R.``, ``Ph.D.``, but not ``Node.js`` or ``3.11``."""
_LAST_STOP = re.compile(r"(?<=[^\W\d_])[.．](?=\s|$)")
_BRACKETS = {"《": "》", "「": "」", "『": "』", "【": "】", "〈": "〉", "(": ")", "[": "]", "“": "”", '"': '"', "‘": "’", "<": ">"}  # fmt: skip
_SUFFIX = r"(?:ph\.?\s?d|m\.?d|d\.?phil|m\.?a|b\.?a|m\.?sc|b\.?sc|mba|j\.?d|esq|jr|sr|i{1,3}|iv|inc|ltd|llc|llp|obe|cbe|mp|kc|qc|ret|usn|usmc)\.?"
SUFFIX = re.compile(_SUFFIX, re.IGNORECASE)
"""What follows a name, after a comma."""
_SUFFIXES = re.compile(rf"(?:\s*,\s*{_SUFFIX})+$", re.IGNORECASE)
_TITLES = frozenset({"dr", "prof", "professor", "sir", "dame", "mr", "mrs", "ms"})


@lru_cache(maxsize=50_000)  # the same few thousand names, many times each
def fold(name: str) -> str:
    """Return the key under which spellings of one name are the same; empty only for an empty name.

    They may differ in case, width, spaces, hyphens, enclosing brackets and the full
    stops of initials; C, C++ and C# stay three.
    """
    text = unicodedata.normalize("NFKC", name).strip()
    while len(text) > 1 and _BRACKETS.get(text[0]) == text[-1]:
        text = text[1:-1].strip()
    plain = _LAST_STOP.sub("", _INITIAL.sub(r"\1", text))
    return (_SPACES.sub("", plain) or text or name).casefold()


def folded(names: Iterable[str]) -> frozenset[str]:
    """Return the keys of *names*, made once for all posts."""
    return frozenset(map(fold, names))


def is_among(name: str, *known: Collection[str]) -> bool:
    """Return whether *name* is in one of several sets of folded names, without copying them."""
    key = fold(name)
    return any(key in names for names in known)


def bare(name: str) -> str:
    """Return *name* without degrees and honours after a comma."""
    return _SUFFIXES.sub("", name)


def same_person(one: str, other: str) -> bool:
    """Return whether two names in one post are a person's: ``Ann Lee`` and ``Dr. Ann B. Lee, PhD``.

    In different posts these may be two people.
    """
    if fold(bare(one)) == fold(bare(other)):
        return True
    first, second = _words(one), _words(other)
    if len(first) < 2 or len(second) < 2:  # noqa: PLR2004  # a first and a last name
        return False
    ends = (first[0], first[-1]) == (second[0], second[-1])
    middle, others = set(first[1:-1]), set(second[1:-1])
    return ends and (middle <= others or others <= middle)


def _words(name: str) -> list[str]:
    """Return the words of a name without titles, suffixes and initials in the middle."""
    words = [fold(word) for word in bare(name).split()]
    while words and words[0] in _TITLES:
        del words[0]
    while len(words) > 2 and SUFFIX.fullmatch(words[-1]):  # noqa: PLR2004  # as above
        del words[-1]
    return [word for i, word in enumerate(words) if len(word) > 1 or i in {0, len(words) - 1}]
