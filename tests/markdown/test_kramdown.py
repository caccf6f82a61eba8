"""kramdown's attribute lists and extensions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from standfirst.markdown.kramdown import kramdown_plugin
from standfirst.markdown.render import to_html
from standfirst.problems import PostWarning


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


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('![a](/b){: width="30" height="20px" lang="de" alt="x"}', '<p><img src="/b" alt="a" width="30" height="20" lang="de" /></p>'),
        ("[x](/y){: rel='nofollow'}", '<p><a href="/y" rel="nofollow">x</a></p>'),
        ("**x**{: .a}", '<p><strong class="a">x</strong></p>'),
        ("**a *b***{: .x}", '<p><strong class="x">a <em>b</em></strong></p>'),
        ("*a **b***{: .x}", '<p><em class="x">a <strong>b</strong></em></p>'),
        ("![a](/b){: .a}", '<p><img src="/b" alt="a" class="a" /></p>'),
        ("*a* {: .x}", "<p><em>a</em> {: .x}</p>"),
        ("*a*b{: .x}", "<p><em>a</em>b{: .x}</p>"),
        ("*a*{:: .x}", "<p><em>a</em>{:: .x}</p>"),
        ("*a*{:/} b", "<p><em>a</em> b</p>"),
        ("`x`{: .language-r .y}", '<p><code class="y">x</code></p>'),
        ("    x\n{: .y}", '<pre class="y"><code>x\n</code></pre>'),
        ("~~~\nx\n~~~\n{: .language-r}", '<pre><code class="language-r">x\n</code></pre>'),
        ("Text.\n{: .a.b#c}", '<p class="a b" id="c">Text.</p>'),
        ("Text.\n{: #}", "<p>Text.\n{: #}</p>"),
        ("Text.\n{: title=''}", "<p>Text.</p>"),
        ("{: .x} text", "<p>{: .x} text</p>"),
        ("{:a: .x}\n{:b: a .y}\nText.\n{: b}", '<p class="x y">Text.</p>'),
        ("*a*{: box}\n\n{:box: .x}", '<p><em class="x">a</em></p>'),
        ("## T{#a-b_1}", '<h2 id="a-b_1">T</h2>'),
        ("## T `x`{#a}", '<h2 id="a">T <code>x</code></h2>'),
        ("## T {#a} x", "<h2>T {#a} x</h2>"),
        ("# A {#x} *b*", "<h1>A {#x} <em>b</em></h1>"),
        ("a {#b}", "<p>a {#b}</p>"),
        ("1. a\n{:toc}\n\nb", "<p>b</p>"),
        ("Text.\n{:toc}", "<p>Text.</p>"),
        ("a\n\n{: .next}\nb", '<p>a</p>\n<p class="next">b</p>'),
        ("a\n\n{: .x}\n\nb", '<p>a</p>\n<p class="x">b</p>'),
        ("a\n{: .x}\n\nb", '<p class="x">a</p>\n<p>b</p>'),
        ("> a\n>\n> b\n> {: .in}", '<blockquote>\n<p>a</p>\n<p class="in">b</p>\n</blockquote>'),
        ("    {: .x}", "<pre><code>{: .x}\n</code></pre>"),
    ],
)  # fmt: skip
def test_each_part_of_a_list_is_read(text, html):
    """Lengths and languages, lists that are named, and ids of headings; a list touches what it stands right after."""
    assert render(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\n{:/comment}\nb", "<p>a</p>\n<p>b</p>"),
        ("{::options x=1}\n\na", "<p>a</p>"),
        ("{::other}\n\na {::other}", "<p>{::other}</p>\n<p>a {::other}</p>"),
        ("a {::comment /}\n\nb {:/} c", "<p>a </p>\n<p>b  c</p>"),
        ("{::comment}\nx\n{:/} b", "<p> b</p>"),
        ("{::comment}\nx\n\ny\n{:/comment}\nb", "<p>b</p>"),
        ("> {::comment}\n\n{:/}", "<blockquote>\n<p>{::comment}</p>\n</blockquote>"),
        ("{::nomarkdown}<b>*x*</b>{:/}\n\n*a*", "<b>*x*</b>\n<p><em>a</em></p>"),
        ("a {::nomarkdown}&lt;*b*{:/} c", "<p>a &lt;*b* c</p>"),
    ],
)
def test_extensions_end_where_they_are_closed(text, html):
    """By their name or without it, in one line or several; some end at once."""
    assert render(text) == html


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        (f"a\n{{: {'.b ' * 166}.c}}", True),
        (f"a\n{{: .{'b' * 499}}}", True),
        (f"a\n{{: .{'b' * 500}}}", False),
        (f"{{:{'n' * 100}: .b}}", True),
        (f"{{:{'n' * 101}: .b}}", False),
        (f"# a {{#{'b' * 200}}}", True),
        (f"# a {{#{'b' * 201}}}", False),
    ],
)
def test_lists_and_names_have_a_longest(text, is_read):
    """At the bound they are read, one character further they are text."""
    assert ("{" not in render(text)) == is_read


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- {:.x} a\n- b", '<ul>\n<li class="x">a</li>\n<li>b</li>\n</ul>'),
        ("1. {:#x} *a*", '<ol>\n<li id="x"><em>a</em></li>\n</ol>'),
        ("- {: .x .y #z}a", '<ul>\n<li class="x y" id="z">a</li>\n</ul>'),
        ("- a\n  - {:.x} b", '<ul>\n<li>a\n<ul>\n<li class="x">b</li>\n</ul>\n</li>\n</ul>'),
        ("- {:.x}\n  a", '<ul>\n<li class="x">a</li>\n</ul>'),
        ("- {:.x}\n\n  a", '<ul>\n<li class="x">\n<p>a</p>\n</li>\n</ul>'),
        ("- {:.x\n  #y} a", '<ul>\n<li class="x" id="y">a</li>\n</ul>'),
        ("- {: y} a\n\n{:y: .x}", '<ul>\n<li class="x">a</li>\n</ul>'),
        ("- a\n  {:.x}", "<ul>\n<li>a</li>\n</ul>"),
        ('- {:.x "} a', "<ul>\n<li>{:.x &quot;} a</li>\n</ul>"),
        ("> {:.x} a", "<blockquote>\n<p>{:.x} a</p>\n</blockquote>"),
        ("a\n\n{:.x} b", "<p>a</p>\n<p>{:.x} b</p>"),
        ("- a\n\n  {:.x} b", "<ul>\n<li>\n<p>a</p>\n<p>{:.x} b</p>\n</li>\n</ul>"),
        ("- `{:.x}` a", "<ul>\n<li><code>{:.x}</code> a</li>\n</ul>"),
    ],
)  # fmt: skip
def test_a_list_at_the_beginning_of_an_item_is_the_items(text, html):
    """On its line or on the one below; what is no list is the item's text."""
    assert render(text) == html


