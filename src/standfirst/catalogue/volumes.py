"""Which volume a post belongs to."""

from __future__ import annotations

import calendar
import dataclasses as dc
import datetime as dt
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from standfirst.addresses import permalinks
from standfirst.catalogue import name_registry
from standfirst.catalogue.name_registry import Name, NameUse, settle
from standfirst.text.i18n import words
from standfirst.text.name_folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from standfirst.reading.profiles import VolumeProfile
    from standfirst.reading.record import Record
    from standfirst.settings.model import Settings

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A volume, before its posts are known."""

    key: str
    name: str
    start: dt.date | None = None
    end: dt.date | None = None
    profile: VolumeProfile | None = None


class Volumes:
    """Finds each post's volume: one that it names, that names it or that has its date, else the rule's."""

    def __init__(self, profiles: Iterable[VolumeProfile], settings: Settings) -> None:
        self.settings = settings
        own = name_registry.own(
            profiles, kind="volume", names_of=lambda p: (p.title, p.key, *p.aliases)
        )
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
                named.append(NameUse(spelling=record.matter.volume, record=record, field="volume"))
                continue
            found[record.docname] = self._listing(record)
            if record.matter.date and not found[record.docname] and self.settings.volumes:
                day = permalinks.local(record.matter.date, self.settings).date()
                ruled.append(NameUse(spelling=self._key(day), record=record, field="date"))
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

    def _settled(self, uses: list[NameUse], declared: Collection[str]) -> dict[str, Period | None]:
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
        quarter = (day.month - 1) // 3 + 1
        part = {"month": f"-{day.month:02}", "quarter": f"-q{quarter}", "year": ""}
        return f"{day.year:04}{part[self.settings.volumes]}"

    def _shown(self, start: dt.date) -> str:
        said = words(self.settings.language)
        if self.settings.volumes == "month":
            return said.month(start)
        if self.settings.volumes == "year":
            return said.year(start)
        return str(format_skeleton("yQQQ", start, locale=said.locale))
