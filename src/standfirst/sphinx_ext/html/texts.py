"""What is made of an article's text beside its page, when that is written: once, however many files have it.

::

    body of the page --prepare()--> as feeds take it --> kept in the folder of doctrees, where a feed has it whole
                                                     --> the article as Markdown, in the output
"""

from __future__ import annotations

from copy import deepcopy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.incremental.atomic_files import write
from standfirst.incremental.manifest import ExtraFile, digest
from standfirst.outputs import markdown_copy
from standfirst.outputs.feeds import content, division

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from standfirst.catalogue.model import Post
    from standfirst.sphinx_ext.html.incremental import IncrementalBuilder


class Texts:
    """The texts of a publication's articles, beside their pages."""

    def __init__(self, builder: IncrementalBuilder) -> None:
        self._builder = builder
        self._folder = Path(builder.doctreedir, "standfirst", "bodies")

    @cached_property
    def in_feeds(self) -> frozenset[str]:
        """The posts whose texts feeds have."""
        builder = self._builder
        settings = builder.domain.inputs.settings
        in_feeds = division.with_texts(builder.published.catalogue, settings)
        return in_feeds if settings.base_url else frozenset()

    def file(self, docname: str) -> Path:
        """Return where the text of a post lies as feeds take it."""
        return self._folder / f"{digest(docname)}.fragment"

    def beside(self, docname: str) -> Iterator[str]:
        """Yield the files of the output that are written with the page of a document."""
        markdown = self._builder.published.facts.markdown_file(docname)
        if markdown:
            yield markdown

    def are_kept(self, docname: str) -> bool:
        """Return whether there is what feeds take of a document."""
        return docname not in self.in_feeds or self.file(docname).is_file()

    def body(self, docname: str) -> str:
        """Return a post's text as feeds take it; empty where none is kept."""
        try:
            return self.file(docname).read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def keep(self, post: Post, body: HtmlElement) -> None:
        """Keep a post's text for feeds, and write what lies beside its page."""
        builder = self._builder
        base = builder.domain.inputs.settings.base_url
        # a file of the publisher's own there has no hash
        beside = [file for file in self.beside(post.docname) if builder.made.get(file)]
        if not beside and post.docname not in self.in_feeds:
            return
        # the search is made of the same tree; to parse its text again takes four times as long
        prepared = content.prepare(deepcopy(body), page_url=base + post.path, base_url=base)
        if post.docname in self.in_feeds:
            write(self.file(post.docname), prepared.encode())
        article = builder.published.facts.article
        for file in beside:
            builder.write_file(
                ExtraFile(
                    file=file,
                    docname=post.docname,
                    made_from="",
                    make=lambda: markdown_copy.write(article(post.docname), prepared).encode(),
                )
            )

    def forget(self, docname: str) -> None:
        """Remove what feeds take of a post."""
        self.file(docname).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove the texts that feeds have no more."""
        kept = {self.file(docname).name for docname in self.in_feeds}
        for path in self._folder.glob("*.fragment"):
            if path.name not in kept:
                path.unlink()
