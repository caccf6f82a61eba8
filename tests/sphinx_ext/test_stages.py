"""What the stages make of records and settings: former addresses, pictures, what is reported of the catalogue: without a build."""

from __future__ import annotations

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document

from standfirst.addresses.page_addresses import address
from standfirst.outputs import redirects
from standfirst.pictures.conversion.gather import Appearance
from standfirst.problems import PostWarning, Problem
from standfirst.reading.packed_records import RecordHead
from standfirst.sources.schedule import Schedule
from standfirst.sphinx_ext.stages import catalogue_, pictures_, redirects_

FORMER = {
    "old/index.html": "posts/a",
    "older.html": "posts/a",
    "tags.html": "us",
    "a b/旧.html": "us",
    "feed.xml": "tags",
}


def record(title, description="", lang=""):
    """Return the record of a post or page."""
    return SimpleNamespace(matter=SimpleNamespace(title=title, description=description), body=SimpleNamespace(lang=lang))  # fmt: skip


@pytest.fixture
def written(monkeypatch):
    """Return what gives the files of former addresses, of which the pages are what they are told."""
    monkeypatch.setattr(redirects, "page", lambda **told: repr(told).encode())
    monkeypatch.setattr(redirects, "netlify", lambda moves, gone: repr((moves, gone)).encode())
    monkeypatch.setattr(redirects, "nginx", lambda moves: repr(moves).encode())
    monkeypatch.setattr(redirects, "nginx_gone", lambda gone: repr(gone).encode())

    def files(former=FORMER, *, base_url="https://e.example/review/", redirect_pages=True, gone=()):
        pages = {name: address(path) for name, path in (("posts/a", "2026/a b/"), ("us", "us/"), ("tags", "tags/"))}  # fmt: skip
        posts = {name: SimpleNamespace(path=f"{name}/", withdrawn=name in gone) for name in ("posts/a", "posts/b")}  # fmt: skip
        published = SimpleNamespace(addresses=SimpleNamespace(pages=pages, redirects=former), catalogue=SimpleNamespace(posts=posts))  # fmt: skip
        settings = SimpleNamespace(title="Review", language="fr", base_url=base_url, redirect_pages=redirect_pages)  # fmt: skip
        domain = SimpleNamespace(
            published=published,
            inputs=SimpleNamespace(settings=settings),
            records={"posts/a": record("A", "Of a.", "de")},
            pages={"us": record("Us")},
        )
        builder = SimpleNamespace(domain=domain, published=published, content_policy="policy")
        return {
            each.file: ast.literal_eval(each.make().decode()) for each in redirects_.files(builder)
        }

    return files


def test_a_page_at_a_former_address_says_where_it_has_gone(written):
    """With title, description and language of the page, else with what the publication has."""
    found = written()
    of_a = {"title": "A", "description": "Of a.", "lang": "de", "canonical": "https://e.example/review/2026/a%20b/", "policy": "policy"}  # fmt: skip
    of_us = {"title": "Us", "description": "Us", "lang": "fr", "canonical": "https://e.example/review/us/", "policy": "policy"}  # fmt: skip
    of_tags = {"title": "Review", "description": "Review", "lang": "fr", "canonical": "https://e.example/review/tags/", "policy": "policy"}  # fmt: skip

    assert {file: found[file] for file in FORMER} == {
        "old/index.html": {**of_a, "href": "../2026/a%20b/"},
        "older.html": {**of_a, "href": "2026/a%20b/"},
        "tags.html": {**of_us, "href": "us/"},
        "a b/旧.html": {**of_us, "href": "../us/"},
        "feed.xml": {**of_tags, "href": "tags/"},
    }


def test_hosts_are_told_each_way_to_a_former_address(written):
    """Without its ending too, but where another page lies there; percent-encoded, below the publication's path."""
    found = written(gone={"posts/b"})
    moves = [
        ("/review/old/", "/review/2026/a%20b/"),
        ("/review/older.html", "/review/2026/a%20b/"),
        ("/review/older", "/review/2026/a%20b/"),
        ("/review/tags.html", "/review/us/"),
        ("/review/a%20b/%E6%97%A7.html", "/review/us/"),
        ("/review/a%20b/%E6%97%A7", "/review/us/"),
        ("/review/feed.xml", "/review/tags/"),
    ]
    lists = {file: said for file, said in found.items() if file not in FORMER}

    assert lists == {
        redirects.LIST: (moves, ["/review/posts/b/"]),
        redirects.MOVED: moves,
        redirects.GONE: ["/review/posts/b/"],
    }


@pytest.mark.parametrize(
    ("former", "given", "files"),
    [
        ({}, {}, []),
        ({}, {"gone": {"posts/b"}}, [redirects.LIST, redirects.GONE]),
        ({"old.html": "us"}, {}, [redirects.LIST, redirects.MOVED, "old.html"]),
        ({"old.html": "us"}, {"redirect_pages": False}, [redirects.LIST, redirects.MOVED]),
    ],
)
def test_there_is_no_list_of_nothing(written, former, given, files):
    """Pages at former addresses are an option."""
    assert [*written(former, **given)] == files


def test_without_an_address_of_its_own_a_publication_is_at_the_root(written):
    """And no page is said to be another's copy."""
    found = written({"old.html": "us"}, base_url="")

    assert found["old.html"]["canonical"] == ""
    assert found[redirects.MOVED] == [("/old.html", "/us/"), ("/old", "/us/")]


