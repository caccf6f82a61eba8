"""Lines of a quotation without its mark are looked for in a text as long as it costs little."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from standfirst.markdown.lazy_lines import lazy_lines_plugin

PLAIN = MarkdownIt("commonmark")
BOUNDED = MarkdownIt("commonmark").use(lazy_lines_plugin)


@pytest.mark.parametrize(
    "text",
    [
        *("> a\nb\n> c\n\nd", "> a\n> b\nc\n\n> d\ne", "- > a\n  > b\n  c\n- d", "> > a\n> b\nc"),
        *(
            "> # a\nb",
            "> ```\n> a\nb",
            "   > a\n> b",
            "    > a\nb",
            "a\n> b\nc",
            "- a\n> b\nc",
            ">",
        ),
        "1. a\n\n   > b\n   c\n> d",
    ],
)
def test_a_quotation_is_read_as_commonmark_reads_it(text):
    """Whether lines go on, end it, or are code; in lists and in other quotations."""
    assert BOUNDED.render(text) == PLAIN.render(text)


IN_VAIN = "> # a\nb\n"
"""A quotation that ends at its line, though the next could be its own."""
LAZY = "> c\nd\n> e\n"
ONE = "<blockquote>\n<p>c\nd\ne</p>\n</blockquote>\n"
TWO = "<blockquote>\n<p>c\nd</p>\n</blockquote>\n<blockquote>\n<p>e</p>\n</blockquote>\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (IN_VAIN * 19 + LAZY, ONE),
        (IN_VAIN * 20 + LAZY, TWO),
        (f"{IN_VAIN}\n" * 100 + LAZY, ONE),
        (f"{IN_VAIN} > \n" * 100 + LAZY, ONE),
        ("> # a\n\nb\n" * 100 + LAZY, ONE),
        (f"{IN_VAIN * 30}> f\n> g\n\n{LAZY}", TWO),
        (f"{IN_VAIN * 30}- > c\n  d\n  > e\n", f"<ul>\n<li>\n{TWO}</li>\n</ul>\n"),
    ],
)
def test_a_text_without_empty_lines_is_gone_through_ten_times(text, expected):
    """After that a quotation has its marked lines only, and the paragraph that its last line is."""
    assert BOUNDED.render(text).endswith(expected)


def test_a_quotation_of_marked_lines_is_what_it_was():
    """However often the text was gone through: all of them to the last."""
    for rest in ("> f\n> g\n>\n> h\n", "> f\n> g\ni", "> ```\n> j\n> k\n> ```\n", "> l"):
        assert BOUNDED.render(IN_VAIN * 100 + rest) == PLAIN.render(IN_VAIN * 100 + rest)
