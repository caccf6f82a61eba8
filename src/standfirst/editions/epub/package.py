"""A book and the pages of its articles -> an ePub, the same bytes for the same book.

::

    cover.xhtml  title.xhtml  nav.xhtml  { part-N.xhtml  article-….xhtml … }  colophon.xhtml
    book.css  cover.jpg  images/…  toc.ncx  content.opf  META-INF/container.xml

Source: https://www.w3.org/TR/epub-33/.
"""

from __future__ import annotations

import dataclasses as dc
import hashlib
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from standfirst.editions.epub import page_links, xhtml, xhtml_pages
from standfirst.package import VERSION
from standfirst.pictures.remote.lock_file import SUFFIXES
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element

    from standfirst.catalogue.model import Post
    from standfirst.editions.books import Book, BookPart

_TYPES = {suffix: type_ for type_, suffix in SUFFIXES.items()}
_COVER = "cover.jpg"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Date of every file in the zip: the format knows none before."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file of the book."""

    name: str
    type: str
    content: bytes | Path
    """A path's content is read when the book is written."""
    properties: tuple[str, ...] = ()


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class SpineEntry:
    """A line of the contents."""

    href: str
    title: str
    lang: str
    entries: tuple[SpineEntry, ...] = ()


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Supplies:
    """What a book takes from outside."""

    tree: Callable[[Post], _Element]
    """An article's page, as :func:`.page_links.parse` gives it: a tree of this book's own."""
    picture: Callable[[str], Path | None]
    """Path below the source folder or address of a picture -> the file to put into the book; its suffix says the type."""
    web: Callable[[str], str]
    """Page name -> its absolute address; empty where the publication has none."""
    cover: bytes
    """JPEG."""


class _BookMaker:
    def __init__(self, book: Book, supplies: Supplies) -> None:
        self.book = book
        self.supplies = supplies
        self.w = words(book.lang)
        self.pages: dict[str, _Element] = {
            post.docname: supplies.tree(post) for post in book.articles
        }
        self.files = {docname: article_file(docname) for docname in self.pages}
        self.images: dict[str, File] = {}
        self.named: dict[str, str] = {}
        self.resolver = page_links.Resolver(
            files=self.files,
            ids={self.files[name]: page_links.ids(page) for name, page in self.pages.items()},
            web=supplies.web,
            picture=self._picture,
            access=page_links.Access(),
        )

    def _picture(self, source: str) -> str:
        """Return the name of a picture in the book, where it is put; empty where there is none."""
        if source not in self.named:
            path = self.supplies.picture(source)
            self.named[source] = ""
            if path:
                sha = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
                name = f"images/{sha}{path.suffix}"
                self.named[source] = name
                self.images[name] = File(name=name, type=_TYPES[path.suffix], content=path)
        return self.named[source]

    def spine(self) -> Iterator[File]:
        """Yield the pages in order, but for the contents."""
        book = self.book
        yield _page("cover.xhtml", self._rendered("cover.xhtml", cover=_COVER))
        title = self._rendered("title.xhtml", note=xhtml_pages.note(book.note))
        yield self._resolved("title.xhtml", page_links.parse(title))
        for number, part in enumerate(book.parts, 1):
            if part.title:
                yield _page(f"part-{number}.xhtml", self._rendered("part.xhtml", part=part))
            for post in part.articles:
                yield self._resolved(self.files[post.docname], self.pages[post.docname])
        colophon = self._rendered(
            "colophon.xhtml",
            version=VERSION,
            licence_url=xhtml.web_address(book.licence_url),
            url=xhtml.web_address(book.url),
        )
        yield _page("colophon.xhtml", colophon)

    def _rendered(self, template: str, **context: Any) -> str:
        w = self.w
        return xhtml_pages.render(template, book=self.book, direction=w.direction, w=w, **context)

    def _resolved(self, name: str, page: _Element) -> File:
        text, has_math = page_links.resolve(page, name, self.resolver)
        return _page(name, text, *(["mathml"] if has_math else []))

    @property
    def title(self) -> str:
        """Return the book's title, which no book lacks."""
        return self.book.title or self.book.publication or self.book.key

    def navigation(self) -> tuple[File, File]:
        """Return the contents, and once more for old reading systems.

        Parts, articles and, but in the whole publication, their headings.
        """
        book, w = self.book, self.w
        entries: list[SpineEntry] = []
        first = ""
        for number, part in enumerate(book.parts, 1):
            articles = tuple(self._entries(part))
            first = first or (articles[0].href if articles else "")
            if part.title:
                page = f"part-{number}.xhtml"
                entries.append(
                    SpineEntry(href=page, title=part.title, lang=book.lang, entries=articles)
                )
            else:
                entries += articles
        entries.append(SpineEntry(href="colophon.xhtml", title=w("Colophon"), lang=book.lang))
        landmarks = [
            ("cover", "cover.xhtml", w("Cover")),
            ("toc", "nav.xhtml", w("Contents")),
            *([("bodymatter", first, w("Articles"))] if first else []),
        ]
        page = self._rendered("nav.xhtml", entries=entries, landmarks=landmarks)
        ncx = xhtml_pages.render("toc.ncx", book=book, title=self.title, entries=entries)
        old = File(name="toc.ncx", type="application/x-dtbncx+xml", content=ncx.encode())
        return _page("nav.xhtml", page, "nav"), old

    def _entries(self, part: BookPart) -> Iterator[SpineEntry]:
        for post in part.articles:
            file = self.files[post.docname]
            below = () if self.book.is_whole else page_links.headings(self.pages[post.docname])
            yield SpineEntry(
                href=file,
                title=post.title,
                lang=post.lang,
                entries=tuple(
                    SpineEntry(href=f"{file}#{id_}", title=said, lang=post.lang)
                    for id_, said in below
                ),
            )

    def package(self, files: Iterable[File], spine: Iterable[File]) -> bytes:
        """Return the package document."""
        book, w, access = self.book, self.w, self.resolver.access
        return xhtml_pages.render(
            "content.opf",
            book=book,
            title=self.title,
            rtl=w.direction == "rtl",
            files=files,
            spine=spine,
            access=access,
            summary=w(
                "Structured text with a table of contents; every picture is described."
                if access.is_described
                else "Structured text with a table of contents; some pictures are not described."
            ),
        ).encode()


