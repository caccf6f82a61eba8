"""A bound on looking ahead in quotations.

A quotation's lines may go on without its mark, as CommonMark allows for paragraphs; markdown-it goes
through all lines up to the next empty one before it reads what is quoted, also where that is a heading
or code, after which no line goes on: from each quotation of a text without empty lines.
Source: https://spec.commonmark.org/0.31.2/#lazy-continuation-line
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from standfirst.markdown.rulers import following, kept, wrap

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_EMPTY = re.compile(r"\n[ \t>]*(?=\n|\Z)")
_SPENT = "lazy lines"
"""Where it is kept how many characters were gone through in vain."""
_IN_VAIN = 10
"""How often a text may be gone through in vain; from there on a quotation has its marked lines only,
and the paragraph that its last line is."""


def lazy_lines_plugin(md: MarkdownIt) -> None:
    """Bound how often a text is gone through for quotations that end sooner."""
    wrap(md.block.ruler, "blockquote", _quotation)


def _quotation(state: StateBlock, line: int, end_line: int, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    if not state.src.startswith(">", state.bMarks[line] + state.tShift[line]):
        return False
    if silent or not _is_marked(state, line):
        return bool(rule(state, line, end_line, silent))
    memory = kept(state)
    if memory.get(_SPENT, 0) > _IN_VAIN * len(state.src):
        last = line + 1
        while last < end_line and _is_marked(state, last):
            last += 1
        end_line = last
    found = bool(rule(state, line, end_line, silent))
    if found and state.line < end_line and not state.isEmpty(state.line):
        begin = state.bMarks[state.line]
        empty = following(state, _EMPTY, begin)
        end = min(state.eMarks[end_line - 1], empty.start() if empty else len(state.src))
        memory[_SPENT] = memory.get(_SPENT, 0) + max(end - begin, 0)
    return found


def _is_marked(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return state.src.startswith(">", start) and state.sCount[line] >= state.blkIndent
