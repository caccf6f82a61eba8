"""Which address each page of a publication gets, and what keeps it from the one that it asks for."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pytest
from catalogues import publish

from standfirst.catalogue.address_registry import AddressRegistry, parents
from standfirst.catalogue.allocation import AddressAllocation
from standfirst.settings.model import Settings
from standfirst.tables.listing_kinds import KINDS

SETTINGS = Settings(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC), page_size=2)


def allocated(*sources):
    """Return the allocation of documents that say nothing of themselves."""
    documents = {source.rpartition(".")[0]: source for source in ("index.md", *sources)}
    return AddressAllocation(settings=SETTINGS, documents=documents, pages={}, root="index")


def said(places):
    """Return document, level and message of what is doubtful."""
    return [(p.docname, p.problem.level, p.problem.message) for p in places.problems]


def files(places):
    """Return the file of each page."""
    return {page: address.file for page, address in places.addresses().pages.items()}


def test_pages_that_every_publication_has_are_where_hosts_and_readers_look_for_them():
    """The front page, the search, what hosts answer with, a page for each folder of listings."""
    places = allocated()

    assert files(places) == {
        "index": "index.html",
        "search": "search.html",
        "404": "404.html",
        "authors": "authors/index.html",
        "sections": "sections/index.html",
        "tags": "tags/index.html",
        "volumes": "volumes/index.html",
        "archive": "archive/index.html",
        "posts": "posts/index.html",
    }
    assert said(places) == []


def test_of_two_documents_the_first_by_name_keeps_an_address():
    """In whatever order a folder has them: file systems that ignore case have one file of both."""
    places = allocated("about.md", "About.md")

    assert (places.uri("About"), places.uri("about")) == ("About/", "about-2/")
    assert said(places) == [
        ("about", "error", "about.md and About.md have the same address, /about/; about.md is at /about-2/")
    ]  # fmt: skip


def test_documents_below_the_posts_folder_are_posts():
    """And get no address before the others have theirs; a name that begins alike is another."""
    places = allocated("posts/2026-01-02-a.md", "posts-and-more.md")

    assert {*files(places)} >= {"posts-and-more"}
    assert "posts/2026-01-02-a" not in files(places)


def test_a_document_goes_before_a_folder_of_listings():
    """Which is beside it under another name, and said to be."""
    places = allocated("tags.md")

    assert (places.uri("tags"), places.indexes["tag"], places.uri("tags-2")) == ("tags/", "tags-2", "tags-2/")  # fmt: skip
    assert said(places) == [
        ("index", "error", "the tag index and tags have the same address, /tags/; the tag index is at /tags-2/")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("documents", "name", "file"),
    [
        ([], "contents", "contents/index.html"),
        (["contents.md"], "contents-list", "contents-2/index.html"),
        (["contents.md", "contents-list.md"], "contents-list-list", "contents-2/index.html"),
        (["contents/index.md"], "contents", "contents-2/index.html"),
    ],
)
def test_the_list_of_all_is_beside_documents_that_have_its_name(documents, name, file):
    """They keep theirs."""
    places = allocated(*documents)
    before = files(places)
    places.place_contents()

    assert (places.indexes["contents"], files(places)) == (name, {**before, name: file})


@pytest.mark.parametrize(
    ("kind", "key", "posts", "expected"),
    [
        ("tag", "a-b", 3, {"tags/a-b": "tags/a-b/index.html"}),
        (
            "author",
            "ada",
            4,
            {
                "authors/ada": "authors/ada/index.html",
                "authors/ada/page/1": "authors/ada/page/1/index.html",
            },
        ),
        ("month", "2026-01", 0, {"archive/2026/01": "archive/2026/01/index.html"}),
        (
            "all",
            "all",
            7,
            {
                "posts/page/1": "posts/page/1/index.html",
                "posts/page/2": "posts/page/2/index.html",
            },
        ),
    ],
)
def test_a_listing_has_its_page_and_its_numbered_ones(kind, key, posts, expected):
    """A month in its year's folder; the list of everything is the page of its folder."""
    places = allocated()
    before = files(places)
    page = places.listing(KINDS[kind], key, posts)
    after = files(places)

    assert {name: after[name] for name in after.keys() - before.keys()} == expected
    assert page == ("posts" if kind == "all" else next(iter(expected)))


@pytest.mark.parametrize(
    ("extra", "lost"),
    [
        ({"robots.txt": "extra/robots.txt"}, []),
        ({"atom.xml": "extra/atom.xml"}, []),
        ({"rss.xml": "extra/rss.xml"}, []),
        ({"feed.json": "extra/feed.json"}, []),
        ({"edition.pdf": "a", "edition.epub": "b", "edition.jpg": "c", "edition.png": "d"}, []),
        ({"tags/x/atom.xml": "extra/atom.xml"}, []),
        ({"404.html": "extra/404.html"}, []),
        ({"index.html": "extra/index.html"}, ["extra/index.html"]),
        ({"search.html": "extra/search.html"}, ["extra/search.html"]),
        ({"tags/x/index.html": "extra/x.html"}, ["extra/x.html"]),
        ({"tags": "extra/tags"}, ["extra/tags"]),
        ({"a": "extra/a", "a/b/c": "other/c"}, ["other/c"]),
        ({"a/b": "extra/b", "a/c": "extra/c"}, []),
    ],
)
def test_a_file_of_the_editors_gives_way_to_pages_alone(extra, lost):
    """Files beside pages, such as feeds and editions, give way to it; of two files one cannot lie in the other."""
    places = allocated()
    places.listing(KINDS["tag"], "x", 0)
    places.place_files(extra)

    assert said(places) == [
        (source, "warning", "lies where the publication has a page, a feed or another file, which is kept")
        for source in lost
    ]  # fmt: skip
    assert places.addresses().lost == {file for file, source in extra.items() if source in lost}


