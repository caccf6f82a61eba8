"""Posts that are not to be seen, or not any more."""

from __future__ import annotations

import gzip

import pytest
from page_trees import PLACE, same_as_clean, tree
from site_faults import faults as site_faults

HIDDEN = [
    ("draft", "true"),
    ("published", "false"),
    ("date", "2026-06-01 00:00:01 +0000"),
    ("expires", "2026-05-31"),
]


_SECRETS = (b"zanzibar", b"unspeakable", b"quux", b"nobody known", b"cabal", b"xyzzy")


@pytest.mark.parametrize(("key", "value"), HIDDEN)
def test_what_is_not_to_be_seen_is_nowhere(publication, key, value):
    """No page, no search entry, no feed, no picture, no word; a link to it is plain text, without warning."""
    publication.write("posts/cabal.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    publication.post(
        "2026-01-02-x", "[a link](2026-01-03-hidden.md) and [more](/2026/01/hidden/).\n"
    )
    publication.post(
        "2026-01-03-hidden",
        "Unspeakable. ![p](cabal.svg)\n",
        **{"title": "Zanzibar", "author": "Nobody Known", "tags": "[quux]", key: value},
    )
    built = publication.build()

    assert built.warnings == ""
    for name, content in built.files().items():
        assert not any(
            word in content.lower()
            for word in (b"zanzibar", b"unspeakable", b"quux", b"nobody known", b"cabal")
        ), name
        assert "hidden" not in name
    assert any("a link" in paragraph for paragraph in built.paragraphs(PLACE))
    assert site_faults(built.out) == []


def test_a_preview_shows_it_with_a_banner(publication):
    """And no search engine may keep it."""
    publication.post("2026-01-03-hidden", draft="true")
    built = publication.build("standfirst_preview=1")
    page = tree(built, "2026/01/hidden/")

    assert page.xpath("//*[contains(@class, 'sf-banner')]")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_the_next_moment_is_said_and_written_outside_the_pages(publication):
    """For whoever schedules builds."""
    publication.post("2026-07-01-x", date="2026-07-01 09:00:00 +0800")
    built = publication.build()

    assert "2026-07-01T09:00:00+08:00" in built.status
    assert (
        (publication.root / "_build" / "doctrees" / "next-publication.txt")
        .read_text(encoding="utf-8")
        .startswith("2026-07-01T09")
    )
    assert not any("next-publication" in name for name in built.files())


def test_a_withdrawn_post_leaves_a_page_that_says_so(publication):
    """With the reason, without the text."""
    publication.write("posts/cabal.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    publication.write("posts/cabal.csv", "1,2\n")
    publication.post(
        "2026-01-02-x",
        "The false claim. ![p](cabal.svg) [the data](cabal.csv)\n\n## Zanzibar\n\nMore.\n",
        withdrawn="2026-03-04, it was wrong",
    )
    built = publication.build()

    assert built.warnings == ""
    assert "it was wrong" in built.read(PLACE)
    # nothing but rules would be seen of it
    assert '<footer class="sf-article__footer sf-onlyprint">' in built.read(PLACE)
    for name, content in built.files().items():
        assert "cabal" not in name
        assert b"false claim" not in content.lower(), name
        assert b"zanzibar" not in content.lower(), name


def test_a_post_that_goes_takes_its_words_along(tmp_path, publication):
    """Out of the pages, the feeds, the pictures and the search index of a later build; as if it had never been."""
    publication.post("2026-01-02-x", "Stays. [gone](2026-01-03-hidden.md)\n")
    publication.write("posts/cabal.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    secret = {"title": "Zanzibar", "author": "Nobody Known", "tags": "[quux]"}
    text = "Unspeakable. ![p](cabal.svg)\n\n```{index} xyzzy\n```\n"
    for change in ({"draft": "true"}, {"expires": "2026-05-01"}, {"date": "2026-07-01"}):
        publication.post("2026-01-03-hidden", text, **secret)
        publication.build()
        publication.post("2026-01-03-hidden", text, **{**secret, **change})
        hidden = publication.build()
        for name, content in hidden.files().items():
            said = gzip.decompress(content) if name.endswith(".bin") else content
            found = [w for w in _SECRETS if w in said.lower() or w in name.encode()]

            assert not found, (change, name, found)
        same_as_clean(publication, hidden, tmp_path)
