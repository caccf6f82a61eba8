"""Volumes, and the whole publication bound from them.

::

    volume --Compiler--> PDF                       where it is too large for one run: part by part
    volumes, articles of none --Compiler--> parts
    pages on which articles begin --Compiler--> cover, title page, colophon, contents
    all of them --merge--> one PDF
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from standfirst.editions import pdf_merge
from standfirst.editions.books import BookPart
from standfirst.editions.typst import documents
from standfirst.editions.typst.documents import place
from standfirst.incremental.atomic_files import write
from standfirst.incremental.manifest import Manifest, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from standfirst.catalogue.model import Post
    from standfirst.editions.books import Book
    from standfirst.editions.typst.code import Code
    from standfirst.editions.typst.compiler import Compiler
    from standfirst.editions.typst.documents import DocumentContext

_Piece: TypeAlias = "tuple[BookPart, Path]"
"""A part that is compiled."""
LARGEST = 4_500_000
"""Bytes of the sources that are compiled at once: about 1,600 pages, which take 2.3 GB of memory."""


class Binding:
    """Makes books of articles whose sources are there."""

    def __init__(
        self,
        press: Compiler,
        facts: DocumentContext,
        kept: Path,
        *,
        note: Callable[[Book], Code | None],
        report: Callable[[Book, str], None],
    ) -> None:
        """Open what is kept of the build before.

        :param kept: Folder of the parts that are made, and of the list of what they are made from.
        :param note: A book -> its editor's note.
        :param report: Told of a book that is no PDF/UA-1 and PDF/A-2a, and why.
        """
        self.press = press
        self.facts = facts
        self.folder = kept
        self.note = note
        self.report = report
        self.manifest = Manifest(kept.with_name(f"manifest-{kept.name}.json"), kept)
        self.made: dict[str, str] = {}

    def finish(self) -> None:
        """Remove what is no longer wanted, and keep the list."""
        self.manifest.finish(self.made)

    def volume(self, book: Book) -> Path:
        """Return the PDF of a volume, made where it is not there."""
        source = documents.book(book, self.facts, note=self.note(book))
        if self._size(book.articles) <= LARGEST:
            return self._compiled(f"{book.key}.pdf", book, source)
        return self._bound(book, list(self._parts(book, prefix="")), continuous=True)

    def whole(self, book: Book, volumes: Mapping[str, Path]) -> Path:
        """Return the PDF of the whole publication, made where it is not there.

        :param volumes: Key of a volume -> its PDF.
        """
        if len(book.parts) == 1 and not book.parts[0].key:
            return self.volume(book)
        pieces: list[_Piece] = []
        for part in book.parts:
            if part.key in volumes:
                pieces.append((part, volumes[part.key]))
            else:
                pieces += self._parts(dc.replace(book, parts=(part,)), prefix=part.title)
        return self._bound(book, pieces, continuous=False)

    def _parts(self, book: Book, *, prefix: str) -> Iterator[_Piece]:
        """Yield a book's articles in parts that are small enough, each begun at the page after the one before."""
        first = 1
        for number, articles in enumerate(_runs(book.articles, self._size, LARGEST), start=1):
            title = prefix if number == 1 else ""
            part = BookPart(title=title, articles=articles)
            of_part = dc.replace(book, parts=(part,))
            source = documents.part(of_part, self.facts, first=first)
            path = self._compiled(f"{book.key}-{number}.pdf", of_part, source)
            first += pdf_merge.pages(path)
            yield part, path

    def _bound(self, book: Book, pieces: list[_Piece], *, continuous: bool) -> Path:
        """Return the book of *pieces*, behind its own front matter.

        :param continuous: The pages of the pieces are numbered through.
        """
        file = f"{book.key}.pdf"
        bound = [
            pdf_merge.PdfPart(
                path=path,
                title="" if continuous else part.title,
                prefix="" if continuous else f"{number}-",
            )
            for number, (part, path) in enumerate(pieces, start=1)
        ]
        entries = [_entries(part, of) for (part, _), of in zip(pieces, bound, strict=True)]
        source = documents.front(book, self.facts, note=self.note(book), parts=entries)
        front = self._compiled(f"{book.key}-front.pdf", book, source)
        made_from = digest(
            [path.read_bytes() for path in (front, *(p.path for p in bound))], source
        )
        if self._is_current(file, made_from):
            return self.folder / file
        content = pdf_merge.merge([pdf_merge.PdfPart(path=front), *bound], book, self._places(book))
        write(self.folder / file, content)
        return self.folder / file

    def _places(self, book: Book) -> Callable[[str], tuple[str, ...]]:
        """Return what says where in the book an address on the web is."""
        articles = {url: post.docname for post in book.articles if (url := self.facts.url(post))}

        def places(uri: str) -> tuple[str, ...]:
            own = documents.place_in(uri)
            if own:
                return (own,)
            page, _, fragment = uri.partition("#")
            docname = articles.get(page)
            return (place(docname, unquote(fragment)), place(docname)) if docname else ()

        return places

    def _compiled(self, file: str, book: Book, source: str) -> Path:
        """Return the PDF of a source that imports the book's articles, made where it is not there."""
        seconds = int(book.modified.timestamp())
        texts = [self._text(post) for post in book.articles]
        if not self._is_current(file, digest(source, texts, self.press.digest, seconds)):
            parts = [self.press.work / documents.file_of(post.docname) for post in book.articles]
            # what is not made is not noted: one of before may lie there
            made_from = self.made.pop(file)
            printed = self.press.compile(source, timestamp=seconds, parts=parts)
            self.made[file] = made_from
            if printed.complaint:
                self.report(book, printed.complaint)
            write(self.folder / file, printed.content)
        return self.folder / file

    def _is_current(self, file: str, made_from: str) -> bool:
        self.made[file] = made_from
        if self.manifest.is_current(file, made_from):
            return True
        self.manifest.expect([file])
        return False

    def _text(self, post: Post) -> str:
        return digest((self.press.work / documents.file_of(post.docname)).read_bytes())

    def _size(self, articles: Iterable[Post]) -> int:
        files = (self.press.work / documents.file_of(post.docname) for post in articles)
        return sum(file.stat().st_size for file in files)


def _entries(part: BookPart, bound: pdf_merge.PdfPart) -> documents.Entries:
    """Return a part of the contents."""
    labels = pdf_merge.labels(bound.path)
    pages = ((post, labels.get(place(post.docname), "")) for post in part.articles)
    return bound.title, [(post, bound.prefix + page) for post, page in pages]


def _runs(
    articles: tuple[Post, ...], size: Callable[[Iterable[Post]], int], largest: int
) -> Iterator[tuple[Post, ...]]:
    """Yield the articles in runs of at most *largest* bytes, or of one article."""
    run: list[Post] = []
    total = 0
    for post in articles:
        own = size([post])
        if run and total + own > largest:
            yield tuple(run)
            run, total = [], 0
        run.append(post)
        total += own
    if run:
        yield tuple(run)
