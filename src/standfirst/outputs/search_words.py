"""Text as it is written -> text that spaces divide into what is looked for.

Pagefind takes for a word what stands between spaces. Where a script has none, each letter with the
one after it stands for a word, the last of a run for itself::

    專欄作家。Atom與JSON -> 專欄 欄作 作家 家。` Atom` 與` JSON

So whatever string one asks for is a row of such pairs, side by side, and nothing else is: no
dictionary has to divide the text and the query alike. A text is had again from the first letters of
pairs, and a grave accent ends what no space has followed. ``static/standfirst/search_query.js``
divides queries, and puts texts together for excerpts; a test holds both to one another.
"""

from __future__ import annotations

import re
import unicodedata

from standfirst.text import cjk

LETTERS = cjk.LETTERS + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Of scripts without spaces: Thai, Lao, Burmese and Khmer have none either; and Korean, whose words have endings."""
GLUE = "`"
"""At the end of a piece that no space follows. Pagefind leaves it out of the word, as all punctuation in ASCII."""
_MARKS = "¡«»¿\u2012-\u2027\u2030-\u205e\u3001-\u3020\u3030\u303d・\ufe10-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
"""Punctuation beyond ASCII, the apostrophe too (l’été), but for hyphens and dots that stand within words."""
_SELECTORS = re.compile(f"(?<=[{LETTERS}])[{cjk.SELECTORS}]+")
_RUN = re.compile(f"[{LETTERS}]+")
_PIECES = re.compile(f"[{LETTERS}]+|[^{LETTERS}]+")
_PUNCTUATION = re.compile(f"(?:(?![{LETTERS}])[{_MARKS}])+")


def divided(text: str) -> str:
    """Return *text*, of which white space is one space, divided; where it has ASCII alone it is as it was."""
    if text.isascii():
        return text
    text = _SELECTORS.sub("", unicodedata.normalize("NFC", text))
    return " ".join(" ".join(_glued(_pieces(chunk))) for chunk in text.split())


def pairs(run: str) -> list[str]:
    """Return each letter of *run* with the one after it, and the last by itself."""
    return [run[at : at + 2] for at in range(len(run))]


def _pieces(chunk: str) -> list[str]:
    """Return the words and pairs of what no space divides; punctuation belongs to what it follows."""
    found: list[str] = []
    for piece in _PIECES.findall(chunk):
        if _RUN.match(piece):
            found += pairs(piece)
            continue
        begun = _PUNCTUATION.match(piece)
        if begun and found:
            found[-1] += begun[0]
            piece = piece[begun.end() :]  # noqa: PLW2901  # what is left of it
        found += _words(piece)
    return found


def _words(piece: str) -> list[str]:
    """Return what punctuation beyond ASCII divides, with it: Pagefind would make one word of both sides."""
    ends = [found.end() for found in _PUNCTUATION.finditer(piece) if found.start()]
    return [word for start, end in zip([0, *ends], [*ends, None], strict=True) if (word := piece[start:end])]  # fmt: skip


def _glued(pieces: list[str]) -> list[str]:
    """Return *pieces*, of which each but the last and pairs, which say it themselves, has the sign that no space follows."""
    last = len(pieces) - 1
    return [
        piece if at == last or (len(piece) == 2 and _RUN.fullmatch(piece)) else piece + GLUE  # noqa: PLR2004
        for at, piece in enumerate(pieces)
    ]
