"""The listings of a publication: which there are, in which order, with which posts and names."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pytest
from markdown_it import MarkdownIt

from standfirst.catalogue import further_reading
from standfirst.catalogue.assemble import AssembleInputs, assemble
from standfirst.catalogue.pagination import paginate
from standfirst.markdown import use_plugins
from standfirst.reading import profiles
from standfirst.reading.post import read_post
from standfirst.reading.read_context import ReadContext
from standfirst.settings.model import Department, Settings

MARKDOWN = MarkdownIt("commonmark")
use_plugins(MARKDOWN)
SETTINGS = Settings(
    now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
    title="Review",
    base_url="https://example.org/",
    page_size=2,
    sections=(
        Department(slug="zoo", title="Zoo", description="Of *animals*."),
        Department(slug="art", title="Art"),
        Department(slug="none", title="Nothing yet"),
    ),
)
POSTS = {
    "2026-01-01-a": "author: zed\ntags: [beta, Alpha]\nsection: art",
    "2026-01-02-b": "author: Ada\ntags: [alpha]\nsection: zoo",
    "2026-03-03-c": "author: Émile\ntags: [Zeta, beta]\nsection: yarn",
    "2025-03-04-d": "author: Ada\ntags: [1st]\nsection: Ballads",
    "2025-03-05-e": "author: Ada\nsection: art",
    "2025-03-06-f": "author: Ada\nsection: art",
    "g": "author: Ada\nsection: art",
}


def made(settings=SETTINGS, authors=(), volumes=(), posts=POSTS):
    """Return the publication of the posts."""
    around = ReadContext(settings=settings, names=profiles.names(authors))
    records = {}
    for name, lines in posts.items():
        date = f"date: {name[:10]}\n" if name[0].isdigit() else ""
        text = f"---\ntitle: {name}\n{date}{lines}\n---\n\nText.\n"
        record = read_post(text, source=f"posts/{name}.md", around=around, markdown=MARKDOWN, report=lambda _: None).record  # fmt: skip
        records[record.docname] = record
    return assemble(AssembleInputs(settings=settings, records=records, authors=tuple(authors), volumes=tuple(volumes)))  # fmt: skip


def volumes_of(texts):
    """Return the volumes that files say, by the text of each name."""
    return [
        profiles.read_volume(text, source=f"volumes/{name}.md", report=lambda _: None)
        for name, text in texts.items()
    ]


def listed(listings):
    """Return key, name, page and the last letters of the posts' names, of each listing in order."""
    return [(key, listing.name, listing.page, "".join(name[-1] for name in listing.posts)) for key, listing in listings.items()]  # fmt: skip


def test_listings_are_in_their_orders():
    """Sections as configured, then by title; tags and authors by name, whatever its case; months from the newest."""
    found = made().catalogue

    assert listed(found.sections) == [
        ("zoo", "Zoo", "sections/zoo", "b"),
        ("art", "Art", "sections/art", "afeg"),
        ("none", "Nothing yet", "sections/none", ""),
        ("ballads", "Ballads", "sections/ballads", "d"),
        ("yarn", "Yarn", "sections/yarn", "c"),
    ]
    assert listed(found.lists["tag"]) == [
        ("1st", "1st", "tags/1st", "d"),
        ("alpha", "Alpha", "tags/alpha", "ba"),
        ("beta", "beta", "tags/beta", "ca"),
        ("zeta", "Zeta", "tags/zeta", "c"),
    ]
    assert listed(found.authors) == [
        ("ada", "Ada", "authors/ada", "bfedg"),
        ("zed", "zed", "authors/zed", "a"),
        ("émile", "Émile", "authors/émile", "c"),
    ]
    assert listed(found.lists["year"]) == [
        ("2026", "2026", "archive/2026", "cba"),
        ("2025", "2025", "archive/2025", "fed"),
    ]
    assert listed(found.lists["month"]) == [
        ("2026-03", "March 2026", "archive/2026/03", "c"),
        ("2026-01", "January 2026", "archive/2026/01", "ba"),
        ("2025-03", "March 2025", "archive/2025/03", "fed"),
    ]
    assert "".join(name[-1] for name in found.everything.posts) == "cbafedg"
    assert found.everything.page == "posts"


