"""Text and tags of one paragraph in HTML -> the inline tokens that Markdown of the same meaning has.

What Markdown has no form for stays a tag, which :mod:`standfirst.markdown.html.inline` makes safe.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING

from markdown_it.token import Token

from standfirst.markdown.html import tags
from standfirst.tables.html_vocabulary import VOID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt

_FORMS = {"em": "em", "i": "em", "strong": "strong", "b": "strong"}
"""Element -> name of the token that serves for it where it has no attributes."""
_SPACE = re.compile(r"[ \t\r\f]+")
_SPACES = " \t\r\f"
_LITERAL = frozenset({"text", "softbreak"})


def inline_tokens(pieces: Iterable[tags.HtmlPiece], md: MarkdownIt) -> list[Token]:
    """Return the tokens of a paragraph, a line break of its source as a soft one."""
    run = _Run(md)
    for piece in pieces:
        run.take(piece)
    return _levelled(run.tokens)


class OpenElements:
    """The elements that are open, by their opening tags, the outermost first."""

    def __init__(self) -> None:
        self.pieces: list[tags.HtmlPiece] = []
        self._counts: Counter[str] = Counter()

    def take(self, piece: tags.HtmlPiece) -> None:
        """Take a tag; what stands within an element that is closed is closed with it."""
        if piece.kind == "open" and piece.name not in VOID:
            self.pieces.append(piece)
            self._counts[piece.name] += 1
        elif piece.kind == "close" and self._counts[piece.name]:
            while self._close() != piece.name:
                pass

    def cut(self, most: int) -> None:
        """Close all but the *most* outermost."""
        while len(self.pieces) > most:
            self._close()

    def closing(self) -> list[tags.HtmlPiece]:
        """Return the closing tags of all, the innermost first."""
        names = (piece.name for piece in reversed(self.pieces))
        return [tags.HtmlPiece(kind="close", source=f"</{name}>", name=name) for name in names]

    def _close(self) -> str:
        name = self.pieces.pop().name
        self._counts[name] -= 1
        return name


class _Run:
    def __init__(self, md: MarkdownIt) -> None:
        self._md = md
        self.tokens: list[Token] = []
        self._open: list[tuple[int, tags.HtmlPiece]] = []
        """The opening tags that have no closing ones yet, and their places among the tokens."""

    def take(self, piece: tags.HtmlPiece) -> None:
        if piece.kind == "text":
            self._text(piece.source)
            return
        if piece.kind == "open" and piece.name == "br":
            self.tokens.append(Token("hardbreak", "br", 0))
            return
        if piece.kind == "close" and self._open and self._open[-1][1].name == piece.name:
            if self._made(*self._open.pop()):
                return
        elif piece.kind == "close":
            # what is not closed in order stays as tags
            self._open.clear()
        elif piece.kind == "open" and piece.name not in VOID:
            self._open.append((len(self.tokens), piece))
        self.tokens.append(Token("html_inline", "", 0, content=piece.source))

    def _made(self, place: int, opening: tags.HtmlPiece) -> bool:
        """Make Markdown's tokens of the element whose *opening* tag is at *place*; return whether it has a form there."""
        name, given = opening.name, tags.attributes(opening.inside)
        if name == "code" and not given and self._is_literal(place + 1):
            inside = self.tokens[place + 1 :]
            content = "".join(token.content or " " for token in inside)
            self.tokens[place:] = [Token("code_inline", "code", 0, content=content, markup="`")]
            return True
        if name == "a" and given.get("href") and not given.keys() & {"id", "name"}:
            kept = {key: given[key] for key in ("title", "class") if given.get(key, "").strip()}
            attrs: dict[str, str | int | float] = {"href": self._md.normalizeLink(given["href"].strip()), **kept}  # fmt: skip
            self._pair(place, "link", "a", attrs)
            return True
        if name in _FORMS and not given:
            self._pair(place, _FORMS[name], _FORMS[name], {})
            return True
        return False

    def _is_literal(self, begin: int) -> bool:
        return all(self.tokens[at].type in _LITERAL for at in range(begin, len(self.tokens)))

    def _pair(self, place: int, kind: str, tag: str, attrs: dict[str, str | int | float]) -> None:
        self.tokens[place] = Token(f"{kind}_open", tag, 1, attrs=attrs)
        self.tokens.append(Token(f"{kind}_close", tag, -1))

    def _text(self, source: str) -> None:
        first, *others = html.unescape(source).split("\n")
        self._words(first)
        for line in others:
            last = self.tokens[-1] if self.tokens else None
            if last is not None and last.type == "text":
                last.content = last.content.rstrip(_SPACES)
            if last is not None and last.type not in {"softbreak", "hardbreak"}:
                self.tokens.append(Token("softbreak", "br", 0))
            self._words(line.lstrip(_SPACES))

    def _words(self, text: str) -> None:
        if text:
            self.tokens.append(Token("text", "", 0, content=_SPACE.sub(" ", text)))


def _levelled(tokens: list[Token]) -> list[Token]:
    """Return *tokens*, each with its level, and without what is blank at the ends."""
    while tokens and _is_blank(tokens[-1]):
        tokens.pop()
    begin = next((at for at, token in enumerate(tokens) if not _is_blank(token)), len(tokens))
    found, level = tokens[begin:], 0
    for token in found:
        level -= token.nesting < 0
        token.level = level
        level += token.nesting > 0
    if found and found[0].type == "text":
        found[0].content = found[0].content.lstrip(_SPACES)
    if found and found[-1].type == "text":
        found[-1].content = found[-1].content.rstrip(_SPACES)
    return found


def _is_blank(token: Token) -> bool:
    if token.type == "text" and not token.content.strip(f"{_SPACES}\n"):
        return True
    return token.type in {"softbreak", "hardbreak"}
