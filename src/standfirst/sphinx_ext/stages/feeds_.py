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
from standfirst.outputs.feeds import division
from standfirst.sphinx_ext.html.static_files import PICTURES
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from standfirst.catalogue.model import Post
    from standfirst.outputs.feeds.division import FeedFile
    from standfirst.settings.model import Settings
    from standfirst.sphinx_ext.html.builder import PublicationBuilder

_Made = TypeVar("_Made")
_OF_A_FEED = 2
"""What a feed without entries costs beside one entry."""
_CACHED = 256
"""Feed entries kept in memory."""


def files(builder: PublicationBuilder) -> Iterator[ExtraFile]:
    """Yield every feed, those of one list one after another, each at its former addresses too."""
    if not builder.domain.inputs.settings.base_url:
        return
    builder.texts.sweep()
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
        self.again = builder.faults.of_last_build()
        """Posts that could not be carried out, or written: with those it is tried again."""
        self.entry = lru_cache(maxsize=_CACHED)(self._entry)

    def every(self) -> Iterator[ExtraFile]:
        """Yield every feed, those of one list one after another."""
        front = self.pages[self.builder.config.root_doc]
        for one in division.files(self.catalogue, self.settings, front=front, pages=self.pages):
            yield ExtraFile(
                file=one.file,
                made_from=self._hash(one),
                make=partial(self._content, one),
                weight=_OF_A_FEED + len(one.docnames),
            )

    def _hash(self, one: FeedFile) -> str:
        fingerprints = self.builder.fingerprints
        of_entry = fingerprints.document if one.is_whole else fingerprints.card
        entries = [
            fingerprints.document(name) if name in self.again else of_entry(name)
            for name in one.docnames
        ]
        around = (one.older, one.newer, one.current)
        return digest(one.title, one.address, one.is_whole, around, entries)

    def _content(self, one: FeedFile) -> bytes:
        """Return the content of a file."""
        base = self.settings.base_url

        def address(file: str) -> str:
            return file and base + page_addresses.quoted(file)

        feed = feeds.Feed(
            title=one.title,
            subtitle=self.settings.tagline,
            url=base + one.address.uri,
            lang=self.settings.language,
            entries=(),
            rights=self.settings.license,
            archives=feeds.Archives(
                older=address(one.older), newer=address(one.newer), current=address(one.current)
            ),
        )
        entries = [
            (name, entry)
            for name in one.docnames
            if (entry := self.entry(name, one.is_whole)) is not None
        ]

        def written(some: Iterable[tuple[str, feeds.FeedEntry]]) -> bytes:
            whole = dc.replace(feed, entries=tuple(entry for _, entry in some))
            shown = feeds.brief(whole, one.shared) if one.shared else whole
            write = feeds.WRITERS[one.form.file]
            return write(shown, address(one.file))

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

    def _entry(self, docname: str, is_whole: bool) -> feeds.FeedEntry | None:  # noqa: FBT001  # as the cache keys it
        return self._met(docname, lambda: self._of_post(docname, is_whole=is_whole))

    def _of_post(self, docname: str, *, is_whole: bool) -> feeds.FeedEntry:
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
            html=self._text(post) if is_whole or post.withdrawn else "",
            tags=tuple(tag.name for tag in post.tags),
            rights=post.license,
            rights_url=post.license_url,
            lang=post.lang,
            image=self._image(post),
        )

    def _text(self, post: Post) -> str:
        return _withdrawn(post) if post.withdrawn else self.builder.texts.body(post.docname)

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
