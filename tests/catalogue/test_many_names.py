"""An article by many people, or with many tags, is on the page of each of them, and its text is not."""

from __future__ import annotations

import dataclasses as dc

import feedparser
import lxml.html
import pytest
from catalogues import publish, said
from entries import URL, entry, feed
from pybtex.database import parse_string
from works import WORK

from standfirst.catalogue import taxonomies
from standfirst.outputs import feeds
from standfirst.outputs.citations import formats
from standfirst.text.name_parts import parts

PEOPLE = [f"Ada{number} Lovelace{number}" for number in range(20)]
TEXT = "The whole text, which is nowhere else."


def people(count):
    """Return names and addresses of so many authors."""
    return tuple((f"A{number}", f"{URL}authors/{number}/") for number in range(count))


def test_an_entry_of_a_few_is_whole_in_the_feed_of_each():
    """Up to twelve, byte for byte."""
    whole = feed(entry(authors=people(feeds.MOST_IN_FULL)), entry())

    assert feeds.brief(whole, "authors") == whole


def test_an_entry_of_many_is_its_summary_in_the_feed_of_each():
    """With the first of them; others stay as they are, and so does everything that tells which entry it is."""
    many = entry(authors=people(200), tags=tuple(map(str, range(200))), summary="What & why.")
    made = feeds.brief(feed(many, entry()), "authors")

    assert made.entries[1] == entry()
    assert made.entries[0] == dc.replace(
        many,
        html="",
        authors=people(feeds.MOST_IN_FULL),
        tags=tuple(map(str, range(feeds.MOST_IN_FULL))),
    )
    untold = feeds.brief(feed(entry(tags="ab" * 10, summary="")), "tags")

    assert feeds.html_of(made.entries[0]) == "<p>What &amp; why.</p>"
    assert feeds.html_of(untold.entries[0]) == "<p>One &amp; &lt;two&gt;</p>"


def test_citations_for_one_author_of_many_have_the_first():
    """BibTeX's own "and others"; the article's own file has all."""
    many = dc.replace(WORK, authors=tuple(map(parts, PEOPLE)), keywords=tuple(PEOPLE))
    cut = parse_string(formats.bibtex([many], 12), "bibtex").entries[WORK.key]
    whole = parse_string(formats.bibtex([many]), "bibtex").entries[WORK.key]

    assert [str(person) for person in cut.persons["author"]][-2:] == ["Lovelace11, Ada11", "others"]
    assert len(cut.persons["author"]) == 13
    assert cut.fields["keywords"] == ", ".join(PEOPLE[:12])
    assert len(whole.persons["author"]) == 20
    assert formats.bibtex([WORK], 12) == formats.bibtex([WORK])


@pytest.mark.parametrize(
    ("field", "most", "kind"),
    [("authors", taxonomies.MOST_PEOPLE, "author"), ("tags", taxonomies.MOST_TAGS, "tag")],
)
def test_no_post_makes_pages_without_end(settings, field, most, kind):
    """Each name has a page and three feeds; those beyond a bound are named by their number."""
    names = [f"Name{number} Word{number}" for number in range(most + 5)]
    made = publish(settings, f"author: A\n{field}: [{', '.join(names)}]".removeprefix("author: A\n" * (field == "authors")))  # fmt: skip
    listings = made.catalogue.lists[kind].values()

    assert [listing.name for listing in listings if listing.name.startswith("Name")] == sorted(
        names[:most], key=str.casefold
    )
    assert said(made) == [
        ("warning", f"there are {most + 5:,} {field}; the first {most:,} are read, as each has a page and feeds")
    ]  # fmt: skip
    assert not publish(settings, f"author: A B\ntags: [{', '.join(names[: taxonomies.MOST_TAGS])}]").problems  # fmt: skip


def test_an_article_by_many_is_written_once(publication):
    """In full in the feeds of the publication, its section and its volume; each author's page leads to it, and names twelve."""
    publication.post(
        "2026-01-02-many", f"{TEXT}\n", author=None, authors=f"[{', '.join(PEOPLE)}]", section="x"
    )
    publication.post("2026-01-03-few", f"{TEXT}\n", author="Ada0 Lovelace0", section="x")
    for day in (4, 5):
        publication.post(f"2026-01-0{day}-other", author="Ada19 Lovelace19", section="y")
    built = publication.build("standfirst_volumes=year")
    whole = [
        name
        for name, content in built.files().items()
        if name.endswith(("atom.xml", "rss.xml", "feed.json")) and content.count(TEXT.encode()) == 2
    ]
    own = feedparser.parse(built.read("authors/ada19-lovelace19/atom.xml"))
    card = lxml.html.fromstring(built.read("authors/ada19-lovelace19/")).find_class(
        "sf-card__byline"
    )[0]
    article = lxml.html.fromstring(built.read("2026/01/many/")).find_class("sf-byline")[0]

    assert sorted(whole) == sorted(
        f"{folder}{name}"
        for folder in ("", "sections/x/", "volumes/2026/")
        for name in ("atom.xml", "rss.xml", "feed.json")
    )
    assert [each.summary for each in own.entries] == ["What it is about."] * 3
    assert TEXT not in built.read("authors/ada19-lovelace19/atom.xml")
    assert len(card.findall(".//a")) == 12
    assert "Ada11 Lovelace11 and 8 others" in " ".join(card.text_content().split())
    assert [name.text for name in article.findall(".//a")] == PEOPLE
    assert "and others" in built.read("authors/ada19-lovelace19/citations.bib")


@pytest.mark.parametrize("more", [0, 1])
def test_so_many_people_may_sign_a_post(settings, monkeypatch, more):
    """One more is said at the line of the authors; as many translators are read."""
    monkeypatch.setattr(taxonomies, "MOST_PEOPLE", 3)
    names = ", ".join(f"Name{number} Word{number}" for number in range(3 + more))
    made = publish(settings, f"author: [{names}]\ntranslator: [{names}]")
    [post] = made.catalogue.posts.values()

    assert [len(post.authors), len(post.translators)] == [3, 3]
    assert [(p.problem.line, p.problem.remedy) for p in made.problems] == [(3, "name fewer")] * more
