"""The archive drawn: every month with its bar, and the same numbers as a table."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import lxml.html
import pytest
from bare_posts import bare_post

from standfirst.catalogue.archive_chart import HEIGHT, WIDTH, Bar, Share, chart
from standfirst.catalogue.model import Catalogue, Listing
from standfirst.text.i18n import words


def listing(kind, key, count):
    """Return a listing of so many posts."""
    posts = tuple(f"{key}/{number}" for number in range(count))
    return Listing(kind=kind, key=key, name=key.upper(), page=f"{kind}s/{key}", posts=posts)


def catalogue(months, sections=()):
    """Return a catalogue with posts in months, newest first."""
    years = sorted({key[:4] for key in months}, reverse=True)
    totals = {year: sum(n for key, n in months.items() if key[:4] == year) for year in years}
    return Catalogue(
        posts={},
        lists={
            "author": {},
            "section": {key: listing("section", key, count) for key, count in sections},
            "year": {year: listing("year", year, totals[year]) for year in years},
            "month": {k: listing("month", k, months[k]) for k in sorted(months, reverse=True)},
        },
        neighbours={},
    )


def test_each_month_has_a_bar_as_high_as_it_has_posts():
    """Oldest first, in the order of time; months and years without posts leave their places empty."""
    drawn = chart(catalogue({"2024-01": 5, "2024-12": 10, "2026-01": 1000}), words("en"))
    january, december, last = drawn.bars

    assert [bar.count for bar in drawn.bars] == [5, 10, 1000]
    assert january.x < december.x < last.x
    assert (december.x - january.x) / 11 == pytest.approx((last.x - december.x) / 13, rel=0.01)
    assert (last.y, last.height) == (0, HEIGHT)
    assert {bar.y + bar.height == HEIGHT and bar.height >= 2 for bar in drawn.bars} == {True}
    assert [bar and bar.count for bar in drawn.rows[1][1]] == [5, *[None] * 10, 10]


def test_a_long_time_without_posts_is_cut_short():
    """It has one place, where the line is broken, and no row in the table."""
    drawn = chart(catalogue({"1991-08": 1, "2019-02": 1, "2021-01": 1}), words("zh-Hans"))
    room = WIDTH / 5

    assert drawn.years == tuple(
        (name, number * room)
        for number, name in enumerate(["1991年", "…", "2019年", "2020年", "2021年"])
    )
    assert drawn.lines == ((0, room), (2 * room, WIDTH))
    assert [row.key for row, _ in drawn.rows] == ["2021", "2019", "1991"]
    assert chart(catalogue({"2019-02": 1}), words("en")).lines == ((0, WIDTH),)


@pytest.mark.parametrize("years", [1, 12, 60, 400])
def test_all_is_within_the_drawing(years):
    """Bars do not overlap, and names of years have room, however many years there are."""
    months = {f"{1600 + year}-{month:02}": 1 for year in range(years) for month in range(1, 13)}
    drawn = chart(catalogue(months), words("en"))
    ends = [(bar.x, bar.x + bar.width) for bar in drawn.bars]
    places = [x for _, x in drawn.years]

    assert {end <= start + 0.02 for (_, end), (start, _) in pairwise(ends)} == {True}
    assert ends[0][0] >= 0
    assert ends[-1][1] <= WIDTH
    assert [pair for pair in pairwise(places) if pair[1] - pair[0] < 47] == []
    assert places


def test_a_list_has_what_has_posts():
    """Lengths are in proportion to the longest; a section without posts is not there."""
    drawn = chart(catalogue({}, [("a", 4), ("b", 0), ("c", 1)]), words("en"))

    assert [(s.name, s.count, s.length) for s in drawn.sections] == [("A", 4, 100), ("C", 1, 25)]
    assert drawn.bars == drawn.minutes == drawn.authors == ()


def test_every_measure_of_a_bar_is_of_its_month_and_its_posts():
    """A month has a twelfth of its year's room, its bar three quarters of that in the middle; the lowest is two high."""
    drawn = chart(catalogue({"2024-01": 5, "2024-12": 100, "2026-07": 1000}), words("en"))

    assert drawn.bars == (
        Bar(name="2024-01", page="months/2024-01", count=5, x=3.33, y=158.0, width=20.0, height=2.0),
        Bar(name="2024-12", page="months/2024-12", count=100, x=296.67, y=144.0, width=20.0, height=16.0),
        Bar(name="2026-07", page="months/2026-07", count=1000, x=803.33, y=0.0, width=20.0, height=160.0),
    )  # fmt: skip
    assert (drawn.months[0], drawn.months[-1], len(drawn.months)) == ("Jan", "Dec", 12)
    assert [row.posts for row, _ in drawn.rows] == [(), ()]
    assert drawn.pages == ("months/2024-01", "months/2024-12", "months/2026-07", "years/2026", "years/2024")  # fmt: skip


