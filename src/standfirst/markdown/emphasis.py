"""Emphasis that ends at punctuation right before a word, or begins so after one: ``**At four:**The pilots``.

For CommonMark a run of stars between punctuation and a letter is on the letter's side only. For
kramdown it ends what has begun, else it may begin something; so it does here, where the punctuation
is not of a kind that says otherwise.

Sources: https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run,
https://kramdown.gettalong.org/syntax.html#emphasis.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from standfirst.markdown.rulers import kept

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.rules_inline.state_inline import Delimiter

_UNDECIDED = "undecided runs of emphasis"
_QUOTES = frozenset("\"'")
_OPENING = frozenset("`<$#@&\\")
"""Signs that stand before a word, besides brackets and quotation marks that open."""


def emphasis_plugin(md: MarkdownIt) -> None:
    """Decide what runs of stars and tildes are that stand between punctuation and a letter."""
    md.inline.ruler2.before("balance_pairs", "sf_emphasis", _decide)


def note(state: StateInline, length: int, before: str, after: str) -> None:
    """Keep the run of *length* markers that comes now, where it may be on either side.

    :param before: The two characters before it.
    :param after: The two characters after it. One of its neighbours is punctuation, the other a letter.
    """
    is_open = before[-1].isalnum() or unicodedata.category(before[-1])[0] == "M"
    if _may_open(after) if is_open else _may_close(before):
        first = len(state.tokens) + bool(state.pending)
        kept(state).setdefault(_UNDECIDED, set()).update(range(first, first + length))


def _may_open(after: str) -> bool:
    return after == "![" or after[0] in _QUOTES | _OPENING or _is_bracket(after[0])


def _may_close(before: str) -> bool:
    if before[-1] in _QUOTES:
        return not before[:-1].isspace() and len(before) > 1
    return before[-1] != "<" and not _is_bracket(before[-1])


def _is_bracket(char: str) -> bool:
    """Return whether *char* is a bracket or quotation mark that opens."""
    return unicodedata.category(char) in {"Ps", "Pi"}


def _decide(state: StateInline) -> None:
    undecided: set[int] = kept(state).get(_UNDECIDED, set())
    if undecided:
        within = (meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)
        for delimiters in (state.delimiters, *within):
            _decide_among(delimiters, undecided)


def _decide_among(delimiters: Sequence[Delimiter], undecided: Collection[int]) -> None:
    opened: Counter[tuple[int, int]] = Counter()
    place = 0
    while place < len(delimiters):
        first = delimiters[place]
        kind, length = (first.marker, first.length), max(first.length, 1)
        if first.token in undecided:
            for each in delimiters[place : place + length]:
                each.open, each.close = not opened[kind], bool(opened[kind])
        if first.close and opened[kind]:
            opened[kind] -= 1
        elif first.open:
            opened[kind] += 1
        place += length
