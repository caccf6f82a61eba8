"""Which section and which volume a post belongs to."""

from __future__ import annotations

import calendar
import dataclasses as dc
import datetime as dt
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from standfirst import naming, permalinks
from standfirst.names import fold
from standfirst.naming import Name, Use, settle
from standfirst.settings import Department
from standfirst.slugs import slugify
from standfirst.words import format_month, format_year, parse_locale, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from standfirst.catalogue import Record
    from standfirst.naming import Located
    from standfirst.profiles import VolumeProfile
    from standfirst.settings import Settings

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_OURS = "articles"
"""Section of posts where neither they nor ``conf.py`` name one: its name is a word of ours."""
_NO_SECTIONS = frozenset({"drafts"})
"""Folders below the posts' that say something else than a section."""


def folder(record: Record, settings: Settings) -> str:
    """Return the folder under ``posts/`` that names the post's section; empty where it names none."""
    name, below, _ = record.source.removeprefix(f"{settings.posts}/").partition("/")
    name = name if below else ""
    return "" if name in _NO_SECTIONS or name.isdigit() else name


def configured(source: str, settings: Settings) -> Department | None:
    """Return the configured section in whose folder *source* lies."""
    path = PurePosixPath(source)
    if not path.is_relative_to(settings.posts):
        return None
    parts = path.relative_to(settings.posts).parts
    folder = parts[0] if len(parts) > 1 else ""
    return next((item for item in settings.sections if item.slug == folder), None)


def pattern(source: str, section: str, settings: Settings) -> str:
    """Return the pattern of addresses of the section in whose folder a post lies, or which it names; empty: none.

    Not of one that a category alone means: posts in a category are not in the collection of that name.
    """
    around = configured(source, settings)
    if around and around.permalink:
        return around.permalink
    named = (d for d in reversed(settings.sections) if fold(section) in {fold(d.slug), fold(d.title)})  # fmt: skip
    return next((d.permalink for d in named), "") if section else ""


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
    known = departments([], settings)[0].get(fold(section))
    slug = known.slug if known else slugify(section)
    return f"section-{slug}" if slug in _NO_SECTIONS or slug.isdigit() else slug


def departments(
    records: Iterable[Record], settings: Settings
) -> tuple[dict[str, Department], list[Located]]:
    """Return the sections of all posts by folded name, configured ones also by title, and what is doubtful.

    A folder is no spelling: its name counts only where nothing else names the section.
    """
    result: dict[str, Department] = {}
    for department in settings.sections:
        result[fold(department.slug)] = result[fold(department.title)] = department
    fixed = {key: Name(name=d.title, slug=d.slug) for key, d in result.items()}
    declared = {name for d in settings.sections for name in (d.slug, d.title)}
    written: list[Use] = []
    folders: list[Use] = []
    for record in records:
        said, field = section_of(record, settings)
        uses = written if field in {"section", "categories"} else folders
        uses.append(Use(spelling=said, record=record, field=field))
    names, problems = settle(written, kind="section", fixed=fixed, declared=declared)
    unnamed = [use for use in folders if fold(use.spelling) not in names]
    names, more = settle(unnamed, kind="section", fixed=names)
    for key, name in names.items():
        result.setdefault(key, Department(slug=name.slug, title=_title(name.name, settings)))
    return result, [*problems, *more]


def _title(name: str, settings: Settings) -> str:
    if name == _OURS:
        return words(settings.language)("Articles")
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
        own = naming.own(profiles, kind="volume", names_of=lambda p: (p.title, p.key, *p.aliases))
        self.problems = list(own.problems)
        self.spellings = own.spellings
        self.names = own.names
        self.periods = {
            slug: Period(key=slug, name=p.title, start=p.start, end=p.end, profile=p)
            for slug, p in own.profiles.items()
        }
        self.own = tuple(self.periods.values())
        self.by_post = {
            post: period for period in self.own if period.profile for post in period.profile.posts
        }

    def of(self, records: Iterable[Record]) -> dict[str, Period | None]:
        """Return the volume of each post, by docname."""
        found: dict[str, Period | None] = {}
        named, ruled = [], []
        for record in records:
            if record.matter.volume:
                named.append(Use(spelling=record.matter.volume, record=record, field="volume"))
                continue
            found[record.docname] = self._listing(record)
            if record.matter.date and not found[record.docname] and self.settings.volumes:
                day = permalinks.local(record.matter.date, self.settings).date()
                ruled.append(Use(spelling=self._key(day), record=record, field="date"))
        found.update(self._settled(named, self.spellings))
        found.update(self._settled(ruled, {use.spelling for use in ruled}))
        return found

    def _listing(self, record: Record) -> Period | None:
        """Return the volume whose file lists the post, or whose days it falls in."""
        stem = PurePosixPath(record.source).stem
        listed = self.by_post.get(record.docname) or self.by_post.get(stem)
        if listed or record.matter.date is None:
            return listed
        day = permalinks.local(record.matter.date, self.settings).date()
        return next((p for p in self.own if p.start and p.end and p.start <= day <= p.end), None)

    def _settled(self, uses: list[Use], declared: Collection[str]) -> dict[str, Period | None]:
        self.names, problems = settle(uses, kind="volume", fixed=self.names, declared=declared)
        self.problems += problems
        found: dict[str, Period | None] = {}
        for use in uses:
            name = self.names[fold(use.spelling)]
            if name.slug not in self.periods:
                ruled = use.record.matter.date if use.field == "date" else None
                self.periods[name.slug] = self._period(name, ruled)
            found[use.record.docname] = self.periods[name.slug]
        return found

    def _period(self, name: Name, moment: dt.datetime | None) -> Period:
        """Return a volume of no file: the rule's that *moment* falls in, or one with only a name."""
        if moment is None:
            return Period(key=name.slug, name=name.name)
        day = permalinks.local(moment, self.settings).date()
        months = _MONTHS[self.settings.volumes]
        first = (day.month - 1) // months * months + 1
        last = first + months - 1
        start = dt.date(day.year, first, 1)
        end = dt.date(day.year, last, calendar.monthrange(day.year, last)[1])
        return Period(key=name.slug, name=self._shown(start), start=start, end=end)

    def _key(self, day: dt.date) -> str:
        """Return ``2026-01``, ``2026-q1`` or ``2026``."""
        rule = self.settings.volumes
        if rule == "month":
            return f"{day.year:04}-{day.month:02}"
        return (
            f"{day.year:04}-q{(day.month - 1) // 3 + 1}" if rule == "quarter" else f"{day.year:04}"
        )

    def _shown(self, start: dt.date) -> str:
        language = self.settings.language
        if self.settings.volumes == "month":
            return format_month(start, language)
        if self.settings.volumes == "year":
            return format_year(start, language)
        return str(format_skeleton("yQQQ", start, locale=parse_locale(language)))
