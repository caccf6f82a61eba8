"""A list of posts -> the files of its feed: which entries each has, and whether with their texts.

::

    posts, newest first --files()--> atom.xml, rss.xml, feed.json: the newest
                                     atom-2.xml, atom-1.xml: those before, without texts

A feed has the newest posts. The others are in archives, numbered from the oldest and all full, so that a new post
changes none of them and each keeps its entries: https://www.rfc-editor.org/rfc/rfc5005#section-4.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.tables.feed_formats import ATOM, FORMATS, archived, archives

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from standfirst.addresses.page_addresses import Address
    from standfirst.catalogue.model import Catalogue
    from standfirst.settings.model import Settings
    from standfirst.tables.feed_formats import FeedFormat, Shared


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class FeedFile:
    """One file of a feed. Files are named by their places below the output folder."""

    file: str
    form: FeedFormat
    address: Address
    """Of the page that shows the same list."""
    title: str
    docnames: tuple[str, ...]
    is_whole: bool
    """Whether its entries have their texts."""
    shared: Shared | None = None
    """What of an entry says in how many such lists a post is, where it may be in many."""
    older: str = ""
    """The file with the next older entries."""
    newer: str = ""
    """Of an archive: that with the next newer ones, if it is an archive too."""
    current: str = ""
    """Of an archive: the feed itself."""


def files(
    catalogue: Catalogue, settings: Settings, *, front: Address, pages: Mapping[str, Address]
) -> Iterator[FeedFile]:
    """Yield the files of every feed, those of one list one after another.

    :param front: Address of the front page.
    :param pages: Address of each page.
    """
    feed = FeedFile(
        file="",
        form=ATOM[0],
        address=front,
        title=settings.title,
        docnames=_dated(catalogue, catalogue.posts),
        is_whole=True,
    )
    yield from _divided(feed, FORMATS, settings.feed_length)
    for kind, listing in catalogue.listings():
        if kind.has_feed:
            of_list = dc.replace(
                feed,
                address=pages[listing.page],
                title=f"{settings.title}: {listing.name}",
                docnames=_dated(catalogue, listing.posts),
                is_whole=kind.key in settings.full_text_feeds,
                shared=kind.shared,
            )
            forms = kind.feeds(len(listing.posts))
            yield from _divided(of_list, forms, settings.listing_feed_length)


def with_texts(catalogue: Catalogue, settings: Settings) -> frozenset[str]:
    """Return the posts whose texts some feed has."""
    found = set(_dated(catalogue, catalogue.posts)[: settings.feed_length])
    for kind, listing in catalogue.listings():
        if kind.key in settings.full_text_feeds:
            found.update(_dated(catalogue, listing.posts)[: settings.listing_feed_length])
    return frozenset(name for name in found if not catalogue.posts[name].withdrawn)


def _dated(catalogue: Catalogue, docnames: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in docnames if catalogue.posts[name].date)


def _divided(feed: FeedFile, forms: Iterable[FeedFormat], length: int) -> Iterator[FeedFile]:
    posts, folder = feed.docnames, feed.address.folder
    count = archives(len(posts), length)
    names = ["", *(folder + archived(number) for number in range(1, count + 1)), ""]
    for form in forms:
        older = names[count] if form in ATOM else ""
        yield dc.replace(
            feed, file=folder + form.file, form=form, docnames=posts[:length], older=older
        )
    for number in range(count, 0, -1):
        first = len(posts) - number * length
        yield dc.replace(
            feed,
            file=names[number],
            docnames=posts[first : first + length],
            is_whole=False,
            older=names[number - 1],
            newer=names[number + 1],
            current=folder + ATOM[0].file,
        )
