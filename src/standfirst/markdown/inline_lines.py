"""On which line of a text its inline rules stand, which markdown-it does not tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

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
