"""HTML tags within one paragraph, heading or cell, made safe and balanced."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from markdown_it.token import Token

from standfirst.markdown import token_blocks
from standfirst.markdown.html import embeds, tags, write
from standfirst.markdown.html.balance import Balance
from standfirst.tables.html_vocabulary import ELEMENTS, HEADINGS, VOID

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from standfirst.markdown.html.report import HtmlReport

_AS_SPAN = frozenset(["blockquote", "details", "div", "dd", "dt", "dl", "p", "pre", "summary"])
"""Blocks that cannot stand within a paragraph; their text can."""


def clean_inline(inline: Token, md: MarkdownIt, report: HtmlReport) -> list[tuple[str, int]]:
    """Make the HTML among the children of *inline* safe and balanced.

    :return: Closing tags that close nothing here, and their lines: an element of a block
        before may end with this paragraph.
    """
    children = inline.children or []
    for child in children:
        if child.type == "image" and child.children:
            child.children = [token for token in child.children if token.type != "html_inline"]
    if not any(child.type == "html_inline" for child in children):
        return []
    cleaner = _Cleaner(inline, md, report)
    inline.children = cleaner.run()
    return cleaner.strays


class _Cleaner:
    def __init__(self, inline: Token, md: MarkdownIt, report: HtmlReport) -> None:
        self._children = inline.children or []
        self._md = md
        self._report = report
        self._line = inline.map[0] + 1 if inline.map else 1
        self._balance = Balance()
        self._links = 0
        """Links open around the place, Markdown's and HTML's."""
        self._result: list[Token] = []
        self._dropped_link = False
        self._closings = _closings(self._children)
        self._skip_to = -1
        self._left_out = set[str]()
        """Elements whose opening tags were."""
        self.strays: list[tuple[str, int]] = []

    def run(self) -> list[Token]:
        first = self._line
        for index, child in enumerate(self._children):
            if index > self._skip_to:
                before = len(self._result)
                self._take(index, child)
                for made in self._result[before:]:
                    token_blocks.note_line(
                        made, token_blocks.lines_below(child) or self._line - first
                    )
            self._line += token_blocks.line_ends(child)
        self._close(self._balance.leave())
        return self._result

    def _take(self, index: int, child: Token) -> None:
        if child.type == "html_inline":
            self._html(index, child)
            return
        if child.type == "link_open":
            if self._links and self._balance.has("a"):
                self._close(self._balance.close("a"))
            self._dropped_link = self._links > 0  # a link cannot stand within a link
            self._links += 1
        elif child.type == "link_close":
            self._links -= 1
        if child.nesting > 0:
            self._balance.enter()
        elif child.nesting < 0:
            self._close(self._balance.leave())
        if child.type not in {"link_open", "link_close"} or not self._dropped_link:
            self._result.append(child)

    def _html(self, index: int, child: Token) -> None:
        piece = next(tags.pieces(child.content))
        if piece.kind == "open":
            self._open(index, piece)
        elif piece.kind == "close":
            self._closing_tag(piece)
        elif piece.kind == "text":
            self._text(piece.source)
        elif not piece.source.startswith("<!--"):
            self._report.declaration(self._line)

    def _open(self, index: int, piece: tags.HtmlPiece) -> None:
        name = piece.name
        if name not in ELEMENTS:
            self._unknown(piece)
            return
        given = self._report.admitted(name, tags.attributes(piece.inside), self._line)
        if name in embeds.KINDS:
            self._embed(index, name, given)
        elif name == "img":
            self._picture(given)
        elif name in tags.DROPPED:
            self._skip_to = self._end_of(index, name)
            self._report.removed(name, self._line, content=self._skip_to > index)
        elif name in VOID & tags.PHRASING:
            self._add(write.element(name, given))
        else:
            self._element(name, given, empty=piece.inside.endswith("/"))

    def _unknown(self, piece: tags.HtmlPiece) -> None:
        if not self._report.is_custom(piece, self._line):
            self._report.unknown(piece.source, self._line)
            self._text(piece.source)

    def _element(self, name: str, given: dict[str, str], *, empty: bool) -> None:
        shown = _name_within(name)
        if name == "hr":
            self._report.rule(self._line)
            self._add("<br>")
            return
        if not shown or (shown == "a" and self._links):
            if name not in tags.QUIET:
                self._report.misplaced(name, self._line)
                self._left_out.add(name)
                self._keep_apart(name)
            return
        tag = write.element("center" if name == "center" else shown, given)
        if name == "center":
            tag = tag.replace("<div", "<span", 1)
        self._close(self._balance.push(shown))
        self._links += shown == "a"
        self._add(tag)
        if empty:
            self._close(self._balance.close(shown), warn=False)

    def _closing_tag(self, piece: tags.HtmlPiece) -> None:
        name = piece.name
        if name not in ELEMENTS:
            self._unknown(piece)
            return
        shown = _name_within(name)
        if not shown:
            if name not in tags.QUIET | tags.UNWANTED | embeds.KINDS.keys():
                self.strays.append((name, self._line))
                self._keep_apart(name)
        elif self._balance.has(shown):
            closed = self._balance.close(shown)
            self._close(closed[:-1])
            self._close(closed[-1:], warn=False)
        else:
            self.strays.append((name, self._line))

    def _keep_apart(self, name: str) -> None:
        """Put a space where a tag that is left out would have ended a word."""
        if not self._result or name not in tags.BLOCKS & self._left_out:
            return
        last = self._result[-1]
        if not (token_blocks.is_break(last) or last.content[-1:].isspace()):
            self._text(" ")

    def _embed(self, index: int, name: str, given: dict[str, str]) -> None:
        self._skip_to = index if name == "embed" else self._end_of(index, name)
        inside = self._children[index + 1 : self._skip_to]
        token = embeds.embed(name, given, _source(inside))
        if token is None:
            self._report.address(name, self._line)
            return
        self._report.embed(token, self._line)
        if self._links:
            self._text(str(token.meta["title"]))
        else:
            self._result.append(token)

    def _end_of(self, index: int, name: str) -> int:
        """Return where the element that opens at *index* is closed; *index* where it is not."""
        places = self._closings.get((name, self._children[index].level), [])
        following = bisect_right(places, index)
        return places[following] if following < len(places) else index

    def _picture(self, given: dict[str, str]) -> None:
        token = write.picture(self._md, given)
        if token is None:
            self._report.address("img", self._line)
            return
        token.level = len(self._balance.open)
        self._result.append(token)

    def _close(self, names: list[str], *, warn: bool = True) -> None:
        for name in names:
            self._links -= name == "a"
            if warn:
                self._report.unclosed([name], self._line)
            self._add(f"</{name}>")

    def _add(self, content: str) -> None:
        self._result.append(Token("html_inline", "", 0, content=content))

    def _text(self, content: str) -> None:
        # as after a backslash: quotes in it are not replaced
        self._result.append(Token("text_special", "", 0, content=content, info="entity"))


def _name_within(name: str) -> str:
    """Return the element that serves for *name* within a paragraph; empty for none."""
    if name in HEADINGS:
        return "strong"
    shown = tags.ALIASES.get(name, name)
    if shown in _AS_SPAN:
        return "span"
    return shown if shown in tags.PHRASING - VOID else ""


def _closings(children: list[Token]) -> dict[tuple[str, int], list[int]]:
    """Return where the closing tags of each element on each level of Markdown are."""
    found: dict[tuple[str, int], list[int]] = {}
    for index, child in enumerate(children):
        if child.type == "html_inline" and child.content.startswith("</"):
            found.setdefault((child.content[2:-1].strip().lower(), child.level), []).append(index)
    return found


def _source(inside: list[Token]) -> str:
    for token in inside:
        if token.type == "html_inline" and token.content[:7].lower() == "<source":
            piece = next(tags.pieces(token.content))
            return tags.attributes(piece.inside).get("src", "")
    return ""
