"""The headings of a text: levels closed up below its title, and an id for each that no other thing has."""

from __future__ import annotations

import pytest

from standfirst.markdown import token_blocks
from standfirst.markdown.context import ParseContext
from standfirst.markdown.plain_parser import plain_parser
from standfirst.policy.refusals import Refusals
from standfirst.problems import discard
from standfirst.reading import headings

MD = plain_parser()


def parsed(text):
    """Return the tokens of *text*."""
    context = ParseContext(refusals=Refusals(report=discard))
    return MD.parse(text, {"standfirst": context})


def shaped(text, title="T"):
    """Return element, id and text of each heading, and all else that is shown as HTML."""
    tokens = headings.shape(parsed(text), title)
    found = [
        (block[0].tag, block[-1].tag, block[0].attrs.get("id"), token_blocks.text(block))
        if block[0].type == "heading_open"
        else MD.renderer.render(block, MD.options, {}).strip()
        for block in token_blocks.split(tokens)
    ]
    return [one[1:] if isinstance(one, tuple) and one[0] == one[1] else one for one in found]


TITLE = ("h1", "t", "T")


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("123456", "234566"),
        ("22", "22"),
        ("3424", "2323"),
        ("4321", "2222"),
        ("1516", "2323"),
        ("6", "2"),
        ("13335", "23334"),
    ],
)
def test_levels_are_closed_up(levels, expected):
    """Each is one deeper than the next higher before it, the first the second; none is deeper than the sixth."""
    text = "\n\n".join(f"{'#' * int(level)} x" for level in levels)

    assert "".join(one[0][1] for one in shaped(text)) == f"1{expected}"


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("Café & Bar!", "café--bar"),
        ("A_b-c d", "a_b-c-d"),
        ("  -Low- ", "low"),
        ("中文 標題", "中文-標題"),
        ("1.2", "12"),
        ("…", ""),
        ("", ""),
    ],
)
def test_an_id_is_githubs(text, ident):
    """Lower case, without punctuation, a hyphen for each space; none where nothing is left."""
    assert headings.heading_id(text) == ident


def test_ids_are_made_and_kept_once():
    """A heading's own before its text's; a number is behind one that is taken, by a heading or by the page."""
    text = "## A *b*\n\n## A b\n\n## x {#a-b}\n\n## A b-1\n\n## …\n\n## …\n\n## y {#ü}\n\n## Main content\n"

    assert shaped(text) == [
        TITLE,
        ("h2", "a-b", "A b"),
        ("h2", "a-b-1", "A b"),
        ("h2", "a-b-2", "x"),
        ("h2", "a-b-1-1", "A b-1"),
        ("h2", "section", "…"),
        ("h2", "section-1", "…"),
        ("h2", "ü", "y"),
        ("h2", "main-content-1", "Main content"),
    ]


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p id='a'>x</p>", '<p id="a">x</p>'),
        ("<p id='t'>x</p>", "<p>x</p>"),
        ("<p id='b'>x</p>", "<p>x</p>"),
        ("<p id=''>x</p>", "<p>x</p>"),
        ("<p id='c d'>x</p>", "<p>x</p>"),
        ("<p id='a'>x</p>\n\n<div class='lead' id='a'>y</div>", '<p id="a">x</p>\n<div class="lead">y</div>'),
        ("<p><b id='a'>x</b><i class='lead' id='t'>y</i></p>", '<p><b id="a">x</b><i class="lead">y</i></p>'),
        ("x <b id='a'>y</b> <i id='a'>z</i> <u id='t'>w</u>", '<p>x <b id="a">y</b> <i>z</i> <u>w</u></p>'),
        ("> - x <b id='b'>y</b>", "<blockquote>\n<ul>\n<li>x <b>y</b></li>\n</ul>\n</blockquote>"),
    ],
)  # fmt: skip
def test_an_id_in_html_is_released_where_a_heading_or_other_html_has_it(html, kept):
    """Headings first, wherever they stand; in blocks and within lines; one of several words is none."""
    assert "\n".join(shaped(f"{html}\n\n## B\n")[1:-1]) == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# T\n\nx", [TITLE, "<p>x</p>"]),
        ("### t {#own}\n\nx", [("h1", "own", "T"), "<p>x</p>"]),
        ("T\n===\n\n## T\n", [TITLE, ("h2", "t-1", "T")]),
        ("x\n\n# T", [TITLE, "<p>x</p>", ("h2", "t-1", "T")]),
        ("# T [x](/a)", [TITLE, ("h2", "t-x", "T x")]),
        ("# [T](/a)", [TITLE, ("h2", "t-1", "T")]),
        ("# ![](/a.png) T", [TITLE, ("h2", "t-1", "T")]),
        ("# T<A href='/x'></A>", [TITLE, ("h2", "t-1", "T")]),
        ("# T<abbr title='x'></abbr>", [TITLE]),
        ("# *T*", [TITLE]),
        ("# T[^1]\n\n[^1]: n", [TITLE, ("h2", "t-1", "T")]),
        ("# Other", [TITLE, ("h2", "other", "Other")]),
    ],
)
def test_a_first_heading_that_repeats_the_title_is_left_out(text, expected):
    """Of whatever level and markup, unless something leads on from it; its id is the title's."""
    assert [one for one in shaped(text) if not isinstance(one, str) or "<>" not in one] == expected