def test_a_list_at_the_beginning_of_a_definition_is_the_definitions():
    """As at that of an item."""
    md = MarkdownIt("commonmark").use(deflist_plugin).use(kramdown_plugin)

    assert md.render("a\n: {:.x} b") == '<dl>\n<dt>a</dt>\n<dd class="x">b</dd>\n</dl>\n'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a*{:.x}{:#y}", '<p><em class="x">a</em>{:#y}</p>'),
        ("<img src=a />{:.x title='\"'}", '<p><img src=a class="x" title="&quot;"></p>'),
        ("*a*{:\n.x} b", '<p><em class="x">a</em> b</p>'),
        ('![a](/b){:\n.x width="7"} c', '<p><img src="/b" alt="a" class="x" width="7" /> c</p>'),
        ("a\n{: .x\n   #y}", '<p class="x" id="y">a</p>'),
        ("{:\n.x}\na", '<p class="x">a</p>'),
        ("> a\n> {: .x\n> .y}", '<blockquote>\n<p class="x y">a</p>\n</blockquote>'),
        ("{:y: .x\n#z}\na\n{: y}", '<p class="x" id="z">a</p>'),
        ("a*{: .x\n.y} b", "<p>a*{: .x\n.y} b</p>"),
        ("a\n{: .x\n\n.y}", "<p>a\n{: .x</p>\n<p>.y}</p>"),
        ("> a\n> {: .x\n.y}", "<blockquote>\n<p>a\n{: .x\n.y}</p>\n</blockquote>"),
        ("a\n{: .x" + "\n.y" * 200 + "}", "<p>a\n{: .x" + "\n.y" * 200 + "}</p>"),
    ],
)
def test_a_list_may_go_over_several_lines(text, html):
    """Of the same paragraph, up to a bound; behind what is no span, its lines stay as they are."""
    assert render(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**a *b*{: .x}**{: .y}", '<p><strong class="y">a <em class="x">b</em></strong></p>'),
        ("**a**{:.x} *b*{:.y}", '<p><strong class="x">a</strong> <em class="y">b</em></p>'),
        ("<b>a</b>{:.x} c", "<p><b>a</b> c</p>"),
        ('<img src="/a">{: width="7"} c', '<p><img src="/a" width="7"> c</p>'),
        ('[a](/b){:target="_blank" rel="x"}', '<p><a href="/b" rel="x">a</a></p>'),
        ("2*{:.x} a", "<p>2*{:.x} a</p>"),
    ],
)
def test_a_list_stands_behind_its_span(text, html):
    """Spans of HTML have no more than their list taken out, but for pictures; behind a star alone it is text."""
    assert render(text) == html


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ('parse_block_html="true" /', True),
        ("toc_levels=\"2\" parse_block_html='true' /", True),
        ("parse_block_html=true", True),
        ('parse_block_html="false" /', False),
        ('parse_span_html="true" /', False),
    ],
)
def test_the_option_that_html_is_markdown_is_named(options, told):
    """With the line and what to write; it is not carried out, and the line is not shown."""
    problems = []
    html = to_html(f"a\n\n{{::options {options}}}\n\n<div>*b*</div>", report=problems.append)

    assert html == "<p>a</p>\n<div>*b*</div>\n"
    assert [(each.line, each.subtype, each.remedy) for each in problems] == [
        (3, PostWarning.MARKUP, 'write markdown="1" into the tags of others')
    ] * told
