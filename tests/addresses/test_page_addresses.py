"""Where pages lie, and what links mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.addresses import page_addresses, page_path, safe_paths
from standfirst.catalogue import address_registry


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
    address = page_addresses.address(path)

    assert (address.file, address.uri) == (file, uri)


@pytest.mark.parametrize("path", ["/../x/", "a/../../x", "%2e%2e/x", "/_static/x/", "/search.html"])
def test_no_path_leaves_the_output_or_takes_sphinxs_files(path):
    """It is refused, not mended."""
    with pytest.raises(safe_paths.PathError):
        safe_paths.safe_path(path)


NAMES = st.text(max_size=60) | st.builds(lambda part, times: part * times, st.text(max_size=9), st.integers(1, 300))  # fmt: skip


@given(NAMES)
def test_a_safe_path_never_leaves_its_folder(text):
    """Whatever an author writes."""
    try:
        path = safe_paths.safe_path(text)
    except safe_paths.PathError:
        return

    assert not path.startswith("/")
    assert ".." not in path.split("/")
    file = page_addresses.address(path).file + page_addresses.MARKDOWN
    assert [part for part in file.split("/") if len(part.encode()) > 255] == []
    assert not set(path) & set('<>:"|?*\\\0\n')


def test_no_two_pages_share_an_address_on_any_file_system():
    """Case does not tell them apart, and a page is no folder of others."""
    given = address_registry.AddressRegistry()
    first, none = given.claim("A/b/", "one")
    second, other = given.claim("a/B/", "two")
    third, _ = given.claim("a/b/index.html/c.html", "three")

    numbered = [given.claim("x/y.html", name)[0].path for name in ("four", "five", "six")]

    assert numbered == ["x/y.html", "x/y-2.html", "x/y-3.html"]
    assert (first.path, none) == ("A/b/", "")
    assert (second.path, other) == ("a/B-2/", "one")
    assert third.file != "a/b/index.html/c.html"


PAGES = {
    "index": page_addresses.address(""),
    "posts/2026-01-02-a": page_addresses.address("2026/01/a/"),
    "posts/x/2026-01-03-b": page_addresses.address("2026/01/b.html"),
    "about": page_addresses.address("about/"),
}
ADDRESSES = page_addresses.Addresses(
    pages=PAGES,
    sources={name: name for name in PAGES},
    base_path="review",
    written=page_addresses.ways(PAGES.items()),
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


TONGUES = {
    "index": page_addresses.address(""),
    "posts/start": page_addresses.address("start/"),
    "posts/fa/start": page_addresses.address("fa/start/"),
    "posts/fa/build": page_addresses.address("fa/build/"),
    "posts/fa/note": page_addresses.address("fa/note.html"),
    "posts/fa/deep": page_addresses.address("fa/x/y"),
}


@pytest.mark.parametrize("base_path", ["", "review"])
@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("../start/#a", "posts/fa/build", ("posts/fa/start", "#a")),
        ("../../start/", "posts/fa/build", ("posts/start", "")),
        ("../start", "posts/fa/build", ("posts/fa/start", "")),
        ("start/", "posts/fa/note", ("posts/fa/start", "")),
        ("./start/index.html", "posts/fa/note", ("posts/fa/start", "")),
        ("../start/", "posts/fa/deep", ("posts/fa/start", "")),
        ("../../", "posts/fa/build", ("index", "")),
        (".", "posts/fa/build", ("posts/fa/build", "")),
        ("start.md", "posts/fa/build", ("posts/fa/start", "")),
        ("../start.md", "posts/fa/build", ("posts/start", "")),
    ],
)
def test_a_relative_address_is_that_of_a_page(target, page, expected, base_path):
    """Browsers resolve it from the page's own, wherever its file lies; a file's name is that of a file."""
    addresses = page_addresses.Addresses(
        pages=TONGUES,
        sources={name: name for name in TONGUES},
        base_path=base_path,
        written=page_addresses.ways(TONGUES.items()),
    )

    assert addresses.find(target, source=f"{page}.md", page=page) == expected


@pytest.mark.parametrize(
    ("base_path", "expected"), [("", ("posts/start", "")), ("review", None), ("a/b", None)]
)
def test_a_relative_address_ends_at_the_hosts_root(base_path, expected):
    """As in a browser; what lies beside the publication there is none of its pages."""
    addresses = page_addresses.Addresses(
        pages=TONGUES, base_path=base_path, written=page_addresses.ways(TONGUES.items())
    )

    assert (
        addresses.find("../../../../start/", source="posts/fa/build.md", page="posts/fa/build")
        == expected
    )


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
    assert page_addresses.relative(source, target) == expected


@pytest.mark.parametrize("name", ["x.html", "x.htm", "x.xhtml"])
def test_what_lies_beside_a_page_lies_in_a_folder_of_its_own(name):
    """By whatever ending the page is HTML: no file lies where the page does."""
    page = page_addresses.address(f"a/{name}")

    assert (page.file, page.folder, page_addresses.beside(page, "pdf")) == (
        f"a/{name}",
        "a/x/",
        "a/x.pdf",
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/b/", "a/b-2/"),
        ("a/b.html", "a/b-2.html"),
        ("a/v1.2", "a/v1.2-2"),
        ("", "index-2/"),
        ("文" * 82, "文" * 81 + "-2"),
        ("x" * 246, "x" * 244 + "-2"),
        (f"{'x' * 241}.html", f"{'x' * 239}-2.html"),
    ],
)
def test_a_number_stands_before_the_ending(path, expected):
    """And takes its room from the name where that is as long as may be."""
    assert safe_paths.numbered(path, 2) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("x" * 246, "x" * 246),
        ("x" * 247, "x" * 246),
        ("文" * 83 + "/", "文" * 82 + "/"),
        ("a?b\\c/d|e", "a-b-c/d-e"),
        ("a\x1fb\x20c", "a-b c"),
        ("a. ./.../b", "a/-/b"),
        ("a//./b", "a/b"),
    ],
)
def test_a_segment_has_what_a_file_may_have(path, expected):
    """246 bytes, so that ``.html.md`` has room after it; no character that a system minds, no stop or space at its end."""
    assert safe_paths.safe_path(path) == expected


def test_a_path_has_900_bytes_at_most():
    """The last that it may have is taken, and one more is not."""
    longest = "/".join(["x" * 99] * 9) + "y"

    assert len(longest) == 900
    assert safe_paths.safe_path(longest) == longest == safe_paths.mended_path(longest)
    with pytest.raises(safe_paths.PathError, match="more than 900 bytes"):
        safe_paths.safe_path(f"{longest}y")
    assert len(safe_paths.mended_path(f"{longest}y")) <= 900


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/b/", "a-b/"),
        ("a/b", "a-b"),
        ("x" * 246, "x" * 246),
        (f"{'x' * 200}/{'y' * 46}/", f"{'x' * 200}-{'y' * 36}-"),
    ],
)
def test_folders_that_cannot_be_become_one_name(path, expected):
    """Cut with a hash of the whole where that is too long."""
    assert safe_paths.flat(path)[: len(expected)] == expected
    assert len(safe_paths.flat(path).strip("/").encode()) <= 246


@pytest.mark.parametrize(
    ("stem", "expected"),
    [("guide/index", "guide/"), ("index", ""), ("guide/a", "guide/a/"), ("reindex", "reindex/")],
)
def test_a_document_lies_in_a_folder_of_its_name(stem, expected):
    """An index in that of its own folder."""
    assert page_path.of_page(f"{stem}.md", "").path == expected


def test_the_file_of_a_page_holds_its_place_and_what_lies_below():
    """A page is kept from where a file is, below it, and where a host would look for it without its ending."""
    given = address_registry.AddressRegistry()
    given.keep("a/b.pdf", "one")
    given.keep_beside("c/d.png", "two")

    assert given.holder("A/B.PDF") == given.holder("a/b.pdf/x") == "one"
    assert given.holder("a") == "a folder of other pages"
    assert given.holder("b.pdf") == given.holder("c/e") == ""
    assert given.holder_of_page(page_addresses.address("a/b.pdf")) == "one"
    assert given.holder_against_editor("a/b.pdf") == "one"
    assert given.holder_against_editor("c/d.png") == ""
    assert given.holder_against_editor("c") == "a folder of other pages"
    assert given.claim("a/b.pdf/x/y/", "three")[0].path == "a-b.pdf-x-y/"


@pytest.mark.parametrize(
    ("path", "expected"),
    [("", "edition.pdf"), ("a/b/", "a/b/b.pdf"), ("a/", "a/a.pdf"), ("a/b", "a/b.pdf"), ("a/b.htm", "a/b.pdf")],
)  # fmt: skip
def test_an_edition_has_the_name_of_its_page(path, expected):
    """In its folder, or beside it."""
    assert page_addresses.beside(page_addresses.address(path), "pdf") == expected


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        ("b.png", "posts/a.md", "posts/b.png"),
        ("../b.png?x#y", "posts/a.md", "b.png"),
        ("/b%20c.png", "posts/a.md", "b c.png"),
        ("b.png", "a.md", "b.png"),
        ("../../b.png", "posts/a.md", None),
        ("./x/../b.png", "posts/a.md", "posts/b.png"),
    ],
)
def test_a_target_is_a_path_from_the_root(target, source, expected):
    """Or none, where it leads out."""
    assert page_addresses.local_target(target, source) == expected


@pytest.mark.parametrize(
    ("path", "shown", "file", "href", "folder"),
    [
        ("", "", "index.html", "", ""),
        ("index.html", "", "index.html", "", ""),
        ("a b/", "a b/", "a b/index.html", "a%20b/", "a b/"),
        ("a/index.html", "a/", "a/index.html", "a/", "a/"),
        ("a", "a", "a.html", "a.html", "a/"),
        ("a.htm", "a.htm", "a.htm", "a.htm", "a/"),
        ("a~!$&'()*+,;=:@/", "a~!$&'()*+,;=:@/", "a~!$&'()*+,;=:@/index.html", "a~!$&'()*+,;=:@/", "a~!$&'()*+,;=:@/"),
    ],
)  # fmt: skip
def test_an_address_has_a_file_a_link_and_a_folder(path, shown, file, href, folder):
    """An index is its folder; what is written without an ending is linked to with one, which works on any host."""
    found = page_addresses.address(path)

    assert (found.path, found.file, found.href, found.folder) == (shown, file, href, folder)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("#x", ("about", "#x")),
        ("?q#y", ("about", "#y")),
        ("/review", ("index", "")),
        ("/review/2026/01/b", ("posts/x/2026-01-03-b", "")),
        ("/reviews/about/", None),
        ("review/about/", None),
        ("%61bout#", ("about", "")),
        ("about.html?q#z", ("about", "#z")),
        ("/../about/", None),
    ],
)
def test_a_link_without_a_path_means_its_own_page(target, expected):
    """The base's path stands before an address from the root alone."""
    assert ADDRESSES.find(target, source="about.md", page="about") == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [("about", ("about", "")), ("posts/2026-01-02-a", ("posts/2026-01-02-a", "")), ("/2026/01/a/#x", ("posts/2026-01-02-a", "#x")), ("https://a.example/about", None), ("nowhere", None)],
)  # fmt: skip
def test_a_page_is_named_by_its_name_or_by_its_address(target, expected):
    """In ``conf.py``; an address of the web is no page."""
    assert ADDRESSES.named(target, front="index") == expected


