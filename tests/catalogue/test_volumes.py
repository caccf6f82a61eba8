"""Which volume a post belongs to, and what days a volume has."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from catalogues import publish, said

from standfirst.settings.model import Settings

SETTINGS = Settings(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
SPRING = "---\ntitle: Spring issue\naliases: [Spring]\nstart: 2026-03-01\nend: 2026-05-31\n---\n"
CHOICE = "---\ntitle: A choice\nposts: [2026-02-02-named, posts/folder/2026-02-03-by-path]\n---\n"


def ruled(rule, day, **settings):
    """Return key, name, first and last day of the volume of a post of this day."""
    made = publish(Settings(now=SETTINGS.now, volumes=rule, **settings), f"date: {day}")
    return [(v.key, v.name, v.start, v.end) for v in made.catalogue.volumes.values()]


@pytest.mark.parametrize(
    ("rule", "day", "key", "name", "days"),
    [
        ("month", "2026-01-31", "2026-01", "January 2026", ("2026-01-01", "2026-01-31")),
        ("month", "2024-02-01", "2024-02", "February 2024", ("2024-02-01", "2024-02-29")),
        ("month", "2025-12-31", "2025-12", "December 2025", ("2025-12-01", "2025-12-31")),
        ("quarter", "2026-01-01", "2026-q1", "Q1 2026", ("2026-01-01", "2026-03-31")),
        ("quarter", "2025-03-31", "2025-q1", "Q1 2025", ("2025-01-01", "2025-03-31")),
        ("quarter", "2025-04-01", "2025-q2", "Q2 2025", ("2025-04-01", "2025-06-30")),
        ("quarter", "2025-09-30", "2025-q3", "Q3 2025", ("2025-07-01", "2025-09-30")),
        ("quarter", "2025-10-01", "2025-q4", "Q4 2025", ("2025-10-01", "2025-12-31")),
        ("year", "2025-12-31", "2025", "2025", ("2025-01-01", "2025-12-31")),
    ],
)
def test_a_rule_puts_a_day_into_a_volume_with_its_bounds(rule, day, key, name, days):
    """From the first to the last of its days, whichever month, quarter or year it is."""
    assert ruled(rule, day) == [(key, name, *map(dt.date.fromisoformat, days))]


def test_a_day_is_that_of_the_publication():
    """In its zone, which may be in the next year already."""
    late = "2025-12-31 20:00:00 +0000"

    assert [found[0] for found in ruled("month", late)] == ["2025-12"]
    assert [f[0] for f in ruled("month", late, timezone=ZoneInfo("Asia/Hong_Kong"))] == ["2026-01"]


@pytest.mark.parametrize(
    ("path", "lines", "expected"),
    [
        ("2026-01-01-a", "date: 2026-02-28", ""),
        ("2026-01-01-a", "date: 2026-03-01", "Spring issue"),
        ("2026-01-01-a", "date: 2026-05-31", "Spring issue"),
        ("2026-01-01-a", "date: 2026-06-01", ""),
        ("2026-01-01-a", "date: 2026-04-01\nvolume: Other", "Other"),
        ("2026-01-01-a", "date: 2020-01-01\nvolume: spring", "Spring issue"),
        ("2026-02-02-named", "date: 2026-04-01", "A choice"),
        ("folder/2026-02-02-named", "", "A choice"),
        ("folder/2026-02-03-by-path", "", "A choice"),
        ("2026-02-03-by-path", "date: 2026-02-03", ""),
        ("undated", "", ""),
    ],
)
def test_a_post_is_in_the_volume_that_names_it_or_has_its_day(path, lines, expected):
    """What the post says goes first, then the file that lists it by name or path, then the days, both bounds included."""
    made = publish(SETTINGS, (lines, "", f"posts/{path}.md"), volumes={"spring": SPRING, "choice": CHOICE})  # fmt: skip
    [post] = made.catalogue.posts.values()

    assert (post.volume.name if post.volume else "") == expected


def test_days_of_a_file_go_before_the_rule():
    """Which takes the others; a volume that only a post names has no days."""
    made = publish(
        Settings(now=SETTINGS.now, volumes="month"),
        "date: 2026-04-02",
        "date: 2026-02-02",
        "date: 2026-02-03\nvolume: Extra",
        "volume: Extra",
        volumes={"spring": SPRING},
    )
    found = made.catalogue.volumes.values()

    assert [(v.name, len(v.posts), v.start and v.start.month) for v in found] == [
        ("Spring issue", 1, 3),
        ("February 2026", 1, 2),
        ("Extra", 2, None),
    ]


def test_a_volume_may_have_one_bound_alone():
    """Then no day is in it."""
    half = "---\ntitle: Half\nstart: 2026-01-01\n---\n"
    made = publish(SETTINGS, "date: 2026-02-02", volumes={"half": half})

    assert [v.posts for v in made.catalogue.volumes.values()] == [()]
    assert said(made) == []


def test_a_name_of_two_volumes_is_said():
    """It means the first; so is a spelling that a post has of its own."""
    other = "---\ntitle: Other\naliases: [spring]\n---\n"
    made = publish(SETTINGS, "volume: Extra", "volume: extra", "volume: Extra", volumes={"a": SPRING, "b": other})  # fmt: skip

    assert said(made) == [
        ("error", "volumes/a.md and volumes/b.md both claim the volume 'spring'; it means volumes/a.md"),
        ("warning", "the volume 'extra' is written 'Extra' elsewhere; both count as 'Extra'"),
    ]  # fmt: skip
