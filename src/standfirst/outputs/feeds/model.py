"""What feeds are made from: a list of entries, in the order in which they are written."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from html import escape
from typing import TYPE_CHECKING

from standfirst.text import cleaning

if TYPE_CHECKING:
    from standfirst.tables.feed_formats import Shared

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MOST_IN_FULL = 12
"""Authors or tags of a post whose own feeds have its whole text."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """A picture that belongs to an entry."""

    url: str
    """Absolute address."""
    type: str
    """MIME type."""
    size: int
    """Bytes."""
    width: int
    height: int


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class FeedEntry:
    """One post in a feed."""

    url: str
    """Absolute address; it is stable, and identifies the entry as well."""
    title: str
    authors: tuple[tuple[str, str], ...]
    """Name and absolute address of the author's page."""
    published: dt.datetime
    updated: dt.datetime
    summary: str
    """Plain text."""
    html: str = ""
    """Safe HTML with absolute addresses, as :func:`standfirst.outputs.feeds.content.prepare` gives it; empty in feeds without texts."""
    tags: tuple[str, ...] = ()
    rights: str = ""
    rights_url: str = ""
    lang: str = "en"
    image: Image | None = None


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Archives:
    """The files around one of those that make up a feed, as absolute addresses: https://www.rfc-editor.org/rfc/rfc5005#section-4."""

    older: str = ""
    """Of the next older entries."""
    newer: str = ""
    """Of the next newer entries, if that is not the feed itself."""
    current: str = ""
    """Of an archived file: the feed itself."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A list of posts that can be followed."""

    title: str
    url: str
    """Absolute address of the page that shows the same list; it identifies the feed as well."""
    entries: tuple[FeedEntry, ...]
    subtitle: str = ""
    lang: str = "en"
    rights: str = ""
    archives: Archives | None = None
    """Where its entries lie that are not in it."""

    @property
    def updated(self) -> dt.datetime:
        """Return when the newest entry was updated; 1970 where there is none."""
        return max((entry.updated for entry in self.entries), default=_EPOCH)


def brief(feed: Feed, shared: Shared) -> Feed:
    """Return a feed of an author or a tag, without the text of a post that is in many feeds.

    A text by two hundred authors would else be written two hundred times, and the names of all with each.

    :param shared: What of an entry says how many feeds of the same kind have it.
    """
    return dc.replace(
        feed,
        entries=tuple(
            entry if len(getattr(entry, shared)) <= MOST_IN_FULL else _brief(entry)
            for entry in feed.entries
        ),
    )


def _brief(entry: FeedEntry) -> FeedEntry:
    return dc.replace(
        entry,
        html="",
        authors=entry.authors[:MOST_IN_FULL],
        tags=entry.tags[:MOST_IN_FULL],
    )


def html_of(entry: FeedEntry) -> str:
    """Return its text; where it has none, what there is instead, for forms that want one."""
    return entry.html or f"<p>{escape(text_of(entry.summary) or title_of(entry), quote=False)}</p>"


def title_of(of: Feed | FeedEntry) -> str:
    """Return its title; its address where there is none."""
    return text_of(of.title) or of.url


def subtitle_of(feed: Feed) -> str:
    """Return its subtitle, else its title or address."""
    return text_of(feed.subtitle or feed.title) or feed.url


def text_of(text: str) -> str:
    """Return *text* without what XML does not have."""
    return cleaning.clean(text)[0]
