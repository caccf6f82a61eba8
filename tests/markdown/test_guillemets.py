"""Guillemets written as angle brackets."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from standfirst.markdown.guillemets import guillemets_plugin

MD = MarkdownIt("commonmark").use(guillemets_plugin)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<<a>>", "«a»"),
        ("b <<a>> c", "b «a» c"),
        ("<< a >>", "«\u00a0a\u00a0»"),
        ("a >> b", "a\u00a0» b"),
        ("a<<b", "a«b"),
        ("<<*a*>>", "«<em>a</em>»"),
        ("[<<a>>](b)", '<a href="b">«a»</a>'),
        ("\\<<a\\>>", "&lt;&lt;a&gt;&gt;"),
        ("`<<a>>`", "<code>&lt;&lt;a&gt;&gt;</code>"),
        ("<b>a</b> < c > d", "<b>a</b> &lt; c &gt; d"),
    ],
)
def test_two_angle_brackets_are_a_guillemet(markdown, html):
    """Outside of code, and where no backslash is before them; one alone is a tag's, or itself."""
    assert MD.renderInline(markdown) == html
