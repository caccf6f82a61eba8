"""A new post: where it lies and what is in it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from standfirst.scaffold import new_post
from standfirst.settings.model import Department, Settings

NOW = dt.datetime(2026, 1, 2, 23, 59, 58, tzinfo=dt.UTC)
SETTINGS = Settings(now=NOW, sections=(Department(slug="world-news", title="World"),))


def made(root, title="A title", authors=("A B",), section="", settings=SETTINGS):
    """Return the path of a new post below *root*."""
    path = new_post.create(root, title=title, authors=authors, section=section, settings=settings, now=NOW)  # fmt: skip
    return path.relative_to(root).as_posix()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "posts/2026-01-02-a-title.md"),
        ({"title": " \n "}, "posts/2026-01-02-untitled.md"),
        ({"title": "字 / ../x"}, "posts/2026-01-02-字-x.md"),
        ({"section": "World"}, "posts/world-news/2026-01-02-a-title.md"),
        ({"section": "New one"}, "posts/new-one/2026-01-02-a-title.md"),
        ({"section": "Drafts"}, "posts/section-drafts/2026-01-02-a-title.md"),
        ({"section": "2026"}, "posts/section-2026/2026-01-02-a-title.md"),
        ({"settings": Settings(now=NOW, posts="a/b")}, "a/b/2026-01-02-a-title.md"),
        (
            {"settings": Settings(now=NOW, timezone=ZoneInfo("Asia/Hong_Kong"))},
            "posts/2026-01-03-a-title.md",
        ),
    ],
)
def test_a_post_lies_where_its_section_and_day_say(tmp_path, given, expected):
    """The day is that of the publication's zone."""
    assert made(tmp_path, **given) == expected
    assert (tmp_path / expected).is_file()


def test_a_name_that_is_taken_gets_a_number(tmp_path):
    """From two on; what was there stays."""
    names = [made(tmp_path, title=title) for title in ("A title", "A  title", "A title!", "Another")]  # fmt: skip

    assert names == [
        "posts/2026-01-02-a-title.md",
        "posts/2026-01-02-a-title-2.md",
        "posts/2026-01-02-a-title-3.md",
        "posts/2026-01-02-another.md",
    ]
    assert "title: A title!\n" in (tmp_path / names[2]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("authors", "zone", "head"),
    [
        ((" A  B ",), "UTC", "author: A B\ndate: 2026-01-02 23:00:00 +0000\n"),
        (("字", "C: D"), "Asia/Kolkata", "author:\n- 字\n- 'C: D'\ndate: 2026-01-03 04:30:00 +0530\n"),
    ],
)  # fmt: skip
def test_a_post_is_ready_to_be_written(tmp_path, authors, zone, head):
    """The whole of it, at the hour that the next build takes; one author is a text, several are a list."""
    settings = Settings(now=NOW, timezone=ZoneInfo(zone))
    title = "Long: " + "word " * 40
    path = tmp_path / made(tmp_path, title=title, authors=authors, settings=settings)

    assert path.read_bytes().decode() == (
        f"---\nlayout: post\ntitle: '{title.strip()}'\n{head}"
        "description: Say in one sentence what the article is about.\nexcerpt_separator: <excerpt/>\n---\n\n"
        "_The standfirst: two sentences that say what the article says._\n\n<excerpt/>\n\nThe text, in Markdown, in the place of this line.\n"
    )
