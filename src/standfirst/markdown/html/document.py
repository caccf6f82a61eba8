"""A text that is HTML as a whole -> the tokens that Markdown of the same meaning has.

::

    source --tags.pieces--> paragraphs, headings, rules; all else, a table say, as html_block
           --core rules of Markdown's parser--> tokens, held against the same tables

Jekyll publishes posts and pages in HTML as they are: https://jekyllrb.com/docs/pages/. What only
lays a page out, a ``div`` or a ``section``, is taken off, so that the headings within are headings
of the article.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from standfirst.markdown import token_blocks
from standfirst.markdown.context import affords, refusals_of
from standfirst.markdown.html import embeds, runs, tags
from standfirst.markdown.html.report import report_of
from standfirst.tables.html_vocabulary import (
    ELEMENTS,
    END_PARAGRAPH,
    HEADINGS,
    VOID,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from markdown_it import MarkdownIt

    from standfirst.markdown.html.report import HtmlReport

_RULES = frozenset(
    {"sf_gate", "sf_excerpt_marker", "sf_raw_html", "sf_line_breaks", "sf_depth", "text_join"}
)
"""Core rules that make tokens safe, find markers, and make text of what was no element; the others read Markdown's own signs."""
_PAGE = frozenset({"html", "body"})
_DIVISIONS = frozenset(["article", "aside", "div", "footer", "header", "hgroup", "main", "nav", "section"])  # fmt: skip
"""Elements that only say which parts a page has."""
_TEXT_LEVEL = (tags.PHRASING | tags.ALIASES.keys()) - END_PARAGRAPH - {"center"}
_INLINE = _TEXT_LEVEL | {"img", "picture", "source"}
_HEAD = frozenset(["base", "link", "meta", "noscript", "script", "style", "template", "title"])
"""Elements of a page's head, of which nothing is shown."""
_OURS = ("admonition", "sd-", "sf-")
"""Beginnings of the classes that our own style sheets know."""
_MOST_OPEN = 8
"""Elements that go on from one paragraph to the next, as in browsers: around blocks there can be a link."""
_GOES_ON = "elements around paragraphs"
_CUSTOM_END = re.compile(r"</[A-Za-z][A-Za-z0-9]*-")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*([\w+#.-]*)[ \t]*\n?")


def parse(source: str, md: MarkdownIt, env: dict[str, Any], *, fences: bool = False) -> list[Token]:
    """Return the tokens of a page.

    :param source: HTML: a whole page, or what stands in its body.
    :param md: A parser with :func:`standfirst.markdown.use_plugins` applied.
    :param fences: Whether code between fences, which Liquid's ``highlight`` leaves, stands in it.
    """
    state = StateCore(source, md, env)
    reader = _DocumentReader(md, env, report_of(env, _closed_in(source)))
    for language, part in _parts(source) if fences else [(None, source)]:
        if language is None:
            reader.read(list(tags.pieces(part)))
        else:
            reader.code(part, language)
    state.tokens = reader.finished()
    ruler = md.core.ruler
    for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True):
        if name in _RULES:
            rule(state)
    return state.tokens


def _closed_in(source: str) -> set[str]:
    """Return the names of the elements that the text closes; none where no custom one, with a hyphen, is among them."""
    if not _CUSTOM_END.search(source):
        return set()
    return {piece.name for piece in tags.pieces(source) if piece.kind == "close"}


def _parts(source: str) -> Iterator[tuple[str | None, str]]:
    """Yield the language and content of what stands between fences, and the text around it, which has none."""
    lines: list[str] = []
    fence, language = "", ""
    for line in source.splitlines(keepends=True):
        found = _FENCE.fullmatch(line)
        if found and not fence:
            yield None, "".join(lines)
            fence, language, lines = found[1], found[2], []
        elif found and found[1] == fence and not found[2]:
            yield language, "".join(lines)
            fence, lines = "", ["\n" if line.endswith("\n") else ""]
        else:
            lines.append(line)
    yield None, "".join(lines)


class _DocumentReader:
    def __init__(self, md: MarkdownIt, env: dict[str, Any], report: HtmlReport) -> None:
        self._md = md
        self._env = env
        self._classes = refusals_of(env).extra
        """Those that the publication's own style sheets know."""
        self._report = report
        self._tokens: list[Token] = []
        self._line = 0
        self._in_head = False
        self._open = runs.OpenElements()
        """Text-level elements around the place."""
        self._block = ""
        """The paragraph or heading that is open; empty for text that stands in none."""
        self._id = ""
        self._run: list[tags.HtmlPiece] = []
        self._began = 0
        self._whole: list[str] = []
        """Source of an element that stays as it is, as far as it has been read."""
        self._name, self._depth = "", 0
        """Of that element: what it is called, and how many of the name are open."""

    def read(self, pieces: list[tags.HtmlPiece]) -> None:
        """Add the tokens of *pieces*."""
        last = {piece.name: at for at, piece in enumerate(pieces) if piece.kind == "close"}
        skipped = ""
        for at, piece in enumerate(pieces):
            if skipped:
                skipped = "" if piece.kind == "close" and piece.name == skipped else skipped
            elif self._whole:
                self._go_on(piece)
            elif piece.name in tags.DROPPED and piece.name != "head" and piece.kind == "open":
                if not self._in_head:
                    self._report.removed(piece.name, self._line + 1, content=True)
                skipped = piece.name if last.get(piece.name, -1) > at else ""
            else:
                self._take(piece)
            self._line += piece.source.count("\n")

    def code(self, content: str, language: str) -> None:
        """Add code, which stood between fences."""
        if self._whole:
            self._whole.append(f"<pre><code>{html.escape(content, quote=False)}</code></pre>")
        else:
            self._end()
            self._add(Token("fence", "code", 0, content=content, info=language, markup="```"))
        self._line += 1 + content.count("\n")

    def finished(self) -> list[Token]:
        """Return the tokens, with everything closed."""
        if self._whole:
            self._end_whole()
        self._end()
        self._report.unclosed((piece.name for piece in self._open.pieces), self._line + 1)
        return self._tokens

    def _take(self, piece: tags.HtmlPiece) -> None:
        name = piece.name
        if piece.kind == "comment":
            self._comment(piece)
        elif piece.kind == "text":
            self._inline(piece)
        elif name == "head" or name in _PAGE:
            self._end()
            self._in_head = name == "head" and piece.kind == "open"
        elif self._in_head and name in _HEAD:
            return
        elif name == "p" or name in HEADINGS:
            self._paragraph(piece)
        elif name in _DIVISIONS:
            self._division(piece)
        elif name == "hr" and piece.kind == "open":
            self._end()
            self._add(Token("hr", "hr", 0, markup="---"))
        elif name in _INLINE or name not in ELEMENTS or (name in embeds.KINDS and self._block):
            self._inline(piece)
        else:
            self._begin_whole(piece)

    def _comment(self, piece: tags.HtmlPiece) -> None:
        if piece.source[:9].lower() == "<!doctype":
            return
        if self._run:
            self._inline(piece)
        else:
            self._add(Token("html_block", "", 0, content=f"{piece.source}\n"))

    def _inline(self, piece: tags.HtmlPiece) -> None:
        if not self._run:
            if piece.kind == "close" and piece.name in _TEXT_LEVEL:
                self._open.take(piece)
                return
            if piece.kind == "text" and not piece.source.strip():
                return
            self._began = self._line + _blank_lines(piece)
            self._run += self._around()
        self._run.append(piece)
        if piece.name in _TEXT_LEVEL:
            self._open.take(piece)

    def _around(self) -> list[tags.HtmlPiece]:
        """Return the elements that go on from before, as far as the text may grow by them."""
        size = sum(len(piece.source) for piece in self._open.pieces)
        if size and not affords(self._env, size, _GOES_ON, self._line + 1):
            self._open.cut(0)
        return self._open.pieces

    def _paragraph(self, piece: tags.HtmlPiece) -> None:
        self._end()
        if piece.kind == "close":
            return
        given = self._report.admitted(piece.name, tags.attributes(piece.inside), self._line + 1)
        if piece.name == "p" and self._has_meaning(given):
            self._begin_whole(piece)
            return
        self._block, self._id = piece.name, given.get("id", "").strip()

    def _division(self, piece: tags.HtmlPiece) -> None:
        self._end()
        if piece.kind == "close":
            return
        given = self._report.admitted(piece.name, tags.attributes(piece.inside), self._line + 1)
        if self._has_meaning(given):
            self._begin_whole(piece)
        else:
            self._add_anchor(given.get("id", "").strip())

    def _has_meaning(self, given: Mapping[str, str]) -> bool:
        """Return whether attributes say more than how the old site laid out its pages."""
        classes = given.get("class", "").split()
        named = (c for c in classes if c in self._classes or c.startswith(_OURS))
        return "lang" in given or "dir" in given or any(named)

    def _end(self) -> None:
        """End the paragraph, heading or text that is open."""
        block, ident, run = self._block, self._id, self._run
        self._block, self._id, self._run = "", "", []
        if run:
            children = runs.inline_tokens([*run, *self._open.closing()], self._md)
            self._open.cut(_MOST_OPEN)
            if _says_something(children):
                self._add_text(block or "p", ident, children)
                return
        self._add_anchor(ident)

    def _add_anchor(self, ident: str) -> None:
        """Add a place for links to *ident*; empty: nothing."""
        if ident:
            content = f'<div id="{html.escape(ident)}"></div>\n'
            self._add(Token("html_block", "", 0, content=content))

    def _add_text(self, tag: str, ident: str, children: list[Token]) -> None:
        kind, place = "paragraph" if tag == "p" else "heading", [self._began, self._began + 1]
        opening = Token(f"{kind}_open", tag, 1, map=place, block=True)
        if ident and kind == "heading":
            opening.attrs["id"] = ident
        elif ident:
            anchor = (f'<span id="{html.escape(ident)}">', "</span>")
            children = [*(Token("html_inline", "", 0, content=tag) for tag in anchor), *children]
        content = token_blocks.inline_text(children)
        inline = Token("inline", "", 0, map=place, level=1, content=content, children=children, block=True)  # fmt: skip
        self._tokens += [opening, inline, Token(f"{kind}_close", tag, -1, block=True)]

    def _begin_whole(self, piece: tags.HtmlPiece) -> None:
        self._end()
        if piece.kind == "close" or piece.name in VOID or piece.inside.endswith("/"):
            self._add(Token("html_block", "", 0, content=f"{piece.source}\n"))
            return
        self._began, self._name, self._depth = self._line, piece.name, 0
        self._whole = ["".join(each.source for each in self._around())]
        self._go_on(piece)

    def _go_on(self, piece: tags.HtmlPiece) -> None:
        self._whole.append(piece.source)
        if piece.name == self._name and not piece.inside.endswith("/"):
            self._depth += 1 if piece.kind == "open" else -1
            if self._depth == 0:
                self._end_whole()
        elif self._name == "p" and piece.name in END_PARAGRAPH:
            self._whole.pop()
            self._end_whole()
            self._take(piece)

    def _end_whole(self) -> None:
        closing = (piece.source for piece in self._open.closing())
        content = f"{''.join([*self._whole, *closing])}\n"
        self._whole = []
        token = Token("html_block", "", 0, content=content)
        self._add(token, self._began)

    def _add(self, token: Token, line: int | None = None) -> None:
        begin = self._line if line is None else line
        token.map, token.block = [begin, begin + 1], True
        self._tokens.append(token)


def _blank_lines(piece: tags.HtmlPiece) -> int:
    """Return how many lines a text has before its first word."""
    return piece.source[: len(piece.source) - len(piece.source.lstrip())].count("\n")


def _says_something(children: list[Token]) -> bool:
    """Return whether there is more than tags around nothing."""
    return any(child.content.strip() and child.type != "html_inline" for child in children) or any(
        child.type == "html_inline" and not _is_wrapping(child) for child in children
    )


def _is_wrapping(child: Token) -> bool:
    piece = next(tags.pieces(child.content))
    leads_here = {"id", "name"} if piece.name == "a" else {"id"}
    given = tags.attributes(piece.inside).keys()
    return piece.name in tags.PHRASING - VOID and not given & leads_here
