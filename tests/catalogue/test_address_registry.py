"""Which page lies where: what keeps a page from an address."""

from __future__ import annotations

import pytest

from standfirst.addresses.page_addresses import address
from standfirst.catalogue.address_registry import AddressRegistry, parents
from standfirst.problems import PostWarning


@pytest.mark.parametrize(
    ("held", "path", "holder"),
    [
        ("a.pdf", "a.pdf.html", "it"),
        ("A.PDF", "a.pdf.html", "it"),
        ("a.pdf", "a.html", ""),
        ("a", "a.html", "it"),
        ("a.html", "a.html", "it"),
        ("a/index", "a/", "it"),
        ("a/index.html", "a/", "it"),
        ("a/b.html", "a.html", ""),
        ("a", "a/b/", "it"),
        ("b", "a.html", ""),
    ],
)
def test_a_file_keeps_a_page_from_what_hosts_answer_with_it(held, path, holder):
    """At the page's own name, at that without its ending, and where the page would lie below the file."""
    registry = AddressRegistry()
    registry.keep(held, "it")

    assert registry.holder_of_page(address(path)) == holder


CLAIMS = {
    "one": (["a/"], [("a/", "")]),
    "two of one path": (["a/", "a/", "a/"], [("a/", ""), ("a-2/", "w0"), ("a-3/", "w0")]),
    "in a folder": (["d/b/", "d/b/"], [("d/b/", ""), ("d/b-2/", "w0")]),
    "one that has the number": (["a-2/", "a/", "a/"], [("a-2/", ""), ("a/", ""), ("a-3/", "w1")]),
    "capitals": (["A/", "a/"], [("A/", ""), ("a-2/", "w0")]),
    "two ways to write a letter": (["é/", "e\u0301/"], [("é/", ""), ("e\u0301-2/", "w0")]),
    "a file": (["a.html", "a.html"], [("a.html", ""), ("a-2.html", "w0")]),
    "a folder of others": (
        ["a.html/b/", "a.html"],
        [("a.html/b/", ""), ("a-2.html", "a folder of other pages")],
    ),
    "below a file": (["a.html", "a.html/b/c/"], [("a.html", ""), ("a.html-b-c/", "w0")]),
    "below a file, twice": (
        ["a.html", "a.html/b/", "a.html/b/"],
        [("a.html", ""), ("a.html-b/", "w0"), ("a.html-b-2/", "w0")],
    ),
    "beside": (["a/b/", "a/"], [("a/b/", ""), ("a/", "")]),
}
"""Paths that are asked for, one after another -> the addresses that are given, and who had them."""


@pytest.mark.parametrize("case", CLAIMS)
def test_no_two_pages_have_one_address(case):
    """Who comes later has a number, and is told who was there; below a file, a path without folders."""
    paths, expected = CLAIMS[case]
    registry = AddressRegistry()
    claims = [registry.claim(path, f"w{number}") for number, path in enumerate(paths)]

    assert [(found.path, other) for found, other in claims] == expected


def test_a_claim_to_a_path_that_thousands_have_is_cheap():
    """No number is tried twice."""
    registry = AddressRegistry()
    asked = []

    def beside(found):
        asked.append(found.path)
        return ()

    for number in range(50):
        registry.claim("a/", f"w{number}", beside)

    assert len(asked) <= 4 * 50


def test_what_lies_beside_a_page_is_its_own():
    """Another page does not take its place; an editor's own file may."""
    registry = AddressRegistry()

    def beside(found):
        return (f"{found.folder}cite.bib",)

    registry.claim("a/cite.bib/", "w0")
    found, other = registry.claim("a/", "w1", beside)
    free, nobody = registry.claim("b/", "w2", beside)

    assert (found.path, other) == ("a-2/", "a folder of other pages")
    assert (free.path, nobody) == ("b/", "")
    assert registry.holder("B/Cite.bib") == "w2"
    assert registry.holder_against_editor("B/Cite.bib") == ""
    assert registry.holder_against_editor("b/index.html") == "w2"
    assert registry.claim("b/cite.bib", "w3")[1] == "w2"


@pytest.mark.parametrize(("is_error", "level"), [(True, "error"), (False, "warning")])
def test_a_doubtful_address_is_named(is_error, level):
    """With its place and a remedy; it is an error where nobody else says so."""
    registry = AddressRegistry()
    registry.warn("a.md", 7, "said", "do this", error=is_error)
    (found,) = registry.problems

    assert (found.docname, found.problem.line, found.problem.level) == ("a.md", 7, level)
    assert (found.problem.subtype, found.problem.message, found.problem.remedy) == (PostWarning.ADDRESS, "said", "do this")  # fmt: skip


def test_the_folders_of_a_file_are_named_from_the_nearest():
    """Not the file itself."""
    assert [*parents("a/b/c.html")] == ["a/b", "a"]
    assert [*parents("c.html")] == []
