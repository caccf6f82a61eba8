"""Titles, names and descriptions without their markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.sources.front_matter.inline_markup import plain


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Quays<br>and <i>tides</i>", "Quays and tides"),
        ("Quays<br/>and", "Quays and"),
        ("Quays</br>and", "Quays and"),
        ("<p>Quays</p><p>and</p>", "Quays and"),
        ("<span class='x'>Quays", "Quays"),
        ("Quays<!-- no --> and", "Quays and"),
        ("Quays <img src=a.png alt=A> and", "Quays and"),
        ("H<sub>2</sub>O", "H2O"),
        ("On **bold**, *thin*, __Bold__, _thin_ and `code`", "On bold, thin, Bold, thin and code"),
        ("![pier](a.png) Quays", "Quays"),
        ("关于*潮汐*的**笔记**", "关于潮汐的笔记"),
        ("Salt &amp; rope &copy; &#8211;", "Salt & rope © –"),
        (r"\*Not\* thin", "*Not* thin"),
        ("``a`b``", "a`b"),
    ],
)
def test_markup_is_taken_out(written, seen):
    """Of HTML, of Markdown and of both; what a browser would set apart is set apart by a space."""
    assert plain(written).text == seen


@pytest.mark.parametrize(
    "text",
    [
        "M*A*S*H",
        "On *nix and *BSD",
        "5 * 3 * 2",
        "snake_case_name and another_one",
        "__init__ and __call__",
        "List<String> explained",
        "The <p> element",
        "The <dialog> element",
        "<1> & <2>",
        "a < b > c",
        "AT&T",
        "[1] Notes",
        "C:\\harbour\\quay",
        "1 ~ 2 ^ 3",
        "x" * 5_000 + "<br>",
    ],
)
def test_what_only_looks_like_markup_stays(text):
    """A single tag without attributes is named, not used; a star in a word is a star."""
    assert plain(text).text == text


@pytest.mark.parametrize(
    ("written", "links"),
    [
        ("[Ada](https://a.example/) and [Jun](/jun)", (("Ada", "https://a.example/"), ("Jun", "/jun"))),
        ('<a href="https://a.example/?x&amp;y">Ada <i>B.</i></a><br>', (("Ada B.", "https://a.example/?x&y"),)),
        ("<a>Ada</a> [](x)", ()),
        ("Ada</a>", ()),
    ],
)  # fmt: skip
def test_links_are_kept_apart(written, links):
    """Each with its words; one without words or without an address is none."""
    assert plain(written).links == links


@given(st.text(alphabet="<>ab/*_`[]()!&;\\\"'= 王", max_size=60))
def test_any_text_gives_one_line(text):
    """Whatever is in it."""
    assert "\n" not in plain(" ".join(text.split())).text
