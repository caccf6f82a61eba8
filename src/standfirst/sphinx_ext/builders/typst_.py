"""The builders ``typst``: every article and every volume as PDF, and ``pdf``: one file of everything.

::

    doctree --Composer--> source of each article --Compiler--> articles/<docname>.pdf
                             those of a volume --Binding--> volumes/<key>.pdf
                              volumes and the rest --Binding--> <publication>.pdf

A source is written again where what goes into it differs, as the web page is; it is compiled
where its text, the template, a font or the compiler do.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from standfirst.editions import books, shelf
from standfirst.editions.typst import documents
from standfirst.incremental.atomic_files import copy, write
from standfirst.incremental.manifest import Manifest, digest
from standfirst.limits import faults
from standfirst.sphinx_ext.builders.composer import NOT_SET, SCHEME, Composer
from standfirst.sphinx_ext.builders.printing import Printing, remedy_of_fonts, report
from standfirst.text.cleaning import quoted
from standfirst.text.counts import counted
from standfirst.typesetting.typesetter import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from standfirst.catalogue.model import Post
    from standfirst.editions.binding import Binding
    from standfirst.editions.books import Book
    from standfirst.editions.typst.compiler import CompiledPdf


class TypstBuilder(Printing):
    """Makes the PDF of each article and each volume."""

    name = "typst"
    format = "typst"
    makes_editions = True
    shares_output = False
    makes_articles = True
    """Whether each article has a PDF of its own."""
    # pictures are the composer's task: none is fetched or converted here
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif",
    ]  # fmt: skip

    def init(self) -> None:
        """Set up the press and what is kept from build to build."""
        super().init()
        # the builders have their sources in common, so what is only for one is for all
        for tag in ("typst", "builder_typst", "pdf", "builder_pdf"):
            self.tags.add(tag)
        kept = Path(self.doctreedir, "standfirst")
        self.sources = Manifest(kept / "manifest-sources.json", self.work)
        self.composed: dict[str, str] = {}
        """Source -> what it was made from."""

    @cached_property
    def composer(self) -> Composer:
        """The writer of sources; only when the catalogue is made."""
        return Composer(self.domain, self.press)

    @cached_property
    def articles(self) -> tuple[Post, ...]:
        """The articles, the oldest first."""
        posts = self.domain.published.catalogue.posts
        return books.in_order(post for name, post in posts.items() if self.is_mine(name))

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's signature
        """Return a placeholder for a page until it is translated."""
        return SCHEME + quote(docname)

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002  # which ones, the manifests know
        """Make the sources and the PDFs of the articles that differ."""
        for post in self.articles:
            self.composed[documents.file_of(post.docname)] = self._made_from(post)
        changed = [
            post
            for post in self.articles
            if not (self._is_composed(post) and self._is_printed(post))
        ]
        self.sources.expect(self.composed)
        if self.makes_articles:
            self.manifest.expect(shelf.article(post.docname) for post in changed)
        names = [post.docname for post in changed]
        self.make_each(
            "printing articles" if self.makes_articles else "setting articles",
            dict(zip(names, self.weights(names), strict=True)),
            lambda name: self._make_article(self.published.catalogue.posts[name]),
        )
        self._without_lost_articles()
        left = len(self.articles) - len(changed)
        self.summary = f"{counted(len(changed), 'article')} made, {left:,} left as they were"
        shown = [post for post in self.articles if self.press.fonts.can_show(post.lang)]
        self.check_fonts(shown, "the PDFs")
        for post in self.articles if self.makes_articles else ():
            if not self._is_empty(post):
                self.made[shelf.article(post.docname)] = self._printed_from(post)

    def _made_from(self, post: Post) -> str:
        """Return a hash of what goes into an article's source."""
        settings = self.domain.inputs.settings
        found = [src for src, _ in self.domain.data["pictures"].get(post.docname, ())]
        if post.image:
            found.append(post.image.src)
        pictures = [(src, self.composer.fingerprint(src)) for src in found]
        whole = (settings.title, settings.base_url, self.press.digest)
        return digest(self.fingerprints.document(post.docname), pictures, whole)

    def _is_composed(self, post: Post) -> bool:
        """Return whether an article's source is there; one without its text is tried again by each build, as by the first."""
        file = documents.file_of(post.docname)
        is_current = self.sources.is_current(file, self.composed[file])
        return is_current and not self._is_empty(post)

    def _is_empty(self, post: Post) -> bool:
        with (self.work / documents.file_of(post.docname)).open(encoding="utf-8") as source:
            return source.readline().rstrip() == NOT_SET

    def _is_printed(self, post: Post) -> bool:
        """Return whether an article's own PDF need not be made."""
        return not self.makes_articles or self.manifest.is_current(
            shelf.article(post.docname), self._printed_from(post)
        )

    def _printed_from(self, post: Post) -> str:
        """Return a hash of what an article's PDF is made from."""
        source = (self.work / documents.file_of(post.docname)).read_bytes()
        return digest(source, self.press.digest, _seconds(post))

    def _make_article(self, post: Post) -> None:
        if not self.press.fonts.can_show(post.lang):
            self._leave_out(post)
            return
        if not self._is_composed(post):
            self._compose(post, self.composer.article)
        if post.docname not in self.faults.left_out and not self._is_printed(post):
            caught = self.faults.attempt(lambda: self._print_article(post))
            if isinstance(caught, faults.Caught):
                done = self.give_up_writing(post.docname)
                self.faults.note(post.docname, post.source, caught, when="printed", done=done)

    def _leave_out(self, post: Post) -> None:
        self._write(post, self.composer.empty(post))
        said = f"this machine has no font for the language {quoted(post.lang)}; this article has no PDF, and books have only its title"
        report(said, post.docname, remedy_of_fonts([self.press.fonts.package(post.lang)]))

    def _compose(self, post: Post, source: Callable[[Post, nodes.document], str]) -> None:
        self.carefully(post.docname, lambda doctree: self._write(post, source(post, doctree)))

    def _write(self, post: Post, source: str) -> None:
        write(self.work / documents.file_of(post.docname), source.encode())

    def _print_article(self, post: Post) -> None:
        if printed := self._print(post):
            write(self.output(shelf.article(post.docname)), printed.content)

    def _without_lost_articles(self) -> None:
        """Do without the articles that could not be made, in books too."""
        lost = self.faults.left_out
        self.articles = tuple(post for post in self.articles if post.docname not in lost)
        for docname in lost:
            self.composed.pop(documents.file_of(docname), None)

    def _print(self, post: Post) -> CompiledPdf | None:
        """Return an article's PDF; where the compiler does not take it, that of its bare text, or nothing."""
        try:
            printed = self._compiled(post)
        except RefusedError as exc:
            return self._print_plain(post, str(exc))
        if printed.complaint:
            said = f"the PDF of this article is not PDF/UA-1 and PDF/A-2a ({printed.complaint})"
            report(said, post.docname)
        return printed

    def _print_plain(self, post: Post, reason: str) -> CompiledPdf | None:
        self._compose(post, self.composer.plain)
        try:
            printed = self._compiled(post)
        except RefusedError:
            self._write(post, self.composer.empty(post))
            said = f"this article cannot be typeset ({reason}); it has no PDF, and books have only its title"
            report(said, post.docname)
            return None
        said = f"this article cannot be typeset as it is ({reason}); the PDF has its bare text"
        report(said, post.docname)
        return printed

    def _compiled(self, post: Post) -> CompiledPdf:
        return self.press.compile(
            documents.alone(post.docname, self.domain.inputs.settings.title),
            timestamp=_seconds(post),
            parts=[self.work / documents.file_of(post.docname)],
        )

    def finish(self) -> None:
        """Make the books that differ, and remove what is gone."""
        self.sources.finish(self.composed)
        if self.is_part:
            self.manifest.finish(self.made)
            return
        for file, path in self.bound().items():
            copy(path, self.output(file))
            self.made[file] = ""
        self.manifest.finish(self.made)

    def bound(self) -> dict[str, Path]:
        """Return the PDFs of the books to offer, by their file below the output folder."""
        return {shelf.volume(key, "pdf"): path for key, path in self.volumes().items()}

    def volumes(self) -> dict[str, Path]:
        """Return the PDFs of the volumes by key, made where they are not there."""
        found = [book for book in self.books() if not book.is_whole]
        bindery = self.bindery("volumes")
        made = {}
        with self.progress.of("printing volumes", len(found)) as stage:
            for book in stage.through(found):
                if path := self._bound(book, bindery.volume):
                    made[book.key] = path
        bindery.finish()
        return made

    def bindery(self, folder: str) -> Binding:
        """Return the binding that makes books."""
        from standfirst.editions.binding import Binding  # noqa: PLC0415  # needs pikepdf

        return Binding(
            self.press,
            self.composer.facts,
            Path(self.doctreedir, "standfirst", folder),
            note=self.composer.note,
            report=self._complain_of,
        )

    def _complain_of(self, book: Book, reason: str) -> None:
        """Say that a book does not conform, and, where no PDF of their own has said it, which articles are to blame."""
        report(f"the PDF of {quoted(book.title)} is not PDF/UA-1 and PDF/A-2a ({reason})", None)
        if not self.makes_articles:
            for post in book.articles:
                self._print(post)

    def _bound(self, book: Book, make: Callable[[Book], Path]) -> Path | None:
        """Return a book; where the compiler refuses it, with the bare text of the articles that are to blame, or none."""
        try:
            return make(book)
        except RefusedError:
            for post in book.articles:
                self._print(post)
        try:
            return make(book)
        except RefusedError as exc:
            report(
                f"the PDF of {quoted(book.title)} cannot be typeset ({exc}); it was not made", None
            )
            return None


class PdfBuilder(TypstBuilder):
    """Makes one PDF of the whole publication."""

    name = "pdf"
    makes_articles = False

    def bound(self) -> dict[str, Path]:
        """Return the PDF of the whole by its file."""
        volumes = self.volumes()
        bindery = self.bindery("whole")
        whole = self.books()[-1]
        path = self._bound(whole, lambda book: bindery.whole(book, volumes))
        bindery.finish()
        return {f"{whole.key}.pdf": path} if path else {}


def _seconds(post: Post) -> int:
    return int(post.revised.timestamp()) if post.revised else 0
