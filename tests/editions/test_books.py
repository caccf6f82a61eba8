"""Which books there are, and what is in them: pure."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pytest
from bare_posts import bare_post

from standfirst.addresses.page_addresses import Addresses, address
from standfirst.catalogue.model import Catalogue, Person, Picture, Ref, Volume
from standfirst.editions import shelf
from standfirst.editions.books import books, without
from standfirst.editions.picture_files import picture_for

SECTION = Ref(name="Essays", page="sections/essays")


def post(name, day, *, volume=None, **given):
    """Return a post of a day in 2026."""
    date = dt.datetime(2026, 1, day, 12, tzinfo=dt.timezone(dt.timedelta(hours=8))) if day else None
    author = Person(name=given.pop("author", "Ada"), key="a", page="authors/a")
    return bare_post(
        name,
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


PICTURES = [Picture(src=name) for name in ("old.png", "new.png", "own.png")]


def test_a_cover_shows_the_newest_picture_unless_the_volume_has_its_own(make):
    """Of articles without one there is none."""
    old = post("a", 1, volume="v1", image=PICTURES[0])
    new = post("b", 2, volume="v1", image=PICTURES[1])

    assert [book.cover for book in make(post("c", 3, volume="v1"), new, old)] == [PICTURES[1]] * 2
    assert [book.cover for book in make(post("a", 1, volume="v1"))] == [None, None]


def test_the_whole_says_under_what_terms_and_where_it_is(make):
    """A volume as well; each its own address, the whole the front page's."""
    volume, whole = make(post("a", 1, volume="v1"), license="CC-BY-4.0")

    assert (whole.key, whole.title, whole.publication) == (
        "the-test-review",
        *["The Test Review"] * 2,
    )
    assert (whole.url, whole.is_whole) == ("https://example.org/review/", True)
    assert whole.licence_url == volume.licence_url == "https://creativecommons.org/licenses/by/4.0/"
    assert (volume.key, volume.title, volume.is_whole) == ("v1", "V1", False)
    assert [(part.title, part.key) for part in volume.parts] == [("", "")]


def test_a_publication_without_volumes_has_one_part_without_a_title(make):
    """Nothing is a rest where there is nothing else."""
    [whole] = make(post("b", 2), post("a", 1))

    assert [(part.title, part.key, [p.docname for p in part.articles]) for part in whole.parts] == [
        ("", "", ["a", "b"])
    ]


def test_a_book_without_dates_is_of_the_earliest_day_that_a_zip_can_say(make):
    """So it is the same bytes each time."""
    assert make(post("a", 0))[0].modified == dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


def test_books_without_lost_articles_have_the_others(make):
    """A volume of nothing else is none; the whole stays, without the part."""
    made = make(post("c", 3, volume="v2"), post("b", 2, volume="v1"), post("a", 1, volume="v1"))
    left = without(made, {"c", "a"})

    assert [(book.key, [[p.docname for p in part.articles] for part in book.parts]) for book in left] == [
        ("v1", [["b"]]),
        ("the-test-review", [["b"]]),
    ]  # fmt: skip
    assert [book.key for book in without(made, {"a", "b", "c"})] == ["the-test-review"]


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("p/a.png", "local"),
        ("/p/a.png", "local"),
        ("p%2Fa.png", "local"),
        ("https://e.org/%C3%A9.png", "remote"),
        ("p/b.png", None),
    ],
)
def test_a_picture_is_found_as_it_is_written_or_without_what_encodes_it(src, expected):
    """Also from the root of the source folder."""
    files = {"p/a.png": "local", "https://e.org/%C3%A9.png": "remote"}

    assert picture_for(src, files) == expected


@pytest.fixture
def shelf_of(tmp_path):
    """Return a function that gives the editions of a catalogue's pages, with the files that are named there."""

    def made(*posts, files, extra=(), books=True, cards=True):
        for number, file in enumerate(files, start=1):
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_bytes(b"x" * number)
        pages = {
            "index": address(""),
            "volumes/v1": address("volumes/v1/"),
            **{p.page: address(p.path) for p in posts},
        }
        return shelf.Editions(
            catalogue(*posts), Addresses(pages=pages, redirects={"gone/gone.pdf": "x"}), front="index",
            books=tmp_path if books else None, cards=tmp_path if cards else None, extra=extra,
        )  # fmt: skip

    return made


EVERY = [
    "articles/a.pdf", "cards/a.png", "card.png", "volumes/v1.pdf", "volumes/v1.epub", "volumes/v1.jpg",
]  # fmt: skip


def said(editions):
    """Return kind, type, place and size of editions."""
    return [(e.kind, e.type, e.file, e.size) for e in editions]


def test_a_page_offers_what_was_made_for_it(shelf_of):
    """Beside itself, each with its type and size."""
    a, b = post("a", 1, volume="v1"), post("b", 2)
    editions = shelf_of(b, a, files=EVERY)
    volume = catalogue(b, a).volumes["v1"]
    epub = ("epub", "application/epub+zip", "volumes/v1/v1.epub", 5)

    assert said(editions.of_post(a)) == [("pdf", "application/pdf", "a/a.pdf", 1)]
    assert said(editions.card_of(a)) == [("png", "image/png", "a/a.png", 2)]
    assert said(editions.card()) == [("png", "image/png", "edition.png", 3)]
    assert said(editions.of_volume(volume)) == [
        ("pdf", "application/pdf", "volumes/v1/v1.pdf", 4), epub, ("jpg", "image/jpeg", "volumes/v1/v1.jpg", 6),
    ]  # fmt: skip
    assert said([editions.of_its_volume(a)]) == [epub]
    assert (editions.of_post(b), editions.card_of(b), editions.of_its_volume(b)) == ((), (), None)
    assert editions.state(a) == (editions.of_post(a), "volumes/v1/v1.epub")
    assert editions.state(b) == ((), None)
    assert sorted(editions.every()) == [
        "a/a.pdf", "a/a.png", "edition.png", "volumes/v1/v1.epub", "volumes/v1/v1.jpg", "volumes/v1/v1.pdf",
    ]  # fmt: skip


def test_a_page_offers_nothing_of_what_was_withdrawn_or_has_no_place(shelf_of):
    """Nor where there is no folder, or where another file lies there, of a page before or of the publisher's own."""
    moved, gone = (
        post("gone", 2),
        post("a", 1, volume="v1", withdrawn=dt.datetime(2026, 2, 1, tzinfo=dt.UTC)),
    )
    kept = post("k", 3)
    names = [*EVERY, "articles/gone.pdf", "articles/k.pdf", "cards/k.png"]
    editions = shelf_of(kept, moved, gone, files=names, extra=["k/k.pdf"])
    neither = shelf_of(kept, files=[], books=False, cards=False)

    assert (editions.of_post(gone), editions.card_of(gone), editions.of_its_volume(gone)) == (
        (),
        (),
        None,
    )
    assert (editions.of_post(moved), editions.of_post(kept)) == ((), ())
    assert [e.file for e in editions.card_of(kept)] == ["k/k.png"]
    assert (neither.of_post(kept), neither.card_of(kept), neither.card()) == ((), (), ())
