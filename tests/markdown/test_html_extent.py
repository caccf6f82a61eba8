"""A block of HTML ends where kramdown ends it, and what follows is Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from standfirst.markdown import use_plugins
from standfirst.markdown.render import to_html

MD = MarkdownIt("commonmark").enable("table")
use_plugins(MD)


def read(markdown):
    """Return the HTML of *markdown*, which has nothing to report."""
    problems = []
    html = to_html(markdown, report=problems.append).strip()

    assert problems == []
    return html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<hr />\n*b*", "<hr>\n<p><em>b</em></p>"),
        ("<hr>*b*", "<hr>\n<p><em>b</em></p>"),
        ("<div>a</div>\n*b*", "<div>a</div>\n<p><em>b</em></p>"),
        ("<div>a</div> *b*\n*c*", "<div>a</div>\n<p><em>b</em>\n<em>c</em></p>"),
        ("<div\nclass=lead>a</div>\n*b*", '<div class="lead">a</div>\n<p><em>b</em></p>'),
        ("<div><p>a</p>\n*b*</div>\n*c*", "<div><p>a</p>\n*b*</div>\n<p><em>c</em></p>"),
        ("<p>a<p>b</p>\n*c*", "<p>a</p><p>b</p>\n<p><em>c</em></p>"),
        ("<p>a</p>\n## b", "<p>a</p>\n<h4>b</h4>"),
        ("<p>a</p>## b", "<p>a</p>\n<h4>b</h4>"),
        ("<p>a</p>\n- b\n- c", "<p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>"),
        ("<p>a</p>\n> b", "<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>"),
        ("<p>a</p>\n    b", "<p>a</p>\n<pre><code>b\n</code></pre>"),
        ("<p>a</p>\n<b>*b*</b>", "<p>a</p>\n<p><b><em>b</em></b></p>"),
        ("<p>a</p>\n{: .lead}\n*b*", "<p>a</p>\n<p><em>b</em></p>"),
        ("<p>a</p>\n[b]: /c\n\n[b]", '<p>a</p>\n<p><a href="/c">b</a></p>'),
        ("<p>a</p>\n<p>b</p>\n<!-- c -->\n*d*", "<p>a</p>\n<p>b</p>\n<p><em>d</em></p>"),
        ("<ul>\n<li>a\n<li>b\n</ul>\n*c*", "<ul>\n<li>a\n</li><li>b\n</li></ul>\n<p><em>c</em></p>"),
        ("<div>\n\n*a*\n\n</div>\n*b*", "<div>\n<p><em>a</em></p>\n</div>\n<p><em>b</em></p>"),
        ("<details>\n<summary>a</summary>\n*b*\n</details>\n*c*", "<details>\n<summary>a</summary>\n*b*\n</details>\n<p><em>c</em></p>"),
        ("<div>\n\n<p>a</p>\n*b*\n\n</div>", "<div>\n<p>a</p>\n*b*\n</div>"),
        ("> <p>a</p>\n> *b*", "<blockquote>\n<p>a</p>\n<p><em>b</em></p>\n</blockquote>"),
        ("- <p>a</p>\n  *b*\n\n  c", "<ul>\n<li>\n<p>a</p>\n<p><em>b</em></p>\n<p>c</p>\n</li>\n</ul>"),
        ("<div>\n\n- <p>a</p>\n  *b*\n\n  c\n\n</div>", "<div>\n<ul>\n<li>\n<p>a</p>\n<p><em>b</em></p>\n<p>c</p>\n</li>\n</ul>\n</div>"),
    ],
)  # fmt: skip
def test_what_follows_an_element_is_markdown(markdown, html):
    """On the next line and on the same, whatever it is; in an element, up to an empty line, it is not."""
    assert read(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<!-- a -->*b*", "<p><em>b</em></p>"),
        ("<!-- a\n\nb --> *c*\nd", "<p><em>c</em>\nd</p>"),
        ("<!-- a --># b", "<h3>b</h3>"),
        ("<!-- a --> <!-- b -->\nc", "<p>c</p>"),
        ("<!-- a --><div>*b*</div>\n*c*", "<div>*b*</div>\n<p><em>c</em></p>"),
        ("a\n<!-- b --> *c*", "<p>a\n <em>c</em></p>"),
        ("a\n<!-- b -->\n*c*", "<p>a</p>\n<p><em>c</em></p>"),
        ("- <!-- a --> *b*\n- c", "<ul>\n<li><em>b</em></li>\n<li>c</li>\n</ul>"),
        ("> <!-- a --> *b*\n> c", "<blockquote>\n<p><em>b</em>\nc</p>\n</blockquote>"),
    ],
)  # fmt: skip
def test_a_paragraph_may_begin_on_the_line_of_a_comment(markdown, html):
    """And anything else that begins a line."""
    assert read(markdown) == html


def test_a_paragraph_may_begin_on_the_line_of_an_excerpt_marker():
    """The marker stays one."""
    tokens = MD.parse("a\n\n<!--more-->*b*\n\n<!--x-->## c\n")

    assert [(token.type, token.map) for token in tokens if token.nesting >= 0] == [
        ("paragraph_open", [0, 1]),
        ("inline", [0, 1]),
        ("sf_excerpt_marker", [2, 3]),
        ("paragraph_open", [2, 3]),
        ("inline", [2, 3]),
        ("heading_open", [4, 5]),
        ("inline", [4, 5]),
    ]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ('<div markdown="1">\n*a*\n\n- b\n</div>\n*c*', "<div>\n<p><em>a</em></p>\n<ul>\n<li>b</li>\n</ul>\n</div>\n<p><em>c</em></p>"),
        ('<div>\n<div markdown="1">\n*a*\n</div>\n*b*\n</div>\n*c*', "<div>\n<div>\n<p><em>a</em></p>\n</div>\n*b*\n</div>\n<p><em>c</em></p>"),
        ('<div markdown="1">\n<div markdown="1">\n*a*\n</div>\n*b*\n</div>', "<div>\n<div>\n<p><em>a</em></p>\n</div>\n<p><em>b</em></p>\n</div>"),
        ('<div markdown="1">\n<p>*a*</p>\n*b*\n</div>', "<div>\n<p>*a*</p>\n<p><em>b</em></p>\n</div>"),
        ('<div markdown="1">*a*\n\n*b*\n</div>', "<div>\n<p><em>a</em></p>\n<p><em>b</em></p>\n</div>"),
        ('<table><tr><td markdown="1">\n- a\n</td><td>*b*</td></tr></table>', "<table><tr><td>\n<ul>\n<li>a</li>\n</ul>\n</td><td>*b*</td></tr></table>"),
        ('<div markdown="1">\n<!-- a -->\n*b*\n</div>', "<div>\n<p><em>b</em></p>\n</div>"),
        ('- <div markdown="1">\n  *a*\n  </div>\n- b', "<ul>\n<li>\n<div>\n<em>a</em></div>\n</li>\n<li>b</li>\n</ul>"),
    ],
)  # fmt: skip
def test_elements_that_hold_markdown_lie_in_each_other(markdown, html):
    """And among others; each ends with its own tag."""
    assert read(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ('<div markdown="1">*a*</div> *b*', "<div><em>a</em></div>\n<p><em>b</em></p>"),
        ('<p class="lead" markdown="1">*a*\n[b](/c)</p>', '<p class="lead"><em>a</em>\n<a href="/c">b</a></p>'),
        ('<table><tr><td markdown="span">*a*</td><td>*b*</td></tr></table>', "<table><tbody><tr><td><em>a</em></td><td>*b*</td></tr></tbody></table>"),
        ('<div markdown="1">[a][b]</div>\n\n[b]: /c', '<div><a href="/c">a</a></div>'),
        ('<div markdown="1">`a` \\* &amp; <i>b</i></div>', "<div><code>a</code> * &amp; <i>b</i></div>"),
        ('<div markdown="1">*a*<br markdown="1">*b*</div>', "<div><em>a</em><br><em>b</em></div>"),
        ('<details markdown="1">\n<summary markdown="span">*a*</summary>\n*b*\n</details>', "<details>\n<summary><em>a</em></summary>\n<p><em>b</em></p>\n</details>"),
        ('<div markdown="0">*a*</div>', "<div>*a*</div>"),
    ],
)  # fmt: skip
def test_text_on_the_line_of_its_tags_is_markdown(markdown, html):
    """Where the element says so, it is rendered in its place; so is what is no block, over several lines."""
    assert read(markdown) == html


@pytest.mark.parametrize(
    "markdown",
    [
        "<div><pre>a\n\n*b*</pre></div>\n*c*",
        "<div>\n<!-- a\n\n*b* -->\n</div>\n*c*",
        "<div>\n<script>if (a<b)\n\nwrite('</div>*b*')</script></div>\n*c*",
    ],
)
def test_an_empty_line_ends_no_code_and_no_comment(markdown):
    """Nor does a tag that is written in a script."""
    html = to_html(markdown)

    assert "<em>b</em>" not in html
    assert html.endswith("\n<p><em>c</em></p>\n")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<div>\n\n    <p>a</p>\n\n    <p>*b*</p>\n\n</div>", "<div>\n    <p>a</p>\n    <p>*b*</p>\n</div>"),
        ("<table>\n\n    <tr><td>a</td></tr>\n\n</table>\n*b*", "<table>\n    <tr><td>a</td></tr>\n</table>\n<p><em>b</em></p>"),
        ("<div>\n\n    <b>a</b>\n\n</div>", "<div>\n<p><b>a</b></p>\n</div>"),
        ("- <div>\n\n      <p>a</p>\n\n  </div>", "<ul>\n<li>\n<div>\n    <p>a</p>\n</div>\n</li>\n</ul>"),
        ("<div>\n\n    a\n\n</div>", "<div>\n<pre><code>a\n</code></pre>\n</div>"),
        ("    <p>a</p>", "<pre><code>&lt;p&gt;a&lt;/p&gt;\n</code></pre>"),
        ("<div>a</div>\n\n    <p>a</p>", "<div>a</div>\n<pre><code>&lt;p&gt;a&lt;/p&gt;\n</code></pre>"),
        ('<div markdown="1">\n\n    <p>a</p>\n\n</div>', "<div>\n<pre><code>&lt;p&gt;a&lt;/p&gt;\n</code></pre>\n</div>"),
        ("<div>\n\n- a\n\n      <p>b</p>\n\n</div>", "<div>\n<ul>\n<li>\n<p>a</p>\n<pre><code>&lt;p&gt;b&lt;/p&gt;\n</code></pre>\n</li>\n</ul>\n</div>"),
        ("<p>a\n\n    <p>b</p>", "<p>a\n</p>\n<pre><code>&lt;p&gt;b&lt;/p&gt;\n</code></pre>"),
    ],
)  # fmt: skip
def test_indented_html_in_an_element_is_no_code(markdown, html):
    """Where it lies in HTML, ended or not; elsewhere it is code, as all that is indented."""
    assert read(markdown) == html


def test_indented_html_in_an_element_that_never_ends_is_no_code_either():
    """For kramdown all that follows lies in it."""
    expected = "<div>\n<p>a</p>\n    <ul>\n      <li>b</li>\n    </ul>\n<p>c</p>\n</div>\n"

    assert to_html("<div>\n<p>a</p>\n\n    <ul>\n      <li>b</li>\n    </ul>\n\nc") == expected


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<div>\n  <p>\n    a</div> <p>\n      b\n    </p>\n\n    <p>c</p>\n\n    <p>d</p>", "<div>\n  <p>\n    a</p></div> <p>\n      b\n    </p>\n    <p>c</p>\n    <p>d</p>"),
        ("<div><p>a</div>\n\n    <p>b</p>\n    \n    <b>c</b> d\n\n    <p>e</p>", "<div><p>a</p></div>\n    <p>b</p>\n<p><b>c</b> d</p>\n    <p>e</p>"),
        ("- <div><p>a</div>\n\n      <p>b</p>", "<ul>\n<li>\n<div><p>a</p></div>\n    <p>b</p>\n</li>\n</ul>"),
        ("<div><p>a</div>\n\n    b", "<div><p>a</p></div>\n<pre><code>b\n</code></pre>"),
        ("<div><p>a</div>\n\nb\n\n    <p>c</p>", "<div><p>a</p></div>\n<p>b</p>\n<pre><code>&lt;p&gt;c&lt;/p&gt;\n</code></pre>"),
        ("<div><p>a</div>\n\n- b\n\n<!-- -->\n\n    <p>c</p>", "<div><p>a</p></div>\n<ul>\n<li>b</li>\n</ul>\n<pre><code>&lt;p&gt;c&lt;/p&gt;\n</code></pre>"),
        ("<div><p>a</p></div>\n\n    <p>b</p>", "<div><p>a</p></div>\n<pre><code>&lt;p&gt;b&lt;/p&gt;\n</code></pre>"),
    ],
)  # fmt: skip
def test_indented_html_below_tags_that_cross_is_no_code(markdown, html):
    """For kramdown the closing tag of an element around the open one is text, so that the element has all that follows; here, what is HTML right below."""
    assert read(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "line"),
    [("<p>a</p> b <u", 1), ("<div>\na</div> <T>", 2), ("<!-- a\n\nb --> <T> c", 3)],
)
def test_lines_stay_true(markdown, line):
    """Of what stands behind a tag, too."""
    tokens = MD.parse(markdown)

    assert [token.map[0] + 1 for token in tokens if token.type == "inline"] == [line]


PARTS = [
    "<div>", "</div>", "<p>", "</p>", "<hr>", '<div markdown="1">', '<p markdown="1">', '<td markdown="span">', "<table>", "<tr>", "<td>", "</td>",
    "</table>", "<pre>", "</pre>", "<!-- x -->", "<b>", "</b>", "<br>", "字", "字", " ", "\n", "\n", "\n\n", "- ", "> ", "# ", "*", "    ", "|", "{: .lead}\n", "1. ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=20).map("".join))
@settings(deadline=None, max_examples=300)
def test_no_word_is_lost_or_shown_twice(markdown):
    """Wherever blocks of HTML end."""
    shown = re.sub("<[^>]*>", "", to_html(markdown))

    assert shown.count("字") == markdown.count("字")
