"""Dates as front matter and file names write them."""

from __future__ import annotations

import datetime as dt

import pytest

from standfirst.text import dates

HERE = dt.timezone(dt.timedelta(hours=3))


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("Z", "+00:00"),
        ("utc", "+00:00"),
        ("GMT", "+00:00"),
        ("EST", "-05:00"),
        ("EDT", "-04:00"),
        ("CST", "-06:00"),
        ("CDT", "-05:00"),
        ("MST", "-07:00"),
        ("MDT", "-06:00"),
        ("PST", "-08:00"),
        ("PDT", "-07:00"),
        ("-0000", "+00:00"),
        ("-3", "-03:00"),
        ("+12", "+12:00"),
        ("+530", "+05:30"),
        ("-05:30", "-05:30"),
        ("+0159", "+01:59"),
        ("+15:59", "+15:59"),
        ("+0100 CET", "+01:00"),
        ("+0100 (CET)", "+01:00"),
        ("Europe/Berlin", "+01:00"),
        ("CET", "+03:00"),
        ("JST", "+03:00"),
        ("America/Lima", "-05:00"),
        ("America/Argentina/Ushuaia", "-03:00"),
        ("AM America/Lima", "-05:00"),
        ("Asia/Manila", "+08:00"),
        ("Pacific/Guam", "+10:00"),
        ("Etc/GMT-1", "+01:00"),
        ("Etc/GMT+12", "-12:00"),
        ("", "+03:00"),
    ],
)
def test_each_zone_has_its_offset(zone, offset):
    """Those of RFC 5322 in digits and in words alike; without one it is the publication's."""
    assert dates.parse(f"2024-02-29 09:30 {zone}", tz=HERE).isoformat() == f"2024-02-29T09:30:00{offset}"  # fmt: skip
    if zone.isupper() and "/" not in zone and zone[0].isalpha():
        assert dates.parse(f"Feb 29, 2024 9:30 {zone}", tz=HERE).isoformat() == f"2024-02-29T09:30:00{offset}"  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        *((zone, f"has an impossible offset {zone}") for zone in ("+24:00", "-24", "+01:60", "+0099")),
        *((zone, f"has an unknown zone {zone}") for zone in ("Nowhere/City", "America/Nowhere", "Etc/GMT+99")),
    ],
)  # fmt: skip
def test_an_impossible_zone_is_refused(zone, said):
    """15 hours and 59 minutes are the most, in either direction; what is wrong is said, and not that the day is."""
    with pytest.raises(dates.DateError) as caught:
        dates.parse(f"2024-02-29 09:30 {zone}", tz=HERE)

    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-2-9", "2024-02-09T00:00:00"),
        ("2024.2.9", "2024-02-09T00:00:00"),
        ("2024/2/9", "2024-02-09T00:00:00"),
        ("2024年2月9日", "2024-02-09T00:00:00"),
        ("  2024-02-09 ", "2024-02-09T00:00:00"),
        ("2024-02-09T9:05:07.25", "2024-02-09T09:05:07"),
        ("2024-02-09 09:05:07,5", "2024-02-09T09:05:07"),
        ("2024-02-09  9:05", "2024-02-09T09:05:00"),
        ("2024-02-09T 9:05", "2024-02-09T09:05:00"),
        ("2024-02-09 23:59:59", "2024-02-09T23:59:59"),
        ("2024-02-09 12:00 PM", "2024-02-09T12:00:00"),
        ("2024-02-09 12:15am", "2024-02-09T00:15:00"),
        ("2024-02-09 11:59 am", "2024-02-09T11:59:00"),
        ("2024-02-09 1:00 pm", "2024-02-09T13:00:00"),
        ("9 February 2024", "2024-02-09T00:00:00"),
        ("Friday, February 9th, 2024 3:04 pm", "2024-02-09T15:04:00"),
        ("9 February 2024, " + "9:05".rjust(43), "2024-02-09T09:05:00"),
        ("20240209", "2024-02-09T00:00:00"),
        ("20240209T090507", "2024-02-09T09:05:07"),
        ("20240209 0905", "2024-02-09T09:05:00"),
        ("202402090905", "2024-02-09T09:05:00"),
        ("20240209 9:05", "2024-02-09T09:05:00"),
        ("9/2/2024", "2024-02-09T00:00:00"),
        ("09.02.2024 9:05", "2024-02-09T09:05:00"),
        ("29-2-2024", "2024-02-29T00:00:00"),
        ("2024-02", "2024-02-01T00:00:00"),
        ("February 2024", "2024-02-01T00:00:00"),
        ("2024-02-09, 9:05", "2024-02-09T09:05:00"),
        ("2024-02-09 9pm", "2024-02-09T21:00:00"),
        ("2024-02-09 24:00", "2024-02-10T00:00:00"),
        ("2024-02-09 23:59:60", "2024-02-10T00:00:00"),
        ("Fri Feb 9 09:05:07 CEST 2024", "2024-02-09T09:05:07"),
        (dt.date(2024, 2, 9), "2024-02-09T00:00:00"),
        (dt.datetime(2024, 2, 9, 9, 5), "2024-02-09T09:05:00"),  # noqa: DTZ001  # what YAML may give
    ],
)
def test_a_date_without_a_zone_is_of_the_publication(written, expected):
    """However its parts are divided, and with as little of a time as it has."""
    assert dates.parse(written, tz=HERE).isoformat() == f"{expected}+03:00"


