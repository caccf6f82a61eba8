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
