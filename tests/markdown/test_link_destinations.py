"""A link's destination may have spaces, its title several lines."""

from __future__ import annotations

import time

import pytest
from markdown_it import MarkdownIt

from standfirst.markdown.link_destinations import link_destinations_plugin


def link(text):
    """Return the HTML of *text*, without its paragraph."""
    md = MarkdownIt("commonmark").use(link_destinations_plugin)
    return md.render(text).strip().removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a](/my report.pdf)", '<a href="/my%20report.pdf">a</a>'),
        ('[a](b c.md "T")', '<a href="b%20c.md" title="T">a</a>'),
        ("![a](/shot (1).png)", '<img src="/shot%20(1).png" alt="a" />'),
        ("![a](/屏幕 截图 1.png)", '<img src="/%E5%B1%8F%E5%B9%95%20%E6%88%AA%E5%9B%BE%201.png" alt="a" />'),
        ("[a](/b (T))", '<a href="/b" title="T">a</a>'),
        ("[a](see below) (x.y)", "[a](see below) (x.y)"),
        ("[a](/b c", "[a](/b c"),
        ("[a](/b\nc)", "[a](/b\nc)"),
        ("[a](</b c>)", '<a href="/b%20c">a</a>'),
    ],
)  # fmt: skip
def test_destinations_may_have_spaces(text, html):
    """Where they look like a path."""
    assert link(text) == html


def test_destinations_cost_no_more_than_their_text():
    """Whatever is never closed."""
    begun = time.process_time()
    for text in ("[a](/b c" * 8000, "[a](/" + "b " * 30_000, "[a](/b " + "(" * 30_000):
        link(text)

    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a](./b c)", '<a href="./b%20c">a</a>'),
        ("[a](/b c 'T')", '<a href="/b%20c" title="T">a</a>'),
        ("[a](/b c (T))", '<a href="/b%20c" title="T">a</a>'),
        ('[a](/b c\t"T" )', '<a href="/b%20c" title="T">a</a>'),
        ("[a](/b  c)", '<a href="/b%20%20c">a</a>'),
        ("[a](b c 'T')", "[a](b c 'T')"),
        ('[a](/b "c)', "[a](/b &quot;c)"),
        (f"[a](/b{' c' * 40})", f'<a href="/b{"%20c" * 40}">a</a>'),
        (f"[a](/b{' c' * 41})", f"[a](/b{' c' * 41})"),
    ],
)
def test_a_destination_with_spaces_may_have_a_title(text, html):
    """In quotes of both kinds or in parentheses, and up to forty spaces."""
    assert link(text) == html


def test_a_title_may_have_ten_thousand_characters_before_its_last_line():
    """In a definition, whose title is read line by line; one that is longer there is text."""
    definition = f"[a]: /b '{'t' * 9_999}\n{{}}last'\n\n[a]"

    assert link(definition.format("")) == f'<a href="/b" title="{"t" * 9_999}\nlast">a</a>'
    assert link(definition.format("x\n")).startswith("[a]: /b '")
    assert link(f"[a](/b '{'t' * 20_000}')") == f'<a href="/b" title="{"t" * 20_000}">a</a>'
