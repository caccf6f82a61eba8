"""kramdown's attribute lists and extensions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from standfirst.markdown.kramdown import kramdown_plugin


def render(text):
    """Return the HTML of *text*."""
    return MarkdownIt("commonmark").enable("table").use(kramdown_plugin).render(text).strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Text.\n{: .lead #x}", '<p class="lead" id="x">Text.</p>'),
        ('Text.\n{: title="a b" onclick="x" style="y"}', '<p title="a b">Text.</p>'),
        ("## Title\n{: .no_toc}", '<h2 class="no_toc">Title</h2>'),
        ("## Title {#own}", '<h2 id="own">Title</h2>'),
        ("*x*{: .red} y", '<p><em class="red">x</em> y</p>'),
        ("[x](/y){: .button} z", '<p><a href="/y" class="button">x</a> z</p>'),
        ("`x`{: .ruby}", '<p><code class="ruby">x</code></p>'),
        ("* TOC\n{:toc}\n\nText.", "<p>Text.</p>"),
        ("Text.\n\n{::comment}\nhidden\n{:/comment}\n\nMore.", "<p>Text.</p>\n<p>More.</p>"),
        ("a {:/} b", "<p>a  b</p>"),
        ("```\n{: .x}\n```", "<pre><code>{: .x}\n</code></pre>"),
        ("`{: .x}`", "<p><code>{: .x}</code></p>"),
        ('Text.\n{: .a "b}', "<p>Text.\n{: .a &quot;b}</p>"),
        ("Text {: here } it is", "<p>Text {: here } it is</p>"),
    ],
)
def test_lists_become_attributes(text, html):
    """Where kramdown has them; nothing dangerous, nothing in code, and what is none stays."""
    assert render(text) == html


@pytest.mark.parametrize(
    "text", ["a\n{: NAME}", "*a*{: NAME}", "- a\n{: NAME}", "{:x: NAME}\na\n{: x}"]
)
@pytest.mark.parametrize("name", ["id", "class", "title", "lang", "rel", "nothing"])
def test_a_name_that_stands_alone_is_no_attribute(text, name):
    """Only where a list of that name is defined it means something."""
    html = {"*": "<p><em>a</em></p>", "-": "<ul>\n<li>a</li>\n</ul>"}.get(text[0], "<p>a</p>")

    assert render(text.replace("NAME", name)) == html


def test_a_list_under_a_table_is_the_tables():
    """GFM alone would make a row of it."""
    html = render("|a|b|\n|-|-|\n|1|2|\n{: .wide}\n")

    assert '<table class="wide">' in html
    assert "{:" not in html


@settings(deadline=None)
@given(st.text(alphabet="{}: .#ab=\"'/\n*|-`toc", max_size=80))
def test_whatever_is_written_gives_elements_that_are_closed(text):
    """And no attribute that a list may not set."""
    root = etree.fromstring(f"<div>{render(text)}</div>".replace("&quot;", '"'))

    assert {name for element in root.iter() for name in element.attrib} <= {"class", "id", "title", "style", "a", "b"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("> said\n{: .tip}", '<blockquote class="tip">\n<p>said</p>\n</blockquote>'),
        ("- a\n- b\n{: .wide}", '<ul class="wide">\n<li>a</li>\n<li>b</li>\n</ul>'),
        ("{: .next}\n> said", '<blockquote class="next">\n<p>said</p>\n</blockquote>'),
        ("{:box: .a #c}\nText.\n{: box .b}", '<p class="a b" id="c">Text.</p>'),
        ("```\nx\n```\n{: .language-r}", '<pre><code class="language-r">x\n</code></pre>'),
        ("    x\n{: .language-r}", '<pre><code class="language-r">x\n</code></pre>'),
        ("`x`{:.language-r}", "<p><code>x</code></p>"),
        ('![a](/b){: width="30px"}', '<p><img src="/b" alt="a" width="30" /></p>'),
    ],
)
def test_a_list_belongs_to_the_block_that_it_touches(text, html):
    """On the level where it stands, as kramdown reads it; a language is that of code only."""
    assert render(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a {::comment}hid{:/comment} b {::comment}*den*{:/} c", "<p>a  b  c</p>"),
        ("{::nomarkdown}\n<div>**x**</div>\n{:/nomarkdown}", "<div>**x**</div>"),
        ("a {::nomarkdown}<b>*x*</b>{:/} c", "<p>a <b>*x*</b> c</p>"),
        ('{::options toc_levels="2" /}\n\nText.', "<p>Text.</p>"),
        ("{::comment}\nnever ended", "<p>{::comment}\nnever ended</p>"),
        ("{::comment}x{:/} y", "<p> y</p>"),
    ],
)
def test_extensions_say_nothing(text, html):
    """No brace and no empty paragraph stays of them; what is never closed is text."""
    assert render(text) == html
