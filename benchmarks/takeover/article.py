"""HTML -> what a reader has of it: words, links, pictures, formulas, by the blocks in which they stand."""

from __future__ import annotations

import dataclasses as dc
import re
import unicodedata
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

from standfirst.text import cjk
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNREAD = frozenset({"script", "style", "template", "noscript", "math", "svg", "button", "head"})
_OF_FORMULAS = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)
"""As kramdown leaves them for MathJax: https://kramdown.gettalong.org/math_engine/mathjax.html."""
_OF_MACHINE = frozenset(["doc-backlink", "eqno", "footnote-backref", "footnote-reference", "gutter", "headerlink", "lineno", "linenos", "reversefootnote", "rouge-gutter", "sf-placeholder"])  # fmt: skip
"""Classes and roles of what an engine adds: numbers of notes and lines, signs that lead to a place."""
_NOTE = frozenset({"footnote", "doc-noteref"})
_LINES = frozenset(["abbr", "a", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"])  # fmt: skip
"""Elements that do not end a word."""
_KINDS = {
    "pre": "code",
    "table": "table",
    "figcaption": "caption",
    "blockquote": "quotation",
    "dl": "list",
    "ol": "list",
    "ul": "list",
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], "heading"),
    "details": "details",
    "form": "form",
    "p": "paragraph",
}
_MEDIA = frozenset({"audio", "embed", "iframe", "object", "video"})
_WORD = re.compile(rf"[{cjk.UNSPACED}]|(?:(?![{cjk.UNSPACED}])[^\W_])+")
"""A word; in Chinese and Japanese, each character."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"))


NAMED = "?"
"""In the place of the name of a picture of which the text alone is shown."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A part of a text, as far as no other block stands within."""

    kind: str
    text: str
    words: Counter[str]


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link of the text."""

    target: str
    text: str


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture of the text."""

    name: str
    """The stem of its file's, without what a conversion adds to it; :data:`NAMED` where it is only named."""
    target: str = ""
    """Its address, as those of links are compared."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """What a reader has of a text."""

    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    media: int = 0
    """Frames, films and sounds."""
    formulas: int = 0

    @property
    def words(self) -> Counter[str]:
        """All words, and how often each is there."""
        return sum((block.words for block in self.blocks), Counter[str]())

    def __add__(self, other: Article) -> Article:
        """Return both as one."""
        return Article(
            blocks=(*self.blocks, *other.blocks),
            links=(*self.links, *other.links),
            pictures=(*self.pictures, *other.pictures),
            media=self.media + other.media,
            formulas=self.formulas + other.formulas,
        )


def words(text: str) -> Counter[str]:
    """Return the words of a text, without the signs between them."""
    if "%" in text:  # addresses are shown in letters, too
        text = unquote(text)
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).translate(_INVISIBLE)))


def target(href: str, page: str) -> str:
    """Return an address as it is compared: resolved from that of its *page*, a host's own as a path.

    ``index.html``, ``.html``, a slash at the end and the place within a page are left off.
    """
    try:
        whole = urlsplit(urljoin(page, href.strip()))
        path = unicodedata.normalize("NFC", unquote(whole.path))
    except ValueError:
        return href.strip()
    if whole.scheme not in {"http", "https"}:
        return f"{whole.scheme}:{path}"
    path = path.removesuffix("index.html").removesuffix(".html").rstrip("/")
    if whole.netloc == urlsplit(page).netloc:
        return path or "/"
    query = f"?{unquote(whole.query)}" if whole.query else ""
    return f"//{whole.netloc.removeprefix('www.').lower()}{path}{query}"


def read(source: str, page: str) -> Article:
    """Return what a reader has of a piece of HTML.

    :param page: Its full address.
    """
    root = lxml.html.fragment_fromstring(source.replace("\0", ""), create_parent="div")
    return of_element(root, page)


def of_element(root: HtmlElement, page: str) -> Article:
    """Return what a reader has of an element, as :func:`read` does."""
    reader = _ArticleReader(page)
    reader.walk(root, "other")
    reader.end("other")
    return Article(
        blocks=tuple(reader.blocks),
        links=tuple(reader.links),
        pictures=tuple(reader.pictures),
        media=reader.media,
        formulas=reader.formulas,
    )


def picture(source: str, page: str) -> Picture:
    """Return the picture at an address that is written on a *page*."""
    try:
        path = unquote(urlsplit(urljoin(page, source.strip())).path)
    except ValueError:
        path = source
    name = slugify(re.sub(r"-[0-9a-f]{12}-.+$", "", PurePosixPath(path).stem))
    return Picture(name=name, target=target(source, page))


class _ArticleReader:
    def __init__(self, page: str) -> None:
        self.page = page
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.media = 0
        self.formulas = 0
        self._text: list[str] = []

    def walk(self, element: HtmlElement, kind: str) -> None:
        """Take up *element* and what stands after it in its parent."""
        tag = element.tag
        if not isinstance(tag, str):
            return  # a comment
        if tag in _UNREAD or _is_machines(element):
            self._unread(element, tag)
            return
        if tag == "img":
            self.pictures.append(picture(element.get("src") or element.get("data-src") or "", self.page))  # fmt: skip
            return
        self.media += tag in _MEDIA or "sf-embed" in element.get("class", "").split()
        inner = _KINDS.get(tag, kind) if kind not in {"code", "table", "caption"} else kind
        if tag not in _LINES:
            self.end(kind)
        is_link = tag == "a" and element.get("href") and "sf-full" not in element.get("class", "")
        if is_link:
            text = " ".join(element.text_content().split())
            self.links.append(Link(target=target(element.get("href", ""), self.page), text=text))
        self._text.append("" if tag in _MEDIA else element.text or "")
        for child in element if tag not in _MEDIA else ():  # what is within is for browsers without
            self.walk(child, inner)
            self._text.append(child.tail or "")
        if tag not in _LINES:
            self.end(inner)

    def end(self, kind: str) -> None:
        """End the block."""
        text = "".join(self._text)
        self._text = []
        self.formulas += len(_OF_FORMULAS.findall(text)) if kind != "code" else 0
        text = _OF_FORMULAS.sub(" ", text) if kind != "code" else text
        found = words(text)
        if found:
            self.blocks.append(Block(kind=kind, text=" ".join(text.split()), words=found))

    def _unread(self, element: HtmlElement, tag: str) -> None:
        self.formulas += tag == "math" or (tag == "script" and element.get("type", "").startswith("math/"))  # fmt: skip
        if "sf-placeholder" in element.get("class", "").split():
            self.pictures.append(Picture(name=NAMED))


def _is_machines(element: HtmlElement) -> bool:
    given = {*element.get("class", "").split(), *element.get("role", "").split()}
    return bool(given & _OF_MACHINE) or (bool(given & _NOTE) and element.tag in {"a", "sup"})
