"""When posts are published: pure."""

from __future__ import annotations

import datetime as dt

import pytest

from standfirst.sources import schedule
from standfirst.sources.front_matter import reader

NOW = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("date: 2024-12-31", True),
        ("date: 2025-01-02", False),
        ("date: 2025-01-01", True),
        ("date: 2025-01-01 00:00:01", False),
        ("draft: true", False),
        ("published: no", False),
        ("expires: 2025-01-01", False),
        ("expires: 2025-01-01 00:00:01", True),
        ("date: 2025-01-02\nexpires: 2025-01-03", False),
        ("date: 2024-01-02\nexpires: 2024-01-03", False),
        ("", True),
    ],
)
def test_a_post_may_be_seen_at_now(lines, expected):
    """Draft, embargo and expiry are decided at *now*, to the second."""
    matter = reader.read(f"---\ntitle: x\n{lines}\n---\n", name="x.md", tz=dt.UTC).matter

    assert schedule.is_published(matter, NOW) is expected


def test_the_next_change_is_the_earliest_ahead():
    """For whoever schedules the builds."""
    matter = reader.read(
        "---\ndate: 2025-02-01\nexpires: 2025-03-01\n---\n", name="x.md", tz=dt.UTC
    ).matter

    assert schedule.next_change(matter, NOW) == dt.datetime(2025, 2, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("key", ["updated", "withdrawn"])
def test_a_day_that_lies_ahead_changes_a_post_when_it_comes(key):
    """At its beginning: until then it is not shown."""
    text = f"---\ndate: 2024-02-01\n{key}: 2025-03-01 12:00:00 +0000\n---\n"
    matter = reader.read(text, name="x.md", tz=dt.UTC).matter

    assert schedule.next_change(matter, NOW) == dt.datetime(2025, 3, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("date: 2025-03-01\nexpires: 2025-02-01", dt.datetime(2025, 2, 1, tzinfo=dt.UTC)),
        ("date: 2024-03-01\nexpires: 2025-02-01", dt.datetime(2025, 2, 1, tzinfo=dt.UTC)),
        ("date: 2025-01-01", None),
        ("date: 2024-01-01\nexpires: 2025-01-01", None),
        ("date: 2025-03-01\ndraft: true", None),
        ("title: x", None),
    ],
)
def test_only_what_lies_ahead_changes_anything(lines, expected):
    """Neither *now* itself nor the date of a draft."""
    matter = reader.read(f"---\n{lines}\n---\n", name="x.md", tz=dt.UTC).matter

    assert schedule.next_change(matter, NOW) == expected
