"""The builder ``latex``: Sphinx's, with every article in the file.

Articles stand in no toctree, from which Sphinx makes its book; they follow what does, in the
order of the whole publication's edition.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.errors import NoUri

from standfirst.editions import html_to_nodes
from standfirst.editions.typst import documents
from standfirst.limits import faults
from standfirst.sphinx_ext.builders import latex_gate
from standfirst.sphinx_ext.read import as_code
from standfirst.sphinx_ext.read.parallel_reading import ParallelReading
from standfirst.sphinx_ext.upstream.sphinx_ import show_tree
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from standfirst.catalogue.model import Post

_TAKEN = frozenset([".jpeg", ".jpg", ".pdf", ".png"])
"""What ``\\includegraphics`` reads."""


class LatexBuilder(ParallelReading, LaTeXBuilder):
    """Makes one book of everything, for those who typeset with LaTeX."""

    # what Sphinx does not support it fetches, with no limit of any kind
    supported_remote_images = True
    _alone = ""
    """The one article that is tried."""

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the place in the book, else the address on the web."""
        if docname in self.docnames:
            return super().get_target_uri(docname, typ)
        url = self.domain.url(docname)
        if not url:
            raise NoUri(docname, typ)
        return url

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the book; where that raises, show the articles that are to blame as code."""
        write = partial(super().write_documents, docnames)
        if not isinstance(self.faults.attempt(write), faults.Caught):
            return
        for name, post in self._articles().items():
            self._alone = name
            caught = self.faults.attempt(write)
            if isinstance(caught, faults.Caught):
                done = faults.AS_CODE
                # Sphinx finds it where it looks for the article's own tree
                show_tree(self.env, name, as_code.tree(name, self.domain))
                if isinstance(self.faults.attempt(write), faults.Caught):
                    done = self.give_up_writing(name)
                self.faults.note(name, post.source, caught, when="written", done=done)
        self._alone = ""
        self.faults.report()
        write()

    def assemble_doctree(
        self,
        indexfile: str,
        toctree_only: bool,  # noqa: FBT001  # Sphinx's signature
        appendices: list[str],
    ) -> nodes.document:
        """Return the tree of *indexfile* and the documents below it; for the front page, with every article."""
        articles = self._articles() if indexfile == self.config.root_doc else {}
        tree = super().assemble_doctree(indexfile, toctree_only, [*articles, *appendices])
        for document in [child for child in tree.children if isinstance(child, nodes.document)]:
            if document["docname"] in articles:
                _open(document, articles[document["docname"]])
                document.replace_self(_as_chapter(document))
        html_to_nodes.fold(tree)
        for image in list(tree.findall(nodes.image)):
            self._check(image)
        latex_gate.pass_through(tree)
        return tree

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Find the pictures' files, and give them names that mean nothing to LaTeX."""
        super().post_process_images(doctree)
        self.images = latex_gate.plain_files(self.images)

    def _articles(self) -> dict[str, Post]:
        found = {post.docname: post for post in self.books()[-1].articles}
        return {self._alone: found[self._alone]} if self._alone else found

    def _check(self, image: nodes.image) -> None:
        """Put its text and address in the place of a picture that LaTeX cannot read."""
        uri = str(image["uri"])
        # Sphinx's own collector has found the file
        if uri in self.env.images and Path(uri).suffix.lower() in _TAKEN:
            return
        said: nodes.Node = nodes.Text(str(image.get("alt") or uri.rpartition("/")[2]))
        if "://" in uri:
            said = nodes.reference("", "", said, refuri=uri)
        is_in_line = isinstance(image.parent, nodes.TextElement)
        image.replace_self(said if is_in_line else nodes.paragraph("", "", said))


def _open(document: nodes.document, post: Post) -> None:
    """Write deck, authors and date below an article's title, as its page has them."""
    section = next(iter(document.findall(nodes.section)), None)
    if section is None:
        return
    w = words(post.lang)
    date = w.date(post.date) if post.date else w("Undated")
    lines = [
        nodes.paragraph("", "", nodes.emphasis("", post.deck)) if post.deck else None,
        nodes.paragraph("", " · ".join(filter(None, [documents.byline(post), date]))),
    ]
    has_title = bool(section.children) and isinstance(section[0], nodes.title)
    section[has_title:has_title] = [line for line in lines if line is not None]


def _as_chapter(document: nodes.document) -> addnodes.start_of_file:
    """Return what Sphinx makes of a document that a toctree includes."""
    chapter = addnodes.start_of_file("", *document.children, docname=document["docname"])
    for section in chapter.findall(nodes.section):
        section["docname"] = document["docname"]
    return chapter
