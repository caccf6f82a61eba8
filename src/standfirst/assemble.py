"""All records of a build -> the catalogue and every page's address.

::

    records, profiles --names.py, departments.py--> who and what
                      --places.py--> addresses
                      --> Post, Author, Listing … --> Catalogue

Pure: what needs the file system is asked of a function that the caller gives.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from standfirst import biographies, bylines, hygiene, licences, permalinks, reading_time, sources
from standfirst.catalogue import Author, Catalogue, Listing, Person, Picture, Post, Ref, Volume
from standfirst.departments import Period, Volumes, departments, section_of
from standfirst.markdown.quotes import smarten
from standfirst.markdown.render import to_html
from standfirst.names import fold
from standfirst.naming import Located, Name, Use, line_of, settle
from standfirst.places import Places
from standfirst.slugs import slugify
from standfirst.warnings_ import PostWarning, Problem
from standfirst.words import format_month, format_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from standfirst.catalogue import Record
    from standfirst.links import Addresses
    from standfirst.profiles import AuthorProfile, VolumeProfile
    from standfirst.settings import Department, Settings

_EXCERPT = 500
_DESCRIPTION = 300
"""Characters."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """Everything that a publication is made from."""

    settings: Settings
    records: Mapping[str, Record]
    """The posts, by docname."""
    pages: Mapping[str, Record] = dc.field(default_factory=dict)
    """The standing pages, by docname."""
    documents: Mapping[str, str] = dc.field(default_factory=dict)
    """Docname -> path of its source file, of all documents, posts included."""
    root: str = "index"
    """Docname of the front page."""
    authors: tuple[AuthorProfile, ...] = ()
    volumes: tuple[VolumeProfile, ...] = ()
    find_file: Callable[[str, str], str | None] = lambda target, source: None  # noqa: ARG005
    """Local picture as written, and the source file where it stands -> path below the source folder."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """What was made."""

    catalogue: Catalogue
    addresses: Addresses
    indexes: Mapping[str, str]
    """Kind of listing, as in ``standfirst_paths`` -> page name of its index."""
    problems: tuple[Located, ...]


def assemble(given: Sources) -> Publication:
    """Return the publication that *given* makes."""
    maker = _Maker(given)
    catalogue = maker.catalogue()
    return Publication(
        catalogue=catalogue,
        addresses=maker.places.addresses(),
        indexes=maker.places.indexes,
        problems=tuple(maker.problems + maker.places.problems),
    )


def newest_first(records: Iterable[Record]) -> list[Record]:
    """Return the records by publication date, newest first, undated last; by docname where it is one."""
    by_name = sorted(records, key=lambda record: record.docname)
    return sorted(
        by_name,
        key=lambda record: -record.matter.date.timestamp() if record.matter.date else float("inf"),
    )


class _Maker:
    def __init__(self, given: Sources) -> None:
        self.given = given
        self.settings = given.settings
        self.problems: list[Located] = []
        self.records = newest_first(given.records.values())
        self.places = Places(
            settings=given.settings, documents=given.documents, pages=given.pages, root=given.root
        )
        self.known = [name for p in given.authors for name in (p.name, *p.aliases)]
        self.bylines = {record.docname: self._byline(record) for record in self.records}
        self.sections = self._sections()
        self.authors = self._names("author", self._author_uses(), self._profile_names())
        self.tags = self._names("tag", self._tag_uses(), {})
        stems = {record.docname: PurePosixPath(record.source).stem for record in self.records}
        self.periods = Volumes(given.volumes, given.settings)
        self.volume_of = {r.docname: self.periods.of(r, stems) for r in self.records}

    # who and what

    def _byline(self, record: Record) -> tuple[str, ...]:
        names, more = bylines.split_all(record.matter.authors, never_split=self.known)
        signed = [name for said in record.body.biographies for name in biographies.people(said)]
        return bylines.complete(names, more, signed)

    def _author_uses(self) -> list[Use]:
        return [
            Use(spelling=name, record=record, key=key)
            for record in self.records
            for key, names in (
                ("author", self.bylines[record.docname]),
                ("translator", self._translators(record)),
            )
            for name in names
        ]

    def _translators(self, record: Record) -> tuple[str, ...]:
        return bylines.split_all(record.matter.translators, never_split=self.known)[0]

    def _profile_names(self) -> dict[str, Name]:
        fixed: dict[str, Name] = {}
        for profile in self.given.authors:
            name = Name(name=profile.name, slug=slugify(profile.key))
            for spelling in (profile.name, *profile.aliases):
                fixed.setdefault(fold(spelling), name)
        return fixed

    def _tag_uses(self) -> list[Use]:
        return [
            Use(spelling=tag, record=record, key="tags")
            for record in self.records
            for tag in self._tags(record)
        ]

    def _tags(self, record: Record) -> tuple[str, ...]:
        """Return the post's tags, and its categories that did not become its section."""
        department = self.department(record)
        own = {fold(department.slug), fold(department.title)}
        others = [name for name in record.matter.categories if fold(name) not in own]
        found: dict[str, str] = {}
        for tag in (*record.matter.tags, *others):
            found.setdefault(fold(tag), tag)
        return tuple(found.values())

    def _names(self, kind: str, uses: list[Use], fixed: Mapping[str, Name]) -> dict[str, Name]:
        names, problems = settle(uses, kind=kind, fixed=fixed)
        self.problems += problems
        return names

    def _sections(self) -> dict[str, Department]:
        return departments((section_of(r, self.settings)[0] for r in self.records), self.settings)

    def department(self, record: Record) -> Department:
        """Return the post's section."""
        return self.sections[fold(section_of(record, self.settings)[0])]

    # the catalogue

    def catalogue(self) -> Catalogue:
        """Return the publication's catalogue; addresses are claimed on the way, in a fixed order."""
        members = self._members()
        authors = self._author_listings(members)
        sections = self._section_listings(members)
        tags = self._tag_listings(members)
        volumes = self._volume_listings(members)
        years, months = self._calendar(members)
        everything = self._listing(
            "all", "all", "", self.places.index("all"), members.get(("all", ""), ()), feed=False
        )
        refs = _Refs(authors=authors, sections=sections, tags=tags, volumes=volumes)
        self.places.place_posts({r.docname: self.department(r) for r in self.records}, self.records)
        posts = {record.docname: self._post(record, refs) for record in self.records}
        return Catalogue(
            posts=posts,
            authors=authors,
            sections=sections,
            tags=tags,
            volumes=volumes,
            years=years,
            months=months,
            everything=everything,
            neighbours=_neighbours(sections.values()),
        )

    def _members(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the docnames of every listing, newest first, by kind and key."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for record in self.records:
            keys = [("all", ""), ("section", self.department(record).slug)]
            people = (*self.bylines[record.docname], *self._translators(record))
            keys += [("author", self.authors[fold(name)].slug) for name in people]
            keys += [("tag", self.tags[fold(tag)].slug) for tag in self._tags(record)]
            period = self.volume_of[record.docname]
            keys += [("volume", period.key)] if period else []
            if record.matter.date:
                day = permalinks.local(record.matter.date, self.settings)
                keys += [("year", f"{day.year:04}"), ("month", f"{day.year:04}-{day.month:02}")]
            for key in keys:
                found.setdefault(key, {})[record.docname] = None
        return {key: tuple(names) for key, names in found.items()}

    def _listing(
        self,
        kind: str,
        key: str,
        name: str,
        page: str,
        posts: tuple[str, ...],
        *,
        html: str = "",
        feed: bool = True,
    ) -> Listing:
        self.places.number(page, len(posts), feed=feed)
        return Listing(
            kind=kind, key=key, name=name, page=page, posts=posts, html=html, has_feed=feed
        )

    def _section_listings(
        self, members: Mapping[tuple[str, str], tuple[str, ...]]
    ) -> dict[str, Listing]:
        configured = [department.slug for department in self.settings.sections]
        every = {department.slug: department for department in self.sections.values()}
        order = sorted(
            every,
            key=lambda slug: (
                configured.index(slug) if slug in configured else len(configured),
                every[slug].title,
            ),
        )
        return {
            slug: self._listing(
                "section",
                slug,
                every[slug].title,
                self.places.listing("section", slug),
                members.get(("section", slug), ()),
                html=to_html(every[slug].description, every[slug].lang or self.settings.language),
            )
            for slug in order
            if slug in configured or ("section", slug) in members
        }

    def _tag_listings(
        self, members: Mapping[tuple[str, str], tuple[str, ...]]
    ) -> dict[str, Listing]:
        every = {name.slug: name.name for name in self.tags.values()}
        order = sorted(every, key=lambda slug: (every[slug].casefold(), slug))
        return {
            slug: self._listing(
                "tag",
                slug,
                every[slug],
                self.places.listing("tag", slug),
                members.get(("tag", slug), ()),
            )
            for slug in order
        }

    def _author_listings(
        self, members: Mapping[tuple[str, str], tuple[str, ...]]
    ) -> dict[str, Author]:
        profiles = {slugify(profile.key): profile for profile in self.given.authors}
        every = {name.slug: name.name for name in self.authors.values()}
        latest = self._latest_biographies()
        result = {}
        for slug in sorted(every, key=lambda slug: (every[slug].casefold(), slug)):
            page = self.places.listing("author", slug)
            posts = members.get(("author", slug), ())
            self.places.number(page, len(posts), feed=True)
            profile = profiles.get(slug)
            said = profile.biography if profile else latest.get(slug, "")
            common = {
                "kind": "author",
                "key": slug,
                "name": every[slug],
                "page": page,
                "posts": posts,
            }
            html = to_html(said, self.settings.language) if said else ""
            if profile is None:
                result[slug] = Author(**common, html=html)  # type: ignore[arg-type]
                continue
            result[slug] = Author(
                **common,  # type: ignore[arg-type]
                html=html,
                aliases=profile.aliases,
                affiliation=profile.affiliation,
                orcid=profile.orcid,
                links=profile.links,
                photo=self._profile_picture(profile.photo, profile.photo_alt or "", profile.source),
            )
        return result

    def _latest_biographies(self) -> dict[str, str]:
        """Return the Markdown of the latest biography of each author, by slug."""
        found: dict[str, str] = {}
        for record in self.records:
            for said in record.body.biographies:
                for name in biographies.people(said):
                    author = self.authors.get(fold(name))
                    if author:
                        found.setdefault(author.slug, said.markdown)
        return found

    def _volume_listings(
        self, members: Mapping[tuple[str, str], tuple[str, ...]]
    ) -> dict[str, Volume]:
        every: dict[str, Period] = {period.key: period for period in self.periods.own}
        for period in self.volume_of.values():
            if period:
                every.setdefault(period.key, period)
        position = {record.docname: number for number, record in enumerate(self.records)}
        posts = {key: members.get(("volume", key), ()) for key in every}
        order = sorted(
            every,
            key=lambda key: (
                -(every[key].end or dt.date.min).toordinal() if every[key].end else 0,
                position[posts[key][0]] if posts[key] else len(position),
                key,
            ),
        )
        return {key: self._volume(every[key], posts[key]) for key in order}

    def _volume(self, period: Period, posts: tuple[str, ...]) -> Volume:
        page = self.places.listing("volume", period.key)
        self.places.number(page, len(posts), feed=True)
        profile = period.profile
        return Volume(
            kind="volume",
            key=period.key,
            name=period.name,
            page=page,
            posts=posts,
            html=to_html(profile.note, self.settings.language) if profile and profile.note else "",
            start=period.start,
            end=period.end,
            cover=self._profile_picture(profile.cover, profile.cover_alt, profile.source)
            if profile
            else None,
        )

    def _calendar(
        self, members: Mapping[tuple[str, str], tuple[str, ...]]
    ) -> tuple[dict[str, Listing], dict[str, Listing]]:
        language = self.settings.language
        years, months = {}, {}
        for kind, key in sorted(members, reverse=True):
            if kind == "year":
                name = format_year(dt.date(int(key), 1, 1), language)
                page = self.places.listing("archive", key)
                years[key] = self._listing(kind, key, name, page, members[kind, key], feed=False)
            elif kind == "month":
                year, month = key.split("-")
                name = format_month(dt.date(int(year), int(month), 1), language)
                page = self.places.listing("archive", f"{year}/{month}")
                months[key] = self._listing(kind, key, name, page, members[kind, key], feed=False)
        return years, months

    # one post

    def _post(self, record: Record, refs: _Refs) -> Post:
        matter, body = record.matter, record.body
        lang = body.lang or self.settings.language
        excerpt = (
            smarten(matter.excerpt, lang) or body.excerpt or body.standfirst or body.first_paragraph
        )
        excerpt = hygiene.shorten(" ".join(excerpt.split()), _EXCERPT)
        deck = smarten(matter.subtitle or matter.description, lang)
        licence, licence_url = licences.named(matter.license or self.settings.license)
        period = self.volume_of[record.docname]
        return Post(
            docname=record.docname,
            source=record.source,
            page=record.docname,
            path=self.places.uri(record.docname),
            title=matter.title,
            deck=deck,
            standfirst=body.standfirst,
            excerpt=excerpt,
            description=hygiene.shorten(
                smarten(matter.description, lang) or deck or excerpt, _DESCRIPTION
            ),
            authors=self._people(self.bylines[record.docname], refs),
            translators=self._people(self._translators(record), refs),
            date=matter.date,
            updated=matter.updated,
            withdrawn=matter.withdrawn,
            withdrawn_reason=smarten(matter.withdrawn_reason, lang),
            lang=lang,
            section=_ref(refs.sections[self.department(record).slug]),
            tags=tuple(_ref(refs.tags[self.tags[fold(tag)].slug]) for tag in self._tags(record)),
            volume=_ref(refs.volumes[period.key]) if period else None,
            series=smarten(matter.series, lang),
            image=self._lead(record, lang),
            position=matter.position,
            minutes=reading_time.minutes(body.words, body.han),
            words=body.words + body.han,
            source_title=matter.source,
            source_url=matter.source_url,
            license=licence,
            license_url=licence_url,
            doi=matter.doi,
            redirect_from=matter.redirect_from,
            biographies=body.biographies,
            hidden=sources.status(matter, self.settings.now) is not sources.Status.PUBLISHED,
        )

    def _people(self, names: Iterable[str], refs: _Refs) -> tuple[Person, ...]:
        slugs = [(name, self.authors[fold(name)].slug) for name in names]
        return tuple(
            Person(name=name, key=slug, page=refs.authors[slug].page) for name, slug in slugs
        )

    def _lead(self, record: Record, lang: str) -> Picture | None:
        matter = record.matter
        if not matter.image:
            return None
        src = self._picture_file(matter.image, record)
        if not src:
            return None
        return Picture(
            src=src,
            alt=smarten(matter.image_alt or matter.image_caption, lang),
            caption=smarten(matter.image_caption, lang),
            credit=matter.image_credit,
        )

    def _picture_file(self, image: str, record: Record) -> str:
        if "://" in image:
            return image
        found = self.given.find_file(image, record.source)
        if found is None:
            problem = Problem(
                subtype=PostWarning.IMAGE,
                message=f"the lead image {image!r} is not there; the post has none",
                remedy="put the file there or mend its address",
                line=line_of(record, "image"),
            )
            self.problems.append(Located(docname=record.docname, problem=problem))
        return found or ""

    def _profile_picture(self, image: str, alt: str, source: str) -> Picture | None:
        if not image:
            return None
        found = image if "://" in image else self.given.find_file(image, source)
        if found is None:
            subtype = (
                PostWarning.AUTHOR_FILE
                if source.startswith("authors/")
                else PostWarning.VOLUME_FILE
            )
            problem = Problem(
                subtype=subtype,
                message=f"the picture {image!r} is not there; there is none",
                remedy="put the file there or mend its address",
            )
            self.problems.append(Located(docname=source, problem=problem))
            return None
        return Picture(src=found, alt=alt)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class _Refs:
    authors: Mapping[str, Author]
    sections: Mapping[str, Listing]
    tags: Mapping[str, Listing]
    volumes: Mapping[str, Volume]


def _ref(listing: Listing) -> Ref:
    return Ref(name=listing.name, page=listing.page)


def _neighbours(sections: Iterable[Listing]) -> dict[str, tuple[str | None, str | None]]:
    """Return for each post the one before it and the one after it in its section, by date."""
    result: dict[str, tuple[str | None, str | None]] = {}
    for section in sections:
        newer = (None, *section.posts[:-1])
        older = (*section.posts[1:], None)
        for docname, before, after in zip(section.posts, older, newer, strict=True):
            result[docname] = (before, after)
    return result