def test_authors_are_in_the_order_of_their_names_wherever_these_stand():
    """Those of files among those of posts; of two that are named alike the one whose address is first."""
    files = {"d": "Zoe", "c": "adam", "b": "Mo", "a": "MO"}
    authors = [
        profiles.read_author(f"---\nname: {name}\n---\n", source=f"authors/{key}.md", report=lambda _: None)
        for key, name in files.items()
    ]  # fmt: skip
    found = made(authors=authors).catalogue.authors

    assert {key: author.name for key, author in found.items()} == {
        "c": "adam",
        "ada": "Ada",
        "a": "MO",
        "b": "Mo",
        "zed": "zed",
        "d": "Zoe",
        "émile": "Émile",
    }
    assert list(found) == ["ada", "c", "a", "b", "zed", "d", "émile"]


def test_a_listing_says_what_is_said_of_it():
    """In the language of those words; those of a calendar have no feed."""
    found = made().catalogue

    assert (found.sections["zoo"].html, found.sections["zoo"].lang) == ("<p>Of <em>animals</em>.</p>\n", "en")  # fmt: skip
    assert (found.sections["art"].html, found.sections["art"].kind) == ("", "section")
    assert {kind.key: kind.has_feed for kind, _ in found.listings()} == {
        "author": True,
        "section": True,
        "tag": True,
        "year": False,
        "month": False,
        "all": False,
    }
    assert {listing.kind for listing in found.lists["year"].values()} == {"year"}
    assert {listing.kind for listing in found.lists["month"].values()} == {"month"}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("year", [("2026", "2026", "cba", (1, 1), (12, 31)), ("2025", "2025", "fed", (1, 1), (12, 31))]),
        (
            "quarter",
            [("2026-q1", "Q1 2026", "cba", (1, 1), (3, 31)), ("2025-q1", "Q1 2025", "fed", (1, 1), (3, 31))],
        ),
        (
            "month",
            [
                ("2026-03", "March 2026", "c", (3, 1), (3, 31)),
                ("2026-01", "January 2026", "ba", (1, 1), (1, 31)),
                ("2025-03", "March 2025", "fed", (3, 1), (3, 31)),
            ],
        ),
        ("", []),
    ],
)  # fmt: skip
def test_volumes_follow_their_rule(rule, expected):
    """With their names and periods, the newest first; a post without a date is in none."""
    volumes = made(dc.replace(SETTINGS, volumes=rule)).catalogue.volumes.values()

    assert [
        (v.key, v.name, "".join(n[-1] for n in v.posts), (v.start.month, v.start.day), (v.end.month, v.end.day))
        for v in volumes
    ] == expected  # fmt: skip


def test_a_file_of_volumes_is_a_volume():
    """With its own title and period, in whose order it stands; one without is the last. It may have no posts."""
    own = volumes_of(
        {
            "open": "---\ntitle: Open\n---\n",
            "old": "---\ntitle: Old\nstart: 2020-01-01\nend: 2020-12-31\n---\n",
            "spring": "---\ntitle: Spring\nstart: 2026-01-02\nend: 2026-03-31\n---\nA *note*.\n",
        }
    )
    found = made(volumes=own).catalogue.volumes

    assert listed(found) == [
        ("spring", "Spring", "volumes/spring", "cb"),
        ("old", "Old", "volumes/old", ""),
        ("open", "Open", "volumes/open", ""),
    ]
    assert found["spring"].html == "<p>A <em>note</em>.</p>\n"


def test_volumes_of_files_and_of_a_rule_are_in_one_order():
    """The one that ended last is the first."""
    own = volumes_of(
        {
            "between": "---\ntitle: Between\nstart: 2025-07-01\nend: 2026-02-28\n---\n",
            "old": "---\ntitle: Old\nstart: 2020-01-01\nend: 2020-12-31\n---\n",
        }
    )
    found = made(dc.replace(SETTINGS, volumes="year"), volumes=own).catalogue.volumes

    assert listed(found) == [
        ("2026", "2026", "volumes/2026", "c"),
        ("between", "Between", "volumes/between", "ba"),
        ("2025", "2025", "volumes/2025", "fed"),
        ("old", "Old", "volumes/old", ""),
    ]


def test_posts_know_the_posts_beside_them():
    """Older and newer in their section; nobody is beside the only one."""
    beside = made().catalogue.neighbours
    short = {
        name[-1]: tuple(other and other[-1] for other in pair) for name, pair in beside.items()
    }

    assert short == {"a": ("f", None), "f": ("e", "a"), "e": ("g", "f"), "g": (None, "e"), "b": (None, None), "c": (None, None), "d": (None, None)}  # fmt: skip


