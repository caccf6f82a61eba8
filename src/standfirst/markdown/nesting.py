"""Bounds on nesting, so that no tree is deeper than Python can walk.

A list or quote that would go too deep is a paragraph, markers and all, and is reported.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from markdown_it.rules_block import paragraph

from standfirst.markdown.context import context_of, depth_of
from standfirst.markdown.lines import is_definition
from standfirst.markdown.rulers import wrap
from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

BLOCKS = 40
"""Levels of lists and quotes; a list counts two."""
_OPENING = ("blockquote", "list", "footnote_def", "deflist", "fieldlist")
"""Rules whose blocks hold blocks."""
_AS_TEXT = "sf_too_deep"
"""Marks a paragraph that would be a list or a quote."""
_SPANS = 20
"""Levels of emphasis and links in a paragraph; deeper ones are shown without."""


def nesting_plugin(md: MarkdownIt) -> None:
    """Bound the depth of what *md* makes; after all rules that add blocks."""
    # at its own bound markdown-it passes over all that is left, in a list the rest of the text;
    # a list that is opened on the last level sets its text two deeper
    md.options["maxNesting"] = BLOCKS + 2
    for name in _OPENING:
        opens = _defines if name == "deflist" else None
        wrap(md.block.ruler, name, partial(_held, opens=opens))
    md.core.ruler.push("sf_depth", _bound)


def _held(
    state: StateBlock,
    line: int,
    end_line: int,
    silent: bool,  # noqa: FBT001  # markdown-it's own signature
    *,
    rule: Any,
    opens: Any,
) -> bool:
    """Read what *rule* reads, but as a paragraph where it would go too deep.

    :param opens: Tells whether *rule* would read something, where that is not the rule itself.
    """
    if silent or state.level + depth_of(state.env) < BLOCKS:
        return bool(rule(state, line, end_line, silent))
    if not (opens or rule)(state, line, end_line, True):  # noqa: FBT003  # markdown-it's own signature
        return False
    begin = len(state.tokens)
    paragraph(state, line, end_line, silent)
    state.tokens[begin].meta[_AS_TEXT] = True
    return True


def _defines(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001, FBT001  # markdown-it's own signature
    """Return whether a definition list begins; the plugin's rule, asked silently, looks for another definition."""
    number = line + 1
    number += number < end_line and state.isEmpty(number)
    return number < end_line and is_definition(state, number)


def _bound(state: StateCore) -> None:
    first = next((token for token in state.tokens if token.meta.get(_AS_TEXT)), None)
    if first is not None:
        message = "lists or quotes are nested too deeply; from here on they are shown as text"
        remedy, line = "nest them less deeply", first.map[0] + 1 if first.map else 1
        problem = Problem(subtype=PostWarning.MARKUP, message=message, remedy=remedy, line=line)
        context_of(state.env).report(problem)
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