def article_file(docname: str) -> str:
    """Return an article's file in every book: it stays when others come."""
    return (
        f"article-{hashlib.sha256(docname.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}.xhtml"
    )


def make(book: Book, supplies: Supplies) -> bytes:
    """Return the book as an ePub file."""
    maker = _BookMaker(book, supplies)
    # links lead to headings that are read before anything is resolved
    navigation, ncx = maker.navigation()
    front, title, *rest = maker.spine()
    spine = [front, title, navigation, *rest]
    files = [
        *spine,
        File(name=_COVER, type="image/jpeg", content=supplies.cover, properties=("cover-image",)),
        File(name="book.css", type="text/css", content=xhtml_pages.stylesheet()),
        *(maker.images[name] for name in sorted(maker.images)),
        ncx,
    ]
    contents = {"content.opf": maker.package(files, spine), **{f.name: f.content for f in files}}
    return _zipped(contents)


def _page(name: str, text: str, *properties: str) -> File:
    return File(
        name=name, type="application/xhtml+xml", content=text.encode(), properties=properties
    )


def _zipped(contents: Mapping[str, bytes | Path]) -> bytes:
    """Return the container; the type comes first and is not compressed.

    Source: https://www.w3.org/TR/epub-33/#sec-zip-container-mime
    """
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _EARLIEST), "application/epub+zip")
        container = (xhtml_pages.FOLDER / "container.xml").read_bytes()
        for name, content in {"META-INF/container.xml": container, **contents}.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.external_attr = 0o644 << 16
            is_packed = name.endswith((".jpg", ".jpeg", ".png", ".webp", ".gif"))
            info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            archive.writestr(info, content if isinstance(content, bytes) else content.read_bytes())
    return made.getvalue()
