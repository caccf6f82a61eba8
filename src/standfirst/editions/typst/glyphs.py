"""The characters that the fonts have, as the compiler says, and substitutes for all others."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from standfirst.editions.typst.code import string, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NOT_SHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_REGIONAL = 0x1F1E6
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
"""Two letters that mean a flag: https://www.unicode.org/reports/tr51/#Flags"""
_PRIVATE = "Co"
"""Characters that mean something to some fonts only: no archive may have them, PDF/A-2a says."""
_DROPPED = {"Cc", "Cf", "Cs", "Mn", "Me"}
"""Kinds of characters that are not seen by themselves: without a glyph they go."""


class Glyphs:
    """What is known of the fonts' characters."""

    def __init__(self, ask: Callable[[str], str], families: Iterable[str]) -> None:
        """Know nothing yet.

        :param ask: A source -> what the compiler says against it.
        """
        self._diagnosis = ask
        self._families = value(("Libertinus Serif", *families))
        self._asked = set(map(chr, range(0x20, 0x7F)))
        self._missing: dict[int, str] = {}

    def learn(self, text: str) -> list[str]:
        """Ask the compiler for the characters of *text* that are new; return those of *text* that no font has."""
        found = set(text)
        new = sorted(found - self._asked - {"\n", "\t", "\r"})
        if new:
            for char in self._ask(new):
                self._missing[ord(char)] = substitute(char)
            self._asked.update(new)
        return sorted(char for char in found if ord(char) in self._missing)

    def legible(self, text: str) -> str:
        """Return *text* with names in brackets for the characters that no font has."""
        if text.isascii():
            return text
        if not self._asked.issuperset(text):
            self.learn(text)
        if not self._missing:
            return text
        return _FLAG.sub(self._flag, text).translate(self._missing)

    def _flag(self, found: re.Match[str]) -> str:
        """Return the letters of a flag that no font has: ``[GB]``."""
        if ord(found[0][0]) not in self._missing:
            return found[0]
        return f"[{''.join(chr(ord(char) - _REGIONAL + ord('A')) for char in found[0])}]"

    def _ask(self, chars: list[str]) -> set[str]:
        lines = ";".join(f"par({string(_probe(char))})" for char in chars if not _is_refused(char))
        source = (
            '#set document(title: "t")\n'
            f"#set text(font: {self._families}, fallback: true)\n#{{{lines}}}\n"
        )
        missing = set(filter(_is_refused, chars))
        said = "".join(map(_unescaped, _NOT_SHOWN.findall(self._diagnosis(source))))
        return missing | (set(said) & set(chars))


def substitute(char: str) -> str:
    """Return the substitute for a character that no font has: ``[pile of poo]``, ``[U+20B9F]``."""
    if unicodedata.category(char) in _DROPPED:
        return ""
    name = unicodedata.name(char, "")
    if not name or "IDEOGRAPH" in name:
        return f"[U+{ord(char):04X}]"
    return f"[{name.lower()}]"


def _is_refused(char: str) -> bool:
    return "\ud800" <= char <= "\udfff" or unicodedata.category(char) == _PRIVATE


def _probe(char: str) -> str:
    """Return *char* as it is asked for: a mark on a letter, as it never stands alone."""
    return f"a{char}" if unicodedata.category(char).startswith("M") else char


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)