def test_spaces_and_case_make_no_other_title():
    """As they are folded."""
    assert shaped("# great  STRASSE", "Great Straße") == [("h1", "great-straße", "Great Straße")]


def test_what_shows_nothing_may_stand_before_the_title():
    """It stays there, and goes before the title where the heading goes."""
    assert [block[0].type for block in token_blocks.split(headings.shape(parsed("(a)=\n\n<!-- b -->\n\n# T\n\nx\n"), "T"))] == ["myst_target", "heading_open", "paragraph_open"]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "title"),
    [
        *((above, "T") for above in ("", "(a)=\n", "<!-- b -->\n", "```{index} c\n```\n", ":::{post} 2026-01-02\n:::\n", "```{STD:index} c\n```\n")),
        *((above, "") for above in ("b\n", "***\n", "```{note}\nb\n```\n", "```index\n```\n", "    b\n", "<p>b</p>\n")),
    ],
)  # fmt: skip
def test_a_title_is_the_first_thing_that_is_seen(above, title):
    """Names, comments and what makes entries elsewhere are not."""
    assert headings.title_of(parsed(f"{above}\n# T\n")) == title


@pytest.mark.parametrize(
    ("length", "found"), [(1, 1), (300, 300), (301, 0)]
)  # longer ones are no title
def test_a_title_has_three_hundred_characters(length, found):
    """One more is text."""
    assert len(headings.title_of(parsed(f"# {'x' * length}"))) == found


def test_only_the_title_is_returned_of_a_page():
    """The tokens of its first heading, wherever it stands; nothing where it has none."""
    text = "x\n\n## A *b*\n\ny\n\n# C\n"

    assert [t.type for t in headings.only_title(parsed(text))] == ["heading_open", "inline", "heading_close"]  # fmt: skip
    assert token_blocks.text(headings.only_title(parsed(text))) == "A b"
    assert headings.only_title(parsed("x")) == []


def test_the_titles_tokens_are_those_of_a_heading():
    """As Markdown's are."""
    found = headings.shape([], "A b")
    [opening, inline, closing] = found

    assert [(t.type, t.tag, t.nesting, t.markup, t.block) for t in found] == [
        (t.type, t.tag, t.nesting, t.markup, t.block) for t in MD.parse("# A b")
    ]
    assert (opening.map, inline.map, inline.content) == ([0, 1], [0, 1], "A b")
    assert [(child.type, child.content) for child in inline.children] == [("text", "A b")]
    assert closing.attrs == {}
