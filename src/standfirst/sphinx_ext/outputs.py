"""The feeds of a publication, as files beside its pages."""

from __future__ import annotations

import dataclasses as dc
from functools import lru_cache, partial
from html import escape
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from standfirst import faults, feeds, links
from standfirst.manifest import digest
from standfirst.sphinx_ext import bodies
from standfirst.sphinx_ext.assets import PICTURES
from standfirst.sphinx_ext.files_beside import FileBeside
from standfirst.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from standfirst.catalogue import Post
    from standfirst.settings import Settings
    from standfirst.sphinx_ext.builder import PublicationBuilder

_Writer: TypeAlias = "Callable[[feeds.Feed, str], bytes]"

_Made = TypeVar("_Made")
_WRITERS: dict[str, _Writer] = {
    "atom.xml": feeds.atom,
    "rss.xml": feeds.rss,
    "feed.json": feeds.json_feed,
}


def _as_it_is(form: _Writer) -> _Writer:
    return form


def _of_an_author(form: _Writer) -> _Writer:
    return lambda feed, url: form(feeds.brief(feed, lambda entry: len(entry.authors)), url)


def _of_a_tag(form: _Writer) -> _Writer:
    return lambda feed, url: form(feeds.brief(feed, lambda entry: len(entry.tags)), url)


_SHAPES = {"author": _of_an_author, "tag": _of_a_tag}
"""Kind of list -> how its feeds are written, of which a post may be in many."""
_OF_A_FEED = 2
"""What a feed without entries costs beside one entry."""
_CACHED = 256
"""Feed entries kept in memory."""


def files(builder: PublicationBuilder) -> Iterator[FileBeside]:
    """Yield every feed, those of one list one after another."""
    if builder.domain.inputs.settings.base_url:
        yield from _Maker(builder).every()


class _Maker:
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

    def every(self) -> Iterator[FileBeside]:
        """Yield every feed, those of one list one after another."""
        settings, catalogue = self.settings, self.catalogue
        root = self.pages[self.builder.config.root_doc]
        yield from self._of(root, settings.title, catalogue.posts, settings.feed_length)
        for group in (catalogue.authors, catalogue.sections, catalogue.tags, catalogue.volumes):
            for listing in group.values():
                title = f"{settings.title}: {listing.name}"
                address, length = self.pages[listing.page], settings.listing_feed_length
                yield from self._of(address, title, listing.posts, length, listing.kind)

    def _of(
        self,
        address: links.Address,
        title: str,
        docnames: Iterable[str],
        length: int,
        kind: str = "",
    ) -> Iterator[FileBeside]:
        """Yield the feeds of one list.

        :param address: Of the page that shows the same list.
        :param kind: Of the list, where it is not all.
        """
        chosen = tuple(name for name in docnames if self.catalogue.posts[name].date)[:length]
        made_from = digest(title, address, [self.builder.made_from(name) for name in chosen])
        shape = _SHAPES.get(kind, _as_it_is)
        for name, plain in _WRITERS.items():
            file, form = address.folder + name, shape(plain)

            def make(file: str = file, form: _Writer = form) -> bytes:
                return self._content(file, address, title, chosen, form)

            weight = _OF_A_FEED + len(chosen)
            yield FileBeside(file=file, made_from=made_from, make=make, weight=weight)

    def _content(
        self,
        file: str,
        address: links.Address,
        title: str,
        docnames: tuple[str, ...],
        form: _Writer,
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
            return form(whole, base + links.quoted(file))

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
            html=_withdrawn(post) if post.withdrawn else bodies.read(self.builder, post),
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