@pytest.fixture
def domain(monkeypatch):
    """Return the domain of a publication, and what is logged."""
    said = []
    files = SimpleNamespace(picture=lambda written, source: f"{source} {written}" if written != "gone.png" else None)  # fmt: skip
    profile = SimpleNamespace
    made = SimpleNamespace(
        data={"pictures": {}},
        files=files,
        records=SimpleNamespace(head={"posts/b": RecordHead(Schedule(False, *[None] * 4), 14)}.get),
        inputs=SimpleNamespace(
            authors=[profile(photo="p.png", source="authors/a.md", photo_line=5), profile(photo="", source="authors/b.md", photo_line=6), profile(photo="https://e.example/p", source="authors/c.md", photo_line=7), profile(photo="gone.png", source="authors/d.md", photo_line=8)],
            volumes=[profile(cover="c.png", source="volumes/a.md", cover_line=9)],
        ),
    )  # fmt: skip
    monkeypatch.setattr(pictures_.PublicationDomain, "of", lambda _env: made)
    for module in (pictures_, catalogue_):
        monkeypatch.setattr(module, "log", lambda problem, *, location: said.append((location, problem.message)))  # fmt: skip
    made.said = said
    return made


def test_the_pictures_of_a_text_are_noted_where_they_stand_first(domain):
    """Files of the publication and addresses; what Sphinx has not found is none, and an embedded one is no file."""
    tree = new_document("a.md")
    for line, uri, found in ((3, "a.png", "a.png"), (5, "b.png", "b.png"), (7, "a.png", "a.png"), (9, "https://e.example/c", "https://e.example/c"), (11, "data:image/png;base64,AAAA", None)):  # fmt: skip
        image = nodes.image(uri=uri, **({"candidates": {"*": found}} if found else {}))
        image.line = line
        tree += image
    env = SimpleNamespace(docname="posts/a", images={"a.png": ()})
    pictures_.note(env, tree)
    pictures_.note(SimpleNamespace(docname="posts/none", images={}), new_document("b.md"))

    assert domain.data["pictures"] == {"posts/a": (("a.png", 3), ("https://e.example/c", 9))}
    assert domain.said == []


def test_a_picture_that_would_make_the_page_large_is_its_text(domain):
    """Or nothing; it is said at its line."""
    tree = new_document("a.md")
    for alt in ({"alt": "A pier"}, {}):
        image = nodes.image(uri=f"data:image/png;base64,{'A' * 4_000_000}", **alt)
        image.line = 4
        tree += image
    pictures_.note(SimpleNamespace(docname="posts/a", images={}), tree)

    assert [(each.tagname, each["classes"], each.astext()) for each in tree] == [("inline", ["sf-missing-picture"], text) for text in ("A pier", "")]  # fmt: skip
    assert [location for location, _ in domain.said] == [("posts/a", 4)] * 2
    assert domain.data["pictures"] == {}


def test_a_publication_shows_pictures_of_texts_posts_people_and_volumes(domain):
    """Each with its part and its place, texts in the order of their names; what is not there is none."""
    domain.data["pictures"] = {"posts/b": (("b.png", 2),), "posts/a": (("a.png", 3), ("c.png", 4))}
    posts = {"posts/b": SimpleNamespace(image=SimpleNamespace(src="lead.png")), "posts/a": SimpleNamespace(image=None)}  # fmt: skip
    found = [*pictures_.appearances(domain, SimpleNamespace(posts=posts))]

    assert found == [
        Appearance(src="a.png", role="text", where="posts/a", line=3),
        Appearance(src="c.png", role="text", where="posts/a", line=4),
        Appearance(src="b.png", role="text", where="posts/b", line=2),
        Appearance(src="lead.png", role="lead", where="posts/b", line=14),
        Appearance(src="authors/a.md p.png", role="portrait", where="authors/a.md", line=5),
        Appearance(src="https://e.example/p", role="portrait", where="authors/c.md", line=7),
        Appearance(src="volumes/a.md c.png", role="cover", where="volumes/a.md", line=9),
    ]


def test_what_is_wrong_with_the_catalogue_is_told_at_its_place(domain, monkeypatch):
    """In a document, in another file, or where ``conf.py`` says it; of the menu first."""
    monkeypatch.setattr(catalogue_, "log_of_conf", lambda root, problem: domain.said.append((root, problem.message)))  # fmt: skip
    monkeypatch.setattr(catalogue_.menus, "problems", lambda said, find: [Problem(subtype=PostWarning.CONFIG, message=f"{said} {find('us')}")])  # fmt: skip

    def located(docname, message, **given):
        problem = Problem(subtype=PostWarning.ADDRESS, message=message, line=3, **given)
        return SimpleNamespace(docname=docname, problem=problem)

    config = {f"standfirst_{option}": [option] for option in catalogue_.menus.OPTIONS}
    env = SimpleNamespace(all_docs={"posts/a"}, srcdir="/x", config=type("Conf", (dict,), {"root_doc": "index"})(config))  # fmt: skip
    publication = SimpleNamespace(
        addresses=SimpleNamespace(named=lambda target, *, front: (target, front)),
        problems=[located("posts/a", "one"), located("authors/a.md", "two"), located("", "three", way=("standfirst_redirects", "/a/"))],
    )  # fmt: skip
    catalogue_.report(env, publication)
    options = {option: [option] for option in catalogue_.menus.OPTIONS}

    assert domain.said == [
        (Path("/x"), f"{options} ('us', 'index')"),
        (("posts/a", 3), "one"),
        ("authors/a.md:3", "two"),
        (Path("/x"), "three"),
    ]
