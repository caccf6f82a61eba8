"""The catalogue -> the archive's chart: posts by month, section, reading time and author.

Places and lengths are numbers of an SVG's own units; the template draws and the style sheet
colours it.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standfirst.catalogue.model import Catalogue, Listing
    from standfirst.text.i18n import Words

WIDTH, HEIGHT = 960, 160
"""Of the months' bars."""
_LABEL = 56
"""Room that the name of a year takes."""
_EMPTY = 3
"""Years in succession without a post that are drawn; more become one place, where the line is broken."""
_GAP = 0.25
"""Of a month's room, what is left between two bars."""
_LOWEST = 2.0
"""Of a month that has posts: one beside hundreds is still seen."""
_AUTHORS = 12
"""Authors shown."""
_MINUTES = (5, 10, 20)
"""Where the reading times are divided."""
_MONTHS = 12
_NAMED = 2
"""Years whose months have room for their names."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A month that has posts."""

    name: str
    page: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """The number of posts of a section, an author or a reading time."""

    name: str
    page: str = ""
    """Page name; empty where it has none."""
    count: int
    length: float
    """Of its bar, in hundredths of the longest."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """All that is drawn."""

    bars: tuple[Bar, ...]
    """Oldest first."""
    years: tuple[tuple[str, float], ...]
    """Names of years below the bars, and where each begins; not all where they are many."""
    names: tuple[tuple[str, float], ...]
    """Short names of months below the bars, and the middle of each; none where years are many."""
    lines: tuple[tuple[float, float], ...]
    """Beginning and end of each part of the line on which the bars stand."""
    months: tuple[str, ...]
    """Short names of the twelve months, for the head of a table."""
    rows: tuple[tuple[Listing, tuple[Bar | None, ...]], ...]
    """The same as a table: each year with its twelve months, newest first."""
    sections: tuple[Share, ...]
    minutes: tuple[Share, ...]
    authors: tuple[Share, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """Return the names of the pages that it leads to."""
        return (
            *(bar.page for bar in self.bars),
            *(share.page for share in (*self.sections, *self.authors)),
            *(year.page for year, _ in self.rows),
        )


def chart(catalogue: Catalogue, words: Words) -> Chart:
    """Return the chart of a publication, which has room for every year; long times without a post are cut short."""
    places = _places([*reversed(catalogue.lists["year"])])
    room = WIDTH / max(1, len(places))
    bars = _bars(catalogue, places, room / _MONTHS)
    step = max(1, round(_LABEL / room + 0.49))
    names = words.locale.months["stand-alone"]["abbreviated"]
    return Chart(
        bars=tuple(bars.values()),
        years=tuple(
            (words.year(dt.date(int(year), 1, 1)) if year else "…", round(number * room, 2))
            for number, year in enumerate(places)
            if not number % step
        ),
        names=tuple(
            (names[number % _MONTHS + 1], round((number + 0.5) * room / _MONTHS, 2))
            for number in range(_MONTHS * len(places) if len(places) <= _NAMED else 0)
        ),
        lines=_lines(places, room),
        months=tuple(names[month] for month in range(1, _MONTHS + 1)),
        rows=tuple(
            (
                dc.replace(year, posts=()),
                tuple(bars.get(_key(year.key, month)) for month in range(_MONTHS)),
            )
            for year in catalogue.lists["year"].values()
        ),
        sections=_listings(catalogue.sections.values()),
        minutes=_minutes(catalogue, words),
        authors=_listings(
            sorted(catalogue.authors.values(), key=lambda author: -len(author.posts))[:_AUTHORS]
        ),
    )


def _places(years: Sequence[str]) -> list[str]:
    """Return what has a place below the bars: each year, also between those with posts; empty: many years.

    :param years: Those with posts, oldest first.
    """
    places = [*years[:1]]
    for before, year in pairwise(years):
        empty = range(int(before) + 1, int(year))
        places += [f"{number:04}" for number in empty] if len(empty) <= _EMPTY else [""]
        places.append(year)
    return places


def _lines(places: Sequence[str], room: float) -> tuple[tuple[float, float], ...]:
    edges = [0, *(number for number, year in enumerate(places) if not year), len(places)]
    starts = [edges[0], *(number + 1 for number in edges[1:-1])]
    return tuple(
        (round(start * room, 2), round(end * room, 2))
        for start, end in zip(starts, edges[1:], strict=True)
    )


def _bars(catalogue: Catalogue, places: Sequence[str], room: float) -> dict[str, Bar]:
    """Return the months' bars by key, oldest first.

    :param room: Of a month.
    """
    highest = max((len(month.posts) for month in catalogue.lists["month"].values()), default=1)
    bars = {}
    for number, year in enumerate(places):
        for month in range(_MONTHS):
            listing = catalogue.lists["month"].get(_key(year, month))
            if listing is None:
                continue
            height = round(max(_LOWEST, HEIGHT * len(listing.posts) / highest), 2)
            bars[listing.key] = Bar(
                name=listing.name,
                page=listing.page,
                count=len(listing.posts),
                x=round((number * _MONTHS + month + _GAP / 2) * room, 2),
                y=round(HEIGHT - height, 2),
                width=round(room * (1 - _GAP), 2),
                height=height,
            )
    return bars


def _key(year: str, month: int) -> str:
    return f"{year}-{month + 1:02}"


def _listings(listings: Iterable[Listing]) -> tuple[Share, ...]:
    return _shares((listing.name, listing.page, len(listing.posts)) for listing in listings)


def _minutes(catalogue: Catalogue, words: Words) -> tuple[Share, ...]:
    names = [words("Up to %(n)s minutes", n=_MINUTES[0])]
    for low, high in pairwise(_MINUTES):
        names.append(words("%(low)s to %(high)s minutes", low=low + 1, high=high))
    names.append(words("More than %(n)s minutes", n=_MINUTES[-1]))
    counts = [0] * len(names)
    for post in catalogue.posts.values():
        if not post.withdrawn:
            counts[sum(post.minutes > limit for limit in _MINUTES)] += 1
    return _shares(zip(names, [""] * len(names), counts, strict=True))


def _shares(counted: Iterable[tuple[str, str, int]]) -> tuple[Share, ...]:
    kept = [each for each in counted if each[2]]
    most = max((count for _, _, count in kept), default=1)
    return tuple(
        Share(name=name, page=page, count=count, length=round(100 * count / most, 1))
        for name, page, count in kept
    )
