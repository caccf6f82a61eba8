"""Which books there are, and what is in them: pure."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pytest

from standfirst.addresses.page_addresses import address
from standfirst.catalogue.model import Catalogue, Person, Post, Ref, Volume
from standfirst.editions.books import books

SECTION = Ref(name="Essays", page="sections/essays")


def post(name, day, *, volume=None, **given):
    """Return a post of a day in 2026."""
    date = dt.datetime(2026, 1, day, 12, tzinfo=dt.timezone(dt.timedelta(hours=8))) if day else None
    author = Person(name=given.pop("author", "Ada"), key="a", page="authors/a")
    return Post(
        docname=name,
        source=f"{name}.md",
        page=name,
        path=f"{name}/",
        title=name.title(),
        date=date,
        authors=(author,),
        section=SECTION,
        volume=Ref(name=volume, page=f"volumes/{volume}") if volume else None,
        **given,
    )


def catalogue(*posts):
    """Return the catalogue of *posts*, which are given the newest first."""
    names = dict.fromkeys(p.volume.name for p in posts if p.volume)
    volumes = {
        name: Volume(
            kind="volume",
            key=name,
            name=name.upper(),
            page=f"volumes/{name}",
            posts=tuple(p.docname for p in posts if p.volume and p.volume.name == name),
        )
        for name in names
    }
    return Catalogue(
        posts={p.docname: p for p in posts},
        lists={"author": {}, "section": {}, "volume": volumes},
        neighbours={},
    )


@pytest.fixture
def make(settings):
    """Return a function that gives the books of posts."""
    pages = {page: address(f"{page}/") for page in ("volumes/v1", "volumes/v2")}

    def made(*posts, **given):
        changed = dc.replace(settings, **given)
        return books(catalogue(*posts), changed, {**pages, "index": address("")}, root="index")

    return made


def test_a_book_for_each_volume_and_one_of_everything(make):
    """Articles from the oldest, undated ones last; in the whole, a part for each volume and one for the rest."""
    *volumes, whole = make(
        post("e", 5, volume="v2"),
        post("d", 4),
        post("c", 3, volume="v1"),
        post("b", 2, volume="v1"),
        post("a", 0, volume="v1"),
    )

    assert [(b.key, [p.docname for p in b.articles]) for b in volumes] == [
        ("v2", ["e"]),
        ("v1", ["b", "c", "a"]),
    ]
    assert whole.is_whole
    assert whole.key == "the-test-review"
    assert [(part.title, part.key, [p.docname for p in part.articles]) for part in whole.parts] == [
        ("V1", "v1", ["b", "c", "a"]),
        ("V2", "v2", ["e"]),
        ("Articles", "", ["d"]),
    ]


def test_what_was_withdrawn_is_in_no_book(make):
    """And a volume of nothing else is none."""
    gone = post("a", 1, volume="v1", withdrawn=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    only = make(gone)

    assert [book.is_whole for book in only] == [True]
    assert only[0].articles == ()


def test_a_book_says_what_it_is_and_stays_the_same(make):
    """Its date is of its articles, in UTC; its name is of its address; no clock, no path."""
    updated = dt.datetime(2026, 1, 20, 3, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    posts = (
        post("b", 2, volume="v1", lang="zh-Hant", updated=updated),
        post("a", 1, volume="v1", author="Bo"),
    )
    book, again = make(*posts)[0], make(*posts)[0]

    assert book == again
    assert book.modified == dt.datetime(2026, 1, 19, 19, tzinfo=dt.UTC)
    assert book.url == "https://example.org/review/volumes/v1/"
    assert book.languages == ("en", "zh-Hant")
    assert book.authors == ("Bo", "Ada")
    assert book.identifier.startswith("urn:uuid:")
    assert book.identifier != make(*posts)[-1].identifier
    assert make(*posts, base_url="")[0].url == ""
    assert book.description == "The Test Review: V1"
    assert make(*posts, tagline="")[-1].description == "The Test Review"
