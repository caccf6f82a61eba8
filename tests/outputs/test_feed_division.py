"""Which files the feed of a list is divided into, and what each has."""

from __future__ import annotations

import dataclasses as dc

import feedparser
import pytest
from catalogues import publish
from feed_faults import faults
from lxml import etree
from walks import clean, differences, tree

from standfirst.outputs.feeds import division

NAMES = [f"posts/2026-01-{day:02}-{day - 1}" for day in range(1, 8)]
"""Seven posts, the oldest first."""


def divided(settings, *lines, **options):
    """Return each file of the feeds of posts: its entries as numbers, whether whole, and what is around it."""
    settings = dc.replace(settings, **options)
    made = publish(settings, *lines)
    pages = made.addresses.pages
    files = division.files(made.catalogue, settings, front=pages["index"], pages=pages)
    return {
        one.file: ("".join(name[-1] for name in one.docnames), one.is_whole, one.older, one.newer, one.current)
        for one in files
    }  # fmt: skip


def dated(count, more=""):
    """Return the front matter of so many posts, each a day later."""
    return [f"date: 2026-01-{number + 1:02}\n{more}" for number in range(count)]


def test_a_feed_has_the_newest_and_archives_the_others(settings):
    """Archives are full and numbered from the oldest; each leads to those around it, the Atom feed to the newest."""
    feed = "atom.xml"

    assert divided(settings, *dated(7), feed_length=2, listing_feed_length=9) == {
        feed: ("65", True, "atom-3.xml", "", ""),
        "rss.xml": ("65", True, "", "", ""),
        "feed.json": ("65", True, "", "", ""),
        "atom-3.xml": ("54", False, "atom-2.xml", "", feed),
        "atom-2.xml": ("32", False, "atom-1.xml", "atom-3.xml", feed),
        "atom-1.xml": ("10", False, "", "atom-2.xml", feed),
        "sections/articles/atom.xml": ("6543210", True, "", "", ""),
        "sections/articles/rss.xml": ("6543210", True, "", "", ""),
        "sections/articles/feed.json": ("6543210", True, "", "", ""),
    }


@pytest.mark.parametrize("length", [1, 2, 3, 6, 7, 8])
def test_every_post_is_in_a_feed_or_its_archives(settings, length):
    """Whatever remains; a new one moves none in the archives that were there."""
    before, after = (divided(settings, *dated(count), feed_length=length) for count in (6, 7))
    archives = {name: found for name, found in before.items() if name.startswith("atom-")}

    assert {*"".join(found[0] for name, found in after.items() if "/" not in name)} == {*"0123456"}
    assert {name: found[0] for name, found in archives.items()} == {
        name: after[name][0] for name in archives
    }
    assert {len(found[0]) for found in archives.values()} <= {length}


def test_undated_posts_are_in_no_feed(settings):
    """Nor in an archive; a list of such alone has a feed without entries."""
    made = divided(settings, *dated(2), "author: Ada\npublished: true", feed_length=1)

    assert made["atom-1.xml"][0] == "0"
    assert made["authors/ada/atom.xml"][0] in {"", "2"}


@pytest.mark.parametrize(("count", "forms"), [(1, ["atom.xml"]), (2, ["atom.xml"]), (3, ["atom.xml", "rss.xml", "feed.json"])])  # fmt: skip
def test_an_author_or_tag_of_few_has_atom_alone(settings, count, forms):
    """Those that there are more of with every post; a section or volume has all forms, and whole texts."""
    made = divided(settings, *dated(count, "author: Ada\ntags: [x]\nvolume: One\nsection: s"))
    every = ["atom.xml", "rss.xml", "feed.json"]

    assert [*made] == [
        *every,
        *(f"authors/ada/{name}" for name in forms),
        *(f"sections/s/{name}" for name in every),
        *(f"tags/x/{name}" for name in forms),
        *(f"volumes/one/{name}" for name in every),
    ]
    assert {name.partition("/")[0] for name, found in made.items() if found[1]} == {*every, "sections", "volumes"}  # fmt: skip


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "6532"),
        ({"full_text_feeds": ()}, "65"),
        ({"full_text_feeds": ("author",)}, "6510"),
        ({"full_text_feeds": ("section", "tag")}, "65320"),
        ({"feed_length": 9}, "65320"),
    ],
)
def test_texts_are_kept_of_what_feeds_have_whole(settings, options, expected):
    """No more, and not of what is withdrawn."""
    settings = dc.replace(settings, **{"feed_length": 2, "listing_feed_length": 2, **options})
    lines = dated(7, "section: a")
    for number in (2, 3):
        lines[number] = lines[number].replace("section: a", "section: b")
    lines[4] += "\nwithdrawn: 2026-02-01"
    for number in (0, 1):
        lines[number] += "\nauthor: Ada"
    lines[0] += "\ntags: [x]"
    found = division.with_texts(publish(settings, *lines).catalogue, settings)
    expected = {NAMES[int(number)] for number in expected}

    assert found == (expected if options.get("feed_length") != 9 else expected | {NAMES[1]})


