"""Hook: write what no builder writes (feeds), and remove the pages of what is gone."""

from __future__ import annotations

import dataclasses as dc
from functools import lru_cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from standfirst import faults, feeds, inside, links
from standfirst.manifest import digest
from standfirst.sphinx_ext import bodies
from standfirst.sphinx_ext.assets import PICTURES
from standfirst.sphinx_ext.builder import PublicationBuilder
from standfirst.sphinx_ext.files_beside import FileBeside, write_files
from standfirst.sphinx_ext.logs import log
from standfirst.warnings_ import PostWarning, Problem
from standfirst.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx.application import Sphinx

    from standfirst.catalogue import Post
    from standfirst.settings import Settings

_Made = TypeVar("_Made")
_OF_A_FEED = 2
"""What a feed without entries costs beside one entry."""
_CACHED = 256
"""Feed entries kept in memory."""


def setup_outputs(app: Sphinx) -> None:
    """Register this stage."""
    app.connect("build-finished", on_build_finished, priority=400)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the feeds and whatever else no page is, then remove what an earlier build wrote and this one did not."""
    if exception is not None or not isinstance(app.builder, PublicationBuilder):
        return
    builder, domain = app.builder, app.builder.domain
    if domain.addresses is None:
        return
    if domain.build.settings.base_url:
        builder.beside += _Maker(app, builder).every()
    write_files(builder)
    builder.keep_manifest()
    _name_links(Path(app.outdir))


def _name_links(out: Path) -> None:
    """Name the links in the output that lead out of it: no build makes one, but whoever uploads the folder may follow it."""
    for path in inside.leaving(out):
        problem = Problem(
            subtype=PostWarning.FILE,
            message="is a link in the output that leads out of it, made by no build",
            remedy="remove it before the folder is uploaded",
        )
        log(problem, location=f"{out / path}:1")


class _Maker:
    def __init__(self, app: Sphinx, builder: PublicationBuilder) -> None:
        domain = builder.domain
        self.app = app
        self.builder = builder
        self.catalogue = domain.catalogue
        self.settings: Settings = domain.build.settings
        self.pages = domain.addresses.pages if domain.addresses else {}
        self.shown = domain.build.shown
        self.facts = domain.facts
        self.faults = domain.build.faults
        self.entry = lru_cache(maxsize=_CACHED)(self._entry)

    def every(self) -> Iterator[FileBeside]:
        """Yield every feed, those of one list one after another."""
        settings, catalogue = self.settings, self.catalogue
        root = self.pages[self.app.config.root_doc]
        yield from self._of(root, settings.title, catalogue.posts, settings.feed_length)
        for kind, listing in catalogue.listings():
            if kind.has_feed:
                title = f"{settings.title}: {listing.name}"
                address, length = self.pages[listing.page], settings.listing_feed_length
                yield from self._of(address, title, listing.posts, length, kind.shared)

    def _of(
        self,
        address: links.Address,
        title: str,
        docnames: Iterable[str],
        length: int,
        shared: feeds.Shared | None = None,
    ) -> Iterator[FileBeside]:
        """Yield the feeds of one list.

        :param address: Of the page that shows the same list.
        :param shared: What of an entry says in how many such lists a post is, where it may be in many.
        """
        chosen = tuple(name for name in docnames if self.catalogue.posts[name].date)[:length]
        made_from = digest(title, address, [self.builder.made_from(name) for name in chosen])
        for form in feeds.FORMATS:
            file = address.folder + form.file
            make = partial(self._content, file, address, title, chosen, form, shared)
            weight = _OF_A_FEED + len(chosen)
            yield FileBeside(file=file, made_from=made_from, make=make, weight=weight)

    def _content(  # noqa: PLR0917  # as `partial` has them
        self,
        file: str,
        address: links.Address,
        title: str,
        docnames: tuple[str, ...],
        form: feeds.FeedFormat,
        shared: feeds.Shared | None,
    ) -> bytes:
        """Return the content of a feed."""
        base = self.settings.base_url
        url = base + address.uri
        feed = feeds.Feed(
            title=title,
            subtitle=self.settings.tagline,
            id=url,
            url=url,
            lang=self.settings.language,
            entries=(),
            rights=self.settings.license,
        )
        entries = [(name, made) for name in docnames if (made := self.entry(name)) is not None]

        def write(some: Iterable[tuple[str, feeds.Entry]]) -> bytes:
            whole = dc.replace(feed, entries=tuple(entry for _, entry in some))
            shown = feeds.brief(whole, shared) if shared else whole
            return form.write(shown, base + links.quoted(file))

        content = self.faults.attempt(lambda: write(entries))
        if not isinstance(content, faults.Caught):
            return content
        # one of them at least cannot be written
        usable = [each for each in entries if self._met(each[0], partial(write, [each]))]
        return write(usable)

    def _met(self, docname: str, make: Callable[[], _Made]) -> _Made | None:
        """Return what *make* makes of a post; None where it raises, which is noted."""
        made = self.faults.attempt(make)
        if not isinstance(made, faults.Caught):
            return made
        path = self.builder.domain.source(docname)
        what, done = "its entry in feeds", "they are without it"
        self.faults.note(docname, path, made, when="written", done=done, what=what)
        return None

    def _entry(self, docname: str) -> feeds.Entry | None:
        return self._met(docname, lambda: self._of_post(docname))

    def _of_post(self, docname: str) -> feeds.Entry:
        post = self.catalogue.posts[docname]
        base = self.settings.base_url
        if post.date is None or post.revised is None:
            raise ValueError(docname)
        return feeds.Entry(
            id=base + post.path,
            url=base + post.path,
            title=post.title,
            authors=tuple((p.name, base + self.pages[p.page].uri) for p in post.authors),
            published=post.date,
            updated=max(post.date, post.revised, post.withdrawn or post.date),
            summary=post.description,
            html=_withdrawn(post) if post.withdrawn else bodies.read(self.app, post),
            tags=tuple(tag.name for tag in post.tags),
            rights=post.license,
            rights_url=post.license_url,
            lang=post.lang,
            image=self._image(post),
        )

    def _image(self, post: Post) -> feeds.Image | None:
        """Return the file of the lead image that every feed reader can show."""
        shown = self.shown.get(post.image.src) if post.image else None
        if shown is None:
            return None
        file = shown.fallback
        return feeds.Image(
            url=self.facts.file(f"{PICTURES}/{file.name}"),
            type=file.type,
            size=file.bytes,
            width=file.width,
            height=file.height,
        )


def _withdrawn(post: Post) -> str:
    w = words(post.lang)
    said = (
        w("This article was withdrawn on %(date)s.", date=w.date(post.withdrawn))
        if post.withdrawn
        else ""
    )
    return f"<p>{escape(said)} {escape(post.withdrawn_reason)}</p>"
