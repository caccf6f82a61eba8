"""``<<it>>`` is «it», as in kramdown; with a space on the inner side, one at which no line breaks.

Source: https://kramdown.gettalong.org/syntax.html#typographic-symbols.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_SPACE = "\u00a0"


def guillemets_plugin(md: MarkdownIt) -> None:
    """Read angle brackets that stand in twos, before one of them is taken for a tag."""
    md.inline.ruler.before("escape", "sf_guillemets", _guillemet)


def _guillemet(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    pair = state.src[state.pos : min(state.pos + 3, state.posMax)]
    if pair in {"\\<<", "\\>>"}:
        shown, length = pair[1:], 3
    elif pair.startswith("<<"):
        shown, length = ("«" + _SPACE, 3) if pair == "<< " else ("«", 2)
    elif pair.startswith(">>"):
        shown, length = "»", 2
    else:
        return False
    if not silent:
        if shown == "»" and state.pending.endswith(" "):
            state.pending, shown = state.pending[:-1], _SPACE + shown
        state.pending += shown
    state.pos += length
    return True
