"""Blocks of HTML made safe; pictures and what is embedded in them become tokens of Markdown's kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from standfirst.markdown.html import captions, embeds, tags, write
from standfirst.tables.html_vocabulary import ELEMENTS, HOLD_PHRASING, TABLE_PARTS, TABULAR, VOID
from standfirst.text import line_breaks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from standfirst.markdown.html.balance import Balance
    from standfirst.markdown.html.report import HtmlReport

_ENDS_BEFORE_PARAGRAPH = tags.PHRASING | HOLD_PHRASING
"""Elements that cannot go on around a paragraph of Markdown's."""
_CLOSED = (tags.PHRASING | tags.BLOCKS) - VOID
"""Elements that a closing tag may end."""
_ROWS = TABULAR - {"caption", "td", "th"}
"""Elements in which a browser leaves nothing but parts of a table: it moves all else before the table."""


def clean_block(token: Token, md: MarkdownIt, balance: Balance, report: HtmlReport) -> list[Token]:
    """Return what is left of the HTML block *token*.

    :param balance: The elements that are open before it, and then those that are open after it.
    """
    return _Block(token, md, balance, report).run()


def leave_table(balance: Balance, report: HtmlReport, line: int) -> str:
    """Return the closing tags of an open table before content outside its cells; empty: none is open."""
    if not balance.open or balance.open[-1] not in _ROWS:
        return ""
    report.unclosed(["table"], line)
    balance.ended_before["table"] += 1
    return "".join(map(write.closing, balance.close("table")))


