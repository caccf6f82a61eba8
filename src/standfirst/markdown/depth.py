"""How deep a text may be nested: whatever is written, no tree is deeper than Python can walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.markdown.context import report_of
from standfirst.warnings_ import PostWarning, Problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

BLOCKS = 40
"""Levels of lists and quotes; a list counts two. What lies deeper markdown-it leaves out."""
_FULL = {"blockquote_open", "list_item_open", "dd_open", "footnote_reference_open"}
_SPANS = 20
"""Levels of emphasis and links in a paragraph; deeper ones are shown without."""


def depth_plugin(md: MarkdownIt) -> None:
    """Bound the depth of what *md* makes."""
    md.options["maxNesting"] = BLOCKS
    md.core.ruler.push("sf_depth", _bound)


def _bound(state: StateCore) -> None:
    deepest = next((token for token in state.tokens if token.level >= BLOCKS - 1 and token.type in _FULL), None)  # fmt: skip
    if deepest is not None:
        line = deepest.map[0] + 1 if deepest.map else 1
        message = f"lists or quotes are more than {BLOCKS // 2} levels deep; what lies deeper was left out"  # fmt: skip
        report_of(state.env)(
            Problem(
                subtype=PostWarning.MARKUP, message=message, remedy="write it less deep", line=line
            )
        )
    for token in state.tokens:
        if token.type == "inline" and len(token.children or []) > _SPANS:
            token.children = _shallow(token.children or [])


def _shallow(children: list[Token]) -> list[Token]:
    result: list[Token] = []
    depth = 0
    for child in children:
        depth += child.nesting > 0
        if depth <= _SPANS or not child.nesting:
            result.append(child)
        depth -= child.nesting < 0
    return result