@pytest.mark.parametrize("name", ["x.pdf", "x.epub", "x.jpg", "x.png"])
def test_no_page_lies_where_files_beside_a_listing_do(name):
    """Its editions and its pictures have their places though they are not made yet."""
    places = allocated()
    places.listing(KINDS["tag"], "x", 0)
    places.place_former([], [], {f"tags/x/{name}": "tags/"})

    assert said(places) == [
        ("conf.py", "error", f"standfirst_redirects: 'tags/x/{name}' is the address of the tag 'x'; no redirect was made")
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.pdf", "a.png"])
def test_no_page_lies_where_files_beside_an_article_do(name):
    """Its edition and its card; another name is free, and what leads on leads to a page whatever part is meant."""
    settings = dc.replace(SETTINGS, redirects={f"/a/{name}": "/tags/", "/a/b.pdf": "/a/#part"})
    made = publish(settings, "date: 2026-01-02\npermalink: /a/")

    assert said(made) == [
        ("conf.py", "error", f"standfirst_redirects: '/a/{name}' is the address of posts/2026-01-01-0; no redirect was made")
    ]  # fmt: skip
    assert dict(made.addresses.redirects) == {"a/b.pdf.html": "posts/2026-01-01-0"}


def test_an_editors_file_is_in_the_way_of_what_leads_on():
    """It is kept as a page is."""
    places = allocated()
    places.place_files({"x/index.html": "extra/x.html"})
    places.place_former([], [], {"/x/": "/tags/", "/y/": "/tags/"})

    assert [message for *_, message in said(places)] == [
        "standfirst_redirects: '/x/' is the address of extra/x.html; no redirect was made"
    ]
    assert dict(places.addresses().redirects) == {"y/index.html": "tags"}


def test_the_older_of_two_posts_keeps_an_address():
    """The newer is told so at the line that asks for it."""
    made = publish(SETTINGS, "date: 2026-01-02\npermalink: /a/", "date: 2026-01-01\npermalink: /a/")  # fmt: skip
    [located] = made.problems

    assert {page: made.addresses.pages[page].path for page in made.catalogue.posts} == {
        "posts/2026-01-01-0": "a-2/",
        "posts/2026-01-02-1": "a/",
    }
    assert (located.docname, located.problem.line) == ("posts/2026-01-01-0", 4)
    assert located.problem.remedy == "give one of them another permalink or name"


@pytest.mark.parametrize(
    ("sources", "line", "remedy"),
    [
        (("a.md", "A.md"), 1, "give one of them another permalink or name"),
        (("tags.md",), 1, "rename the page or set standfirst_paths"),
        (("atom.xml.md",), 1, "write another permalink or rename the file"),
    ],
)
def test_what_is_doubtful_says_what_to_do(sources, line, remedy):
    """At the beginning of a document that says nothing of its address."""
    [located] = allocated(*sources).problems

    assert (located.problem.line, located.problem.remedy) == (line, remedy)


@pytest.mark.parametrize(
    ("held", "asked", "path", "other"),
    [
        ([], "a/", "a/", ""),
        (["a/"], "a/", "a-2/", "0"),
        (["a/", "a-2/"], "a/", "a-3/", "0"),
        (["a/", "a/", "a/"], "a/", "a-4/", "0"),
        (["a/"], "A/", "A-2/", "0"),
        (["cafe\u0301/"], "café/", "café-2/", "0"),
        (["a/b.html"], "a/b.html", "a/b-2.html", "0"),
        (["a/b/"], "a/", "a/", ""),
        (["a.html/b/"], "a.html", "a-2.html", "a folder of other pages"),
    ],
)
def test_a_path_that_is_taken_has_a_number_from_two_on(held, asked, path, other):
    """Whatever its case or its way to be written; folders with pages in them have one too."""
    registry = AddressRegistry()
    for number, each in enumerate(held):
        registry.claim(each, str(number))
    found, owner = registry.claim(asked, "x")

    assert (found.path, owner) == (path, other)


def test_a_path_below_a_page_has_another_folder():
    """As no other last segment would help."""
    registry = AddressRegistry()
    registry.keep("a", "it")
    found, owner = registry.claim("a/b/", "x")

    assert (owner, found.path.startswith("a/"), found.path.count("/")) == ("it", False, 1)


@pytest.mark.parametrize(
    ("file", "expected"), [("a", []), ("a/b", ["a"]), ("a/b/c.html", ["a/b", "a"])]
)
def test_folders_of_a_file_are_the_nearest_first(file, expected):
    """Itself is none."""
    assert [*parents(file)] == expected
