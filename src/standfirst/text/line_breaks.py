"""Line breaks of the source: a space between words, nothing between characters of Chinese and Japanese.

Browsers turn every line break into a space, though CSS says what to do with one:
https://www.w3.org/TR/css-text-3/#line-break-transform, whose rules these are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from standfirst.text import cjk

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNSPACED = re.compile(f"(?![{cjk.HANGUL}])[{cjk.WIDE}]")
"""A wide character of Chinese or Japanese; Korean has spaces between words."""
_BREAK = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t]*")


def leaves_nothing(before: str, after: str, lang: str = "") -> bool:
    """Return whether a break between the texts *before* and *after* stands for no space.

    :param lang: BCP 47 tag; in Chinese and Japanese, quotation marks and dashes are theirs.
    """
    one, other = cjk.last(before, len(before)), after[:1]
    if not one or not other:
        return False
    wide = [_UNSPACED.match(char) is not None for char in (one, other)]
    if all(wide):
        return True
    shared = lang.partition("-")[0] in {"zh", "ja"}
    return shared and ((wide[0] and _is_shared(other)) or (wide[1] and _is_shared(one)))


def closed_up(text: str, lang: str = "") -> str:
    """Return *text* without the breaks that stand for no space."""
    if "\n" not in text:
        return text
    return _BREAK.sub(
        lambda found: (
            ""
            if leaves_nothing(
                text[max(found.start() - 2, 0) : found.start()],
                text[found.end() : found.end() + 1],
                lang,
            )
            else found[0]
        ),
        text,
    )


def unfolded(text: str, lines: Iterable[str]) -> str:
    """Return *text*, made of *lines* with a space for each break, without the spaces of breaks that stand for none."""
    parts: list[str] = []
    done, before = 0, ""
    for line in map(str.strip, lines):
        if before and line and leaves_nothing(before, line):
            at = text.find(f"{before[-1]} {line[0]}", done)
            if at < 0:  # an escape of YAML's, as which the line reads otherwise
                break
            parts.append(text[done : at + 1])
            done = at + 2
        before = line
    return "".join((*parts, text[done:]))


def _is_shared(char: str) -> bool:
    """Return whether *char* is punctuation of Chinese or Japanese and of other scripts."""
    return unicodedata.category(char)[0] in "PS" and unicodedata.east_asian_width(char) == "A"
