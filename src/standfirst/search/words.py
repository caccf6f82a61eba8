"""A text -> the words under which it is found.

::

    text --thousands, fold()--> without capitals, marks, widths --tokens()--> words in their order, and runs
         --Tokens.terms()--> what the index has of it   --pairs()--> what says that words stand side by side

A query is divided in the same way by ``static/standfirst/search/words.js``: ``tests/search/odd_texts.json`` has
texts for both. Scripts without spaces are not divided into words: each of their characters is a
term, and each two that stand side by side; so whatever string one asks for is a row of terms, and no dictionary has
to divide text and query alike.
"""

from __future__ import annotations

import dataclasses as dc
import re
import string
import unicodedata
from collections import Counter
from functools import cache
from itertools import chain, groupby, pairwise, repeat
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from standfirst.text import cjk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST = 32
"""Characters of a word that count."""
_STOPS = (
    "a an and are as at be been but by d for from had has have he his i in is it its ll m not of on or re s t that the "
    "their they this to ve was were which will with would"
)
STOPS = frozenset(_STOPS.split())
"""English words that no pair has, and that a query with others does not ask for."""
UNSPACED = cjk.LETTERS + (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0edf"  # Thai, Lao
    "\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17d7\u17dc-\u17e9"  # Burmese, Khmer
)
"""Of folded texts, for the inside of ``[…]``: letters between which no space says where a word ends, or, in
Korean, words with their endings."""
_SIGNS = "\u0710-\u07ff\u0900-\u0963\u0966-\u0df3\u0f40-\u0fbc\u1b00-\u1b4b\ua980-\ua9c0"
"""Blocks of scripts in which signs belong to letters that `re` takes for the end of a word: of vowels, mostly."""
_JOINTS = "-'\u00b7"


def _divider(letter: str) -> re.Pattern[str]:
    return re.compile(rf"[{UNSPACED}]+|{letter}+(?:[{_JOINTS}.]{letter}+)*")


_TOKENS = _divider(rf"[^\W_{UNSPACED}]")
_SIGN = re.compile(f"[{_SIGNS}]")
_OF_ASCII = re.compile(r"[a-z0-9]+(?:[-'.][a-z0-9]+)*")
_LETTERS = string.ascii_lowercase + string.digits
_APART = {code: " " for code in range(128) if chr(code) not in _LETTERS}
"""Leaves the words of a text of ASCII, and spaces."""
_OUTLINE = _APART | str.maketrans(f"{_LETTERS}-'.", "a" * len(_LETTERS) + "---")
_JOINED = "a-a"
"""What is in the outline of a text of ASCII with a compound: to look there takes a tenth of the time."""
_QUOTES = str.maketrans(
    {**dict.fromkeys("\u201c\u201d\u2013\u2014\u2026", '"'), "\u2018": "'", "\u2019": "'"}
)
"""Signs that English has beyond ASCII, and others that divide a text in the same way."""
_AT_JOINTS = re.compile(f"[{_JOINTS}.]")
_JOINT = re.compile(f"[{_JOINTS}]")
_POSSESSIVE = "'s"
_THOUSANDS = re.compile(
    # begins with what is to be there, by which `re` finds places quickly
    "[0-9](?<![0-9][0-9])(?<![0-9][,.][0-9])[0-9]{0,2}(?:[,\u00a0\u2009\u202f][0-9]{3})+(?![0-9])"
)
_SEPARATORS = re.compile("[,\u00a0\u2009\u202f]")
_GONE = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\u20d0-\u20f0\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef]"
)
"""Diacritics of Latin, Greek and Cyrillic, points of Hebrew and Arabic, selectors, and what cannot be seen."""
_STROKES = {
    one: other
    for other, ones in {
        "ss": "ß", "ae": "æ", "oe": "œ", "o": "ø", "l": "ł", "d": "đð", "th": "þ", "h": "ħ", "t": "ŧ", "i": "ı",
        "σ": "ς", "-": "\u2010", "'": "\u2019\u2018\u02bc\u02bb",
    }.items()
    for one in ones
}  # fmt: skip
"""Letters and signs that Unicode does not decompose, and what they are taken for."""
_COMPOSED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1fff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3131-\u318e"
    "\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}\N{COMBINING KATAKANA-HIRAGANA SEMI-VOICED SOUND MARK}"
    "\ua66f-\uabff\ud7b0-\ud7fb\ufb1e\ufe20-\ufe2f\uff66-\uffdc\U00010000-\U0001ffff]"
)
"""Marks, and what else may become one with what is before it: of a text without, each character is folded by itself."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_MASK = 0xFFFFFF00
"""Of a hash of 32 bits the highest 24: kept of each page are three bytes. That a page with two words has by chance the hash of
the two side by side happens once in 7,000 pages of usual length."""


@dc.dataclass(frozen=True, slots=True)
class Tokens:
    """A text, divided."""

    words: list[str]
    """Words, and runs of scripts without spaces undivided, in order."""
    joined: list[str]
    """What compounds are without their hyphens and apostrophes: another way to write them."""

    def terms(self) -> Counter[str]:
        """Return how often each term of the index stands there."""
        count = Counter(self.words)
        runs = [word for word in count if is_unspaced(word)]
        times = [count.pop(run) for run in runs]
        count.update(self.joined)
        for term in [term for term in count if len(term) > LONGEST]:
            count[term[:LONGEST]] += count.pop(term)
        if runs:
            line = "\n".join(chain.from_iterable(map(repeat, runs, times)))
            count.update(line)
            count.update(map(add, line, line[1:]))
            for term in [term for term in count if "\n" in term]:
                del count[term]
        return count

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each two words that follow each other, where stop words and runs are left out."""
        kept = [w[:LONGEST] for w in self.words if w not in STOPS and not is_unspaced(w)]
        yield from pairwise(kept)

    def pair_hashes(self) -> set[int]:
        """Return a hash, the highest 24 bits of 32, of each of :meth:`pairs`."""
        hashes = {
            word: crc32(word[:LONGEST].encode())
            for word in set(self.words) - STOPS
            if word.isascii() or not is_unspaced(word)
        }
        kept = [hash_ for hash_ in map(hashes.get, self.words) if hash_ is not None]
        return {a * 31 + b & _MASK for a, b in pairwise(kept)}


