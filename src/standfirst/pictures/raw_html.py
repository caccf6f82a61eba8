"""HTML that an author has written for a document of their own -> what stands between its pictures, and these.

A browser would ask for them where they are from. Posts and standing pages have no such HTML
(see :mod:`standfirst.markdown.raw_html`).
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MENTION = re.compile(r"<img|<source|picture", re.IGNORECASE)
Attributes = dict[str, str]


def split(html: str, is_ours: Callable[[str], bool]) -> list[str | Attributes]:
    """Return *html* in pieces: the attributes of each ``img`` that is ours, and what lies between as it is written.

    ``picture`` is left out with its ``source``: the element that shows one of ours brings its own.

    :param is_ours: Says of an address whether what shows it is written by us.
    """
    if not _MENTION.search(html):
        return [html]
    parser = _Splitter(html, is_ours)
    parser.feed(html)
    parser.close()
    return parser.pieces()


class _Splitter(HTMLParser):
    def __init__(self, html: str, is_ours: Callable[[str], bool]) -> None:
        super().__init__(convert_charrefs=True)
        self._html = html
        self._is_ours = is_ours
        self._starts = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._pieces: list[str | Attributes] = []
        self._done = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # of an attribute that is written twice, browsers take the first
        given = {name: value or "" for name, value in reversed(attrs)}
        end = self._at() + len(self.get_starttag_text() or "")
        if tag == "img" and self._is_ours(given.get("src", "").strip()):
            self._cut(end, {**given, "src": given["src"].strip()})
        elif tag == "picture" or (tag == "source" and "srcset" in given):
            self._cut(end)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "picture":
            self._cut(self._html.find(">", self._at()) + 1)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _cut(self, end: int, instead: Attributes | None = None) -> None:
        self._pieces.append(self._html[self._done : self._at()])
        if instead:
            self._pieces.append(instead)
        self._done = end

    def pieces(self) -> list[str | Attributes]:
        """Return what was found."""
        return [piece for piece in (*self._pieces, self._html[self._done :]) if piece]