@pytest.mark.parametrize(
    ("count", "size", "expected"),
    [
        (0, 2, [("x", 1, 1, "", None, None)]),
        (3, 2, [("x", 1, 1, "321", None, None)]),
        (4, 2, [("x", 2, 2, "43", None, "x/page/1"), ("x/page/1", 1, 2, "21", "x", None)]),
        (
            7,
            2,
            [
                ("x", 3, 3, "765", None, "x/page/2"),
                ("x/page/2", 2, 3, "43", "x", "x/page/1"),
                ("x/page/1", 1, 3, "21", "x/page/2", None),
            ],
        ),
        (2, 1, [("x", 2, 2, "2", None, "x/page/1"), ("x/page/1", 1, 2, "1", "x", None)]),
    ],
)
def test_a_listing_is_divided_from_the_oldest(count, size, expected):
    """Each page knows its number, how many there are, and the pages beside it."""
    pages = paginate("x", [str(n) for n in range(count, 0, -1)], size)

    assert [
        (p.page, p.number, p.total, "".join(p.posts), p.newer, p.older) for p in pages
    ] == expected


def test_the_posts_of_a_publication_say_all_of_themselves():
    """Names and pages of what they belong to, words and minutes, their days."""
    post = made().catalogue.posts["posts/2026-01-01-a"]

    assert (post.title, post.path, post.page, post.source) == ("2026-01-01-a", "2026/01/a/", "posts/2026-01-01-a", "posts/2026-01-01-a.md")  # fmt: skip
    assert [(p.name, p.key, p.page) for p in post.authors] == [("zed", "zed", "authors/zed")]
    assert [(t.name, t.page) for t in post.tags] == [("beta", "tags/beta"), ("Alpha", "tags/alpha")]
    assert (post.section.name, post.section.page, post.volume) == ("Art", "sections/art", None)
    assert (post.date, post.revised, post.lang, post.words) == (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "en", 1)  # fmt: skip
    assert (post.hidden, post.withdrawn, post.image, post.doi, post.series) == (False, None, None, "", "")  # fmt: skip


@pytest.mark.parametrize(
    ("path", "line", "expected"),
    [
        ("posts/open_data/2026-01-01-x.md", "", ("Open data", "open-data")),
        ("posts/Open_Data/2026-01-01-x.md", "", ("Open_Data", "open-data")),
        ("posts/open-data/2026-01-01-x.md", "section: World news", ("World news", "world-news")),
        ("posts/2026-01-01-x.md", "section: open-data", ("Open data", "open-data")),
        ("posts/2026-01-01-x.md", "categories: [one, two]", ("One", "one")),
        ("posts/one/2026-01-01-x.md", "categories: [two]", ("One", "one")),
        ("posts/2026-01-01-x.md", "", ("Articles", "articles")),
    ],
)
def test_a_section_is_what_names_it_first(path, line, expected):
    """The post itself, its folder, its first category, the publication; titled as a name is written."""
    around = ReadContext(settings=SETTINGS)
    text = f"---\ntitle: T\n{line}\n---\n\nText.\n"
    record = read_post(text, source=path, around=around, markdown=MARKDOWN, report=lambda _: None).record  # fmt: skip
    [post] = assemble(AssembleInputs(settings=SETTINGS, records={record.docname: record})).catalogue.posts.values()  # fmt: skip

    assert (post.section.name, post.section.page) == (expected[0], f"sections/{expected[1]}")


def test_series_of_one_address_are_numbered_from_two(monkeypatch):
    """Each has its own list; one in another language has it in its name."""
    monkeypatch.setattr(further_reading, "MOST_LISTED", 1)
    names = ["A/B", "A!B", "A?B", "A/B\nlang: de"]
    lines = {f"2026-0{part}-01-{part}{n}": f"author: A\nseries: {name}" for part in (1, 2) for n, name in enumerate(names)}  # fmt: skip
    found = made(posts=lines).catalogue

    assert sorted(listed(found.lists["series"])) == [
        ("a-b", "A/B", "series/a-b", "00"),
        ("a-b-2", "A!B", "series/a-b-2", "11"),
        ("a-b-3", "A?B", "series/a-b-3", "22"),
        ("a-b-de", "A/B", "series/a-b-de", "33"),
    ]


