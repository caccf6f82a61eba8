r"""Habits of single lines in which kramdown's authors differ from CommonMark's.

``1-`` numbers a list as ``1.`` does; only one line is underlined to make a heading, so that a
rule right under a longer paragraph is a rule; ``\\`` at the end of a line breaks it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block import lheading

from standfirst.markdown.code_ranges import code_ranges

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_NUMBERED = re.compile(r"^[ \t>]{0,20}([0-9]{1,2})-(?=[ \t]+\S)", re.MULTILINE)


def lines_plugin(md: MarkdownIt) -> None:
    """Add these habits to *md*."""
    md.core.ruler.after("normalize", "sf_numbers", _numbers)
    md.block.ruler.at("lheading", _underlined)
    md.inline.ruler.before("escape", "sf_break", _break)


def _numbers(state: StateCore) -> None:
    state.src = numbered(state.src)


def numbered(text: str) -> str:
    """Return *text*, as long as it is, with ``1.`` for ``1-`` where at least ``2-`` follows."""
    found = list(_NUMBERED.finditer(text))
    if len(found) < 2:  # noqa: PLR2004  # one is no list
        return text
    code = iter(code_ranges(text))
    inside = next(code, None)
    runs: list[list[re.Match[str]]] = []
    for number in found:
        while inside is not None and inside[1] <= number.start():
            inside = next(code, None)
        if inside is not None and inside[0] <= number.start():
            continue
        if runs and int(number[1]) == int(runs[-1][-1][1]) + 1:
            runs[-1].append(number)
        elif int(number[1]) == 1:
            runs.append([number])
    parts: list[str] = []
    done = 0
    for number in (number for run in runs if len(run) > 1 for number in run):
        parts += (text[done : number.end(1)], ".")
        done = number.end(1) + 1
    return "".join((*parts, text[done:]))


def _underlined(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read a heading of one line; source: https://kramdown.gettalong.org/syntax.html#setext-style."""
    return lheading(state, line, min(end_line, line + 2), silent)


def _break(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read two backslashes at the end of a line as a break; source: https://kramdown.gettalong.org/syntax.html#paragraphs."""
    if not state.src.startswith("\\\\\n", state.pos):
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos += 3
    while state.pos < state.posMax and state.src[state.pos] in " \t":
        state.pos += 1
    return True
