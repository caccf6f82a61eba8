"""Listings and the front page, as readers see them."""

from __future__ import annotations

from page_trees import PLACE, tree
from site_faults import faults as site_faults


def test_listings_are_numbered_from_the_oldest(publication):
    """A page once full stays as it is; prev and next say the way."""
    for number in range(1, 8):
        publication.post(
            f"2026-01-{number:02}-x{number}", date=f"2026-01-{number:02}", title=f"Post {number}"
        )
    built = publication.build("standfirst_page_size=2")
    first = built.read("posts/page/1/")

    assert "Post 1<" in first
    assert "Post 2<" in first
    assert "Post 3<" not in first
    assert 'rel="prev"' in first
    assert 'rel="next"' in built.read("posts/")
    assert site_faults(built.out) == []


def test_the_dot_between_two_facts_comes_from_the_style(publication):
    """It is in no text, and each fact is an element of its own, so that it can be cut off where a line begins."""
    publication.post("2026-01-02-x")
    built = publication.build()

    for page in ("", PLACE):
        lines = tree(built, page).xpath("//*[contains(@class, 'sf-parts')]")
        assert lines
        for line in lines:
            assert "·" not in line.text_content()
            assert not (line.text or "").strip()
            assert not any((part.tail or "").strip() for part in line)


def test_front_page_places(publication):
    """The newest post of each position takes the place."""
    publication.post("2026-01-02-a", title="Old centre", position="center")
    publication.post("2026-01-03-b", date="2026-01-03", title="New centre", position="center")
    publication.post("2026-01-04-c", date="2026-01-04", title="Newest")
    built = publication.build()
    lead = tree(built, "").xpath("//*[contains(@class, 'sf-card--lead')]")[0].text_content()

    assert "New centre" in lead
