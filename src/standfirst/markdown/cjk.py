"""What CommonMark leaves undone for Chinese, Japanese and Korean.

Emphasis beside CJK characters: ``**「重点」**后`` and ``__名字__是`` are strong, which CommonMark leaves as text.

The rules for what opens and closes emphasis are those of
https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md: punctuation
of CJK counts as a letter, and a CJK character beside a run counts as a space where
other punctuation is on its other side. They are put in place of
https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned

from standfirst.markdown import emphasis, token_blocks
from standfirst.markdown.context import context_of
from standfirst.markdown.inline_lines import LinedState
from standfirst.text import line_breaks
from standfirst.text.cjk import is_wide, last

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_LOOKED_THROUGH = frozenset({"html_inline", "footnote_ref"})
_SHOWN = frozenset({"text", "code_inline", "text_special"})
_OBJECT = "\ufffc"
"""Stands for what is no text, such as a picture."""
_IDENTIFIER = re.compile(r"[a-z0-9_]*")
_NAME = 80
"""Characters."""
_SHARED = frozenset("“”‘’—…·⋯")
"""Punctuation of Chinese and of Latin text alike; beside a CJK character it is Chinese."""


def cjk_plugin(md: MarkdownIt) -> None:
    """Let emphasis open and close beside CJK characters, and lines end between them without a space."""
    inline = _CjkInline()
    # the rules that other plugins have set, or will set, stay in the same rulers
    vars(inline).update(vars(md.inline))
    md.inline = inline
    md.core.ruler.push("sf_line_breaks", _close_up)


def _close_up(state: StateCore) -> None:
    """Take out the line breaks that stand for no space; last of all, since others count lines by them."""
    lang = context_of(state.env).lang
    for token in token_blocks.walk(state.tokens):
        if token.children:
            token.children = _closed_up(token.children, lang)


def _closed_up(children: list[Token], lang: str) -> list[Token]:
    """Return inline tokens without such breaks; tags and the marks of notes are looked through."""
    gone: set[int] = set()
    before, waiting = "", -1
    for index, token in enumerate(children):
        if token.type == "softbreak":
            waiting = index
        elif token.type not in _LOOKED_THROUGH and not token.type.endswith(("_open", "_close")):
            shown = token.content if token.type in _SHOWN else _OBJECT
            if not shown:
                continue
            if waiting >= 0 and line_breaks.leaves_nothing(before, shown, lang):
                gone.add(waiting)
            before, waiting = shown, -1
    return (
        [token for index, token in enumerate(children) if index not in gone] if gone else children
    )


class _CjkInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _CjkState(src, md, env, tokens)
        self.tokenize(state)
        state.note_lines()
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _CjkState(LinedState):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: FBT001, N802, N803  # markdown-it's own signature
        """Return whether the run of markers at *start* may open and close emphasis, and its length."""
        src, marker = self.src, self.src[start]
        end = start
        while end < self.posMax and src[end] == marker:
            end += 1
        before = _Side(last(src, start) or " ", beyond=src[start - 2] if start > 1 else "")
        after = _Side(
            src[end] if end < self.posMax else " ",
            beyond=src[end + 1] if end + 1 < self.posMax else "",
        )
        left = not after.space and (not after.punct or before.space or before.punct or before.cjk)
        right = not before.space and (not before.punct or after.space or after.punct or after.cjk)
        if canSplitWord:
            if left != right and not (before.space or after.space):
                emphasis.note(self, end - start, src[max(start - 2, 0) : start], src[end : end + 2])
            return Scanned(left, right, end - start)
        # beside a CJK character two of them mean what two stars do, but around `__init__`
        is_strong = end - start > 1
        begins = before.cjk and (
            after.any_punct or (is_strong and not _is_code(src[end : end + 1]))
        )
        ends = after.cjk and (before.any_punct or (is_strong and not _is_code(_since(src, start))))
        opens = left and (not right or before.any_punct or begins)
        closes = right and (not left or after.any_punct or ends)
        return Scanned(opens, closes, end - start)


def _since(src: str, end: int) -> str:
    """Return what stands between the last ``__`` and *end*, as far as a name is long."""
    return src[max(0, end - _NAME) : end].rpartition("__")[2]


def _is_code(text: str) -> bool:
    """Return whether *text* may be of an identifier such as ``__init__``, and no words of a sentence."""
    return _IDENTIFIER.fullmatch(text) is not None


class _Side:
    """The class of the character on one side of a run of markers."""

    __slots__ = ("any_punct", "cjk", "punct", "space")

    def __init__(self, char: str, *, beyond: str) -> None:
        self.space = isWhiteSpace(ord(char))
        self.cjk = is_wide(char) or (char in _SHARED and is_wide(beyond))
        self.any_punct = isMdAsciiPunct(ord(char)) or isPunctChar(char)
        self.punct = self.any_punct and not self.cjk
        """Punctuation of other scripts."""