@cache
def _with_signs() -> re.Pattern[str]:
    """Return :data:`_TOKENS` for texts with signs, which takes more time, and some to make."""
    return _divider(rf"(?:[^\W_{UNSPACED}]|[{_SIGNS}])")


class _Unspaced(dict[str, bool]):
    """Letter -> whether it is of a script without spaces: seen once, a tenth of the time of a pattern."""

    def __missing__(self, letter: str) -> bool:
        self[letter] = found = re.match(f"[{UNSPACED}]", letter) is not None
        return found


_IS_UNSPACED = _Unspaced()


def is_unspaced(term: str) -> bool:
    """Return whether a word or term is of scripts without spaces."""
    return not term.isascii() and _IS_UNSPACED[term[0]]


@cache
def simplified() -> Mapping[str, str]:
    """Return traditional character -> simplified one, of those that differ."""
    text = Path(__file__).with_name("simplified.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {traditional: line[0] for line in lines for traditional in line[1:]}


class _Folded(dict[int, str]):
    """Character -> what it is folded to, as `str.translate` asks for it."""

    def __missing__(self, code: int) -> str:
        lower = unicodedata.normalize("NFKC", chr(code)).lower()
        bare = _GONE.sub("", unicodedata.normalize("NFD", lower))
        plain = "".join(_STROKES.get(char, char) for char in bare)
        folded = unicodedata.normalize("NFC", plain)
        self[code] = "".join(simplified().get(char, char) for char in folded)
        return self[code]


_FOLDED = _Folded()


def is_composed(text: str) -> bool:
    """Return whether *text* has characters that may become one with those before them."""
    return _COMPOSED.search(text) is not None


def fold(text: str) -> str:
    """Return *text* as it is compared: without capitals, diacritics and widths, in simplified characters."""
    if text.isascii():
        return text.lower()
    if is_composed(text):
        text = unicodedata.normalize("NFKC", text)
    # a translation of ASCII as well would take three times as long
    return _BEYOND_ASCII.sub(lambda found: found[0].translate(_FOLDED), text.lower())


def tokens(text: str) -> Tokens:
    """Return *text* divided."""
    text = _THOUSANDS.sub(lambda found: _SEPARATORS.sub("", found[0]), text)
    for sign, plain in _QUOTES.items():
        text = text.replace(chr(sign), plain)
    words: list[str] = []
    joined: list[str] = []
    # no word, mark or compound goes on in the next line
    for is_ascii, lines in groupby(text.split("\n"), str.isascii):
        divide = _divide_ascii if is_ascii else _divide
        divide("\n".join(lines), words, joined)
    return Tokens(words, joined)


def _divide_ascii(text: str, words: list[str], joined: list[str]) -> None:
    lower = text.lower()
    words += lower.translate(_APART).split()
    outline = lower.translate(_OUTLINE) + " "
    at = outline.find(_JOINED)
    while at >= 0:
        start, end = outline.rfind(" ", 0, at) + 1, outline.index(" ", at)
        for token in _OF_ASCII.findall(lower, start, end):
            if not token.isalnum():
                joined += _joined(token)
        at = outline.find(_JOINED, end)


def _divide(text: str, words: list[str], joined: list[str]) -> None:
    folded = fold(text)
    divider = _with_signs() if _SIGN.search(folded) else _TOKENS
    for token in divider.findall(folded):
        if token.isalnum():
            words.append(token)
        else:
            words += _AT_JOINTS.split(token)
            joined += _joined(token)


def _joined(compound: str) -> Iterator[str]:
    pieces = compound.split(".")
    if len(pieces) > 1 and not any(len(piece) > 1 or piece.isdigit() for piece in pieces):
        pieces = ["-".join(pieces)]  # U.S., A.I.
    for piece in pieces:
        bare = piece.removesuffix(_POSSESSIVE)
        whole = _JOINT.sub("", bare)
        if len(bare) > len(whole) and len(whole) <= LONGEST:
            yield whole


def classes() -> dict[str, object]:
    """Return the characters and words by which a browser divides a query as texts were divided; classes as they stand in ``[…]``."""
    return {
        "gone": _GONE.pattern[1:-1],
        "strokes": _STROKES,
        "unspaced": UNSPACED,
        "signs": _SIGNS,
        "stops": " ".join(sorted(STOPS)),
    }
