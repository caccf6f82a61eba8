"""The catalogue: the whole publication, from which pages, feeds and metadata are made.

Built once per build from the records in the environment, immutable; kept for the next build by
:mod:`.kept_catalogue`, with hashes of all that it is made from.
Order, names, dates and addresses are decided here and in :mod:`standfirst.addresses.page_addresses`;
templates and writers only show them.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt  # noqa: TC003  # dataclasses keep their annotations usable
from typing import TYPE_CHECKING, cast

from standfirst.incremental.quick_pickles import quickly_pickled
from standfirst.tables.listing_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.reading.record import Biography
    from standfirst.tables.listing_kinds import ListingKind


@quickly_pickled
@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A lead image or portrait."""

    src: str
    """http(s) URL, or path below the source folder with forward slashes and no leading slash."""
    alt: str = ""
    caption: str = ""
    credit: str = ""

    @property
    def is_remote(self) -> bool:
        """Whether the picture lies on somebody else's server."""
        return "://" in self.src


@quickly_pickled
@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Ref:
    """A thing that has a page: name shown and page name (what ``pathto`` takes)."""

    name: str
    page: str


@quickly_pickled
@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A name in a byline."""

    name: str
    """As the author's page has it; an alias as the post writes it."""
    key: str
    """Key of the :class:`Author`."""
    page: str


@quickly_pickled
@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """One post, as pages and feeds show it."""

    docname: str
    source: str
    """Path of the source file below the source folder."""
    page: str
    """Page name, equal to docname; ``pathto(page)`` gives its relative address."""
    path: str
    """Root-relative address without a leading slash, percent-encoded: ``2025/08/slug/``."""
    title: str
    deck: str = ""
    standfirst: str = ""
    excerpt: str = ""
    """Plain text for listings, at most about 500 characters."""
    description: str = ""
    """Plain text for meta tags, at most 300 characters."""
    authors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    date: dt.datetime | None = None
    updated: dt.datetime | None = None
    withdrawn: dt.datetime | None = None
    withdrawn_reason: str = ""
    lang: str = "en"
    """BCP 47."""
    section: Ref
    tags: tuple[Ref, ...] = ()
    volume: Ref | None = None
    series: str = ""
    image: Picture | None = None
    position: str = ""
    minutes: int = 1
    """Reading time."""
    words: int = 0
    source_title: str = ""
    """Where it first appeared."""
    source_url: str = ""
    license: str = ""
    license_url: str = ""
    doi: str = ""
    redirect_from: tuple[str, ...] = ()
    biographies: tuple[Biography, ...] = ()
    hidden: bool = False
    """Draft, embargoed or expired: only in a preview."""
    is_page: bool = False
    """A page of its section, with no date, which is not among the newest anywhere."""

    @property
    def revised(self) -> dt.datetime | None:
        """Update date, else publication date: what ``updated`` in a feed says."""
        return self.updated or self.date


@quickly_pickled
@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A page, or several, that list posts: an author's, a section's, a tag's, a month's."""

    kind: str
    """Key of its :class:`~standfirst.tables.listing_kinds.ListingKind`."""
    key: str
    """Unique within its kind; the slug in its address."""
    name: str
    page: str
    """Page name of its first page, ``authors/matthew-savill``."""
    posts: tuple[str, ...] = ()
    """Docnames, newest first, undated last; of a series, first part first."""
    html: str = ""
    """Safe HTML: biography, editor's note, description."""
    lang: str = ""
    """BCP 47 tag of that text, as far as its script tells, or of a series; empty: the publication's."""


@quickly_pickled
@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Author(Listing):
    """A person or desk that signs posts."""

    aliases: tuple[str, ...] = ()
    role: str = ""
    affiliation: str = ""
    family_name: str = ""
    given_name: str = ""
    orcid: str = ""
    """The 16 digits with hyphens."""
    links: tuple[tuple[str, str], ...] = ()
    """Label and http(s) URL."""
    photo: Picture | None = None


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Volume(Listing):
    """The posts of a period."""

    start: dt.date | None = None
    end: dt.date | None = None
    """Last day, inclusive."""
    cover: Picture | None = None


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class SeriesPart:
    """What an article's page says of its series."""

    number: int
    """1 for the first part."""
    shown: tuple[tuple[int, str], ...]
    """Numbers and docnames of the parts that the page lists, itself included, first part first."""
    count: int
    """How many there are; 0 where :attr:`page` says it, as all pages would change with each new part."""
    page: str = ""
    """Page name of the list of all parts; empty where :attr:`shown` has them."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """The publication."""

    posts: dict[str, Post]
    """By docname, newest first, undated last."""
    lists: dict[str, dict[str, Listing]]
    """Kind -> key -> listing, in the order in which they are shown."""
    neighbours: dict[str, tuple[str | None, str | None]]
    """Docname -> (previous, next) docname in its section, by publication date."""
    translations: dict[str, tuple[str, ...]] = dc.field(default_factory=dict)
    """Docname -> docnames of the same article in other languages, one for each, in order of their tags."""
    parts: dict[str, SeriesPart] = dc.field(default_factory=dict)
    """Docname -> which part of its series it is; of two or more."""
    related: dict[str, tuple[str, ...]] = dc.field(default_factory=dict)
    """Docname -> docnames of related posts, the most related first."""
    other_work: dict[str, tuple[str, ...]] = dc.field(default_factory=dict)
    """Docname -> docnames of other posts by its authors, newest first."""

    def listings(self) -> Iterator[tuple[ListingKind, Listing]]:
        """Yield every listing with its kind."""
        for kind, lists in self.lists.items():
            for listing in lists.values():
                yield KINDS[kind], listing

    @property
    def authors(self) -> dict[str, Author]:
        """Return the authors by key, in order of name."""
        return cast("dict[str, Author]", self.lists["author"])

    @property
    def sections(self) -> dict[str, Listing]:
        """Return the sections by key, in the configured order, then by name."""
        return self.lists["section"]

    @property
    def volumes(self) -> dict[str, Volume]:
        """Return the volumes by key, newest first."""
        return cast("dict[str, Volume]", self.lists["volume"])

    @property
    def everything(self) -> Listing:
        """Return the list of all posts."""
        return self.lists["all"]["all"]
