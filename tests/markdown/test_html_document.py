"""A text that is HTML as a whole reads as the Markdown of the same meaning."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.limits.budget import Budget
from standfirst.markdown import token_blocks
from standfirst.markdown.context import ParseContext
from standfirst.markdown.html import document
from standfirst.markdown.plain_parser import plain_parser
from standfirst.policy.refusals import Refusals

MD = plain_parser()


def read(source, *, fences=False, classes=()):
    """Return the HTML that is made of *source*, a line for each block, and the problems with their lines."""
    problems = []
    refusals = Refusals(report=problems.append, extra=classes)
    env = {"standfirst": ParseContext(report=problems.append, refusals=refusals)}
    tokens = document.parse(source, MD, env, fences=fences)
    blocks = (MD.renderer.render(block, MD.options, env) for block in token_blocks.split(tokens)
              if block[0].type != "sf_excerpt_marker")  # fmt: skip
    return [block.strip() for block in blocks], [(p.line, p.message) for p in problems]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One <em>two</em> <b>three</b>.</p>", ["<p>One <em>two</em> <strong>three</strong>.</p>"]),
        ("<p>One\n   two<br>\n three</p>", ["<p>One\ntwo<br />\nthree</p>"]),
        ("Text alone", ["<p>Text alone</p>"]),
        ("<p>One<p>Two", ["<p>One</p>", "<p>Two</p>"]),
        ("<h2 id='a'>One &amp; two</h2>", ['<h2 id="a">One &amp; two</h2>']),
        ("<p>a < b &lt; c &eacute;</p>", ["<p>a &lt; b &lt; c é</p>"]),
        ('<p>*no* _Markdown_ `here` "quoted"</p>', ["<p>*no* _Markdown_ `here` &quot;quoted&quot;</p>"]),
        ('<p><a href="/x/?a=1&amp;b=2" title="T">x</a></p>', ['<p><a href="/x/?a=1&amp;b=2" title="T">x</a></p>']),
        ("<p>Call <code>f(x)</code></p>", ["<p>Call <code>f(x)</code></p>"]),
        ("<hr>", ["<hr />"]),
        ("<ul><li>One<li>Two</ul>", ["<ul><li>One</li><li>Two</li></ul>"]),
        ("<pre>one\n  two</pre>", ["<pre>one\n  two</pre>"]),
        ('<p id="x">One</p>', ['<p><span id="x"></span>One</p>']),
        ('<div id="x"><h2>One</h2></div>', ['<div id="x"></div>', "<h2>One</h2>"]),
        ("<p></p><div> </div><p>&nbsp;</p>", []),
    ],
)  # fmt: skip
def test_elements_read_as_markdown(source, expected):
    """Paragraphs, headings, rules and what is in them; all else is the HTML that it was, made safe."""
    assert read(source) == (expected, [])


def test_what_only_lays_a_page_out_is_taken_off():
    """Headings in a section are headings of the article; what head and doctype say is not text."""
    source = (
        "<!DOCTYPE html>\n<html lang='en'><head><title>T</title><style>p {}</style>"
        "<link rel='x' href='y'></head>\n<body class='home'><main><div class='row'>"
        "<section><h2>One</h2><p>Two</p></section></div></main></body></html>"
    )

    assert read(source) == (["<h2>One</h2>", "<p>Two</p>"], [])


def test_a_class_that_means_something_here_keeps_its_element():
    """One of the publication's own, by its setting."""
    source = '<div class="box"><p>One</p></div><div class="col-md-6"><p>Two</p></div>'

    found, _ = read(source, classes=("box",))

    assert found == ['<div class="box"><p>One</p></div>', "<p>Two</p>"]


def test_a_link_around_blocks_is_a_link_in_each():
    """As browsers have it; nothing of it is around blocks that are no text."""
    source = '<a href="/a/"><div><h3>One</h3><p>Two</p></div></a><p>Three</p>'

    assert read(source) == (
        ['<h3><a href="/a/">One</a></h3>', '<p><a href="/a/">Two</a></p>', "<p>Three</p>"],
        [],
    )


