"""Which section a post belongs to, and in which folder a new one is to lie."""

from __future__ import annotations

import datetime as dt

import pytest
from catalogues import publish, said

from standfirst.catalogue.sections import folder_for, unsaid_title
from standfirst.settings.model import Department, Settings

SETTINGS = Settings(
    now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
    sections=(Department(slug="world", title="World News"), Department(slug="drafts", title="Drafts")),
)  # fmt: skip
DAY = "2026-01-01-x"


@pytest.mark.parametrize(
    ("path", "lines", "expected"),
    [
        (f"posts/{DAY}.md", "", ("Articles", "articles")),
        (f"posts/drafts/{DAY}.md", "", ("Articles", "articles")),
        (f"posts/2025/{DAY}.md", "", ("Articles", "articles")),
        (f"posts/2025/{DAY}.md", "categories: [a b]", ("A b", "a-b")),
        (f"posts/2025a/{DAY}.md", "", ("2025a", "2025a")),
        (f"posts/one/two/{DAY}.md", "", ("One", "one")),
        (f"posts/world/{DAY}.md", "", ("World News", "world")),
        (f"posts/one/{DAY}.md", "section: far_away", ("Far away", "far-away")),
        (f"posts/one/{DAY}.md", "section: World News", ("World News", "world")),
        (f"posts/one/{DAY}.md", "section: drafts", ("Drafts", "drafts")),
        (f"posts/{DAY}.md", "section: iPhone", ("IPhone", "iphone")),
        (f"posts/{DAY}.md", "section: 要聞", ("要聞", "要聞")),
    ],
)
def test_a_folder_names_a_section_unless_it_is_a_year_or_drafts(path, lines, expected):
    """The nearest to the posts' folder; a section of the configuration has the title there."""
    made = publish(SETTINGS, (lines, "", path))
    [post] = made.catalogue.posts.values()

    assert (post.section.name, post.section.page) == (expected[0], f"sections/{expected[1]}")
    assert said(made) == []


@pytest.mark.parametrize(
    ("language", "section", "expected"),
    [("en", "articles", "Articles"), ("zh-Hans", "articles", "文章"), ("en", "in_depth", "In depth"), ("en", "In_depth", "In_depth")],
)  # fmt: skip
def test_the_section_of_all_others_is_a_word_of_the_publications_language(language, section, expected):  # fmt: skip
    """Where no other is configured; a name in small letters is a slug, and reads as words."""
    settings = Settings(now=SETTINGS.now, language=language, default_section=section)
    [post] = publish(settings, "date: 2026-01-01").catalogue.posts.values()

    assert post.section.name == expected


@pytest.mark.parametrize(
    ("section", "folder"),
    [
        ("world", "world"),
        ("World News", "world"),
        ("In Depth", "in-depth"),
        ("2026", "section-2026"),
        ("drafts", "section-drafts"),
        ("Drafts", "section-drafts"),
        ("2026a", "2026a"),
    ],
)
def test_a_new_post_lies_in_a_folder_that_names_its_section(section, folder):
    """That of a known one its slug; one that would be a year's or the drafts' is marked."""
    assert folder_for(section, SETTINGS) == folder


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("world", ""),
        ("World News", ""),
        ("World news", ""),
        ("open-data", ""),
        ("Open data", ""),
        ("要聞", ""),
        ("Editor's Notes", "Editor's Notes"),
        ("Arts & Letters", "Arts & Letters"),
        ("In Depth", "In Depth"),
        ("C++", "C++"),
        ("2026", "2026"),
    ],
)
def test_a_title_that_no_folder_says_is_known(section, expected):
    """Of a new section, where the words of its folder would be another title."""
    assert unsaid_title(section, SETTINGS) == expected


def test_a_folder_is_that_of_the_section_whose_address_it_has():
    """Though its title has signs that no folder has; a post beside the one that names it belongs to it."""
    made = publish(
        SETTINGS,
        ("section: Arts & Letters", "", "posts/arts-letters/2026-01-01-a.md"),
        ("", "", "posts/arts-letters/2026-01-02-b.md"),
    )

    assert [(s.name, s.key, len(s.posts)) for s in made.catalogue.sections.values()][2:] == [
        ("Arts & Letters", "arts-letters", 2)
    ]
    assert said(made) == []


def test_a_folder_is_no_spelling_of_a_section():
    """What posts write is, and the most frequent counts."""
    made = publish(
        SETTINGS,
        ("", "", "posts/open-data/2026-01-01-a.md"),
        ("section: Open data", "", "posts/2026-01-02-b.md"),
        ("categories: [open Data]", "", "posts/2026-01-03-c.md"),
        ("section: Open data", "", "posts/2026-01-04-d.md"),
    )

    assert [(s.name, s.key, len(s.posts)) for s in made.catalogue.sections.values()] == [
        ("World News", "world", 0),
        ("Drafts", "drafts", 0),
        ("Open data", "open-data", 4),
    ]
    assert [message for _, message in said(made)] == [
        "the section 'open Data' is written 'Open data' elsewhere; both count as 'Open data'"
    ]