def test_tags_are_in_the_order_of_their_names_and_not_of_their_addresses():
    """As a reader sees them."""
    found = made(posts={"2026-01-01-a": "author: A\ntags: [a.b, a!z]"}).catalogue

    assert [listing.name for listing in found.lists["tag"].values()] == ["a!z", "a.b"]


def test_an_author_is_what_their_file_says():
    """Its biography goes before those that posts have; one who signs nothing is there too, one without a file is a name."""
    text = "---\nname: Ada Lovelace\naliases: [Ada, A. L.]\nfamily_name: Lovelace\ngiven_name: Ada\naffiliation: London\norcid: 0000-0002-1825-0097\nlinks:\n  - Home: https://a.example/\n---\n我是*作者*。\n"
    files = {"ada": text, "bo": "---\nname: Bo Bee\n---\n"}
    own = [profiles.read_author(content, source=f"authors/{key}.md", report=lambda _: None) for key, content in files.items()]  # fmt: skip
    authors = made(authors=own).catalogue.authors
    ada = authors["ada"]

    assert [*authors] == ["ada", "bo", "zed", "émile"]
    assert (ada.name, ada.kind, ada.aliases, ada.family_name, ada.given_name) == ("Ada Lovelace", "author", ("Ada", "A. L."), "Lovelace", "Ada")  # fmt: skip
    assert (ada.affiliation, ada.orcid, ada.links) == ("London", "0000-0002-1825-0097", (("Home", "https://a.example/"),))  # fmt: skip
    assert (ada.html, ada.lang) == ("<p>我是<em>作者</em>。</p>\n", "zh-Hans")
    assert (len(ada.posts), authors["bo"].posts, authors["bo"].html, authors["bo"].lang) == (5, (), "", "")  # fmt: skip
    assert (authors["zed"].orcid, authors["zed"].photo, authors["zed"].links) == ("", None, ())


def test_what_is_said_of_a_section_may_be_in_a_language_of_its_own():
    """That of the configuration, else as its script tells."""
    sections = (
        Department(slug="a", title="A", description="Über uns.", lang="de"),
        Department(slug="b", title="B", description="關於經濟與歷史的文章"),
        Department(slug="c", title="C"),
    )
    found = made(dc.replace(SETTINGS, sections=sections)).catalogue.sections

    assert [found[key].lang for key in "abc"] == ["de", "zh-Hant", ""]


def test_volumes_of_one_last_day_are_in_the_order_of_their_newest_posts():
    """Those without a post after them, by their names in addresses; one without days is the last."""
    lines = {
        "z": "start: 2030-01-01\nend: 2030-12-31",
        "y": "start: 2030-02-01\nend: 2030-12-31",
        "x": "posts: [2025-03-04-d]\nend: 2030-12-31",
        "w": "posts: [2026-01-01-a]\nend: 2030-12-31",
        "v": "posts: [2026-03-03-c]",
        "u": "",
        "t": "",
    }
    own = volumes_of({name: f"---\ntitle: {name}\n{said}\n---\n" for name, said in lines.items()})

    assert [*made(volumes=own).catalogue.volumes] == ["w", "x", "y", "z", "v", "t", "u"]


def test_a_long_series_leads_to_its_list_from_its_parts(monkeypatch):
    """Which is in the language of its posts, first part first; a short one has no list."""
    monkeypatch.setattr(further_reading, "MOST_LISTED", 2)
    lines = {f"2026-0{part}-01-{part}": "author: A\nseries: Long road\nlang: de" for part in (1, 2, 3)}  # fmt: skip
    lines |= {f"2026-0{part}-02-{part}": "author: A\nseries: Short" for part in (1, 2)}
    found = made(posts=lines).catalogue
    [listing] = found.lists["series"].values()
    parts = {name.removeprefix("posts/"): (part.number, part.count, part.page) for name, part in found.parts.items()}  # fmt: skip

    assert (listing.key, listing.name, listing.lang, listing.kind) == ("long-road-de", "Long road", "de", "series")  # fmt: skip
    assert [name[-1] for name in listing.posts] == ["1", "2", "3"]
    assert parts == {
        "2026-01-01-1": (1, 0, "series/long-road-de"),
        "2026-02-01-2": (2, 0, "series/long-road-de"),
        "2026-03-01-3": (3, 0, "series/long-road-de"),
        "2026-01-02-1": (1, 2, ""),
        "2026-02-02-2": (2, 2, ""),
    }
