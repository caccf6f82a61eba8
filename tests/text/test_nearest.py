"""The name that is meant where nothing has the one that is written."""

from __future__ import annotations

import time

import pytest

from standfirst.text.nearest import Names

NAMES = Names(["posts/2026-01-02-the-tide", "posts/craft/2026-01-03-the-quay", "about", "guide/about"])  # fmt: skip


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("posts/2026-01-02-the-tied", "posts/2026-01-02-the-tide"),
        ("posts/2026-01-02-a-tide", "posts/2026-01-02-the-tide"),
        ("posts/2026-01-03-The-Tide", "posts/2026-01-02-the-tide"),
        ("posts/2026-01-03-the-quay", "posts/craft/2026-01-03-the-quay"),
        ("abuot", "about"),
        ("abouts", "about"),
        ("something-else", ""),
        ("", ""),
        ("about" * 100, ""),
    ],
)
def test_the_nearest_name_is_found(written, expected):
    """Another letter, day, folder or case; what is like nothing has none."""
    assert NAMES.nearest(written) == expected


def test_to_look_takes_as_long_however_many_there_are():
    """Names that begin alike are not all compared."""
    names = Names(f"posts/2026-01-02-tide-{n:06}" for n in range(20_000))
    start = time.perf_counter()
    for n in range(20):
        names.nearest(f"posts/2026-01-02-tidy-{n:06}")

    assert time.perf_counter() - start < 5


def test_names_are_looked_through_when_one_is_looked_for():
    """And once: most publications have no broken link."""
    names = iter(["about", "guide"])
    looked_up = Names(names)

    assert next(names) == "about"
    assert [looked_up.nearest("gu1de"), looked_up.nearest("guide")] == ["guide", "guide"]
