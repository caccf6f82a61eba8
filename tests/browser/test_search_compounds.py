"""A search for words with signs within: as they are written, else as words beside each other, else apart; and what is said of it."""

from __future__ import annotations

import pytest
from browsers import under_policy
from publications import Publication
from searching import found, opened

TEXTS = {
    "hyphen": "Her well-being matters. Long ago it was other.",
    "one": "The wellbeing of rivers.",
    "beside": "It failed as well as being late; well being is two words.",
    "apart": "All is well. They dislike being watched. It rose to 3.8 metres.",
    "decimal": "A tower of 8 floors and 3 doors. Soon don appears; the s of a plural, it is.",
    "brien": "A road by O'Brien. It's a short-lived one.",
    "names": "The Sino-Russian border of Brien.",
}


@pytest.fixture(scope="module")
def page(tmp_path_factory, browser):
    """Return a page on which the index of some articles is open."""
    publication = Publication(tmp_path_factory.mktemp("compounds"))
    for number, (name, text) in enumerate(TEXTS.items(), 1):
        publication.post(f"2026-01-{number:02}-{name}", f"{text}\n", title="T", description="D.")
    with under_policy(publication.build().out, mount="") as address:
        opening = browser.new_page()
        yield opened(opening, address)
        opening.close()


@pytest.mark.parametrize(
    ("query", "names", "instead"),
    [
        ("well-being", ["hyphen", "one", "beside"], []),
        ("wellbeing", ["hyphen", "one"], []),
        ("“well-being”", ["beside", "hyphen"], []),
        ("well‑being", ["hyphen", "one", "beside"], []),
        ("being-well", ["beside", "hyphen", "apart"], [["being-well", "like", "being well"]]),
        ("3.8", ["apart"], []),
        ("8.3", ["decimal", "apart"], [["8.3", "like", "8 3"]]),
        ("late-well", ["beside"], [["late-well", "like", "late well"]]),
        ("short-lived", ["brien"], []),
        ("short lived", ["brien"], []),
        ("o’brien", ["brien", "names"], []),
        ("don't", ["decimal"], [["don't", "like", "don"]]),
        ("russian-border", ["names"], [["russian-border", "like", "russian border"]]),
        ("sino-russain", ["names"], [["sino-russain", "like", "sinorussian"]]),
    ],
)
def test_a_compound_is_found_as_it_is_written_first(page, query, names, instead):
    """Then where its words are neighbours; where nobody has written it, it is said what is shown for it."""
    said = found(page, query)
    posts = [post.split("/")[2] for post in said["posts"]]

    assert (posts, said["instead"], said["isPart"]) == (names, instead, False)


@pytest.mark.parametrize("query", ["being-well", "late-well", "8.3", "don't", "russian-border"])
def test_what_is_asked_as_it_is_is_not_divided(page, query):
    """It is missing then."""
    said = found(page, query, is_exact=True)

    assert (said["posts"], said["missing"]) == ([], [query])


def test_a_clitic_is_no_word(page):
    """Of stop words alone; a possessive of another does not count."""
    for query in ("it's", "it’s"):
        posts = {post.split("/")[2] for post in found(page, query)["posts"]}

        assert posts == {"decimal", "brien"}
    assert found(page, "rivers'")["posts"] == found(page, "rivers’s")["posts"] == ["2026/01/one/"]
