"""The taxonomies -> the pages that list posts, each with its address."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from standfirst.addresses.local_files import lacks
from standfirst.catalogue.model import Author, Listing, Picture, Volume
from standfirst.catalogue.name_registry import Slugs
from standfirst.problems import Located, PostWarning, Problem
from standfirst.tables.listing_kinds import KINDS
from standfirst.text.cleaning import quoted
from standfirst.text.i18n import words
from standfirst.text.language_detection import detect
from standfirst.text.name_folding import fold
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from standfirst.catalogue.allocation import AddressAllocation
    from standfirst.catalogue.model import Catalogue, Post
    from standfirst.catalogue.taxonomies import Taxonomies
    from standfirst.catalogue.volumes import Period
    from standfirst.reading.profiles import AuthorProfile
    from standfirst.settings.model import Department
    from standfirst.sources.front_matter.contributors import Contributor
    from standfirst.tables.listing_kinds import ListingKind

    HtmlOf = Callable[[str, str, Collection[str]], str]

_L = TypeVar("_L", bound=Listing)
_SERIES = "series"


class Listings:
    """Makes the listings; each takes its address when it is made, in the order of the kinds."""

    def __init__(self, taxonomies: Taxonomies, places: AddressAllocation, html_of: HtmlOf) -> None:
        """Make them all.

        :param html_of: Makes safe HTML of a short text of a language, with some classes of its own.
        """
        self._html_of = html_of
        self.taxonomies = taxonomies
        self.settings = taxonomies.settings
        self.places = places
        self.problems: list[Located] = []
        self.members = taxonomies.members()
        makers: Mapping[str, Callable[[ListingKind], dict[str, Listing]]] = {
            "author": self._authors,
            "section": self._sections,
            "volume": self._volumes,
            "year": self._calendar,
            "month": self._calendar,
            "all": lambda kind: {kind.key: self._listing(Listing, kind, kind.key, "")},
        }
        self.lists = {
            key: makers.get(key, self._named)(kind) for key, kind in KINDS.items() if key != _SERIES
        }
        """Kind -> key -> listing, but of series."""

    def _listing(self, form: type[_L], kind: ListingKind, key: str, name: str, **more: Any) -> _L:
        """Return a listing of a kind, of the class *form*, which may have *more* than others."""
        posts = self.members.get((kind.key, key), ())
        page = self.places.listing(kind, key, len(posts))
        return form(kind=kind.key, key=key, name=name, page=page, posts=posts, **more)

    def _said(self, markdown: str, lang: str = "") -> dict[str, Any]:
        """Return what is said of a listing, and in which language: the fields that hold it."""
        if not markdown:
            return {}
        lang = lang or detect(markdown, self.settings.language)
        return {"html": self._html_of(markdown, lang, self.settings.classes), "lang": lang}

    def _named(self, kind: ListingKind) -> dict[str, Listing]:
        """Return those that posts name and nothing else does, by name."""
        every = {name.slug: name.name for name in self.taxonomies.names[kind.key].values()}
        order = sorted(every, key=lambda slug: (every[slug].casefold(), slug))
        return {slug: self._listing(Listing, kind, slug, every[slug]) for slug in order}

    def _sections(self, kind: ListingKind) -> dict[str, Listing]:
        configured = [department.slug for department in self.settings.sections]
        every = {department.slug: department for department in self.taxonomies.sections.values()}

        def order(section: Department) -> tuple[int, str]:
            is_known = section.slug in configured
            return configured.index(section.slug) if is_known else len(configured), section.title

        return {
            section.slug: self._listing(
                Listing,
                kind,
                section.slug,
                section.title,
                **self._said(section.description, section.lang),
            )
            for section in sorted(every.values(), key=order)
            if section.slug in configured or (kind.key, section.slug) in self.members
        }

    def _authors(self, kind: ListingKind) -> dict[str, Listing]:
        profiles = self.taxonomies.profiles.profiles
        every = {slug: profile.name for slug, profile in profiles.items()}
        every |= {name.slug: name.name for name in self.taxonomies.names[kind.key].values()}
        latest = self.taxonomies.latest_biographies()
        in_posts = self.taxonomies.said_of_authors()
        result: dict[str, Listing] = {}
        for slug in sorted(every, key=lambda slug: (every[slug].casefold(), slug)):
            profile = profiles.get(slug)
            said = self._said((profile.biography if profile else "") or latest.get(slug, ""))
            own = self._of_profile(profile) if profile else {}
            if slug in in_posts:
                own |= {
                    field: value
                    for field, value in _of_posts(in_posts[slug]).items()
                    if not own.get(field)
                }
            result[slug] = self._listing(Author, kind, slug, every[slug], **said, **own)
        return result

    def _of_profile(self, profile: AuthorProfile) -> dict[str, Any]:
        """Return what an author's file says of them: the fields that hold it."""
        return {
            "aliases": profile.aliases,
            "role": profile.role,
            "affiliation": profile.affiliation,
            "family_name": profile.family_name,
            "given_name": profile.given_name,
            "orcid": profile.orcid,
            "links": profile.links,
            "photo": self._profile_picture(
                profile.photo, profile.photo_alt or "", profile.source, profile.photo_line
            ),
        }

    def _volumes(self, kind: ListingKind) -> dict[str, Listing]:
        every: dict[str, Period] = {period.key: period for period in self.taxonomies.periods.own}
        for period in self.taxonomies.volume_of.values():
            if period:
                every.setdefault(period.key, period)
        # members has the listings in the order of their newest posts
        newest = {listing: number for number, listing in enumerate(self.members)}

        def order(period: Period) -> tuple[int, int, str]:
            end = period.end.toordinal() if period.end else 0
            return -end, newest.get((kind.key, period.key), len(newest)), period.key

        return {
            period.key: self._volume(kind, period) for period in sorted(every.values(), key=order)
        }

    def _volume(self, kind: ListingKind, period: Period) -> Volume:
        profile = period.profile
        own = {
            **self._said(profile.note),
            "cover": self._profile_picture(profile.cover, profile.cover_alt, profile.source, profile.cover_line),
        } if profile else {}  # fmt: skip
        return self._listing(
            Volume, kind, period.key, period.name, start=period.start, end=period.end, **own
        )

    def of_series(self, every: Iterable[Sequence[Post]]) -> dict[str, Listing]:
        """Return the list of each series, by key; it takes its address after all posts, which have theirs.

        :param every: The parts of each, first part first.
        """
        kind = KINDS[_SERIES]
        slugs = Slugs()
        result: dict[str, Listing] = {}
        for parts in every:
            first = parts[0]
            is_foreign = first.lang != self.settings.language
            name = f"{first.series} {first.lang}" if is_foreign else first.series
            key, _ = slugs.claim(slugify(name), first.docname)
            result[key] = Listing(
                kind=kind.key,
                key=key,
                name=first.series,
                page=self.places.listing(kind, key, 0),
                posts=tuple(post.docname for post in parts),
                lang=first.lang,
            )
        return result

    def _calendar(self, kind: ListingKind) -> dict[str, Listing]:
        """Return the years or the months that have posts, newest first."""
        result: dict[str, Listing] = {}
        for key in sorted((key for of, key in self.members if of == kind.key), reverse=True):
            year, _, month = key.partition("-")
            said = words(self.settings.language)
            shown = said.month if month else said.year
            name = shown(dt.date(int(year), int(month or 1), 1))
            result[key] = self._listing(Listing, kind, key, name)
        return result

    def _profile_picture(self, image: str, alt: str, source: str, line: int) -> Picture | None:
        if not image:
            return None
        found = image if "://" in image else self.taxonomies.given.find_file(image, source)
        if found is None:
            is_authors = source.startswith("authors/")
            problem = Problem(
                subtype=PostWarning.AUTHOR_FILE if is_authors else PostWarning.VOLUME_FILE,
                message=f"the picture {quoted(image)} {lacks(image)}; the page has none",
                remedy="put the file there or mend its address",
                line=line,
            )
            self.problems.append(Located(docname=source, problem=problem))
            return None
        return Picture(src=found, alt=alt)


def _of_posts(said: Contributor) -> dict[str, Any]:
    """Return what posts say of an author: the fields that hold it."""
    address = said.address
    return {
        "affiliation": said.affiliation,
        "orcid": said.orcid,
        "links": ((urlsplit(address).hostname or address, address),) if address else (),
    }


def keys_of_people(catalogue: Catalogue) -> dict[str, str]:
    """Return the key of every author by key, name and aliases, folded; the first one's where two share a name."""
    result: dict[str, str] = {}
    for author in catalogue.authors.values():
        for name in (author.key, author.name, *author.aliases):
            result.setdefault(fold(name), author.key)
    return result
