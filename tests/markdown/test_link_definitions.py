"""A link that is defined once may be used often, up to a bound."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from standfirst.limits.budget import Budget
from standfirst.markdown.context import ParseContext
from standfirst.markdown.inline_lines import inline_lines_plugin
from standfirst.markdown.link_definitions import link_definitions_plugin
from standfirst.problems import PostWarning, Problem

MD = MarkdownIt("commonmark").use(inline_lines_plugin).use(link_definitions_plugin)
DEFINED = "[a]: /bcd 'ef'"
"""Six characters that each use makes."""


def read(text, left):
    """Return the HTML of *text* that may add *left* characters, what of them is left, and what is told."""
    problems = []
    budget = Budget(0)
    budget.left = left
    html = MD.render(text, {"standfirst": ParseContext(report=problems.append, budget=budget)})
    return html, budget.left, problems


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ("[a]", '<a href="/bcd" title="ef">a</a>'),
        ("[A][]", '<a href="/bcd" title="ef">A</a>'),
        ("[b][a]", '<a href="/bcd" title="ef">b</a>'),
        ("![a]", '<img src="/bcd" alt="a" title="ef" />'),
    ],
)
def test_each_use_of_a_definition_takes_from_what_the_text_may_add(use, expected):
    """Address and title, for links and pictures in all their forms, to the last character."""
    assert read(f"{DEFINED}\n\n{use}", 6) == (f"<p>{expected}</p>\n", 0, [])


@pytest.mark.parametrize("text", ["[a](/bcd)", "![a](/bcd)", "[b]", "a !b", "a ]["])
def test_what_uses_no_definition_takes_nothing(text):
    """Whether the text defines something or not."""
    expected = MarkdownIt("commonmark").render(text)

    assert read(f"{DEFINED}\n\n{text}", 6) == (expected, 6, [])
    assert read(text, 6) == (expected, 6, [])


def test_a_picture_within_a_link_takes_for_both():
    """And what only looks ahead, for the link's end, takes nothing."""
    html = '<p><a href="/bcd" title="ef"><img src="/bcd" alt="a" title="ef" /></a></p>\n'

    assert read(f"{DEFINED}\n\n[![a]][a]", 12) == (html, 0, [])


def test_what_the_text_may_not_add_stays_as_it_is_written():
    """Which is told once, on the line of the first such use; a shorter definition is still carried out."""
    text = f"{DEFINED}\n[g]: /h\n\nText.\n[a] [a]\n[a] [g]\n"
    html = '<p>Text.\n<a href="/bcd" title="ef">a</a> [a]\n[a] <a href="/h">g</a></p>\n'
    problem = Problem(
        subtype=PostWarning.SIZE,
        message="its link definitions would add more than 100000 characters to the text; the rest stays as written",
        remedy="write them shorter, or use them less often",
        line=5,
    )

    assert read(text, 8) == (html, 0, [problem])