@pytest.mark.parametrize(
    ("last", "names"),
    [
        ("2004", ["2000", "2001", "2002", "2003", "2004"]),
        ("2005", ["2000", "…", "2005"]),
        ("2001", ["2000", "2001"]),
    ],
)
def test_three_empty_years_are_drawn_and_four_are_one_place(last, names):
    """So that a pause is seen as long as it was, and a long one takes no room."""
    drawn = chart(catalogue({"2000-01": 1, f"{last}-01": 1}), words("en"))

    assert [name for name, _ in drawn.years] == names


@pytest.mark.parametrize(("years", "step"), [(17, 1), (18, 2), (34, 2), (35, 3)])
def test_a_name_of_a_year_has_fifty_six_units(years, step):
    """Every year is named while there is that room, then each second, then each third."""
    months = {f"{2000 + year}-01": 1 for year in range(years)}
    drawn = chart(catalogue(months), words("en"))

    assert [name for name, _ in drawn.years] == [str(2000 + n) for n in range(0, years, step)]
    assert drawn.years[1][1] == round(960 / years * step, 2)


def test_reading_times_are_divided_at_five_ten_and_twenty_minutes():
    """The bound belongs to the shorter; a withdrawn article, which has no text, is not counted."""
    made = catalogue({})
    for number, minutes in enumerate((1, 5, 6, 10, 11, 20, 20, 21, 1)):
        withdrawn = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) if number == 8 else None
        post = bare_post(f"posts/{number}", minutes=minutes, withdrawn=withdrawn)
        made.posts[post.docname] = post

    assert chart(made, words("en")).minutes == (
        Share(name="Up to 5 minutes", count=2, length=66.7),
        Share(name="6 to 10 minutes", count=2, length=66.7),
        Share(name="11 to 20 minutes", count=3, length=100.0),
        Share(name="More than 20 minutes", count=1, length=33.3),
    )


def test_the_twelve_authors_with_the_most_articles_are_shown():
    """The most first; of two with as many, the first in the authors' own order."""
    made = catalogue({})
    counts = {f"{number:02}": 1 + number // 2 for number in range(14)}
    made.lists["author"].update((key, listing("author", key, n)) for key, n in counts.items())
    drawn = chart(made, words("en"))

    assert [(share.name, share.page, share.count) for share in drawn.authors] == [
        (key, f"authors/{key}", 1 + int(key) // 2)
        for key in ("12", "13", "10", "11", "08", "09", "06", "07", "04", "05", "02", "03")
    ]


def test_the_archive_has_the_drawing_and_its_table(publication):
    """Bars and cells lead to the same months; the archive changes with what it shows."""
    publication.post("2026-01-02-a", title="A", date="2026-01-02", section="essays")
    publication.post("2026-03-02-b", "word " * 1500, title="B", date="2026-03-02", section='"<b>"')
    publication.build()
    publication.post("2025-03-02-c", title="C", date="2025-03-02", author="Bo Bee")
    tree = lxml.html.fromstring(publication.build().read("archive/index.html"))
    table = tree.xpath("//table[@class='sf-chart__table']")[0]
    bars = tree.xpath("//*[local-name()='svg']//a/@href")
    minutes = tree.xpath("//table[@class='sf-shares__table']//th/text()")

    assert bars == ["2025/03/", "2026/01/", "2026/03/"]
    assert sorted(table.xpath(".//td/a/@href")) == sorted(bars)
    assert [len(row) for row in table.iter("tr")] == [13] * 3
    assert minutes == ["Up to 5 minutes", "6 to 10 minutes"]
    assert "<b>" in [a.text for a in tree.xpath("//table[@class='sf-shares__table']//a")]


def test_an_empty_archive_draws_nothing(publication):
    """It says that nothing has been published."""
    assert "sf-chart" not in publication.build().read("archive/index.html")


@pytest.mark.parametrize(("last", "number"), [("2024", 12), ("2025", 24), ("2026", 0)])
def test_months_are_named_where_there_is_room(last, number):
    """Below the middle of each bar's place, the whole year round; of many years the years are."""
    drawn = chart(catalogue({"2024-01": 5, f"{last}-12": 10}), words("en"))
    names = [name for name, _ in drawn.names]

    assert len(names) == number
    assert names[:2] == ["Jan", "Feb"][:number]
    for name, bar in zip(drawn.names[::-1][:1], drawn.bars[::-1], strict=False):
        assert abs(name[1] - bar.x - bar.width / 2) < 0.1
