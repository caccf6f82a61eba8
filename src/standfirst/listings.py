"""The roster -> the pages that list posts, each with its address."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from standfirst.catalogue import Author, Listing, Picture, Volume
from standfirst.files import lacks
from standfirst.languages import detect
from standfirst.markdown.render import to_html
from standfirst.slugs import slugify
from standfirst.warnings_ import Located, PostWarning, Problem
from standfirst.words import format_month, format_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standfirst.catalogue import Post
    from standfirst.places import Places
    from standfirst.roster import Roster
    from standfirst.volumes import Period


class Listings:
    """Makes the listings; each takes its address when it is made, in the order of the fields."""

    def __init__(self, roster: Roster, places: Places) -> None:
        self.roster = roster
        self.settings = roster.settings
        self.places = places
        self.problems: list[Located] = []
        members = self.members = roster.members()
        self.authors = self._author_listings()
        self.sections = self._section_listings()
        self.tags = self._tag_listings()
        self.volumes = self._volume_listings()
        self.years, self.months = self._calendar()
        everything = members.get(("all", ""), ())
        self.everything = self._listing(
            "all", "all", "", places.index("all"), everything, feed=False
        )

    def _listing(
        self,
        kind: str,
        key: str,
        name: str,
        page: str,
        posts: tuple[str, ...],
        *,
        html: str = "",
        lang: str = "",
        feed: bool = True,
    ) -> Listing:
        self.places.number(page, len(posts), feed=feed)
        return Listing(
            kind=kind,
            key=key,
            name=name,
            page=page,
            posts=posts,
            html=html,
            lang=lang,
            has_feed=feed,
        )

    def _said(self, markdown: str, lang: str = "") -> dict[str, Any]:
        """Return what is said of a listing, and in which language: the fields that hold it."""
        if not markdown:
            return {}
        lang = lang or detect(markdown, self.settings.language)
        return {"html": to_html(markdown, lang, classes=self.settings.classes), "lang": lang}

    def _section_listings(self) -> dict[str, Listing]:
        configured = [department.slug for department in self.settings.sections]
        every = {department.slug: department for department in self.roster.sections.values()}
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
                self.members.get(("section", slug), ()),
                **self._said(every[slug].description, every[slug].lang),
            )
            for slug in order
            if slug in configured or ("section", slug) in self.members
        }

    def _tag_listings(self) -> dict[str, Listing]:
        every = {name.slug: name.name for name in self.roster.tags.values()}
        order = sorted(every, key=lambda slug: (every[slug].casefold(), slug))
        return {
            slug: self._listing(
                "tag",
                slug,
                every[slug],
                self.places.listing("tag", slug),
                self.members.get(("tag", slug), ()),
            )
            for slug in order
        }

    def _author_listings(self) -> dict[str, Author]:
        profiles = self.roster.profiles.profiles
        every = {slug: profile.name for slug, profile in profiles.items()}
        every |= {name.slug: name.name for name in self.roster.authors.values()}
        latest = self.roster.latest_biographies()
        result = {}
        for slug in sorted(every, key=lambda slug: (every[slug].casefold(), slug)):
            page = self.places.listing("author", slug)
            posts = self.members.get(("author", slug), ())
            self.places.number(page, len(posts), feed=True)
            profile = profiles.get(slug)
            said = (profile.biography if profile else "") or latest.get(slug, "")
            common = {
                "kind": "author",
                "key": slug,
                "name": every[slug],
                "page": page,
                "posts": posts,
                **self._said(said),
            }
            if profile is None:
                result[slug] = Author(**common)
                continue
            result[slug] = Author(
                **common,
                aliases=profile.aliases,
                affiliation=profile.affiliation,
                family_name=profile.family_name,
                given_name=profile.given_name,
                orcid=profile.orcid,
                links=profile.links,
                photo=self._profile_picture(profile.photo, profile.photo_alt or "", profile.source),
            )
        return result

    def _volume_listings(self) -> dict[str, Volume]:
        every: dict[str, Period] = {period.key: period for period in self.roster.periods.own}
        for period in self.roster.volume_of.values():
            if period:
                every.setdefault(period.key, period)
        position = {record.docname: number for number, record in enumerate(self.roster.records)}
        posts = {key: self.members.get(("volume", key), ()) for key in every}
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
            **self._said(profile.note if profile else ""),
            start=period.start,
            end=period.end,
            cover=self._profile_picture(profile.cover, profile.cover_alt, profile.source)
            if profile
            else None,
        )

    def of_series(self, every: Iterable[Sequence[Post]]) -> dict[str, Listing]:
        """Return the list of each series, by key; it takes its address after all posts, which have theirs.

        :param every: The parts of each, first part first.
        """
        result: dict[str, Listing] = {}
        for parts in every:
            first = parts[0]
            is_foreign = first.lang != self.settings.language
            slug = key = slugify(f"{first.series} {first.lang}" if is_foreign else first.series)
            number = 2
            while key in result:
                key, number = f"{slug}-{number}", number + 1
            result[key] = Listing(
                kind="series",
                key=key,
                name=first.series,
                page=self.places.listing("series", key),
                posts=tuple(post.docname for post in parts),
                lang=first.lang,
                has_feed=False,
            )
        return result

    def _calendar(self) -> tuple[dict[str, Listing], dict[str, Listing]]:
        language = self.settings.language
        years, months = {}, {}
        for kind, key in sorted(self.members, reverse=True):
            if kind == "year":
                name = format_year(dt.date(int(key), 1, 1), language)
                page = self.places.listing("archive", key)
                years[key] = self._listing(
                    kind, key, name, page, self.members[kind, key], feed=False
                )
            elif kind == "month":
                year, month = key.split("-")
                name = format_month(dt.date(int(year), int(month), 1), language)
                page = self.places.listing("archive", f"{year}/{month}")
                months[key] = self._listing(
                    kind, key, name, page, self.members[kind, key], feed=False
                )
        return years, months

    def _profile_picture(self, image: str, alt: str, source: str) -> Picture | None:
        if not image:
            return None
        found = image if "://" in image else self.roster.given.find_file(image, source)
        if found is None:
            subtype = (
                PostWarning.AUTHOR_FILE
                if source.startswith("authors/")
                else PostWarning.VOLUME_FILE
            )
            problem = Problem(
                subtype=subtype,
                message=f"the picture {image!r} {lacks(image)}; there is none",
                remedy="put the file there or mend its address",
            )
            self.problems.append(Located(docname=source, problem=problem))
            return None
        return Picture(src=found, alt=alt)
