"""The ePub builders: every article's page is written once, however many books it is in.

::

    doctrees --Translator--> pages, kept between builds --epub.make()--> books

``epub`` makes the whole publication's book, ``epub-volumes`` one for each volume. What Sphinx's
own builder takes from ``epub_…`` options comes from the catalogue here.
"""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from sphinx.builders.epub3 import Epub3Builder, validate_config_values
from sphinx.errors import SphinxError
from sphinx.util.display import status_iterator

from standfirst.editions import missing_packages, shelf
from standfirst.editions.epub import package, page_links, xhtml_pages
from standfirst.editions.picture_files import picture_for
from standfirst.incremental import freshness, gc_pauses
from standfirst.incremental.atomic_files import Tally, write
from standfirst.incremental.manifest import Manifest, digest
from standfirst.package import VERSION
from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext.builders.epub_translator import EpubTranslator
from standfirst.sphinx_ext.builders.hidden_pictures import is_elsewhere, not_fetched
from standfirst.sphinx_ext.builders.printing import complain
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.read.parallel_reading import Selecting
from standfirst.sphinx_ext.upstream.sphinx_ import BuildInfo, build_info
from standfirst.typesetting.typesetter import RefusedError

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from lxml.etree import _Element
    from sphinx.application import Sphinx

    from standfirst.catalogue.model import Post
    from standfirst.editions.books import Book
    from standfirst.editions.typst.compiler import Compiler

_NAMED = 3
"""Pictures that a warning names."""


def setup_epub(app: Sphinx) -> None:
    """Register this stage."""
    listeners = app.events.listeners["builder-inited"]
    # checks options that our books do not use
    listeners[:] = [item for item in listeners if item.handler is not validate_config_values]
    app.add_builder(EpubBuilder, override=True)
    app.add_builder(VolumesBuilder)