def test_a_time_with_an_offset_keeps_it():
    """Whatever the publication's zone is."""
    moment = dt.datetime(2024, 2, 9, 9, tzinfo=dt.UTC)

    assert dates.parse(moment, tz=HERE).isoformat() == "2024-02-09T09:00:00+00:00"


MALFORMED = "is not a date such as 2025-08-20 or 2025-08-20 12:00:00 +0800"
IMPOSSIBLE = "is a day or time that does not exist"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", MALFORMED),
        ("soon", MALFORMED),
        ("9 Feb 24", MALFORMED),
        ("Feb 9", MALFORMED),
        ("Friday 2024", MALFORMED),
        ("2024", MALFORMED),
        ("99999-01-01", MALFORMED),
        ("9 February 2024, " + "9:05".rjust(44), MALFORMED),
        ("2024-02-30", IMPOSSIBLE),
        ("2024-13-01", IMPOSSIBLE),
        ("2/29/2024", IMPOSSIBLE),
        ("20240230", IMPOSSIBLE),
        ("2024-02-09 24:01", IMPOSSIBLE),
        ("2024-02-09 23:60", IMPOSSIBLE),
        ("2024-02-09 23:59:61", IMPOSSIBLE),
        ("9999-12-31 24:00", IMPOSSIBLE),
    ],
)
def test_what_is_no_date_says_why(written, said):
    """Not one at all, in more than 60 characters or with parts missing; or one of no calendar."""
    with pytest.raises(dates.DateError) as caught:
        dates.parse(written, tz=HERE)

    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("name", "day", "slug"),
    [
        ("2024-02-29-leap.md", "2024-02-29", "leap"),
        ("2024-2-9-leap.MARKDOWN", "2024-02-09", "leap"),
        ("2024-02-29-leap.mkd", "2024-02-29", "leap"),
        ("2024-02-29-leap.mkdn", "2024-02-29", "leap"),
        ("2024-02-29-leap.mkdown", "2024-02-29", "leap"),
        ("2024-02-29-leap.html", "2024-02-29", "leap"),
        ("2024-02-29-leap.HTM", "2024-02-29", "leap"),
        ("2024-02-29-leap-2.0.md", "2024-02-29", "leap-2.0"),
        ("2024-02-29-leap", "2024-02-29", "leap"),
        ("2024-02-29-leap.txt", "2024-02-29", "leap.txt"),
        ("2024-02-29-a\nb.md", "2024-02-29", "a\nb"),
        ("2024-02-30-leap.md", None, "leap"),
        ("2024-02-29.md", None, "2024-02-29"),
        ("24-02-29-leap.md", None, "24-02-29-leap"),
        ("a.md.md", None, "a.md"),
        ("amd", None, "amd"),
    ],
)
def test_each_kind_of_file_name(name, day, slug):
    """One suffix of Markdown or HTML is taken off, then a date with something after it."""
    moment, rest = dates.from_file_name(name, tz=HERE)

    assert (moment and moment.isoformat(), rest) == (day and f"{day}T00:00:00+03:00", slug)


def test_the_now_of_a_build_is_a_full_hour_of_utc():
    """Rounded down, where the zone is half an hour off as well."""
    zone = dt.timezone(dt.timedelta(hours=5, minutes=30))
    moment = dt.datetime(2024, 2, 29, 9, 31, 5, 7, tzinfo=zone)

    assert dates.to_the_hour(moment).isoformat() == "2024-02-29T04:00:00+00:00"
