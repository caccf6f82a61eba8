"""Pipe tables as GFM and kramdown have them.

GFM's table has a header and a line of dashes under it; kramdown's may have none, other lines of
dashes between its rows, and pipes in code. Rows keep all their cells, and a table ends at a line
without a pipe. Sources: https://github.github.com/gfm/#tables-extension-,
https://kramdown.gettalong.org/syntax.html#tables.
"""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING

from standfirst.markdown.code_ranges import code_spans, outside
from standfirst.markdown.context import affords
from standfirst.markdown.rulers import kept

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

HEADLESS = "sf_headless"
"""In the ``meta`` of a table whose header is empty, since renderers want one."""
_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*+\|?")
_RULE = re.compile(r"(?=.*(?:--|==))[|:\-+= \t]+")
_LISTED = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]")
_PIPE = re.compile(r"\\.|\|")
_REFUSED = "refused tables"
"""Where it is kept on which line the last one ends."""
_CELL = 20
"""Characters for which a cell counts that a row lacks; one long row lengthens all others."""


def tables_plugin(md: MarkdownIt) -> None:
    """Read tables."""
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


@dc.dataclass(kw_only=True, slots=True)
class _Table:
    first: int
    end: int
    head: list[tuple[int, list[str]]] = dc.field(default_factory=list)
    body: list[tuple[int, list[str]]] = dc.field(default_factory=list)
    """Rows, each with its line."""
    alignments: list[str] = dc.field(default_factory=list)

    @property
    def width(self) -> int:
        return max((len(cells) for _, cells in (*self.head, *self.body)), default=0)

    @property
    def empty(self) -> int:
        rows = (*self.head, *self.body)
        return self.width * len(rows) - sum(len(cells) for _, cells in rows)


def _table(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    first = _text(state, line, end_line)
    under = _text(state, line + 1, end_line)
    if _LISTED.match(first) or _LISTED.match(under):
        return False  # a list's; the table may be in it
    headed = "|" in first and "|" in under and bool(_DELIMITERS.fullmatch(under))
    if silent or not (headed or _is_row_alone(first)):
        return headed  # only a table with a header may interrupt a paragraph
    if line < kept(state).get(_REFUSED, 0):
        return False
    table = _read(state, line, end_line)
    if not (headed or _stands_alone(state, table, end_line)):
        return False
    missing = table.empty * _CELL
    if not table.width or not affords(state.env, missing, "tables' missing cells", line + 1):
        # nor is one that begins within it, which would be read to its end from each of its rows
        kept(state)[_REFUSED] = table.end
        return False
    _write(state, table)
    state.line = table.end
    return True


def _text(state: StateBlock, line: int, end_line: int) -> str:
    """Return a line that may belong to a table; empty for one that cannot."""
    if line >= end_line or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return ""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _is_row_alone(text: str) -> bool:
    """Return whether a line can be a row of a table that has no header."""
    return len(text) > 2 and text[0] == text[-1] == "|"  # noqa: PLR2004  # two pipes


def _stands_alone(state: StateBlock, table: _Table, end_line: int) -> bool:
    """Return whether *table*, which has no header, is all of a paragraph and more than one cell."""
    lines = [_text(state, line, end_line) for line in range(table.first, table.end + 1)]
    size = table.width * (len(table.head) + len(table.body))
    return not lines.pop() and size > 1 and all(map(_is_row_alone, lines))


def _read(state: StateBlock, line: int, end_line: int) -> _Table:
    table = _Table(first=line, end=line)
    terminators = state.md.block.ruler.getRules("blockquote")
    while "|" in (text := _text(state, table.end, end_line)):
        number = table.end
        if number > line + 1 and any(rule(state, number, end_line, True) for rule in terminators):  # noqa: FBT003  # markdown-it's own signature
            break
        table.end += 1
        delimits = not table.alignments and _DELIMITERS.fullmatch(text)
        if not delimits and not _RULE.fullmatch(text):
            table.body.append((number, _cells(text)))
            continue
        if not table.head and not table.alignments:
            table.head, table.body = table.body, []
        table.alignments = table.alignments or [_alignment(cell) for cell in _cells(text.replace("+", "|"))]  # fmt: skip
    return table


def _cells(text: str) -> list[str]:
    """Return the cells of a row; a pipe that is escaped, or in code, divides nothing."""
    code = code_spans(text, 0, len(text)) if "`" in text else []
    parts, done = [], 0
    for found in outside(_PIPE.finditer(text), code):
        if found.group() == "|":
            parts.append(text[done : found.start()])
            done = found.end()
    parts.append(text[done:])
    if len(parts) > 1 and not parts[0].strip():
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1].strip():
        parts = parts[:-1]
    return [part.strip().replace("\\|", "|") for part in parts]


def _alignment(cell: str) -> str:
    sides = cell.startswith(":"), cell.endswith(":")
    return {(True, True): "center", (True, False): "left", (False, True): "right"}.get(sides, "")


def _write(state: StateBlock, table: _Table) -> None:
    opening = state.push("table_open", "table", 1)
    opening.map = [table.first, table.end]
    opening.meta = {} if table.head else {HEADLESS: True}
    head = table.head or [(table.first, [])]
    width = table.width
    for part, tag, rows in (("thead", "th", head), ("tbody", "td", table.body)):
        if not rows:
            continue
        state.push(f"{part}_open", part, 1).map = [rows[0][0], rows[-1][0] + 1]
        for line, cells in rows:
            padded = [*cells, *[""] * (width - len(cells))]
            _write_row(state, tag, line, padded, table.alignments)
        state.push(f"{part}_close", part, -1)
    state.push("table_close", "table", -1)


def _write_row(
    state: StateBlock, tag: str, line: int, cells: list[str], alignments: list[str]
) -> None:
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for column, content in enumerate(cells):
        cell = state.push(f"{tag}_open", tag, 1)
        cell.map = [line, line + 1]
        if column < len(alignments) and alignments[column]:
            cell.attrs = {"style": f"text-align:{alignments[column]}"}
        inline = state.push("inline", "", 0)
        inline.map, inline.children = [line, line + 1], []
        inline.content = content
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)