class _Block:
    def __init__(self, token: Token, md: MarkdownIt, balance: Balance, report: HtmlReport) -> None:
        self._token = token
        self._md = md
        self._balance = balance
        self._report = report
        self._line = token.map[0] + 1 if token.map else 1
        self._pieces = list(tags.pieces(token.content))
        self._last = {p.name: i for i, p in enumerate(self._pieces) if p.kind == "close"}
        self._skip_to = -1
        self._items: list[str | list[Token]] = []
        self._has_text = False
        self._alone = not balance.open
        self._caption: captions.Caption | None = None
        self._has_picture = False
        """Whether the figure that is open has one."""
        self._link: dict[str, str] = {}
        """Attributes of the ``a`` that is open, for a picture in it."""

    def run(self) -> list[Token]:
        for index, piece in enumerate(self._pieces):
            if index > self._skip_to:
                self._take(index, piece)
            self._line += piece.source.count("\n")
        self._end_caption()
        self._end_before_paragraph(paragraph=False)
        pictures = any(isinstance(item, list) for item in self._items)
        whole = self._alone and not self._balance.open
        if pictures and whole and not self._has_text:
            self._items = [item for item in self._items if isinstance(item, list)]
        return self._tokens(cleaned=whole and not pictures)

    def _tokens(self, *, cleaned: bool) -> list[Token]:
        result: list[Token] = []
        parts: list[str] = []
        for item in [*self._items, []]:
            if isinstance(item, str):
                parts.append(item)
                continue
            content = write.clean("".join(parts)) if cleaned else "".join(parts)
            if content.strip():
                result.append(self._new("html_block", content=f"{content.strip(chr(10))}\n"))
            result += item
            parts = []
        return result

    def _new(self, kind: str, *, content: str = "") -> Token:
        token = Token(kind, "", 0, content=content, level=self._token.level, block=True)
        token.map = list(self._token.map) if self._token.map else None
        return token

    def _take(self, index: int, piece: tags.HtmlPiece) -> None:
        if self._caption is not None and piece.name not in {"figcaption", "figure"}:
            self._caption.add(piece)
        elif piece.kind == "text":
            shown = write.escaped(piece.source)
            self._text(shown if self._balance.has("pre") else line_breaks.closed_up(shown))
        elif piece.kind == "comment":
            if not piece.source.startswith("<!--"):
                self._report.declaration(self._line)
        elif piece.name not in ELEMENTS:
            self._unknown(piece)
        elif piece.name == "figcaption":
            self._end_caption()
            if piece.kind == "open":
                self._begin_caption(index)
        elif piece.name == "figure":
            self._end_caption()
            self._has_picture = False
        elif piece.kind == "open":
            self._open(index, piece)
        else:
            self._close(piece.name)

    def _unknown(self, piece: tags.HtmlPiece) -> None:
        if not self._report.is_custom(piece, self._line):
            self._report.unknown(piece.source, self._line)
            self._text(write.escaped(piece.source))

    def _text(self, content: str) -> None:
        if content.strip():
            self._leave_table()
        self._items.append(content)
        self._has_text = self._has_text or bool(content.strip())

    def _open(self, index: int, piece: tags.HtmlPiece) -> None:
        name = piece.name
        given = self._report.admitted(name, tags.attributes(piece.inside), self._line)
        if name in embeds.KINDS:
            self._embed(index, name, given)
        elif name == "img":
            self._picture(index, given)
        elif name in tags.DROPPED:
            end = self._end_of(index, name)
            self._skip_to = end if end > index else len(self._pieces)
            self._report.removed(name, self._line, content=True)
        elif name in tags.UNWANTED:
            self._report.removed(name, self._line)
        elif name not in tags.QUIET:
            self._element(name, given, empty=piece.inside.endswith("/"))

    def _element(self, name: str, given: dict[str, str], *, empty: bool) -> None:
        shown = tags.ALIASES.get(name, name)
        if shown in TABLE_PARTS and not self._balance.has("table"):
            self._report.misplaced(name, self._line)
            return
        if shown not in TABLE_PARTS:
            self._leave_table()
        if shown == "a" and self._balance.has("a"):
            self._end(self._balance.close("a"))
        if shown in VOID:
            self._items.append(write.element(name, given))
            self._has_text = self._has_text or shown == "hr"  # seen as words are
            return
        self._end(self._balance.push(shown))
        self._items.append(write.element(name, given))
        if shown == "a":
            self._link = given
        if empty:
            self._end(self._balance.close(shown), warn=False)

    def _close(self, name: str) -> None:
        shown = tags.ALIASES.get(name, name)
        if self._balance.has(shown):
            closed = self._balance.close(shown)
            self._end(closed[:-1])
            self._end(closed[-1:], warn=False)
        elif not self._balance.take_late(shown) and shown in _CLOSED:
            self._report.stray(name, self._line)

    def _leave_table(self) -> None:
        self._items.append(leave_table(self._balance, self._report, self._line))

    def _end(self, names: list[str], *, warn: bool = True) -> None:
        if warn:
            self._report.unclosed(names, self._line)
        self._items += map(write.closing, names)

    def _end_of(self, index: int, name: str) -> int:
        """Return where the element that opens at *index* is closed; *index* where it is not."""
        if self._last.get(name, -1) < index:
            return index
        end = index + 1
        while self._pieces[end].kind != "close" or self._pieces[end].name != name:
            end += 1
        return end

    def _embed(self, index: int, name: str, given: dict[str, str]) -> None:
        self._skip_to = index if name == "embed" else self._end_of(index, name)
        inside = self._pieces[index + 1 : self._skip_to]
        source = next((p for p in inside if p.kind == "open" and p.name in {"source", "embed"}), None)  # fmt: skip
        address = tags.attributes(source.inside).get("src", "") if source else ""
        token = embeds.embed(name, given, address)
        if token is None:
            self._report.address(name, self._line)
            return
        self._report.embed(token, self._line)
        self._end_before_paragraph()
        token.block, token.level = True, self._token.level
        token.map = [self._line - 1, self._line]
        self._items.append([token])

    def _picture(self, index: int, given: dict[str, str]) -> None:
        picture = write.picture(self._md, given)
        if picture is None:
            self._report.address("img", self._line)
            return
        link = self._link.get("href", "") if self._balance.has("a") else ""
        self._end_before_paragraph()
        self._paragraph(_linked(picture, self._md, link))
        self._has_picture = True
        if found := captions.below(self._pieces, index):
            start, self._skip_to = found
            self._caption = captions.Caption(self._line, captions.ABOVE)
            for piece in self._pieces[start + 1 : self._skip_to]:
                self._caption.add(piece)
            self._end_caption()

    def _end_before_paragraph(self, *, paragraph: bool = True) -> None:
        if paragraph:
            self._leave_table()
        names = self._balance.open
        while names and names[-1] in _ENDS_BEFORE_PARAGRAPH:
            name = names[-1]
            self._balance.close(name)
            self._balance.ended_before[name] += 1
            while self._items and isinstance(self._items[-1], str) and not self._items[-1].strip():
                self._items.pop()
            last = self._items[-1] if self._items else ""
            if isinstance(last, str) and last.startswith((f"<{name}>", f"<{name} ")):
                self._items.pop()  # nothing is in it
            else:
                self._items.append(write.closing(name))

    def _paragraph(self, children: list[Token]) -> None:
        opening, inline, closing = (self._new(kind) for kind in ("paragraph_open", "inline", "paragraph_close"))  # fmt: skip
        for token, nesting in ((opening, 1), (closing, -1)):
            token.tag, token.nesting = "p", nesting  # type: ignore[assignment]
            token.map = [self._line - 1, self._line]
        inline.map, inline.level, inline.children = opening.map, self._token.level + 1, children
        self._items.append([opening, inline, closing])

    def _begin_caption(self, index: int) -> None:
        is_after_one = self._has_picture
        place = captions.place_of_picture(self._pieces, index, is_after_one=is_after_one)
        self._caption = captions.Caption(self._line, place)

    def _end_caption(self) -> None:
        if self._caption is None:
            return
        said = self._caption.paragraph(self._token.level, self._md, self._report)
        self._caption = None
        if said:
            self._end_before_paragraph()
            self._items.append(said)


def _linked(picture: Token, md: MarkdownIt, link: str) -> list[Token]:
    href = md.normalizeLink(link.strip())
    if not href:
        return [picture]
    picture.level = 1
    return [Token("link_open", "a", 1, attrs={"href": href}), picture, Token("link_close", "a", -1)]
