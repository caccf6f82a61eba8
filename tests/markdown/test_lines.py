"""Habits of single lines."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from standfirst.markdown.lines import lines_plugin, numbered


def render(text):
    """Return the HTML of *text*."""
    return MarkdownIt("commonmark").use(lines_plugin).render(text).strip()


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("1- a\n2- b\n", "1. a\n2. b\n"),
        ("1- a\n\ntext\n\n2- b\n\n# H\n\n3- c", "1. a\n\ntext\n\n2. b\n\n# H\n\n3. c"),
        ("> 1- a\n> 2- b", "> 1. a\n> 2. b"),
        ("1- a\n2- b\n1- c\n2- d\n3- e", "1. a\n2. b\n1. c\n2. d\n3. e"),
    ],
)
def test_dashes_after_numbers_in_order_make_a_list(text, changed):
    """Its items may be apart."""
    assert numbered(text) == changed


@pytest.mark.parametrize(
    "text",
    [
        "1- 2 weeks later\n",
        "3- a\n4- b\n",
        "1-a\n2-b\n",
        "```\n1- a\n2- b\n```\n",
        "2020- a\n2021- b\n",
    ],
)
def test_other_numbers_stay(text):
    """One alone is no list, nor is code."""
    assert numbered(text) == text


def test_a_rule_under_a_longer_paragraph_is_a_rule():
    """Only a single line is underlined to make a heading."""
    assert render("One\ntwo\n---\nThree") == "<p>One\ntwo</p>\n<hr />\n<p>Three</p>"
    assert render("One\n---\nTwo") == "<h2>One</h2>\n<p>Two</p>"


def test_two_backslashes_break_a_line():
    """Within a line they are one."""
    assert render("a\\\\\nb \\\\ c") == "<p>a<br />\nb \\ c</p>"
