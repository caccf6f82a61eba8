"""The tables of directives and roles that posts may use."""

from __future__ import annotations

import pytest

from standfirst.policy import directives

DANGEROUS = {
    "include", "literalinclude", "raw", "meta", "role", "default-role", "default-domain",
    "toctree", "highlight", "tabularcolumns", "productionlist", "title", "date", "class",
}  # fmt: skip
"""What the tables must not come to have."""


def test_options_that_read_files_or_ask_hosts_are_not_in_the_table():
    """Whatever the directive."""
    options = {option for each in directives.POSTS.values() for option in each}

    assert {"file", "url", "parser", "encoding", "style", "source"} & options == set()
    assert "class" in options


@pytest.mark.parametrize("name", sorted(DANGEROUS))
def test_what_reads_files_or_changes_the_process_is_refused(name):
    """However it is written."""
    spellings = [name, name.upper(), name.title(), f"std:{name}", f"STD:{name.upper()}"]

    assert [directives.options(each) for each in spellings] == [None] * 5
    assert [directives.reason(each) == directives.REFUSED[name] for each in spellings] == [True] * 5


def test_a_publication_allows_more():
    """By name, folded."""
    assert directives.reason("Include") == "includes a file"
    assert directives.reason("Include", {"include"}) is None
    assert directives.reason("nosuch") == "is not among those that a post may use"
    assert directives.reason_of_role("RAW") == "writes into the page what nobody has looked at"
    assert directives.reason_of_role("raw", {"raw"}) is None
    assert directives.reason_of_role("std:ref") is None
    assert directives.reason_of_role("py:func") == "is not among those that a post may use"


def test_every_row_says_what_it_is_for():
    """The guide's table is made of them."""
    assert [names for names, _, purpose in directives.ROWS if not names or len(purpose) < 4] == []


def test_what_holds_something_else_is_not_read_as_markdown():
    """Code, formulas, values, names of files and tags, nothing; and what a post may not use."""
    other = "code code-block sourcecode math image csv-table index contents postlist article-info rst-class cssclass line-block parsed-literal tab-set-code"
    texts = "note admonition sidebar aside epigraph container figure figure-md table list-table glossary only card grid tab-item dropdown update post"

    assert [name for name in (*other.split(), "include", "nosuch", "") if directives.holds_markdown(name)] == []  # fmt: skip
    assert [name for name in texts.split() if not directives.holds_markdown(name)] == []
    assert directives.holds_markdown("STD:Note")


@pytest.mark.parametrize(
    ("info", "name"),
    [("{note}", "note"), (" {note} A title", "note"), ("{a:b-c}x", "a:b-c"), ("note", ""), ("x {note}", ""), ("{}", ""), ("{a b}", ""), ("{{a}}", ""), ("", "")],
)  # fmt: skip
def test_a_fence_names_a_directive_in_braces(info, name):
    """At the beginning of what stands behind it."""
    assert directives.named_in(info) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sub", True), ("SUB", True), ("std:ref", True), ("raw", True), ("py:func", True), ("ours", True),
        ("Ours", True), ("hello", False), ("", False),
    ],
)  # fmt: skip
def test_a_role_is_one_that_is_known_or_has_a_domain(name, expected):
    """Those that a post may use, those that it may not, and those of extensions."""
    assert directives.is_role(name, {"ours"}) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("strng", "strong"), ("Superscrpt", "superscript"), ("std:nunref", "numref"), ("hello", ""), ("", "")],
)  # fmt: skip
def test_a_misspelt_role_is_likely_another(name, expected):
    """One that a post may use."""
    assert directives.role_meant_by(name) == expected
