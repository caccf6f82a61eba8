"""kramdown's definition lists whose definition has several terms, each on a line of its own.

The plugin for definition lists knows one: the others are put before it in its list.
Source: https://kramdown.gettalong.org/syntax.html#definition-lists
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from standfirst.markdown.rulers import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_MOST_TERMS = 50
"""Terms of one definition; a text without empty lines would be looked through from each of its blocks."""


def definitions_plugin(md: MarkdownIt) -> None:
    """Let the definition lists of *md*, where it has any, take several terms."""
    wrap(md.block.ruler, "deflist", _definitions)


def _definitions(state: StateBlock, line: int, end_line: int, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
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
