"""How long a text takes to read."""

from __future__ import annotations

import re
from collections import Counter

from standfirst.text import cjk

_WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction, 238 ± 51 words a minute (Brysbaert 2019, doi:10.1016/j.jml.2019.104047)."""
HAN_A_MINUTE = 400
"""A cautious figure for Chinese; Trauzettel-Klosinski and Dietz 2012 found 255 ± 29 read aloud."""


def count(text: str) -> tuple[int, int]:
    """Return the words in *text* that have spaces between them, and the characters of scripts without."""
    rest, runs = cjk.runs(cjk.UNSPACED).subn(" ", text)
    # a piece between spaces is looked into once, however often it is there
    pieces = Counter(rest.split())
    words = sum(
        # most are letters and digits alone, and one word
        times if piece.isalnum() else times * len(_WORD.findall(piece))
        for piece, times in pieces.items()
    )
    return words, len(text) - len(rest) + runs


def minutes(words: int, han: int) -> int:
    """Return the reading time in whole minutes, at least one."""
    return max(1, round(words / WORDS_A_MINUTE + han / HAN_A_MINUTE))