def test_what_goes_on_around_paragraphs_makes_no_text_large():
    """A long address would be written for each; that is told once, and the words stay."""
    problems = []
    source = f"<a href='/{'x' * 5000}'>" + "<p>one" * 500
    context = ParseContext(report=problems.append, budget=Budget(len(source)))
    tokens = document.parse(source, MD, {"standfirst": context})

    words = [token.content for token in tokens if token.type == "inline"]
    size = sum(len(str(child.attrs)) for token in tokens for child in token.children or ())
    assert words == ["one"] * 500
    assert size < 20 * len(source)
    assert [problem.subtype.value for problem in problems][:1] == ["size"]


def test_what_runs_is_taken_out_and_said_with_its_line():
    """A script with all that is in it, also where that looks like HTML; an attribute alone."""
    source = '<p>One</p>\n<script>x = "</p><h1>Two</h1>";</script>\n<p onclick="y()">Three</p>'

    assert read(source) == (
        ["<p>One</p>", "<p>Three</p>"],
        [
            (2, "<script> is not allowed; it was left out, with all that is in it"),
            (3, "the attribute onclick of <p> is unsafe; it was left out"),
        ],
    )


def test_what_is_never_closed_is_closed_and_said():
    """The text goes on as it does in browsers."""
    assert read("<p>One <em>two</p>\n<p>three") == (
        ["<p>One <em>two</em></p>", "<p><em>three</em></p>"],
        [(2, "<em> was never closed; it was closed here")],
    )


def test_code_between_fences_is_code():
    """Liquid's highlight leaves it; within an element that stays HTML too."""
    source = "<p>One</p>\n```ruby\na < b\n```\n<ul><li>\n```\nc\n```\n</li></ul>"

    found, problems = read(source, fences=True)

    assert found == [
        "<p>One</p>",
        '<pre><code class="language-ruby">a &lt; b\n</code></pre>',
        "<ul><li>\n<pre><code>c\n</code></pre>\n</li></ul>",
    ]
    assert problems == []


def test_lines_are_those_of_the_source():
    """Of each block's first word, for warnings."""
    env = {"standfirst": ParseContext()}
    tokens = document.parse("\n\n<div>\n<p>\nOne</p>\n<table><tr><td>x</table>\n</div>", MD, env)

    lines = [token.map[0] for token in tokens if token.type in {"paragraph_open", "html_block"}]

    assert lines == [4, 5]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<em>", "</em>", "<a href='/x'>", "</a>", "<div>", "</div>", "<h2>", "</h2>",
                         "<ul>", "<li>", "</ul>", "<table>", "<td>", "</table>", "<br>", "<!-- c -->", "<code>",
                         "</code>", "<p class='box'>", "<pre>", "</pre>", "\n"])
        | st.text("ab ", min_size=1, max_size=5),
        max_size=30,
    )
)  # fmt: skip
def test_no_word_is_lost(parts):
    """However tags are mixed, the letters between them are all there, in their order."""
    words = "".join(part for part in parts if not part.startswith("<"))
    found, _ = read("".join(parts), classes=("box",))

    shown = html.unescape("".join(_without_tags(block) for block in found))
    assert "".join(shown.split()) == "".join(words.split())


def _without_tags(block):
    parts = block.split("<")
    return "".join([parts[0], *(part.partition(">")[2] for part in parts[1:])])


def record(token):
    """Return what the tokens of a page in HTML and in Markdown have in common; empty text is none."""
    children = [(t.type, t.tag, t.nesting, t.level, t.attrs, t.content) for t in token.children or [] if t.type != "text" or t.content]  # fmt: skip
    place = token.map and token.map[0]
    return (token.type, token.tag, token.nesting, token.level, token.attrs, token.block, token.info, place, children)  # fmt: skip


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("<p>One <em>two</em>\n<strong>x</strong></p>", "One *two*\n**x**\n"),
        ("<h2>A</h2>\n<hr>\n<p>b <a href='/c' title=\"d\">e</a><br>f</p>", "## A\n***\nb [e](/c 'd')\\\nf\n"),
        ("```ruby\na\n```\n<p>b <code>c</code>", "```ruby\na\n```\nb `c`\n"),
        ("<h1 id='x'>A <i>b</i></h1>\n\n<p>c</p>", "# A *b* {#x}\n\nc"),
        ("<!-- a -->\n\nb", "<!-- a -->\n\nb\n"),
        ("<ul><li>a</li></ul>\n\nb", "<ul><li>a</li></ul>\n\nb\n"),
        ("a<!--more-->\n<p>b", "a<!--more-->\n\nb"),
    ],
)  # fmt: skip
def test_its_tokens_are_markdowns(source, markdown):
    """Type, element, level, attributes and line of each, those within paragraphs too."""
    found = document.parse(source, MD, {"standfirst": ParseContext()}, fences=True)
    expected = MD.parse(markdown, {"standfirst": ParseContext()})

    assert [record(t)[:7] for t in found] == [record(t)[:7] for t in expected]
    assert [record(t)[8] for t in found] == [record(t)[8] for t in expected]
    if source.count("\n\n") == markdown.strip().count("\n\n"):
        assert [record(t)[7] for t in found] == [record(t)[7] for t in expected]


