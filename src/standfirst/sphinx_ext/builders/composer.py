"""A document of the environment -> the source of its article."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from standfirst.editions.picture_files import picture_for
from standfirst.editions.typst import documents
from standfirst.editions.typst.code import block, call, text
from standfirst.editions.typst.translator import translate
from standfirst.editions.typst.translator_base import LinkTarget, TranslateContext
from standfirst.policy import links
from standfirst.sphinx_ext.builders.printing import lines_of_pictures, report, report_remote
from standfirst.sphinx_ext.links_ import download
from standfirst.sphinx_ext.logs import log
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.catalogue.model import Post
    from standfirst.editions.books import Book
    from standfirst.editions.typst.code import Code
    from standfirst.editions.typst.compiler import Compiler
    from standfirst.problems import Problem
    from standfirst.sphinx_ext.domain import PublicationDomain

NOT_SET = "// the compiler has been ended on this article's text"
"""First line of a source that has no text."""
SCHEME = "standfirst-page:"
"""Of the addresses that stand for pages until they are translated."""


class Composer:
    """Writes the sources of articles."""

    def __init__(self, domain: PublicationDomain, press: Compiler) -> None:
        self.domain = domain
        self.press = press
        self.facts = documents.DocumentContext(
            url=self.url_of,
            picture=self.picture,
            legible=press.glyphs.legible,
        )

    def url_of(self, post: Post) -> str:
        """Return a post's absolute address; empty where the publication has none."""
        return self.domain.url(post.page)

    def picture(self, src: str) -> str | None:
        """Return a picture's file as Typst finds it; None where it cannot be shown."""
        path = self._file(src)
        return self.press.picture(path) if path is not None else None

    def _file(self, src: str) -> Path | None:
        return picture_for(src, self.domain.published.pictures.printable)

    def fingerprint(self, src: str) -> str:
        """Return a hash of a picture as editions take it; empty where they have none."""
        path = self._file(src)
        return self.press.fingerprint(path) if path is not None else ""

    def article(self, post: Post, doctree: nodes.document) -> str:
        """Return the source of an article."""
        around = self.around(post.docname)
        self._check_glyphs(post, doctree)
        self._check_pictures(post, doctree)
        self._resolve_downloads(doctree)
        return documents.article(post, translate(doctree, around), self.facts)

    def plain(self, post: Post, doctree: nodes.document) -> str:
        """Return the source of an article's bare text, for one that the compiler refuses."""
        legible = self.press.glyphs.legible
        paragraphs = [part for part in doctree.astext().split("\n\n") if part.strip()]
        body = block([call("par", block([text(legible(part))])) for part in paragraphs])
        return documents.article(post, body, self.facts)

    def empty(self, post: Post) -> str:
        """Return the source of an article without its text, for books, where not even that can be typeset."""
        return f"{NOT_SET}\n{documents.article(post, block([]), self.facts)}"

    def note(self, book: Book) -> Code | None:
        """Return a volume's note by its editor."""
        if not book.note:
            return None
        document = new_document("")
        document += nodes.raw("", book.note, format="html")
        return translate(document, self.around(self.domain.env.config.root_doc))

    def around(self, docname: str) -> TranslateContext:
        """Return what the translation of a document takes from the rest."""

        def report(problem: Problem) -> None:
            log(problem, location=(docname, problem.line))

        return TranslateContext(
            docname=docname,
            place=lambda uri: self._place(uri, docname),
            picture=self.picture,
            legible=self.press.glyphs.legible,
            report=report,
            names={name: str(title) for name, title in admonitionlabels.items()},
        )

    def _place(self, uri: str, docname: str) -> LinkTarget | None:
        """Return where a link within the publication leads."""
        if uri.startswith(SCHEME):
            page, _, fragment = uri.removeprefix(SCHEME).partition("#")
            return self._at(unquote(page), unquote(fragment))
        if uri.startswith("#"):
            return self._at(docname, unquote(uri[1:]))
        if links.is_elsewhere(uri):
            return None
        # of HTML, whose links nothing has resolved
        addresses, source = self.domain.published.addresses, self.domain.source(docname)
        found = addresses.find(uri, source=source, page=docname)
        return self._at(found[0], unquote(found[1].removeprefix("#"))) if found else None

    def _at(self, page: str, fragment: str) -> LinkTarget:
        labels = dict.fromkeys([documents.place(page, fragment), documents.place(page)])
        url = self.domain.url(page)
        return LinkTarget(
            labels=tuple(labels), url=f"{url}#{quote(fragment)}" if url and fragment else url
        )

    def _check_glyphs(self, post: Post, doctree: nodes.document) -> None:
        """Ask for all characters of an article at once, and say which are not in any font."""
        alts = [
            str(image.get(key, ""))
            for image in doctree.findall(nodes.image)
            for key in ("alt", "uri")
        ]
        shown = [post.title, post.deck, post.section.name, *(p.name for p in post.authors)]
        if post.image:
            shown += [post.image.alt, post.image.caption, post.image.credit]
        missing = self.press.glyphs.learn("".join([doctree.astext(), *alts, *shown]))
        if missing:
            names = ", ".join(f"U+{ord(char):04X}" for char in missing)
            report(
                f"no font has {names}; the PDF has the names of these characters in brackets",
                post.docname,
                "put a font that has them into the folder that standfirst_fonts names",
            )

    def _check_pictures(self, post: Post, doctree: nodes.document) -> None:
        """Say which pictures cannot be shown: those that lie elsewhere once."""
        lead = [post.image.src] if post.image else []
        inside = (str(image.get("uri", "")) for image in doctree.findall(nodes.image))
        found = dict.fromkeys([*lead, *inside])
        hidden = [src for src in found if self.picture(src) is None]
        lines = lines_of_pictures(self.domain, post.docname) if hidden else {}
        for src in report_remote(hidden, post.docname, lines):
            # of one that there is no file of, who makes them ready has said why
            if self._file(src) is not None:
                report(
                    f"the picture {quoted(src[:200])} cannot be read; the PDF shows its text instead",
                    post.docname,
                    "give it as PNG, JPEG, GIF, WebP or SVG, or mend the file",
                    lines.get(src, 1),
                )

    def _resolve_downloads(self, doctree: nodes.document) -> None:
        """Have what pages offer for download linked to on the web."""
        for node in list(doctree.findall(addnodes.download_reference)):
            name = node.get("filename", "")
            inside = node.children
            if name and (url := self.domain.output_url(download(str(name)))):
                node.replace_self(nodes.reference("", "", *inside, refuri=url))
            else:
                node.replace_self(nodes.inline("", "", *inside))
