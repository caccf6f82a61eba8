"""Bare addresses become links."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from standfirst.markdown.autolinks import autolinks_plugin

MD = MarkdownIt("commonmark").use(autolinks_plugin)


def links(markdown: str) -> list[tuple[str, str]]:
    """Return address and text of every link that was made of a bare address."""
    found = []
    for token in MD.parse(markdown):
        children = token.children or []
        for child, following in itertools.pairwise(children):
            if child.type == "link_open" and child.markup == "linkify":
                found.append((child.attrs["href"], following.content))
    return found


@pytest.mark.parametrize(
    ("markdown", "address"),
    [
        ("See https://example.org/a for more", "https://example.org/a"),
        ("See https://example.org/a.", "https://example.org/a"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
        ("见https://example.org/a。后面", "https://example.org/a"),
        ("見https://example.org/a，後面", "https://example.org/a"),
        ("见https://example.org/a后面", "https://example.org/a"),
        ("（https://example.org/a）", "https://example.org/a"),
        ("見https://example.org/a𛀁", "https://example.org/a"),
        ("見https://example.org/a𠀀", "https://example.org/a"),
        ("ｺﾚhttps://example.org/aﾃﾞｽ", "https://example.org/a"),
        ("https://example.org/a한국", "https://example.org/a"),
        ("https://example.org/a😀", "https://example.org/a"),
        ("“https://example.org/a”", "https://example.org/a"),
        ('"https://example.org/a"', "https://example.org/a"),
        ("**https://example.org/a**", "https://example.org/a"),
        ("*https://example.org/a*", "https://example.org/a"),
        ("_https://example.org/a_", "https://example.org/a"),
        ("https://example.org/_a_/b_c_", "https://example.org/_a_/b_c"),
        ("https://example.org/?a=1&b=2#c", "https://example.org/?a=1&b=2#c"),
        ("https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&b=2"),
        ("https://example.org/web/*/a", "https://example.org/web/*/a"),
        ("https://example.org<br>b", "https://example.org"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("https://example.org/what?!?", "https://example.org/what"),
    ],
)
def test_links_an_address(markdown: str, address: str):
    """An address is linked up to punctuation that ends a clause, and up to CJK text."""
    assert links(markdown) == [(address, address)]


@pytest.mark.parametrize(
    "markdown", ["www.example.org", "见www.example.org。", "(WWW.example.org)"]
)
def test_links_a_host_that_begins_with_www(markdown: str):
    """A host with ``www.`` is linked, with the scheme that GitHub adds."""
    ((href, text),) = links(markdown)

    assert text.lower() == "www.example.org"
    assert href == f"http://{text}"


@pytest.mark.parametrize(
    "markdown",
    [
        "`https://example.org`",
        "    https://example.org",
        "[https://example.org](https://example.com)",
        "[a https://example.org](b)",
        '<a href="https://example.com">https://example.org</a>',
        "<https://example.org>",
        "xhttps://example.org",
        "https://",
        "https://。",
        "https://--",
        "http:/example.org",
        "www.example",
        "awww.example.org",
        "me@example.org",
        "mailto:me@example.org",
        "javascript://example.org",
    ],
)
def test_leaves_what_is_no_bare_address(markdown: str):
    """Code, existing links, other schemes and incomplete addresses get no link."""
    assert links(markdown) == []


def test_keeps_the_text_around():
    """No character is lost around an address."""
    expected = '<p>a <a href="https://example.org">https://example.org</a>, b</p>\n'

    assert MD.render("a https://example.org, b") == expected


@given(st.text(alphabet="htps:/w.oRg()_*&;[]<>\\`字。 ", max_size=60))
@settings(deadline=None, max_examples=300)
def test_reads_any_text(markdown: str):
    """Whatever stands in the text, links end and begin within their paragraph."""
    for token in MD.parse(markdown):
        assert sum(child.nesting for child in token.children or []) == 0


@pytest.mark.parametrize("after", [*".,;:!?'\"*_~", ")", "…", "—", "«", "»", "„", "‚", "‘", "’", "`", "^", "{", "|", "[", "]", "<", " ", "**", "~~", "&lt;"])  # fmt: skip
def test_an_address_ends_before_what_ends_a_clause(after: str):
    """Whether the text ends there, or goes on after a space."""
    for end in ("", " b"):
        assert links(f"https://example.org/a{after}{end}") == [("https://example.org/a",) * 2]


@pytest.mark.parametrize(
    ("markdown", "address"),
    [
        ("https://example.org/a.b,c;d:e!f?g'h*i_j~k", "https://example.org/a.b,c;d:e!f?g'h*i_j~k"),
        ("https://example.org/a~~b", "https://example.org/a"),
        ("https://example.org/a**b", "https://example.org/a"),
        ("https://example.org/a\\_b", "https://example.org/a_b"),
        ("https://example.org/a((b)", "https://example.org/a((b)"),
        ("https://example.org/a(b)))", "https://example.org/a(b)"),
        ("(https://example.org/?a&amp;)", "https://example.org/?a"),
        (f"https://example.org/&{'a' * 31};", "https://example.org/"),
        (f"https://example.org/&{'a' * 32};", f"https://example.org/&{'a' * 32}"),
    ],
)
def test_punctuation_within_an_address_is_its_own(markdown: str, address: str):
    """And parentheses that are closed; what would be a character's name at the end is not."""
    assert links(markdown) == [(address, address)]


@pytest.mark.parametrize(
    "markdown",
    [
        *("http://", "http://_a", "http:// a", "http:/example.org", "ftp://example.org"),
        *("xhttp://example.org", "1https://example.org", "xwww.example.org", "1www.a.org"),
        *("www.example", "www..org", "www.example.1", "[https://example.org](/b)"),
    ],
)
def test_what_only_looks_like_an_address_is_text(markdown: str):
    """Without a host, in a word, or in a link."""
    assert links(markdown) == []
