"""Line breaks of the source: a space between words, nothing between characters of Chinese and Japanese.

Browsers turn every line break into a space, though CSS says what to do with one:
https://www.w3.org/TR/css-text-3/#line-break-transform, whose rules these are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST_WIDE = 0x2E80
"""Wide characters before this are symbols that are shown as pictures."""
_PICTURES = range(0x1F000, 0x20000)
_SELECTORS = "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Variation selectors, which say how the character before them looks."""
_BREAK = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t]*")


def leaves_nothing(before: str, after: str, lang: str = "") -> bool:
    """Return whether a break between the texts *before* and *after* stands for no space.

    :param lang: BCP 47 tag; in Chinese and Japanese, quotation marks and dashes are theirs.
    """
    one, other = before.rstrip(_SELECTORS)[-1:], after[:1]
    if not one or not other:
        return False
    wide = _is_wide(one), _is_wide(other)
    if all(wide):
        return True
    shared = lang.partition("-")[0] in {"zh", "ja"}
    return shared and ((wide[0] and _is_shared(other)) or (wide[1] and _is_shared(one)))


def closed_up(text: str, lang: str = "") -> str:
    """Return *text* without the breaks that stand for no space; the others as they are."""
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


def _is_wide(char: str) -> bool:
    """Return whether *char* is a wide one of Chinese or Japanese; Korean has spaces between words."""
    code = ord(char)
    return (
        code >= _FIRST_WIDE
        and code not in _PICTURES
        and unicodedata.east_asian_width(char) in "WFH"
        and "HANGUL" not in unicodedata.name(char, "")
    )


def _is_shared(char: str) -> bool:
    """Return whether *char* is punctuation of Chinese or Japanese and of other scripts."""
    return unicodedata.category(char)[0] in "PS" and unicodedata.east_asian_width(char) == "A"