def test_the_way_from_page_to_page():
    """By their names."""
    assert ADDRESSES.relative("posts/2026-01-02-a", "about") == "../../../about/"
    assert ADDRESSES.relative("about", "posts/x/2026-01-03-b") == "../2026/01/b.html"


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        ("/2026/x/", "a.md", True),
        ("2026-01-02-x", "a.md", True),
        ("2026-01-02-x.md", "posts/a.md", True),
        ("posts/n/caf\u00e9.md", "a.md", True),
        ("cafe\u0301.html", "posts/a.md", True),
        ("x.md#y", "b/a.md", True),
        ("y", "posts/a.md", False),
        ("posts", "a.md", False),
        ("../../..", "posts/a.md", False),
    ],
)
def test_a_link_may_mean_a_post_that_is_yet_to_come(target, source, expected):
    """By its file, or by an address that ends in its name with or without the date."""
    found = page_addresses.UnpublishedPosts.of(["posts/2026-01-02-x.md", "posts/n/cafe\u0301.md"])

    assert found.are_meant(target, source) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a//b/./c", "a/b/c"), ("a/../b", "b"), ("a/..", ""), ("../a", None), ("a/../..", None), ("", "")],
)  # fmt: skip
def test_a_path_with_dots_is_carried_out(path, expected):
    """None leads out."""
    assert page_addresses.normalise(path) == expected


@pytest.mark.parametrize(
    ("source", "permalink", "expected"),
    [
        ("guide/a.md", "", page_path.WantedPath(path="guide/a/", key="permalink")),
        ("guide/a.md", "/:path/:basename.html", page_path.WantedPath(path="guide/a.html", key="permalink")),
        ("a.md", "/.well-known/x", page_path.WantedPath(path=".well-known/x", key="permalink")),
        ("search.md", "", page_path.WantedPath(path="search-page/", key="permalink", refused="lies where the publication keeps its own files (search)")),
        ("a.md", "/search/", page_path.WantedPath(path="a/", key="permalink", refused="has the permalink '/search/', which lies where the publication keeps its own files (search)")),
    ],
)  # fmt: skip
def test_a_page_asks_for_a_path(source, permalink, expected):
    """Its own, else its file's; where either cannot be, it is said why."""
    assert page_path.of_page(source, permalink) == expected