def problem(name, end="was left out, with all that is in it"):
    """Return what is told of an element on the first line that may not be used."""
    return [(1, f"<{name}> is not allowed; it {end}")]


STRAY = [(1, "</ul> closes nothing; it was left out")]
UNCLOSED = [(1, "<em> was never closed; it was closed here")]


@pytest.mark.parametrize(
    ("source", "expected", "told"),
    [
        ("<ul/>a", ["<ul></ul>", "<p>a</p>"], []),
        ("</ul>a", ["<p>a</p>"], STRAY),
        ("</hr>a</em>", ["<p>a</p>"], [(1, "</em> closes nothing; it was left out")]),
        ("</em>a", ["<p>a</p>"], []),
        ("<em>a<p>b</em>c", ["<p><em>a</em></p>", "<p><em>b</em>c</p>"], []),
        ("a<!-- c -->b", ["<p>ab</p>"], []),
        ("<!DOCTYPE html>a<!doctype x>", ["<p>a</p>"], []),
        ("<h2 id=' x '>a</h2>", ['<h2 id="x">a</h2>'], []),
        ("<h2 id=x></h2>b", ['<div id="x"></div>', "<p>b</p>"], []),
        ("<p id='x'> </p>b", ['<div id="x"></div>', "<p>b</p>"], []),
        ("<p id='x'>a</p>b", ['<p><span id="x"></span>a</p>', "<p>b</p>"], []),
        ("<p class='sf-a'>a</p>b", ["<p>a</p>", "<p>b</p>"], []),
        ("<p lang=de>a</p>", ['<p lang="de">a</p>'], []),
        ("<p lang=de>a<br>b</p>c", ['<p lang="de">a<br>b</p>', "<p>c</p>"], []),
        ("<p dir=rtl>a<div>b</div>", ['<p dir="rtl">a\n</p>', "<p>b</p>"], []),
        ("<div lang=de><p>a</p></div>", ['<div lang="de"><p>a</p></div>'], []),
        ("<div lang=de><div>a</div>b</div>c", ['<div lang="de"><div>a</div>b</div>', "<p>c</p>"], []),
        ("<div lang=de><div/>a</div>c", ['<div lang="de"><div></div>a</div>', "<p>c</p>"], []),
        ("<div class='x admonition'>a</div>b", ['<div class="x admonition">a</div>', "<p>b</p>"], []),
        ("<title>x</title>a", ["<p>a</p>"], problem("title")),
        ("<script>x", ["<p>x</p>"], problem("script")),
        ("</script>x<script>y", ["<p>xy</p>"], problem("script")),
        ("<p>a</p><svg><b>x</b></svg>b", ["<p>a</p>", "<p>b</p>"], problem("svg")),
        ("<head><script>x</script><title>x</title></head>a", ["<p>a</p>"], []),
        ("<head><meta x><p>b</head>c", ["<p>b</p>", "<p>c</p>"], []),
        ("a<head></head><link>", ["<p>a</p>"], problem("link", "was left out, but its text stays")),
        ("<html>a<body>b", ["<p>a</p>", "<p>b</p>"], []),
        ("<p><br></p>a", ["<p>a</p>"], []),
        ("<p><img src=/a.png></p>", ['<p><img src="/a.png" alt="" /></p>'], []),
        ("<p><b></b><wbr></p>", ["<p><strong></strong><wbr></p>"], []),
        ("<p><b> <i></i></b></p>", [], []),
        ("<p><b id=x></b></p>", ['<p><b id="x"></b></p>'], []),
        ("<p><a name=x></a></p>", ['<p><a id="x"></a></p>'], []),
        ("<a href=/x>a<table><tr><td>b</table></a>", ['<p><a href="/x">a</a></p>', '<a href="/x"><table><tbody><tr><td>b</td></tr></tbody></table></a>'], []),
        ("<center>a</center>", ['<div class="sf-center">a</div>'], []),
        ("<dl><dt>a<dd>b</dl>c", ["<dl><dt>a</dt><dd>b</dd></dl>", "<p>c</p>"], []),
        (f"{'<em>' * 9}a<p>b", [f"<p>{'<em>' * 9}a{'</em>' * 9}</p>", f"<p>{'<em>' * 8}b{'</em>' * 8}</p>"], UNCLOSED),
        (f"{'<em>' * 8}a<p>b", [f"<p>{'<em>' * 8}{one}{'</em>' * 8}</p>" for one in "ab"], UNCLOSED),
    ],
)  # fmt: skip
def test_whatever_stands_at_the_top_of_a_page(source, expected, told):
    """Elements of every kind, empty, closed late, or closed alone."""
    assert read(source) == (expected, told)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("~~~ ruby\na\n```\nb\n~~~\nc", ['<pre><code class="language-ruby">a\n```\nb\n</code></pre>', "<p>c</p>"]),
        ("````\n```\n````", ["<pre><code>```\n</code></pre>"]),
        ("<p>a\n```c++\nb\n```\n<p>c", ["<p>a</p>", '<pre><code class="language-c++">b\n</code></pre>', "<p>c</p>"]),
        ("x\n ```\na\n```  \ny", ["<p>x</p>", "<pre><code>a\n</code></pre>", "<p>y</p>"]),
        ("```\na\n```b\n```", ["<pre><code>a\n```b\n</code></pre>"]),
        ("``` a b\nc", ["<p>``` a b\nc</p>"]),
        ("``\nc\n``", ["<p>``\nc\n``</p>"]),
        ("```\n<b>c", ["<p><strong>c</strong></p>"]),
    ],
)  # fmt: skip
def test_fences_are_of_the_same_signs(source, expected):
    """The closing one has no language; what is never closed is no code."""
    found, _ = read(source, fences=True)

    assert found == expected


