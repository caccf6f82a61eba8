"""A short Markdown text becomes safe HTML, or plain text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.markdown.render import to_html, to_text


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# a", "<h3>a</h3>\n"),
        ("###### a", "<h6>a</h6>\n"),
        ("[a](/b) https://c.org", '<p><a href="/b">a</a> <a href="https://c.org">https://c.org</a></p>\n'),
        ("![a](b.png)", "<p>a</p>\n"),
        (
            "![a](https://example.org/b.png)",
            '<p><a href="https://example.org/b.png">a</a></p>\n',
        ),
        (
            "[![a](https://example.org/b.png)](https://example.org/)",
            '<p><a href="https://example.org/">a</a></p>\n',
        ),
        ("![a](data:image/png;base64,b)", "<p>a</p>\n"),
        ("**「a」**b", "<p><strong>「a」</strong>b</p>\n"),
        ("<iframe src='https://a.org'></iframe>", '<p class="sf-embed"><a href="https://a.org">a.org</a></p>\n'),
        ("a\n\n<!--more-->\n\nb", "<p>a</p>\n<p>b</p>\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_html(markdown: str, expected: str):
    """Headings begin below the page's, pictures are files or on the web, markers vanish."""
    assert to_html(markdown) == expected


def test_language():
    """Quotation marks are those of the text's language."""
    assert to_html('"a"', "de") == "<p>„a“</p>\n"


def test_nothing_is_kept_between_texts():
    """One text does not change the next."""
    to_html("<div>\n\n[a]: /b\n\n<!--more-->")

    assert to_html("[a]\n\n<b>c</b>") == "<p>[a]</p>\n<p><b>c</b></p>\n"


def test_text():
    """Plain text has no markup, and a line for each block."""
    assert to_text('# a\n\n**b** [c](d) "e" <i>f</i>\n\n- `g`') == "a\nb c “e” f\ng"


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=200)
def test_any_text(markdown: str):
    """No text breaks the rendering, in HTML and as text."""
    assert isinstance(to_html(markdown), str)
    assert "<script" not in to_html(f"{markdown}<script>{markdown}")
    assert isinstance(to_text(markdown), str)
