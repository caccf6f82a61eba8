"""Days of posts that cannot be: what is said of them, and what is shown instead."""

from __future__ import annotations

import datetime as dt

import pytest
from catalogues import publish

DAY = "write the day of the last change, or remove it"
WITHDRAWN = "write the day on which it was withdrawn; of a post that is not to be withdrawn yet, remove the key"
SINCE = "the post counts as withdrawn since it was published"


def day(text):
    """Return a day of this year."""
    return dt.datetime.fromisoformat(f"2026-{text}T00:00:00+00:00")


@pytest.mark.parametrize(
    ("lines", "updated", "withdrawn", "said"),
    [
        ("", None, None, []),
        ("updated: 2026-06-01 23:00:00 +0000", day("06-01").replace(hour=23), None, []),
        ("updated: 2026-05-03", day("05-03"), None, []),
        ("updated: 2026-06-02", None, None, [(5, f"updated: 2026-06-02 lies ahead; no update is shown; {DAY}")]),
        ("last_modified_at: 2027-04-01", None, None, [(5, f"last_modified_at: 2027-04-01 lies ahead; no update is shown; {DAY}")]),
        ("last_modified_at: 2026-04-01", None, None, [(5, f"last_modified_at: 2026-04-01 is before 2026-05-03, when the post was published; no update is shown; {DAY}")]),
        ("withdrawn: 2026-05-30, x", None, day("05-30"), []),
        ("withdrawn: true", None, day("05-03").replace(hour=9), []),
        ("tags: a\nwithdrawn: 2027-01-01, later", None, day("05-03").replace(hour=9), [(6, f"withdrawn: 2027-01-01 lies ahead; {SINCE}; {WITHDRAWN}")]),
        ("withdrawn: 2026-01-01, x", None, day("05-03").replace(hour=9), [(5, f"withdrawn: 2026-01-01 is before 2026-05-03, when the post was published; {SINCE}; {WITHDRAWN}")]),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_is_named_and_not_shown(settings, lines, updated, withdrawn, said):
    """With its key's line; of the day of *now* and of publication any hour can be."""
    made = publish(settings, f"author: A\ndate: 2026-05-03 09:00:00 +0000\n{lines}")
    (post,) = made.catalogue.posts.values()

    assert (post.updated, post.withdrawn) == (updated, withdrawn)
    assert [(each.problem.line, each.problem.text()) for each in made.problems if each.problem.subtype.value == "date"] == said  # fmt: skip


def test_an_update_of_a_post_that_lies_ahead_itself_can_be(settings):
    """It is previewed; before its own day it cannot."""
    made = publish(
        settings,
        "author: A\ndate: 2026-07-01\nupdated: 2026-07-01",
        "author: A\ndate: 2026-07-01\nupdated: 2026-06-30",
    )

    assert sorted(post.updated is None for post in made.catalogue.posts.values()) == [False, True]


def test_an_undated_post_shows_no_withdrawal_that_lies_ahead(settings):
    """It has no day since when it could count; any in the past is possible."""
    made = publish(settings, ("author: A\nwithdrawn: 2027-01-01", "", "posts/a.md"), ("author: A\nwithdrawn: 2020-01-01", "", "posts/b.md"))  # fmt: skip
    found = {name: post.withdrawn.year for name, post in made.catalogue.posts.items()}

    assert found == {"posts/a": 1970, "posts/b": 2020}
