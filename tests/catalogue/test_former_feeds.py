"""Feeds at the addresses that they had before."""

from __future__ import annotations

import datetime as dt

import pytest
from catalogues import publish

from standfirst.settings import option_checks
from standfirst.settings.model import Settings

BASE = "https://example.org/review/"


def placed(moved, *posts):
    """Return the feed at each former address, and where, how badly and what is said of the others."""
    settings = Settings(
        now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
        base_url=BASE,
        former_feeds=option_checks.feeds(moved),
    )
    made = publish(settings, *posts)
    said = [(p.docname, p.problem.level, p.problem.message) for p in made.problems]
    return made.addresses.former_feeds, said


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        (["feed.xml"], {"feed.xml": "atom.xml"}),
        (["/blog/atom.xml", "feed/rss.xml"], {"blog/atom.xml": "atom.xml", "feed/rss.xml": "rss.xml"}),
        (["index.xml", "feeds/all.rss"], {"index.xml": "rss.xml", "feeds/all.rss": "rss.xml"}),
        (["feeds/main.json", "a%20b.atom"], {"feeds/main.json": "feed.json", "a b.atom": "atom.xml"}),
        ({"blog/ada.xml": "authors/ada-lovelace/atom.xml"}, {"blog/ada.xml": "authors/ada-lovelace/atom.xml"}),
        (["atom.xml"], {}),
    ],
)  # fmt: skip
def test_a_feed_is_where_it_was(moved, expected):
    """Of the whole publication by the form that its name means, or of any list; at its own address it is anyway."""
    assert placed(moved, "author: Ada Lovelace\ndate: 2026-01-02") == (expected, [])


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        ({"old.xml": "gone/atom.xml"}, "'old.xml': 'gone/atom.xml' is no feed"),
        (["feed"], "'feed': its name ends in none of .xml, .atom, .rss, .rdf, .json"),
        (["feed/"], "'feed/': its name ends in none of .xml, .atom, .rss, .rdf, .json"),
        ([""], "'': it is not a path, or has a query or a fragment"),
        (["feed.xml?x"], "'feed.xml?x': it is not a path, or has a query or a fragment"),
        (["../feed.xml"], "'../feed.xml': it leads out of its folder with '..'"),
        (["a/%2e%2e/feed.xml"], "'a/%2e%2e/feed.xml': it leads out of its folder with '..'"),
        (["a:b.xml"], "'a:b.xml': it has signs that no path may have"),
        (["sitemap.xml"], "'sitemap.xml': it lies where the publication keeps its own files (sitemap.xml)"),
        (["_static/feed.xml"], "'_static/feed.xml': it lies where the publication keeps its own files (_static)"),
        (["vercel.json"], "'vercel.json': it has a name that hosts read (vercel.json: Vercel reads it)"),
        (["2026/01/p/feed.xml"], ""),
        (["authors/ada-lovelace/atom.xml"], "'authors/ada-lovelace/atom.xml': it is the address of the feed of authors/ada-lovelace"),
        ({"old.xml": "authors/ada-lovelace/rss.xml"}, "'old.xml': 'authors/ada-lovelace/rss.xml' is no feed"),
        (["atom-1.xml"], "'atom-1.xml': it lies where the publication keeps its own files (atom-1.xml)"),
        (["p.html/feed.xml"], "'p.html/feed.xml': it is the address of posts/2026-01-01-0"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_feed_is_named(moved, said):
    """A feed that is not there, a name that hosts take for a page, a path that is unsafe or another's: an error of ``conf.py``."""
    found, problems = placed(moved, "author: Ada Lovelace\ndate: 2026-01-02\npermalink: /p.html")
    expected = [("conf.py", "error", f"standfirst_former_feeds: {said}; no feed is there")]

    assert (problems, bool(found)) == (expected if said else [], not said)


def test_who_comes_first_has_an_address():
    """A page or file that has it keeps it; of two former feeds, the second is named."""
    found, problems = placed(["/feed.xml", "feed.xml/", "FEED.xml"])

    assert found == {"feed.xml": "atom.xml"}
    assert [said.partition(": it is ")[2] for _, _, said in problems] == [
        "the address of the former feed feed.xml; no feed is there"
    ] * 2
