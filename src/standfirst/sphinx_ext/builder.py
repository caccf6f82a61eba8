"""The HTML builder: Sphinx's, writing every page at its address.

Registered under the names ``html`` and ``dirhtml``, since ``standfirst_permalink`` and not the
builder decides whether an address ends in a slash.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from standfirst import links, widths
from standfirst.files import unchanged
from standfirst.sphinx_ext.configuration import PACKAGE
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.search import without_eval
from standfirst.sphinx_ext.translator import Translator

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.search import IndexBuilder

STATIC = PACKAGE / "static" / "standfirst"
STYLE = "standfirst.css"


def setup_builder(app: Sphinx) -> None:
    """Register this stage."""
    app.add_builder(PublicationBuilder, override=True)
    app.add_builder(DirectoryBuilder, override=True)
    app.add_css_file(STYLE, priority=900)


class PublicationBuilder(StandaloneHTMLBuilder):
    """Writes a publication."""

    default_translator_class = Translator

    @property
    def domain(self) -> PublicationDomain:
        """Return the publication's domain."""
        return PublicationDomain.of(self.env)

    def address(self, page: str) -> links.Address:
        """Return a page's address; a page that Standfirst does not know lies where Sphinx would put it."""
        addresses = self.domain.addresses
        if addresses is not None and page in addresses.pages:
            return addresses.pages[page]
        file = self.domain.data["files"].get(page)
        return links.address(file or f"{page}.html")

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's signature
        """Return the page's address below the root, percent-encoded."""
        return self.address(docname).href

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the link from one page to another."""
        return links.relative(self.address(from_).file, self.address(to).href)

    def get_output_path(self, page_name: str, /) -> Path:
        """Return the file that a page is written to."""
        return Path(self.outdir, *self.address(page_name).file.split("/"))

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Have Sphinx's search take addresses as they are."""
        super().prepare_writing(docnames)
        self.globalcontext.update(file_suffix="", link_suffix="")

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:
        """Copy the theme's files, and ours beside them."""
        super().copy_theme_static_files(context)
        static = Path(self.outdir, "_static")
        (static / "standfirst").mkdir(parents=True, exist_ok=True)
        order = (STATIC / "ORDER").read_text(encoding="utf-8").split()
        sheets = [(STATIC / name).read_text(encoding="utf-8") for name in order]
        with unchanged(static / STYLE):
            (static / STYLE).write_text("\n".join([*sheets, widths.stylesheet()]), encoding="utf-8")
        for script in sorted(STATIC.glob("*.js")):
            (static / "standfirst" / script.name).write_bytes(script.read_bytes())

    def handle_page(self, pagename: str, *args: Any, **kwargs: Any) -> None:
        """Write a page; one that no document makes keeps its time of change where it stays as it is.

        Sphinx tells by that time whether a document's page is out of date, so theirs is the build's.
        """
        if pagename in self.env.all_docs:
            super().handle_page(pagename, *args, **kwargs)
            return
        with unchanged(self.get_output_path(pagename)):
            super().handle_page(pagename, *args, **kwargs)

    def copy_translation_js(self) -> None:
        """Copy Sphinx's words for its scripts, without the need to evaluate a text."""
        file = Path(self.outdir, "_static", "translations.js")
        if not self._get_translations_js():
            file.unlink(missing_ok=True)  # of a build in another language
            return
        with unchanged(file):
            super().copy_translation_js()
            file.write_text(without_eval(file.read_text(encoding="utf-8")), encoding="utf-8")

    def copy_image_files(self) -> None:
        """Copy pictures of the text, lead images, portraits and covers."""
        self.images.update(self.domain.build.pictures)
        super().copy_image_files()

    @property
    def _kept_index(self) -> Path:
        return Path(self.doctreedir, "standfirst", "searchindex.js")

    def load_indexer(self, docnames: AbstractSet[str]) -> None:
        """Load the index of the build before, kept by document name."""
        if self.indexer is None:
            return
        keep = set(self.env.all_docs).difference(docnames)
        if self._kept_index.is_file():
            with self._kept_index.open(encoding="utf-8") as file:
                self.indexer.load(file, self.indexer_format)
        _prune(self.indexer, keep)

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Index a page; a post with its title, deck and byline, which its template writes."""
        post = self.domain.catalogue.posts.get(pagename)
        section = next(iter(doctree.findall(nodes.section)), None)
        if post is None or section is None:
            super().index_page(pagename, doctree, title)
            return
        names = [person.name for person in (*post.authors, *post.translators)]
        above = [
            nodes.title("", post.title),
            nodes.paragraph("", "\n".join(filter(None, [post.deck, *names]))),
        ]
        section[:0] = above
        super().index_page(pagename, doctree, title)
        del section[: len(above)]

    def dump_search_index(self) -> None:
        """Write the index with addresses in the place of document names, and keep it with the names."""
        if self.indexer is None:
            return
        _prune(self.indexer, set(self.env.all_docs))
        frozen = self.indexer.freeze()
        for kind in ("terms", "titleterms"):
            # pruning leaves the words of a post that is gone, as found in no document
            frozen[kind] = {term: found for term, found in frozen[kind].items() if found != []}
        self._kept_index.parent.mkdir(parents=True, exist_ok=True)
        with self._kept_index.open("w", encoding="utf-8") as file:
            self.indexer_format.dump(frozen, file)
        shown = {**frozen, "docnames": [self.get_target_uri(name) for name in frozen["docnames"]]}
        text = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        path = Path(self.outdir, self.searchindex_filename)
        with unchanged(path):
            path.write_text(f"Search.setIndex({text})", encoding="utf-8")


def _prune(indexer: IndexBuilder, docnames: AbstractSet[str]) -> None:
    """Take all other documents out of the index, their index entries too, which Sphinx leaves."""
    indexer.prune(docnames)
    entries = indexer._index_entries  # noqa: SLF001  # it has no method for them
    for gone in entries.keys() - docnames:
        del entries[gone]


class DirectoryBuilder(PublicationBuilder):
    """The same under the name that Read the Docs uses for it."""

    name = "dirhtml"
