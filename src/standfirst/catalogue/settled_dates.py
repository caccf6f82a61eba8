"""Days of posts that cannot be: an update or a withdrawal that lies ahead, or before the post was published.

A post that is to be withdrawn is withdrawn, whatever day it gives: what must not be read should not stay
because of a slip. What cannot be is told each time the publication is assembled, as *now* moves on.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.problems import PostWarning
from standfirst.reading.record import line_of, problem_at
from standfirst.sources.front_matter.model import KEYS_OF, UNDATED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from standfirst.problems import Located
    from standfirst.reading.packed_records import RecordHead
    from standfirst.reading.record import Record
    from standfirst.sources.schedule import Schedule

_NO_UPDATE = "no update is shown"
_SINCE = "the post counts as withdrawn since it was published"
_DAY_OF_UPDATE = "write the day of the last change, or remove it"
_DAY_OF_WITHDRAWAL = "write the day on which it was withdrawn; of a post that is not to be withdrawn yet, remove the key"


def settled(
    records: Mapping[str, Record],
    heads: Mapping[str, RecordHead],
    now: dt.datetime,
    report: Callable[[Located], None],
) -> dict[str, Record]:
    """Return those of *records* that have days that cannot be, without these."""
    return {
        name: _settled(records[name], now, report)
        for name, head in heads.items()
        if _has_some(head.schedule, now)
    }


def _has_some(said: Schedule, now: dt.datetime) -> bool:
    return any(day and _why_not(day, said.date, now) for day in (said.updated, said.withdrawn))


def _settled(record: Record, now: dt.datetime, report: Callable[[Located], None]) -> Record:
    matter = record.matter
    if matter.updated and (why := _why_not(matter.updated, matter.date, now)):
        said = f"{_key(record, 'updated')}: {matter.updated:%Y-%m-%d} {why}; {_NO_UPDATE}"
        report(problem_at(record, "updated", PostWarning.DATE, said, _DAY_OF_UPDATE))
        matter = dc.replace(matter, updated=None)
    if matter.withdrawn and (why := _why_not(matter.withdrawn, matter.date, now)):
        said = f"withdrawn: {matter.withdrawn:%Y-%m-%d} {why}; {_SINCE}"
        report(problem_at(record, "withdrawn", PostWarning.DATE, said, _DAY_OF_WITHDRAWAL))
        matter = dc.replace(matter, withdrawn=matter.date or UNDATED)
    return dc.replace(record, matter=matter)


def _why_not(moment: dt.datetime, published: dt.datetime | None, now: dt.datetime) -> str:
    """Return why *moment* cannot be; empty where it can. Of one day, any hour can be: many write no hour."""
    zone = moment.tzinfo
    if published and moment.date() < published.astimezone(zone).date():
        return f"is before {published:%Y-%m-%d}, when the post was published"
    # a post that is itself of a day ahead is shown to nobody but who previews it
    if moment.date() > max(filter(None, (now, published))).astimezone(zone).date():
        return "lies ahead"
    return ""


def _key(record: Record, field: str) -> str:
    """Return the key that the post has of *field*."""
    line = line_of(record, *KEYS_OF[field])
    return next((key for key in KEYS_OF[field] if (key, line) in record.lines), KEYS_OF[field][0])
