"""Lists, quotations and paragraphs that HTML puts into a cell of a Markdown table -> blocks of Markdown's kind.

A row is one line, so that authors have no other way to write them. Source: a cell holds whatever
the page does, https://html.spec.whatwg.org/multipage/tables.html#the-td-element.
"""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from typing import TYPE_CHECKING

from markdown_it.token import Token

from standfirst.markdown import token_blocks
from standfirst.markdown.html import tags
from standfirst.markdown.html.balance import Balance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standfirst.markdown.html.report import HtmlReport

CELLS = frozenset({"td_open", "th_open"})
_LISTS = {"ul": "bullet_list", "ol": "ordered_list"}
_BLOCKS = {**_LISTS, "li": "list_item", "blockquote": "blockquote"}
"""Element -> what it is in Markdown."""
_LINES = frozenset({"p", "div"})
"""Elements that are paragraphs here."""
_DEEPEST = 10
"""Levels of blocks in a cell; a list has two. What lies deeper is paragraphs."""


def blocks(cell: Token, report: HtmlReport) -> list[Token]:
    """Return what the text *cell* of a cell is: itself, or the blocks that its HTML makes of it."""
    children = cell.children or []
    if not any(_block_of(child) for child in children):
        return [cell]
    return _Cell(cell, report).run(children)


def _block_of(child: Token) -> tags.HtmlPiece | None:
    """Return the tag of a block; None where *child* is none, or lies in Markdown's own markup."""
    if child.type != "html_inline" or child.level:
        return None
    piece = next(tags.pieces(child.content))
    name = tags.ALIASES.get(piece.name, piece.name)
    found = piece.kind in {"open", "close"} and name in _BLOCKS.keys() | _LINES
    return dc.replace(piece, name=name) if found else None


class _Cell:
    def __init__(self, cell: Token, report: HtmlReport) -> None:
        self._cell = cell
        self._report = report
        self._line = cell.map[0] + 1 if cell.map else 1
        self._balance = Balance()
        self._waiting: list[Token] = []
        """Of the paragraph that has not ended."""
        self._too_deep: Counter[str] = Counter()
        self._result: list[Token] = []

    def run(self, children: Iterable[Token]) -> list[Token]:
        for child in children:
            piece = _block_of(child)
            if piece is None:
                self._waiting.append(child)
            elif piece.name in _LINES:
                self._end_paragraph()
            elif piece.kind == "open":
                self._open(piece)
            elif self._too_deep[piece.name]:
                self._end_paragraph()
                self._too_deep[piece.name] -= 1
            elif self._balance.has(piece.name):
                self._end(self._balance.close(piece.name))
            else:
                self._report.stray(piece.name, self._line)
        self._end_paragraph()
        left = self._balance.leave()
        self._report.unclosed(left, self._line)
        self._end(left)
        return self._result

    def _open(self, piece: tags.HtmlPiece) -> None:
        self._end_paragraph()
        if len(self._balance.open) >= _DEEPEST:
            self._too_deep[piece.name] += 1
            return
        given = self._report.admitted(piece.name, tags.attributes(piece.inside), self._line)
        is_in_list = bool(self._balance.open) and self._balance.open[-1] in _LISTS
        if piece.name == "li" and not (is_in_list or self._balance.has("li")):
            self._push("ul", {})
        elif piece.name != "li" and is_in_list:
            self._push("li", {})
        self._push(piece.name, given)

    def _push(self, name: str, given: dict[str, str]) -> None:
        self._end(self._balance.push(name))
        token = self._token(f"{_BLOCKS[name]}_open", name, 1)
        if name == "ol" and given.get("start", "").isdecimal() and len(given["start"]) < 10:  # noqa: PLR2004  # as CommonMark's numbers
            token.attrs["start"] = int(given["start"])
        self._result.append(token)

    def _end(self, names: Sequence[str]) -> None:
        self._end_paragraph()
        for name in names:
            self._result.append(self._token(f"{_BLOCKS[name]}_close", name, -1))

    def _end_paragraph(self) -> None:
        children = _without_gaps(self._waiting)
        self._waiting = []
        if not children:
            return
        inline = token_blocks.inline(children, self._cell.map)
        opening, closing = (
            self._token("paragraph_open", "p", 1),
            self._token("paragraph_close", "p", -1),
        )
        inline.level = opening.level + 1
        self._result += [opening, inline, closing]

    def _token(self, kind: str, tag: str, nesting: int) -> Token:
        token = Token(kind, tag, nesting, block=True)  # type: ignore[arg-type]
        token.map = list(self._cell.map) if self._cell.map else None
        return token


def _without_gaps(children: list[Token]) -> list[Token]:
    """Return *children* without breaks and spaces at their ends."""
    begin, end = 0, len(children)
    while begin < end and _is_gap(children[begin]):
        begin += 1
    while begin < end and _is_gap(children[end - 1]):
        end -= 1
    if begin < end and children[begin].type == "text":
        children[begin].content = children[begin].content.lstrip()
    if begin < end and children[end - 1].type == "text":
        children[end - 1].content = children[end - 1].content.rstrip()
    return children[begin:end]


def _is_gap(child: Token) -> bool:
    return token_blocks.is_blank(child) or token_blocks.is_break(child)
