"""When a post is to be seen: not before its day, not after it expires, and never where it is a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from standfirst.sources.front_matter.model import FrontMatter


class Schedule(NamedTuple):
    """When a post is to be seen."""

    hidden: bool
    date: dt.datetime | None
    updated: dt.datetime | None
    expires: dt.datetime | None
    withdrawn: dt.datetime | None

    @classmethod
    def of(cls, matter: FrontMatter) -> Schedule:
        """Return what front matter says of it."""
        return cls(matter.hidden, matter.date, matter.updated, matter.expires, matter.withdrawn)


def is_published(said: Schedule, now: dt.datetime) -> bool:
    """Return whether a post may be seen at *now*: no draft, not embargoed and not expired."""
    is_embargoed = said.date is not None and said.date > now
    is_expired = said.expires is not None and said.expires <= now
    return not (said.hidden or is_embargoed or is_expired)


def next_change(said: Schedule, now: dt.datetime) -> dt.datetime | None:
    """Return when the post next appears or expires, or a day that it gives is no longer ahead; None where nothing is."""
    if said.hidden:
        return None
    days = [day.replace(hour=0, minute=0, second=0, microsecond=0) for day in (said.updated, said.withdrawn) if day]  # fmt: skip
    moments = (said.date, said.expires, *days)
    ahead = [moment for moment in moments if moment and moment > now]
    return min(ahead, default=None)