def test_lines_are_counted_through_code_and_what_is_taken_out():
    """Behind both, each block has its own."""
    source = "```\na\nb\n```\nc\n<script>\n\n</script>\n<h2>d</h2><ul>\n</ul>\n<p>\n e"
    tokens = document.parse(source, MD, {"standfirst": ParseContext()}, fences=True)

    assert [(t.type, t.map) for t in tokens if t.map and t.type != "inline"] == [
        ("fence", [0, 1]),
        ("paragraph_open", [4, 5]),
        ("heading_open", [8, 9]),
        ("html_block", [8, 9]),
        ("paragraph_open", [11, 12]),
    ]


def test_custom_elements_are_those_that_are_closed():
    """Or have attributes; others are words between angle brackets."""
    custom = "<{}> is no element of HTML's; its tags are left out, and its text stays"

    assert read("<p><x-y>a</x-y>") == (["<p>a</p>"], [(1, custom.format("x-y"))])
    assert read("<p>a\n<x-y z=b>c") == (["<p>a\nc</p>"], [(2, custom.format("x-y"))])
    assert read("<p><x-y>a")[1] == [(1, "<x-y> is not HTML; it is shown as text")]


@pytest.mark.parametrize("source", ['<p>A <typo:code lang="x">b</typo:code> c</p>', "<h2>A <x-y> b</h2>", "A <n> b"])  # fmt: skip
def test_what_is_no_element_is_text_as_in_markdown(source):
    """Which whoever makes nodes of the tokens knows, and not a sign of Markdown's own, which would be lost."""
    env = {"standfirst": ParseContext(report=[].append, refusals=Refusals(report=[].append))}
    inline = [token for token in document.parse(source, MD, env) if token.children]
    found = [(each.type, each.content) for token in inline for each in token.children]

    assert found == [("text", re.sub("</?(p|h2)>", "", source))]
