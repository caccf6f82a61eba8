"""On which line of a text its inline rules stand, which markdown-it does not tell them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from markdown_it.rules_inline import StateInline

from standfirst.markdown import token_blocks

if TYPE_CHECKING:
    from typing import Literal

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_LINE_END = re.compile("\n")
_LINE = "sf_line"
"""Where in the environment the 1-based line is kept of the block whose text is read."""


def inline_lines_plugin(md: MarkdownIt) -> None:
    """Note the line of each block before what stands within it is read."""
    md.core.ruler.at("inline", _inline)


def line_of(state: StateInline, pos: int) -> int:
    """Return the 1-based line of the text on which *pos* is in what is read of it."""
    return int(state.env.get(_LINE, 1)) + state.src.count("\n", 0, pos)


def _inline(state: StateCore) -> None:
    """Parse what stands within blocks: ``markdown_it.rules_core.inline``, with the line noted."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = token.children or []
            state.env[_LINE] = token.map[0] + 1 if token.map else 1
            state.md.inline.parse(token.content, state.md, state.env, token.children)


class LinedState(StateInline):
    """Has each token that names something know on which line of the block it stands."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self._ends = [found.start() for found in _LINE_END.finditer(src)]
        self._pushed: list[tuple[Token, int]] = []

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token; rules may give it other ``meta`` afterwards."""
        token = super().push(ttype, tag, nesting)
        if self._ends:
            self._pushed.append((token, bisect_left(self._ends, self.pos)))
        return token

    def note_lines(self) -> None:
        """Have the tokens know their lines."""
        for token, below in self._pushed:
            token_blocks.note_line(token, below)