class EpubBuilder(Selecting, Epub3Builder):
    """Makes one book of everything."""

    name = "epub"
    epilog = "The book is in %(outdir)s."
    default_translator_class = EpubTranslator
    # what every reading system shows: https://www.w3.org/TR/epub-33/#sec-core-media-types
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml", "image/gif", "image/jpeg", "image/png", "image/webp",
    ]  # fmt: skip
    # what Sphinx does not support it fetches, with no limit of any kind
    supported_remote_images = True
    allow_parallel = True
    makes_editions = True

    def init(self) -> None:
        """Set up the builder.

        :raises SphinxError: What prints the covers is not installed.
        """
        super().init()
        if message := missing_packages():
            raise SphinxError(message)
        # the builders have their pages in common, so what is only for one is for all
        for tag in ("epub", "builder_epub"):
            self.tags.add(tag)
        self.tally = Tally()
        self.summary = ""
        self.made: dict[str, str] = {}
        work = Path(self.doctreedir, "standfirst")
        self._pages = Manifest(work / "manifest-epub-pages.json", work / "epub")
        kept = freshness.written(Path(self.doctreedir), Path(self.outdir), f"{self.name}-")
        self._books = Manifest(kept, Path(self.outdir))
        self._made_pages: dict[str, str] = {}

    @cached_property
    def press(self) -> Compiler:
        """The press for the covers; it shares the folder of the PDF builders."""
        # builds of pages need no Typst
        from standfirst.editions.typst.compiler import Compiler  # noqa: PLC0415

        return Compiler(Path(self.doctreedir, "standfirst", "press"), None)

    def close(self) -> None:
        """End the press, where one was started."""
        if "press" in self.__dict__:
            self.press.end()

    def chosen(self) -> dict[str, Book]:
        """Return the books to make, by their file below the output folder."""
        whole = self.books()[-1]
        return {f"{whole.key}.epub": whole}

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's signature
        """Return the link to a page, which each book resolves for itself."""
        return xhtml_pages.page_link(docname)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the same link from every page."""
        return self.get_target_uri(to)

    def offered_uri(self, docname: str, file: str) -> str:  # noqa: ARG002  # as the HTML builder's
        """Return the address on the web of a file that pages offer; empty where there is none."""
        return self.domain.download_url(file)

    def placed_uri(self, docname: str, place: str) -> str:  # noqa: ARG002  # as the HTML builder's
        """Return the address on the web of a file of ``html_extra_path``; empty where there is none."""
        return self.domain.placed_url(place)

    def create_build_info(self) -> BuildInfo:
        """Return Sphinx's record of the configuration."""
        return build_info(self, "env", "html", "epub")

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Prepare the translator and nothing else: no page of Sphinx's own is made."""
        super().prepare_writing(docnames)
        self._everywhere = digest(
            xhtml_pages.templates_digest(),
            self.build_info.config_hash,
            self.domain.inputs.settings.base_url,
        )

    def copy_assets(self) -> None:
        """Copy nothing: a book holds all that it needs."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002  # which ones, the manifest knows
        """Write the pages of the articles that differ."""
        wanted = {post.docname for book in self.books() for post in book.articles}
        self._made_pages = {
            package.article_file(name): digest(self._everywhere, self.fingerprints.document(name))
            for name in sorted(wanted)
        }
        changed = [
            name
            for name in sorted(wanted)
            if not self._pages.is_current(
                file := package.article_file(name), self._made_pages[file]
            )
        ]
        self._pages.expect(package.article_file(name) for name in changed)
        self.faults.share(changed, self.weights(changed), jobs=self.jobs, do=self._write_pages)
        for name in self.faults.left_out:
            self._made_pages.pop(package.article_file(name), None)
        self._pages.finish(self._made_pages)

    def _write_pages(self, docnames: list[str]) -> None:
        for docname in gc_pauses.between(docnames):
            self.carefully(docname, partial(self.write_doc, docname))

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write an article's page, as every book takes it."""
        doctree.settings = self.docsettings
        self.post_process_images(doctree)
        self.fix_ids(doctree)
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        self.current_docname = docname
        visitor = cast("EpubTranslator", self.create_translator(doctree, self))
        doctree.walkabout(visitor)
        post = self.domain.published.catalogue.posts[docname]
        base = self.domain.inputs.settings.base_url
        page = xhtml_pages.article(post, "".join(visitor.fragment), base_url=base)
        write(self._page(docname), page.encode())
        self._check_pictures(docname, page)

    def _check_pictures(self, docname: str, page: str) -> None:
        """Say which pictures of a page no book can show."""
        sources = page_links.pictures(page_links.parse(page))
        hidden = [src for src in sources if not self.picture(src)]
        if problem := not_fetched(hidden, "ePub"):
            log(problem, location=(docname, 1))
        if lacking := [src for src in hidden if not is_elsewhere(src)]:
            named = ", ".join(repr(src[:200]) for src in lacking[:_NAMED])
            more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
            problem = Problem(
                subtype=PostWarning.EDITION,
                message=f"no book can show {named}{more}; the ePub shows frames with text and address",
                remedy="give each as JPEG, PNG, GIF, WebP, or SVG that loads nothing",
            )
            log(problem, location=(docname, 1))

    def _page(self, docname: str) -> Path:
        return self._pages.root / package.article_file(docname)

    def finish(self) -> None:
        """Make the books that differ."""
        wanted = self.chosen()
        every = [name for file in wanted for name in self._with_cover(file)]
        self._books.make_way(every)
        self._books.expect(every)
        for file in status_iterator(
            wanted, "making books... ", "darkgreen", len(wanted), self.config.verbosity
        ):
            self._make(file, wanted[file])
        self._books.finish(self.made)
        self.summary = f"{self.tally.written} books made, {self.tally.left} left as they were"

    def _make(self, file: str, book: Book) -> None:
        """Make a book, and its cover as a file where that is wanted, unless they are there."""
        made_from = self._made_from(book)
        names = self._with_cover(file)
        self.made.update(dict.fromkeys(names, made_from))
        if all(self._books.is_current(name, made_from) for name in names):
            self.tally.left += 1
            return
        cover = self._cover(book)
        supplies = package.Supplies(
            tree=self._tree, picture=self.picture, web=self.domain.url, cover=cover
        )
        write(Path(self.outdir, *file.split("/")), package.make(book, supplies), self.tally)
        for name in names[1:]:
            write(Path(self.outdir, *name.split("/")), cover)

    def _cover(self, book: Book) -> bytes:
        """Return a book's cover; without its picture where that is not set within the limits."""
        # builds of pages need no Typst
        from standfirst.editions import cards  # noqa: PLC0415

        picture = self.picture(book.cover.src) if book.cover else None
        try:
            return cards.cover(book, picture, self.press)
        except RefusedError as exc:
            complain(
                f"the cover of {book.title!r} cannot be typeset ({exc}); the book has no cover picture",
                None,
            )
            return cards.cover(book, None, self.press)

    def _with_cover(self, file: str) -> tuple[str, ...]:
        """Return the book's file, and that of its cover; hosts want the whole publication's alone."""
        return (file,)

    def _made_from(self, book: Book) -> str:
        """Return a hash of all that *book* is made from."""
        pages = [self._made_pages[package.article_file(post.docname)] for post in book.articles]
        sources = {src for post in book.articles for src in page_links.pictures(self._tree(post))}
        states = [(src, _state(self.picture(src))) for src in sorted(sources)]
        cover = _state(self.picture(book.cover.src)) if book.cover else ""
        return digest(VERSION, self._everywhere, self.press.digest, book, pages, states, cover)

    def _tree(self, post: Post) -> _Element:
        return page_links.parse(self._page(post.docname).read_text(encoding="utf-8"))

    def picture(self, src: str) -> Path | None:
        """Return the file that shows the picture at a path or address; None where there is none."""
        return picture_for(src, self.domain.published.pictures.printable)


def _state(path: Path | None) -> str:
    return digest(path.suffix, path.read_bytes()) if path else ""


class VolumesBuilder(EpubBuilder):
    """Makes a book of every volume."""

    name = "epub-volumes"
    epilog = "The books are in %(outdir)s."

    def chosen(self) -> dict[str, Book]:
        """Return the volumes by their file below the output folder."""
        volumes = self.books()[:-1]
        return {shelf.volume(book.key, "epub"): book for book in volumes}

    def _with_cover(self, file: str) -> tuple[str, ...]:
        return file, f"{file.removesuffix('epub')}jpg"
