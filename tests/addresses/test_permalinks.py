"""Each of Jekyll's placeholders and styles, of a date on which all of them differ."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pytest

from standfirst.addresses import permalinks
from standfirst.addresses.permalinks import Subject, expand
from standfirst.settings.model import Department, Settings
from standfirst.tables import placeholders
from standfirst.tables.placeholders import PLACEHOLDERS, STYLES

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]  # fmt: skip
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SUBJECT = Subject(
    name="2024-12-30-Some.Name",
    path="notes/2024-12-30-Some.Name",
    slug="Some.Name!",
    collection="essays",
    categories=("World News", "b", "World News"),
    date=dt.datetime(2024, 12, 30, 7, 8, 9, tzinfo=dt.UTC),
)
VALUES = {
    "year": "2024",
    "short_year": "24",
    "month": "12",
    "i_month": "12",
    "short_month": "Dec",
    "long_month": "December",
    "day": "30",
    "i_day": "30",
    "y_day": "365",
    "w_year": "2025",
    "week": "01",
    "w_day": "1",
    "short_day": "Mon",
    "long_day": "Monday",
    "hour": "07",
    "minute": "08",
    "second": "09",
    "categories": "world news/b",
    "slugified_categories": "world-news/b",
    "title": "Some.Name!",
    "slug": "some-name",
    "name": "2024-12-30-some-name",
    "basename": "2024-12-30-Some.Name",
    "path": "notes/2024-12-30-Some.Name",
    "collection": "essays",
    "output_ext": ".html",
}


def on(year, month, day):
    """Return the post, published on another day."""
    return Subject(name="a", path="a", slug="a", date=dt.datetime(year, month, day, tzinfo=dt.UTC))


@pytest.mark.parametrize("name", sorted(PLACEHOLDERS))
def test_a_placeholder_stands_for_what_jekylls_does(name):
    """https://jekyllrb.com/docs/permalinks/#placeholders; with an underscore after it too."""
    assert expand(f"/x/:{name}", SUBJECT) == f"/x/{VALUES[name]}"
    assert expand(f"/x/:{name}_:{name}", SUBJECT) == f"/x/{VALUES[name]}_{VALUES[name]}"


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("date", "/world news/b/2024/12/30/Some.Name!.html"),
        ("pretty", "/world news/b/2024/12/30/Some.Name!/"),
        ("ordinal", "/world news/b/2024/365/Some.Name!.html"),
        ("weekdate", "/world news/b/2024/W01/Mon/Some.Name!.html"),
        ("none", "/world news/b/Some.Name!.html"),
        ("/a//:day/", "/a/30/"),
        ("a%20b/:i_day", "/a b/30"),
        ("/..%2F:slug/./b/", "/some-name/b/"),
    ],
)
def test_a_style_is_its_template(style, expected):
    """And what is no style is a template itself."""
    assert expand(style, SUBJECT) == expected


def test_names_of_months_and_days_are_english():
    """Whatever the machine's language; numbers have their noughts, or none."""
    months = [expand(":long_month :short_month :month :i_month", on(2023, n, 1))[1:] for n in range(1, 13)]  # fmt: skip
    days = [expand(":long_day :short_day :w_day", on(2024, 1, n))[1:] for n in range(1, 8)]

    assert months == [f"{name} {name[:3]} {n:02} {n}" for n, name in enumerate(MONTHS, 1)]
    assert days == [f"{name} {name[:3]} {n}" for n, name in enumerate(DAYS, 1)]
    assert expand(":year/:short_year/:y_day/:i_day", on(903, 1, 5)) == "/0903/03/005/5"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/:year/:month/:title/", "/undated/some-name/"),
        ("/a/:year-:slug/", "/a/undated/some-name/"),
        ("/a/:year/b/:month", "/a/undated/b/some-name.html"),
        ("/:year", "/undated/some-name.html"),
        ("/:slug/", "/some-name/"),
        ("/:year:output_ext", "/undated/some-name.html"),
    ],
)
def test_without_a_date_undated_stands_in_its_place(pattern, expected):
    """Once, before what is left of the first segment that has one; no two posts have the same address of it."""
    subject = Subject(name="some-name", path="some-name", slug="some-name")

    assert expand(pattern, subject) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("/:years/", (":years",)), (":a/:b_/:day_", (":a", ":b_")), ("pretty", ()), ("/:Year/", ())],
)
def test_unknown_placeholders_are_named(pattern, expected):
    """With their colons; nothing is made of a pattern that has one."""
    assert placeholders.unknown(pattern) == expected
    if expected:
        with pytest.raises(permalinks.PermalinkError, match=f"unknown placeholder {expected[0]}"):
            expand(pattern, SUBJECT)


@pytest.mark.parametrize(
    ("style", "of_collections", "of_pages"),
    [
        ("", "/:collection/:path:output_ext", "/:path/:basename:output_ext"),
        *((s, "/:collection/:path:output_ext", "/:path/:basename:output_ext") for s in ("date", "ordinal", "none")),
        ("weekdate", "/:collection/:path", "/:path/:basename:output_ext"),
        ("pretty", "/:collection/:path/", ""),
        ("/:slug/", "/:collection/:path/", ""),
        ("/:slug:output_ext", "/:collection/:path:output_ext", "/:path/:basename:output_ext"),
        ("/:slug", "/:collection/:path", "/:path/:basename:output_ext"),
    ],
)  # fmt: skip
def test_a_style_says_where_the_rest_of_a_site_lies(style, of_collections, of_pages):
    """Collections and pages that name no pattern."""
    assert permalinks.collection_template(style) == of_collections
    assert permalinks.page_template(style) == of_pages


@pytest.mark.parametrize(
    ("pattern", "source", "expected"),
    [
        ("/:path/:basename:output_ext", "guide/a.b.md", "/guide/a.b.html"),
        ("/:path/:basename/", "a..md", "/a/"),
        ("/x%20y/:time", "a.md", "/x y/:time"),
    ],
)
def test_a_page_knows_three_placeholders(pattern, source, expected):
    """Any other colon is text."""
    assert permalinks.expand_page(pattern, source) == expected


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"description": "D."}, ["posts/a.md", "posts/essays/b.md", "about.md"]),
        ({"title": "T"}, ["posts/a.md", "posts/essays/b.md", "about.md"]),
        ({"lang": "fr"}, ["posts/a.md", "about.md"]),
        ({"slug": "notes"}, ["posts/a.md", "about.md"]),
        ({"permalink": "/:title/"}, []),
    ],
)
def test_a_reading_takes_little_of_sections(changes, same):
    """Of its own what decides language and collection; of all where they are, if that differs from other posts."""
    section = Department(slug="essays", title="Essays")
    before, after = (Settings(now=SUBJECT.date, sections=(each, Department(slug="x", title="X"))) for each in (section, dc.replace(section, **changes)))  # fmt: skip
    sources = ["posts/a.md", "posts/essays/b.md", "about.md"]

    assert [
        source
        for source in sources
        if permalinks.read_of_sections(source, before) == permalinks.read_of_sections(source, after)
    ] == same


def test_styles_are_jekylls():
    """All of them, and no other."""
    assert set(STYLES) == {"date", "pretty", "ordinal", "weekdate", "none"}
