"""The feeds of a publication, as files beside its pages."""

from __future__ import annotations

import dataclasses as dc
from functools import lru_cache, partial
from html import escape
from typing import TYPE_CHECKING, TypeVar

from standfirst.addresses import page_addresses
from standfirst.incremental.manifest import ExtraFile, digest
from standfirst.limits import faults
from standfirst.outputs import feeds
from standfirst.sphinx_ext.html.static_files import PICTURES
from standfirst.tables.feed_formats import FORMATS
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from standfirst.catalogue.model import Post
    from standfirst.settings.model import Settings
    from standfirst.sphinx_ext.html.builder import PublicationBuilder
    from standfirst.tables.feed_formats import Shared

_Made = TypeVar("_Made")
_OF_A_FEED = 2
"""What a feed without entries costs beside one entry."""
_CACHED = 256
"""Feed entries kept in memory."""


def files(builder: PublicationBuilder) -> Iterator[ExtraFile]:
    """Yield every feed, those of one list one after another, each at its former addresses too."""
    if not builder.domain.inputs.settings.base_url:
        return
    former: dict[str, list[str]] = {}
    for file, feed in builder.published.addresses.former_feeds.items():
        former.setdefault(feed, []).append(file)
    for made in _FeedMaker(builder).every():
        yield made
        for file in former.get(made.file, ()):
            yield dc.replace(made, file=file, made_from=digest(made.file, made.made_from))


class _FeedMaker:
    def __init__(self, builder: PublicationBuilder) -> None:
        published = builder.published
        self.builder = builder
        self.catalogue = published.catalogue
        self.settings: Settings = builder.domain.inputs.settings
        self.pages = published.addresses.pages
        self.shown = published.pictures.shown
        self.facts = published.facts
        self.faults = builder.faults
        self.entry = lru_cache(maxsize=_CACHED)(self._entry)

    def every(self) -> Iterator[ExtraFile]:
        """Yield every feed, those of one list one after another."""
        settings, catalogue = self.settings, self.catalogue
        root = self.pages[self.builder.config.root_doc]
        yield from self._of(root, settings.title, catalogue.posts, settings.feed_length)
        for kind, listing in catalogue.listings():
            if kind.has_feed:
                title = f"{settings.title}: {listing.name}"
                address, length = self.pages[listing.page], settings.listing_feed_length
                yield from self._of(address, title, listing.posts, length, kind.shared)

    def _of(
        self,
        address: page_addresses.Address,
        title: str,
        docnames: Iterable[str],
        length: int,
        shared: Shared | None = None,
    ) -> Iterator[ExtraFile]:
        """Yield the feeds of one list.

        :param address: Of the page that shows the same list.
        :param shared: What of an entry says in how many such lists a post is, where it may be in many.
        """
        chosen = tuple(name for name in docnames if self.catalogue.posts[name].date)[:length]
        documents = [self.builder.fingerprints.document(name) for name in chosen]
        made_from = digest(title, address, documents)
        for form in FORMATS:
            file = address.folder + form.file
            make = partial(
                self._content, file, address, title, chosen, feeds.WRITERS[form.file], shared
            )
            weight = _OF_A_FEED + len(chosen)
            yield ExtraFile(file=file, made_from=made_from, make=make, weight=weight)

    def _content(  # noqa: PLR0917  # as `partial` has them
        self,
        file: str,
        address: page_addresses.Address,
        title: str,
        docnames: tuple[str, ...],
        write: Callable[[feeds.Feed, str], bytes],
        shared: Shared | None,
    ) -> bytes:
        """Return the content of a feed."""
        base = self.settings.base_url
        feed = feeds.Feed(
            title=title,
            subtitle=self.settings.tagline,
            url=base + address.uri,
            lang=self.settings.language,
            entries=(),
            rights=self.settings.license,
        )
        entries = [(name, made) for name in docnames if (made := self.entry(name)) is not None]

        def written(some: Iterable[tuple[str, feeds.FeedEntry]]) -> bytes:
            whole = dc.replace(feed, entries=tuple(entry for _, entry in some))
            shown = feeds.brief(whole, shared) if shared else whole
            return write(shown, base + page_addresses.quoted(file))

        content = self.faults.attempt(lambda: written(entries))
        if not isinstance(content, faults.Caught):
            return content
        # one of them at least cannot be written
        usable = [each for each in entries if self._met(each[0], partial(written, [each]))]
        return written(usable)

    def _met(self, docname: str, make: Callable[[], _Made]) -> _Made | None:
        """Return what *make* makes of a post; None where it raises, which is noted."""
        made = self.faults.attempt(make)
        if not isinstance(made, faults.Caught):
            return made
        path = self.builder.domain.source(docname)
        what, done = "its entry in feeds", "feeds leave it out"
        self.faults.note(docname, path, made, when="written", done=done, what=what)
        return None

    def _entry(self, docname: str) -> feeds.FeedEntry | None:
        return self._met(docname, lambda: self._of_post(docname))

    def _of_post(self, docname: str) -> feeds.FeedEntry:
        post = self.catalogue.posts[docname]
        base = self.settings.base_url
        if post.date is None or post.revised is None:
            raise ValueError(docname)
        return feeds.FeedEntry(
            url=base + post.path,
            title=post.title,
            authors=tuple((p.name, base + self.pages[p.page].uri) for p in post.authors),
            published=post.date,
            updated=max(post.date, post.revised, post.withdrawn or post.date),
            summary=post.description,
            html=_withdrawn(post) if post.withdrawn else self.builder.body(post),
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
