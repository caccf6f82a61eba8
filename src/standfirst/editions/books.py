"""The catalogue -> the books that are made of it: one for each volume, one of everything.

A book holds articles in the order in which they are read: the oldest first. Withdrawn
articles are in none.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import uuid
from typing import TYPE_CHECKING

from standfirst.text import licences
from standfirst.text.i18n import words
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from standfirst.addresses.page_addresses import Address
    from standfirst.catalogue.model import Catalogue, Picture, Post, Volume
    from standfirst.settings.model import Settings

_UNDATED = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""Of a book none of whose articles has a date: the earliest that a zip file can say."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class BookPart:
    """The articles of a volume within the whole publication."""

    title: str
    """Empty where the book has no parts."""
    articles: tuple[Post, ...]
    key: str = ""
    """Of the volume; empty for the articles of none."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """A volume, or everything."""

    key: str
    """File name without suffix."""
    title: str
    subtitle: str
    """The volume's days, or the publication's tagline."""
    publication: str
    lang: str
    """BCP 47, of what is neither an article's nor an author's."""
    parts: tuple[BookPart, ...]
    note: str = ""
    """Editor's note: safe HTML."""
    cover: Picture | None = None
    """What the cover shows: the volume's picture, else the newest article's lead image."""
    has_own_cover: bool = False
    """Whether that was made for it."""
    url: str = ""
    """Absolute address of its page on the web; empty where the publication has none."""
    licence: str = ""
    licence_url: str = ""
    is_whole: bool = False
    number: int = 0
    """Place among the volumes, the oldest's is 1; 0 of everything."""

    @property
    def articles(self) -> tuple[Post, ...]:
        """Return the articles in order."""
        return tuple(post for part in self.parts for post in part.articles)

    @property
    def authors(self) -> tuple[str, ...]:
        """Return the names of all authors, in the order in which they are met."""
        names = (person.name for post in self.articles for person in post.authors)
        return tuple(dict.fromkeys(names))

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the book's own language, then those of its articles, as BCP 47 tags."""
        return tuple(dict.fromkeys([self.lang, *(post.lang for post in self.articles)]))

    @property
    def description(self) -> str:
        """Return one line of plain text, in which nothing is said twice."""
        said = dict.fromkeys((self.publication, self.title, self.subtitle))
        return ": ".join(filter(None, said))

    @property
    def modified(self) -> dt.datetime:
        """Return when the newest of its articles appeared or was updated, in UTC."""
        dates = [post.revised for post in self.articles if post.revised]
        return max((date.astimezone(dt.UTC) for date in dates), default=_UNDATED)

    @property
    def identifier(self) -> str:
        """Return a name that no other book has and that stays, as a URN."""
        name = self.url or f"{self.publication}/{self.key}"
        return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def without(every: Iterable[Book], lost: Collection[str]) -> tuple[Book, ...]:
    """Return the books without the articles *lost*, by docname; a volume of nothing else is none."""
    found = []
    for book in every:
        kept = (
            dc.replace(part, articles=tuple(p for p in part.articles if p.docname not in lost))
            for part in book.parts
        )
        parts = tuple(part for part in kept if part.articles)
        if parts or book.is_whole:
            found.append(dc.replace(book, parts=parts))
    return tuple(found)


def books(
    catalogue: Catalogue, settings: Settings, pages: Mapping[str, Address], *, root: str
) -> tuple[Book, ...]:
    """Return every volume that has articles, the newest first; the whole publication last.

    :param pages: Page name -> its address.
    :param root: Page name of the front page.
    """
    whole = _whole(catalogue, settings, pages[root])
    parts = [part for part in whole.parts if part.key]
    volumes = [
        dc.replace(
            _volume(whole, catalogue.volumes[part.key], part, settings, pages), number=number
        )
        for number, part in enumerate(parts, 1)
    ]
    return (*reversed(volumes), whole)


def in_order(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Return the articles that a book holds, the oldest first, undated ones last.

    :param posts: The newest first, undated ones last, as in the catalogue.
    """
    held = [post for post in posts if not post.withdrawn]
    dated = [post for post in held if post.date]
    return (*reversed(dated), *(post for post in held if not post.date))


def _volume(
    whole: Book, volume: Volume, part: BookPart, settings: Settings, pages: Mapping[str, Address]
) -> Book:
    """Return the book of a volume, which is a part of the whole."""
    subtitle = ""
    if volume.start and volume.end:
        subtitle = words(settings.language).period(volume.start, volume.end)
    return dc.replace(
        whole,
        key=volume.key,
        title=volume.name,
        # the name of a month's volume is its period
        subtitle="" if subtitle == volume.name else subtitle,
        parts=(BookPart(title="", articles=part.articles),),
        note=volume.html,
        cover=volume.cover or _newest_picture(part.articles),
        has_own_cover=volume.cover is not None,
        url=settings.base_url and settings.base_url + pages[volume.page].uri,
        is_whole=False,
    )


def _whole(catalogue: Catalogue, settings: Settings, front: Address) -> Book:
    by_volume = [
        BookPart(
            title=volume.name,
            articles=in_order(catalogue.posts[name] for name in volume.posts),
            key=volume.key,
        )
        for volume in reversed(catalogue.volumes.values())
    ]
    rest = in_order(post for post in catalogue.posts.values() if post.volume is None)
    parts = [part for part in by_volume if part.articles]
    if rest:
        parts.append(
            BookPart(title=words(settings.language)("Articles") if parts else "", articles=rest)
        )
    licence, licence_url = licences.named(settings.license)
    return Book(
        key=slugify(settings.title),
        title=settings.title,
        subtitle=settings.tagline,
        publication=settings.title,
        lang=settings.language,
        parts=tuple(parts),
        cover=_newest_picture(in_order(catalogue.posts.values())),
        url=settings.base_url and settings.base_url + front.uri,
        licence=licence,
        licence_url=licence_url,
        is_whole=True,
    )


def _newest_picture(articles: tuple[Post, ...]) -> Picture | None:
    return next((post.image for post in reversed(articles) if post.image), None)
