"""Which section and which volume a post belongs to."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from standfirst import permalinks
from standfirst.names import fold
from standfirst.settings import Department
from standfirst.slugs import slugify
from standfirst.words import format_month, format_year, parse_locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standfirst.catalogue import Record
    from standfirst.profiles import VolumeProfile
    from standfirst.settings import Settings

_NO_SECTIONS = frozenset({"drafts"})
"""Folders below the posts' that say something else than a section."""


def folder(record: Record, settings: Settings) -> str:
    """Return the folder under ``posts/`` that names the post's section; empty where it names none."""
    parts = PurePosixPath(record.source).relative_to(settings.posts).parts
    name = parts[0] if len(parts) > 1 else ""
    return "" if name in _NO_SECTIONS or name.isdigit() else name


def configured(source: str, settings: Settings) -> Department | None:
    """Return the configured section in whose folder *source* lies."""
    path = PurePosixPath(source)
    if not path.is_relative_to(settings.posts):
        return None
    parts = path.relative_to(settings.posts).parts
    folder = parts[0] if len(parts) > 1 else ""
    return next((item for item in settings.sections if item.slug == folder), None)


def section_of(record: Record, settings: Settings) -> tuple[str, str]:
    """Return the post's section as written, and the front matter key where it stands."""
    matter = record.matter
    if matter.section:
        return matter.section, "section"
    below = folder(record, settings)
    if below:
        return below, "folder"
    if matter.categories:
        return matter.categories[0], "categories"
    return settings.default_section, "default"


def folder_for(section: str, settings: Settings) -> str:
    """Return the folder below the posts' of the section with this slug or title; a new one's slug."""
    known = departments([], settings).get(fold(section))
    slug = known.slug if known else slugify(section)
    return f"section-{slug}" if slug in _NO_SECTIONS or slug.isdigit() else slug


def departments(written: Iterable[str], settings: Settings) -> dict[str, Department]:
    """Return the sections that the names *written* mean, by folded name; configured ones also by title."""
    result: dict[str, Department] = {}
    for department in settings.sections:
        result[fold(department.slug)] = result[fold(department.title)] = department
    slugs = {department.slug for department in settings.sections}
    for name in sorted(set(written)):
        if fold(name) in result:
            continue
        slug, number = slugify(name), 2
        while slug in slugs:
            slug, number = f"{slugify(name)}-{number}", number + 1
        slugs.add(slug)
        result[fold(name)] = Department(slug=slug, title=_title(name))
    return result


def _title(name: str) -> str:
    shown = name.replace("-", " ").replace("_", " ") if name.islower() else name
    return shown[:1].upper() + shown[1:]


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A volume, before its posts are known."""

    key: str
    name: str
    start: dt.date | None = None
    end: dt.date | None = None
    profile: VolumeProfile | None = None


class Volumes:
    """Finds each post's volume: the one it names, that names it, whose days it falls in, else the rule's."""

    def __init__(self, profiles: Iterable[VolumeProfile], settings: Settings) -> None:
        self.settings = settings
        self.own = [
            Period(key=slugify(p.key), name=p.title, start=p.start, end=p.end, profile=p)
            for p in profiles
        ]
        self.by_name: dict[str, Period] = {}
        self.by_post: dict[str, Period] = {}
        for period in self.own:
            profile = period.profile
            names = (profile.key, profile.title, *profile.aliases) if profile else ()
            self.by_name.update({fold(name): period for name in names})
            self.by_post.update(dict.fromkeys(profile.posts if profile else (), period))

    def of(self, record: Record, stems: Mapping[str, str]) -> Period | None:
        """Return the post's volume.

        :param stems: Docname -> file name without suffix.
        """
        named = record.matter.volume
        if named:
            return self.by_name.setdefault(fold(named), Period(key=slugify(named), name=named))
        listed = self.by_post.get(record.docname) or self.by_post.get(stems[record.docname])
        if listed or record.matter.date is None:
            return listed
        day = permalinks.local(record.matter.date, self.settings).date()
        within = (p for p in self.own if p.start and p.end and p.start <= day <= p.end)
        return next(within, None) or self._by_rule(day)

    def _by_rule(self, day: dt.date) -> Period | None:
        rule = self.settings.volumes
        if not rule:
            return None
        months = {"month": 1, "quarter": 3, "year": 12}[rule]
        first = (day.month - 1) // months * months + 1
        start = dt.date(day.year, first, 1)
        after = dt.date(day.year + (first + months > 12), (first + months - 1) % 12 + 1, 1)  # noqa: PLR2004  # months
        key, name = self._named(rule, start)
        return self.by_name.setdefault(
            fold(key), Period(key=key, name=name, start=start, end=after - dt.timedelta(days=1))
        )

    def _named(self, rule: str, start: dt.date) -> tuple[str, str]:
        language = self.settings.language
        if rule == "month":
            return f"{start:%Y-%m}", format_month(start, language)
        if rule == "year":
            return f"{start.year:04}", format_year(start, language)
        quarter = (start.month - 1) // 3 + 1
        return f"{start.year:04}-q{quarter}", str(
            format_skeleton("yQQQ", start, locale=parse_locale(language))
        )
