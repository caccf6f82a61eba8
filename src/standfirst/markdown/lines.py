r"""Habits of lines in which kramdown's authors differ from CommonMark's.

``1-`` numbers a list as ``1.`` does; only one line is underlined to make a heading, so that a
rule right under a longer paragraph is a rule; ``\\`` at the end of a line breaks it; a definition
may have several terms, each on a line of its own; at a line ``^`` a list ends, and another may begin.
With the option ``hard_wrap`` each line of a paragraph is one of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown_it.rules_block import lheading
from markdown_it.token import Token

from standfirst.markdown.code_ranges import code_ranges, outside
from standfirst.markdown.context import context_of
from standfirst.markdown.rulers import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_NUMBERED = re.compile(r"^[ \t>]{0,20}([0-9]{1,2})-(?=[ \t]+\S)", re.MULTILINE)
LINE_NUMBERS = "linenos"
"""Behind a block of code's language it asks for numbers before its lines, as in Jekyll's ``highlight``."""
_MOST_TERMS = 50
"""Terms of one definition; a text without empty lines would be looked through from each of its blocks."""


def lines_plugin(md: MarkdownIt) -> None:
    """Add these habits to *md*."""
    md.core.ruler.after("normalize", "sf_numbers", _numbers)
    md.block.ruler.at("lheading", _underlined)
    alt = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("table", "sf_end_of_block", _end_of_block, {"alt": alt})
    md.inline.ruler.before("escape", "sf_break", _break)
    wrap(md.block.ruler, "deflist", _definitions)
    md.core.ruler.after("inline", "sf_hard_wrap", _wrap_lines)
    md.core.ruler.after("block", "sf_line_numbers", _number_lines)


def _numbers(state: StateCore) -> None:
    state.src = numbered(state.src)


def numbered(text: str) -> str:
    """Return *text*, as long as it is, with ``1.`` for ``1-`` where at least ``2-`` follows."""
    found = list(_NUMBERED.finditer(text))
    if len(found) < 2:  # noqa: PLR2004  # one is no list
        return text
    runs: list[list[re.Match[str]]] = []
    for number in outside(found, code_ranges(text)):
        if runs and int(number[1]) == int(runs[-1][-1][1]) + 1:
            runs[-1].append(number)
        elif int(number[1]) == 1:
            runs.append([number])
    listed = {number.start() for run in runs if len(run) > 1 for number in run}
    return _NUMBERED.sub(lambda n: f"{n[0][:-1]}." if n.start() in listed else n[0], text)


def _underlined(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read a heading of one line; source: https://kramdown.gettalong.org/syntax.html#setext-style."""
    return lheading(state, line, min(end_line, line + 2), silent)


def _end_of_block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001, FBT001  # markdown-it's own signature
    """Read a line ``^``; source: https://kramdown.gettalong.org/syntax.html#eob-marker."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("^", start) or state.sCount[line] > state.blkIndent:
        return False
    if state.src[start : state.eMarks[line]].strip() != "^":
        return False
    if not silent:
        state.line = line + 1
    return True


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


def _number_lines(state: StateCore) -> None:
    """Have the lines of code numbered from 1 where that is asked for, as MyST is told it."""
    for token in state.tokens:
        if (
            token.type == "fence"
            and LINE_NUMBERS in token.info.split()[1:]
            and token.info.strip()[0] != "{"
        ):
            token.attrSet("lineno-start", "1")


def _wrap_lines(state: StateCore) -> None:
    """Break lines where the source does; source: https://kramdown.gettalong.org/options.html#option-hard-wrap."""
    if not context_of(state.env).hard_wrap:
        return
    for token in state.tokens:
        for child in (token.children or []) if token.type == "inline" else ():
            child.type = "hardbreak" if child.type == "softbreak" else child.type


def _definitions(state: StateBlock, line: int, end_line: int, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read all terms of a definition: the plugin knows the last, and the others are put before it in its list.

    Source: https://kramdown.gettalong.org/syntax.html#definition-lists.
    """
    last = line if silent else _last_term(state, line, end_line)
    begin = len(state.tokens)
    if not rule(state, last, end_line, silent):
        return False
    if last > line:
        opener = state.tokens[begin]
        opener.map = [line, state.line]
        terms = (_term(state, number, opener.level + 1) for number in range(line, last))
        state.tokens[begin + 1 : begin + 1] = [token for term in terms for token in term]
    return True


def _last_term(state: StateBlock, line: int, end_line: int) -> int:
    """Return the line before the first definition, where only terms stand before it; else *line*."""
    number, last = line + 1, min(end_line, line + 1 + _MOST_TERMS)
    while number < last and _may_be_term(state, number) and not is_definition(state, number):
        number += 1
    if number >= last or not is_definition(state, number):
        return line
    rules = state.md.block.ruler.getRules("paragraph")
    for term in range(line + 1, number):
        if any(rule(state, term, end_line, True) for rule in rules):  # noqa: FBT003  # markdown-it's own signature
            return line
    return number - 1


def _may_be_term(state: StateBlock, line: int) -> bool:
    """Return whether there is text on *line* that is not outside of what is read, as a list's next item is."""
    return not state.isEmpty(line) and state.sCount[line] >= state.blkIndent


def is_definition(state: StateBlock, line: int) -> bool:
    """Return whether a definition begins on *line*."""
    start = state.bMarks[line] + state.tShift[line]
    return state.src.startswith((": ", ":\t"), start) and state.sCount[line] >= state.blkIndent


def _term(state: StateBlock, line: int, level: int) -> Iterator[Token]:
    lines = [line, line + 1]
    yield Token("dt_open", "dt", 1, map=lines, level=level, block=True)
    text = state.getLines(line, line + 1, state.blkIndent, keepLastLF=False).strip()
    yield Token("inline", "", 0, content=text, map=lines, level=level + 1, children=[], block=True)
    yield Token("dt_close", "dt", -1, level=level, block=True)
