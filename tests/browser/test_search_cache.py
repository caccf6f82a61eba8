"""A browser that keeps files of the index: those of one build are never read with another's."""

from __future__ import annotations

import pytest
from browsers import spoken, under_policy
from playwright.sync_api import expect

WORDS = "harbour lantern orchard pilgrim quarry ribbon saddle timber"


@pytest.fixture
def review(publication):
    """Return a publication of eight articles that share a word, each with one of its own."""
    for day, word in enumerate(WORDS.split(), 1):
        publication.post(f"2026-01-0{day}-{word}", f"A common {word}.\n", title=word.title())
    return publication


def changed(review):
    """Add articles, by which others' numbers move, and have one lose its words."""
    for day in range(10, 20):
        review.post(f"2026-01-{day}-more-{day}", f"A common addition of {day}.\n", title=f"More {day}")  # fmt: skip
    review.post("2026-01-01-harbour", "Nothing is left.\n", title="Port")


def asked(page, query, title):
    """Type a query, and wait until one article is shown and no other."""
    page.locator("input[name=q]").fill(query)
    expect(page.locator(".sf-result__title")).to_have_text([title])


def test_what_a_browser_has_kept_is_not_mixed_with_what_is_new(review, tab):
    """Where it keeps files for a year; every file has another address as soon as it says something else."""
    out = review.build().out
    (out / "favicon.ico").touch()
    with under_policy(out, mount="") as address:
        context = tab()
        page = context.new_page()
        said = spoken(page)
        for word in WORDS.split():
            page.goto(f"{address}search.html")
            asked(page, word, word.title())
        changed(review)
        review.build()
        page.goto(f"{address}search.html")
        asked(page, "lantern", "Lantern")
        asked(page, "port", "Port")
        for day in range(10, 13):
            asked(page, f"addition {day}", f"More {day}")
        page.locator("input[name=q]").fill("harbour")
        expect(page.locator("[role=status]")).to_contain_text("Nothing was found")

        assert [line for line in said if "PST" not in line] == []


def test_a_page_that_is_open_meanwhile_asks_for_the_new_index(review, tab):
    """As soon as it comes to a file that is not of the build that it knows; what it has found stays until then."""
    out = review.build().out
    with under_policy(out, mount="") as address:
        page = tab().new_page()
        page.goto(f"{address}search.html")
        asked(page, "lantern", "Lantern")
        changed(review)
        review.build()
        asked(page, "quarry", "Quarry")
        asked(page, "addition 12", "More 12")
