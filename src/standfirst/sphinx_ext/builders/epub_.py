"""The ePub builders: every article's page is written once, however many books it is in.

::

    doctrees --Translator--> pages, kept between builds --epub.make()--> books

``epub`` makes the whole publication's book, ``epub-volumes`` one for each volume. What Sphinx's
own builder takes from ``epub_…`` options comes from the catalogue here.
"""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Never, cast
from urllib.parse import quote

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder, validate_config_values
from sphinx.util.display import status_iterator

from standfirst.editions import shelf
from standfirst.editions.epub import package, page_links, xhtml_pages
from standfirst.editions.picture_files import picture_for
from standfirst.incremental import gc_pauses
from standfirst.incremental.atomic_files import Tally, write
from standfirst.incremental.manifest import Manifest, digest
from standfirst.package import VERSION
from standfirst.sphinx_ext.builders.printing import (
    Printing,
    lines_of_pictures,
    report,
    report_remote,
)
from standfirst.sphinx_ext.html.translator import PageTranslator
from standfirst.sphinx_ext.links_ import download
from standfirst.sphinx_ext.upstream.sphinx_ import BuildInfo, build_info
from standfirst.text.cleaning import quoted
from standfirst.text.counts import counted
from standfirst.typesetting.typesetter import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element
    from sphinx import addnodes
    from sphinx.application import Sphinx

    from standfirst.catalogue.model import Post
    from standfirst.editions.books import Book
    from standfirst.sphinx_ext.links_ import LinkWriter

_NAMED = 3
"""Pictures that a warning names."""


def setup_epub(app: Sphinx) -> None:
    """Have no option asked for that our books do not use."""
    listeners = app.events.listeners["builder-inited"]
    listeners[:] = [item for item in listeners if item.handler is not validate_config_values]


class EpubTranslator(PageTranslator):
    """Document trees as HTML whose links and pictures each book resolves for itself."""

    for_readers = False  # but those of books, which open a note in place

    def visit_image(self, node: nodes.image) -> Never:
        """Write a picture by its path below the source folder, or its address."""
        classes = [*node["classes"], *([f"align-{node['align']}"] if node.get("align") else [])]
        given = {
            "src": quote(str(node["uri"]), safe="/:?=&%~,;@!+"),
            "alt": str(node.get("alt", "")),
            "title": str(node.get("title", "")),
            "class": " ".join(classes),
        }
        said = "".join(f' {n}="{escape(v)}"' for n, v in given.items() if v or n in {"src", "alt"})
        self.body.append(f"<img{said}>")
        raise nodes.SkipNode

    def visit_download_reference(self, node: addnodes.download_reference) -> None:  # type: ignore[override]  # Sphinx takes any element
        """Write a link to the file on the web, where the publication is on it."""
        builder, name = cast("LinkWriter", self.builder), str(node.get("filename", ""))
        uri = str(node.get("refuri", "")) or (
            builder.output_uri(self.builder.current_docname, download(name)) if name else ""
        )
        self.body.append(f'<a href="{escape(uri)}">' if uri else "<span>")
        self.context.append("</a>" if uri else "</span>")


class EpubBuilder(Printing, Epub3Builder):
    """Makes one book of everything."""

    name = "epub"
    epilog = "The book is in %(outdir)s."
    default_translator_class = EpubTranslator
    # what every reading system shows: https://www.w3.org/TR/epub-33/#sec-core-media-types
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml", "image/gif", "image/jpeg", "image/png", "image/webp",
    ]  # fmt: skip
    makes_editions = True

    def init(self) -> None:
        """Set up the builder; the press, for the covers, shares the folder of the PDF builders."""
        super().init()
        # the builders have their pages in common, so what is only for one is for all
        for tag in ("epub", "builder_epub"):
            self.tags.add(tag)
        self.tally = Tally()
        work = Path(self.doctreedir, "standfirst")
        self._pages = Manifest(work / "manifest-epub-pages.json", work / "epub")
        self._made_pages: dict[str, str] = {}

    def own_fonts(self) -> None:
        """Return nothing: covers are set in the fonts of the system."""

    def chosen(self) -> dict[str, Book]:
        """Return the books to make, by their file below the output folder."""
        whole = self.books()[-1]
        return {f"{whole.key}.epub": whole}

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's signature
        """Return the link to a page, which each book resolves for itself."""
        return xhtml_pages.page_link(docname)

    def output_uri(self, page: str, href: str) -> str:  # noqa: ARG002  # as the HTML builder's
        """Return the address on the web of a file that lies beside the pages; empty where there is none."""
        return self.domain.output_url(href)

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
        names = {post.docname for book in self.books() for post in book.articles}
        wanted = sorted(filter(self.is_mine, names))
        self._made_pages = {
            package.article_file(name): digest(self._everywhere, self.fingerprints.document(name))
            for name in wanted
        }
        changed = [
            name
            for name in wanted
            if not self._pages.is_current(
                file := package.article_file(name), self._made_pages[file]
            )
        ]
        self._pages.expect(package.article_file(name) for name in changed)
        with self.progress.of("writing pages of books", len(changed)) as stage:
            self.faults.share(
                changed,
                self.weights(changed),
                jobs=self.jobs,
                do=lambda names: self._write_pages(stage.through(names)),
            )
        for name in self.faults.left_out:
            self._made_pages.pop(package.article_file(name), None)
        self._pages.finish(self._made_pages)

    def _write_pages(self, docnames: Iterable[str]) -> None:
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
        lines = lines_of_pictures(self.domain, docname) if hidden else {}
        if lacking := report_remote(hidden, docname, lines):
            named = ", ".join(quoted(src[:200]) for src in lacking[:_NAMED])
            more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
            report(
                f"no book can show {named}{more}; the ePub shows their text instead",
                docname,
                "give each as JPEG, PNG, GIF, WebP, or SVG that loads nothing",
                lines.get(lacking[0], 1),
            )

    def _page(self, docname: str) -> Path:
        return self._pages.root / package.article_file(docname)

    def finish(self) -> None:
        """Make the books that differ; they are made of all parts."""
        wanted = {} if self.is_part else self.chosen()
        every = [name for file in wanted for name in self._with_cover(file)]
        self.manifest.make_way(every)
        self.manifest.expect(every)
        for file in status_iterator(
            wanted, "making books... ", "darkgreen", len(wanted), self.config.verbosity
        ):
            self._make(file, wanted[file])
        self.manifest.finish(self.made)
        self.summary = (
            f"{counted(self.tally.written, 'book')} made, {self.tally.left:,} left as they were"
        )

    def _make(self, file: str, book: Book) -> None:
        """Make a book, and its cover as a file where that is wanted, unless they are there."""
        made_from = self._made_from(book)
        names = self._with_cover(file)
        self.made.update(dict.fromkeys(names, made_from))
        if all(self.manifest.is_current(name, made_from) for name in names):
            self.tally.left += 1
            return
        cover = self._cover(book)
        supplies = package.Supplies(
            tree=self._tree, picture=self.picture, web=self.domain.url, cover=cover
        )
        write(self.output(file), package.make(book, supplies), self.tally)
        for name in names[1:]:
            write(self.output(name), cover)

    def _cover(self, book: Book) -> bytes:
        """Return a book's cover; without its picture where that is not set within the limits."""
        # builds of pages need no Typst
        from standfirst.editions import cards  # noqa: PLC0415

        picture = self.picture(book.cover.src) if book.cover else None
        try:
            return cards.cover(book, picture, self.press)
        except RefusedError as exc:
            report(
                f"the cover of {quoted(book.title)} cannot be typeset ({exc}); the book has no cover picture",
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
