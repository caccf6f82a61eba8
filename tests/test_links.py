"""Where pages lie, and what links mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst import claims, links, safe_paths


@pytest.mark.parametrize(
    ("path", "file", "uri"),
    [
        ("", "index.html", ""),
        ("a/b/", "a/b/index.html", "a/b/"),
        ("a/b.html", "a/b.html", "a/b.html"),
        ("a/b", "a/b.html", "a/b"),
        ("a/v1.2", "a/v1.2.html", "a/v1.2"),
        ("a/node.js", "a/node.js.html", "a/node.js"),
        ("a/b.htm", "a/b.htm", "a/b.htm"),
        ("文/章/", "文/章/index.html", "%E6%96%87/%E7%AB%A0/"),
    ],
)
def test_a_path_has_a_file_and_an_address(path, file, uri):
    """As Jekyll and GitHub Pages serve them."""
    address = links.address(path)

    assert (address.file, address.uri) == (file, uri)


@pytest.mark.parametrize("path", ["/../x/", "a/../../x", "%2e%2e/x", "/_static/x/", "/search.html"])
def test_no_path_leaves_the_output_or_takes_sphinxs_files(path):
    """It is refused, not mended."""
    with pytest.raises(safe_paths.PathError):
        safe_paths.safe_path(path)


@given(st.text(max_size=60))
def test_a_safe_path_never_leaves_its_folder(text):
    """Whatever an author writes."""
    try:
        path = safe_paths.safe_path(text)
    except safe_paths.PathError:
        return

    assert not path.startswith("/")
    assert ".." not in path.split("/")
    assert {len(part.encode()) <= 255 for part in path.split("/")} == {True}
    assert not set(path) & set('<>:"|?*\\\0\n')


def test_no_two_pages_share_an_address_on_any_file_system():
    """Case does not tell them apart, and a page is no folder of others."""
    given = claims.Claims()
    first, none = given.claim("A/b/", "one")
    second, other = given.claim("a/B/", "two")
    third, _ = given.claim("a/b/index.html/c.html", "three")

    assert (first.path, none) == ("A/b/", "")
    assert (second.path, other) == ("a/B-2/", "one")
    assert third.file != "a/b/index.html/c.html"


PAGES = {
    "index": links.address(""),
    "posts/2026-01-02-a": links.address("2026/01/a/"),
    "posts/x/2026-01-03-b": links.address("2026/01/b.html"),
    "about": links.address("about/"),
}
ADDRESSES = links.Addresses(
    pages=PAGES,
    sources={name: name for name in PAGES},
    base_path="review",
    written=links.ways(PAGES.items()),
)


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("2026-01-02-a.md", "posts/2026-01-02-a"),
        ("2026-01-02-a.MD", "posts/2026-01-02-a"),
        ("2026-01-02-a.mkd", "posts/2026-01-02-a"),
        ("x/2026-01-03-b.md#part", "posts/x/2026-01-03-b"),
        ("../about.md", "about"),
        ("/about/", "about"),
        ("/review/about/", "about"),
        ("about", "about"),
        ("/2026/01/a/", "posts/2026-01-02-a"),
        ("/2026/01/b.html", "posts/x/2026-01-03-b"),
        ("/2026/01/a/index.html", "posts/2026-01-02-a"),
        ("../b.html", "posts/x/2026-01-03-b"),
        ("/", "index"),
    ],
)
def test_a_written_link_finds_its_page(target, page):
    """By source file, by address, from the root, from the post, and below the base URL's path."""
    found = ADDRESSES.find(target, source="posts/2026-01-02-a.md", page="posts/2026-01-02-a")

    assert found is not None
    assert found[0] == page
    assert found[1] == ("#part" if "#" in target else "")


@pytest.mark.parametrize("target", ["/nowhere/", "../../../etc/passwd", "other.md"])
def test_a_link_to_nowhere_finds_nothing(target):
    """And never leaves the publication."""
    assert ADDRESSES.find(target, source="posts/2026-01-02-a.md", page="posts/2026-01-02-a") is None


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("index.html", "a/b/", "a/b/"),
        ("a/b/index.html", "", "../../"),
        ("a/b/index.html", "a/b/", "./"),
        ("a/b/index.html", "a/c.html", "../c.html"),
        ("文/index.html", "%E6%96%87/x/", "x/"),
        ("index.html", "c:d/", "./c:d/"),
        ("a.html", "", "./"),
    ],
)
def test_links_between_pages_are_relative(source, target, expected):
    """So that a publication may lie below any address."""
    assert links.relative(source, target) == expected


@pytest.mark.parametrize("name", ["x.html", "x.htm", "x.xhtml"])
def test_what_lies_beside_a_page_lies_in_a_folder_of_its_own(name):
    """By whatever ending the page is HTML: no file lies where the page does."""
    page = links.address(f"a/{name}")

    assert (page.file, page.folder, links.beside(page, "pdf")) == (f"a/{name}", "a/x/", "a/x.pdf")