@pytest.fixture
def short(publication):
    """Return a publication with feeds of two posts, and four posts."""
    publication.write("conf.py", f"{publication.conf}\n        standfirst_feed_length = standfirst_listing_feed_length = 2\n")  # fmt: skip
    for day in range(1, 5):
        add(publication, day)
    return publication


def add(publication, day, author="Bo Bee", **more):
    """Write a post of that day."""
    publication.post(f"2026-01-{day:02}-p{day}", f"Text of p{day}.\n", date=f"2026-01-{day:02}", author=author, tags="[x]", **more)  # fmt: skip


def test_a_feed_reader_can_go_back_to_the_first_post(short):
    """From file to file; the feed has texts, the archives summaries, as have those of authors."""
    built = short.build()
    feed = feedparser.parse(built.read("atom.xml"))
    archive = feedparser.parse(built.read("atom-1.xml"))
    author = feedparser.parse(built.read("authors/bo-bee/atom.xml"))
    base = "https://example.org/review/"

    assert faults(built.out) == []
    assert {link.rel: link.href for link in feed.feed.links} == {"alternate": base, "self": f"{base}atom.xml", "prev-archive": f"{base}atom-1.xml"}  # fmt: skip
    assert {link.rel: link.href for link in archive.feed.links} == {"alternate": base, "self": f"{base}atom-1.xml", "current": f"{base}atom.xml"}  # fmt: skip
    assert "fh_archive" in archive.feed
    assert "fh_archive" not in feed.feed
    assert [[entry.title for entry in one.entries] for one in (feed, archive, author)] == [
        ["A title of 2026-01-04-p4", "A title of 2026-01-03-p3"],
        ["A title of 2026-01-02-p2", "A title"],
        ["A title of 2026-01-04-p4", "A title of 2026-01-03-p3"],
    ]
    assert [("content" in entry, entry.summary) for one in (feed, archive, author) for entry in one.entries] == [
        *[(True, "What it is about.")] * 2, *[(False, "What it is about.")] * 4
    ]  # fmt: skip


def test_without_texts_rss_and_json_have_the_summary(short):
    """Once in RSS, and as the content that JSON Feed asks for; the tags' too."""
    add(short, 5)
    built = short.build()
    rss = etree.fromstring(built.read("tags/x/rss.xml").encode())
    items = feedparser.parse(built.read("authors/bo-bee/rss.xml")).entries

    assert [item.findtext("description") for item in rss.iter("item")] == ["What it is about."] * 2
    assert [*rss.iter("{http://purl.org/rss/1.0/modules/content/}encoded")] == []
    assert ["content" in item for item in items] == [False, False]
    assert built.read("tags/x/feed.json").count('"content_html": "<p>What it is about.</p>"') == 2


def steps(short):
    """Yield after each of the changes that move entries between files, or files away."""
    for day in (5, 6, 7):
        add(short, day, "Cy Dee")
        yield f"a post of day {day}"
    for day in (7, 6, 1, 3):
        (short.root / f"posts/2026-01-{day:02}-p{day}.md").unlink()
        yield f"without day {day}"
    add(short, 4, "Cy Dee", withdrawn="2026-02-01")
    yield "one withdrawn"
    short.write("conf.py", f"{short.conf}\n        standfirst_full_text_feeds = ['author', 'tag']\n        standfirst_markdown_copies = ''\n")  # fmt: skip
    yield "another configuration"
    short.write("conf.py", short.conf)
    yield "and the usual"


def test_what_moves_between_files_gives_what_a_clean_build_gives(short, tmp_path_factory):
    """Archives that come and go, a text that feeds have anew, an author of three articles and of two."""
    short.build()
    had = []
    for step in steps(short):
        built = short.build()
        made = tree(built.out)
        found = differences(made, clean(short, tmp_path_factory.mktemp("clean") / "c"))
        had.append("authors/cy-dee/rss.xml" in made)

        assert (step, found, faults(built.out)) == (step, [], [])
    assert had == [False, False, True, False, False, False, False, False, False, False]


def test_texts_that_no_feed_has_are_not_kept(short):
    """Beside the output: two of the feed and of the section; of a post that another takes the place of, no more."""
    folder = short.root / "_build/doctrees/standfirst/bodies"
    short.build()
    found = [len([*folder.iterdir()])]
    add(short, 5)
    short.build()
    found.append(len([*folder.iterdir()]))

    assert found == [2, 2]
