"""Emphasis between punctuation and a letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from standfirst.markdown.cjk import cjk_plugin
from standfirst.markdown.emphasis import emphasis_plugin

COMMONMARK = MarkdownIt("commonmark").enable("strikethrough")
MD = MarkdownIt("commonmark").enable("strikethrough").use(cjk_plugin).use(emphasis_plugin)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**a.**b", "<strong>a.</strong>b"),
        ("**a:**b **c,**d", "<strong>a:</strong>b <strong>c,</strong>d"),
        ("**a:**b **c** **d.**e", "<strong>a:</strong>b <strong>c</strong> <strong>d.</strong>e"),
        ("**[a](b)**c", '<strong><a href="b">a</a></strong>c'),
        ("[**a.**b](c)", '<a href="c"><strong>a.</strong>b</a>'),
        ("**`a`**b", "<strong><code>a</code></strong>b"),
        ("**<b>a</b>**b", "<strong><b>a</b></strong>b"),
        ("**a)**b", "<strong>a)</strong>b"),
        ("**“a”**b", "<strong>“a”</strong>b"),
        ("**है,**स", "<strong>है,</strong>स"),
        ("*a.*b", "<em>a.</em>b"),
        ("~~a.~~b", "<s>a.</s>b"),
        ("***a.***b", "<em><strong>a.</strong></em>b"),
        ("**a *b.*c** d", "<strong>a <em>b.</em>c</strong> d"),
        ("*a **b.**c* d", "<em>a <strong>b.</strong>c</em> d"),
        ("a**[b](c)** d", 'a<strong><a href="c">b</a></strong> d'),
        ("a**(b)**c", "a<strong>(b)</strong>c"),
        ("a**![b](c)** d", 'a<strong><img src="c" alt="b" /></strong> d'),
        ("**a.**b**", "<strong>a.</strong>b**"),
        ("**a:**b**c:**d", "<strong>a:</strong>b<strong>c:</strong>d"),
    ],
)
def test_ends_and_begins_where_kramdown_has_it(markdown, html):
    """What has begun ends at punctuation before a letter; a bracket after a letter begins something."""
    assert MD.renderInline(markdown) == html


@pytest.mark.parametrize(
    "markdown",
    ["a.**b** c", "(a.*b*)", '*a "*b*" c*', "**a (**b**) c**", "a*, b*.", "a*.b*", "a.*b", "**a.b", "**a.**", "**a**.b", "_a._b", "2*3*4", "*a*.*b*"],
)  # fmt: skip
def test_is_commonmark_elsewhere(markdown):
    """Where nothing has begun, or the sign says on which side it stands."""
    assert MD.renderInline(markdown) == COMMONMARK.renderInline(markdown)


@given(st.text(alphabet='*_~éa.:(“”"\n\\`[] ', max_size=60))
@settings(deadline=None, max_examples=300)
def test_no_letter_is_lost(markdown):
    """Whatever mixture of markers and punctuation is written."""
    assert MD.render(markdown).count("é") == markdown.count("é")
