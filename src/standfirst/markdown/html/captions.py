"""Captions of pictures in HTML -> paragraphs that say where their picture stands.

A ``figcaption`` is one, and so is emphasised text alone below a picture in the same paragraph:
``<p><img …><br><i>…</i></p>``.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from markdown_it.token import Token

from standfirst.markdown import token_blocks
from standfirst.markdown.html.inline import clean_inline
from standfirst.tables.html_vocabulary import GROUPING, SECTIONS, TABULAR
from standfirst.text import line_breaks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it import MarkdownIt

    from standfirst.markdown.html.report import HtmlReport
    from standfirst.markdown.html.tags import HtmlPiece

ABOVE, BELOW = "▲", "▼"
"""Where the picture of a caption stands: the marks of a caption in Markdown."""
PICTURE = "picture"
"""In the ``meta`` of a paragraph that is a caption: one of these."""
_LINES = (GROUPING | SECTIONS | TABULAR) - {"figcaption"}
"""Elements that begin a line of their own."""
_EMPHASIS = frozenset({"em", "i", "small"})
_MOST_BETWEEN = 12
"""Pieces of HTML between a picture and its caption; it would be sought from each picture to the end."""


class Caption:
    """A caption of HTML, put together piece by piece."""

    def __init__(self, line: int, place: str) -> None:
        """Begin one.

        :param line: 1-based.
        :param place: Where its picture stands.
        """
        self._line = line
        self._place = place
        self._children: list[Token] = []

    def add(self, piece: HtmlPiece) -> None:
        """Add a piece; one that begins a line of its own is a break."""
        if piece.kind == "text":
            text = line_breaks.closed_up(html.unescape(piece.source))
            self._children.append(Token("text", "", 0, content=text))
        elif piece.name in _LINES:
            self._children.append(Token("hardbreak", "br", 0))
        else:
            self._children.append(Token("html_inline", "", 0, content=piece.source))

    def paragraph(self, level: int, md: MarkdownIt, report: HtmlReport) -> list[Token]:
        """Return its paragraph; nothing where it says nothing."""
        children = _without_ends(_in_one_line(self._children))
        own = [self._line - 1, self._line]
        inline = Token("inline", "", 0, children=children, map=own, level=level + 1, block=True)
        for name, line in clean_inline(inline, md, report):
            report.stray(name, line)
        inline.content = token_blocks.inline_text(inline.children or [])
        if not inline.content and not any(each.type == "image" for each in inline.children or []):
            return []
        opening, closing = Token("paragraph_open", "p", 1), Token("paragraph_close", "p", -1)
        for token in (opening, closing):
            token.block, token.level, token.map = True, level, list(own)
        opening.meta[PICTURE] = self._place
        return [opening, inline, closing]


def place_of_picture(pieces: Sequence[HtmlPiece], index: int, *, is_after_one: bool) -> str:
    """Return where the picture stands of the ``figcaption`` that opens at *index*.

    :param is_after_one: Whether a picture of the figure stands before it.
    """
    if is_after_one:
        return ABOVE
    for at in range(index + 1, len(pieces)):
        found = pieces[at].kind, pieces[at].name
        if found == ("open", "img"):
            return BELOW
        if found in {("close", "figure"), ("open", "figcaption")}:
            return ABOVE
    return BELOW


def below(pieces: Sequence[HtmlPiece], index: int) -> tuple[int, int] | None:
    """Return where the caption lies of the picture at *index*: its opening and its closing tag; None where it has none.

    There is a break between them, and nothing beside it.
    """
    start = _after_break(pieces, index)
    if start is None or pieces[start].kind != "open" or pieces[start].name not in _EMPHASIS:
        return None
    depth, end = 0, start
    for end in range(start, len(pieces)):
        piece = pieces[end]
        if piece.name == "img" or (piece.kind == "open" and piece.name in _LINES):
            return None
        if piece.name == pieces[start].name:
            depth += 1 if piece.kind == "open" else -1
        if not depth:
            break
    return (start, end) if not depth and _ends_line(pieces, end) else None


def _after_break(pieces: Sequence[HtmlPiece], index: int) -> int | None:
    """Return what follows the picture at *index* and a break; None where there is no break."""
    has_break = False
    for at in range(index + 1, min(index + _MOST_BETWEEN, len(pieces))):
        piece = pieces[at]
        if piece.name == "br":
            has_break = True
        elif not (piece.kind == "text" and not piece.source.strip()) and not (
            piece.kind == "close" and piece.name in {"a", "picture"}
        ):
            return at if has_break else None
    return None


def _ends_line(pieces: Sequence[HtmlPiece], index: int) -> bool:
    """Return whether nothing stands on the line behind the piece at *index*."""
    for piece in pieces[index + 1 : index + _MOST_BETWEEN]:
        if piece.kind == "text" and piece.source.strip():
            return False
        if piece.name in _LINES or piece.name == "center":
            return True
        if piece.kind == "open" and piece.name != "br":
            return False
    return True


def _in_one_line(children: Iterable[Token]) -> list[Token]:
    """Return *children* with every gap in their text as one space, and none behind a break, of which none follows another."""
    result: list[Token] = []
    gap = True
    for child in children:
        if child.type == "text":
            words = child.content.split()
            before = " " if child.content[:1].isspace() and not gap else ""
            after = " " if words and child.content[-1:].isspace() else ""
            child.content = before + " ".join(words) + after
            gap = child.content[-1:] == " " or (gap and not child.content)
        else:
            gap = child.type == "hardbreak" or (gap and not child.content.startswith("<img"))
        if child.type == "hardbreak":
            is_seen = bool(result) and result[-1].type != "hardbreak"
        else:
            is_seen = child.type != "text" or bool(child.content)
        if is_seen:
            result.append(child)
    return result


def _without_ends(children: list[Token]) -> list[Token]:
    """Return *children* without breaks and spaces at their ends."""
    while children and (children[-1].type == "hardbreak" or token_blocks.is_blank(children[-1])):
        children.pop()
    if children and children[-1].type == "text":
        children[-1].content = children[-1].content.rstrip()
    return children
