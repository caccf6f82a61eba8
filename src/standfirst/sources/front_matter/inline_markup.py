"""Titles, names and descriptions as authors write them -> the text that a reader would see, and the links in it.

A theme shows such a value as HTML or as Markdown, so some have tags and emphasis. Here they are plain text,
which stands in metadata, feeds and lists too: ``Model <i>Harbours</i>``, ``**bold**``, ``[Ada](https://…)``.

What only looks like markup stays: ``M*A*S*H``, ``__init__``, ``List<String>``, ``The <p> element``.
"""

from __future__ import annotations

import dataclasses as dc
import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from standfirst.tables.html_vocabulary import EDITS, HEADINGS, TEXT_LEVEL, VOID
from standfirst.text import cjk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_MOST = 4_000
"""Characters; a longer text is none of these, and is cut."""
_MAY_BE = re.compile(r"[<&*_`\[\\]")
_IN_WORD = re.compile(rf"(?<=[^\W_])(?<![{cjk.LETTERS}])\*+(?=[^\W_])(?![{cjk.LETTERS}])")
_DUNDER = re.compile(r"(?<!\w)__(?=[a-z][a-z0-9_]*__(?!\w))")
_OTHER_ESCAPE = re.compile(r"\\(?![*_\[\]<>`])")
_ELEMENTS = (
    TEXT_LEVEL | EDITS | HEADINGS | frozenset("big center div font hr img nobr p strike tt".split())  # noqa: SIM905  # as there
)
"""Elements whose tags are markup in one line; a title about other elements may name them."""
_BREAKS = frozenset({"br", "div", "hr", "p"})
_RULES = ["backticks", "emphasis", "entity", "escape", "html_inline", "image", "link"]


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PlainText:
    """A text without markup."""

    text: str
    """One line."""
    links: tuple[tuple[str, str], ...] = ()
    """Words and address of each link, in order."""


def plain(text: str) -> PlainText:
    """Return *text*, one line, as a reader sees it; itself where it has no markup."""
    if len(text) > _MOST or not _MAY_BE.search(text):
        return PlainText(text=text)
    shielded = _OTHER_ESCAPE.sub(r"\\\\", text)
    for looks_like in (_IN_WORD, _DUNDER):
        shielded = looks_like.sub(lambda found: "".join(f"\\{char}" for char in found[0]), shielded)
    tokens = _parser().parseInline(shielded)[0].children or []
    return _Reader(tokens).read()


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", {"html": True}).enable(_RULES)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class _Tag:
    name: str
    is_closing: bool
    attributes: dict[str, str | None]


class _TagReader(HTMLParser):
    tag: _Tag | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = _Tag(name=tag, is_closing=False, attributes=dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self.tag = _Tag(name=tag, is_closing=True, attributes={})


class _Reader:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._parts: list[str] = []
        self._open: list[tuple[int, str]] = []
        """Where in the parts each open link begins, and its address."""
        self._links: list[tuple[str, str]] = []
        self._tags = {
            index: tag
            for index, token in enumerate(tokens)
            if token.type == "html_inline" and (tag := _tag(token.content))
        }
        self._taken = set(_markup(self._tags))

    def read(self) -> PlainText:
        for index, token in enumerate(self._tokens):
            if token.type == "html_inline":
                self._html(index, token)
            elif token.type == "link_open":
                self._begin(str(token.attrs.get("href", "")))
            elif token.type == "link_close":
                self._end()
            elif token.type != "image":
                self._parts.append(token.content)
        return PlainText(text=_line(self._parts), links=tuple(self._links))

    def _html(self, index: int, token: Token) -> None:
        tag = self._tags.get(index)
        if tag is None:  # a comment, or the like
            return
        if index not in self._taken:
            self._parts.append(token.content)
        elif tag.name == "a":
            if tag.is_closing:
                self._end()
            else:
                self._begin(tag.attributes.get("href") or "")
        elif tag.name in _BREAKS:
            self._parts.append(" ")

    def _begin(self, address: str) -> None:
        self._open.append((len(self._parts), address))

    def _end(self) -> None:
        if self._open:
            start, address = self._open.pop()
            words = _line(self._parts[start:])
            if words and address:
                self._links.append((words, address))


def _line(parts: Sequence[str]) -> str:
    return " ".join("".join(parts).split())


def _tag(source: str) -> _Tag | None:
    reader = _TagReader()
    reader.feed(source)
    return reader.tag


def _markup(tags: dict[int, _Tag]) -> Iterator[int]:
    """Yield where the tags stand that are markup: void ones, those with attributes, and pairs; others are named."""
    opened: dict[str, list[int]] = {}
    for index, tag in tags.items():
        if tag.name not in _ELEMENTS:
            continue
        if tag.name in VOID or tag.attributes:
            yield index
        if tag.is_closing and opened.get(tag.name):
            yield from (opened[tag.name].pop(), index)
        elif not tag.is_closing:
            opened.setdefault(tag.name, []).append(index)
