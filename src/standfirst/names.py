"""When two spellings are one name."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\s\-‐-―_·・•'’]+")
_INITIAL_STOPS = re.compile(r"(?<=\w)[.．](?=\s|\w|$)")
_BRACKETS = {"《": "》", "「": "」", "『": "』", "【": "】", "〈": "〉", "(": ")", "[": "]", "“": "”", '"': '"', "‘": "’", "<": ">"}  # fmt: skip


def fold(name: str) -> str:
    """Return the key under which spellings of one name are the same.

    They may differ in case, width, spaces, hyphens, enclosing brackets and the full
    stops of initials; C, C++ and C# stay three.
    """
    text = unicodedata.normalize("NFKC", name).strip()
    while len(text) > 1 and _BRACKETS.get(text[0]) == text[-1]:
        text = text[1:-1].strip()
    text = _INITIAL_STOPS.sub("", text)
    return _SPACES.sub("", text).casefold()
