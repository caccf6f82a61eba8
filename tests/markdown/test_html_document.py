"""A text that is HTML as a whole reads as the Markdown of the same meaning."""

from __future__ import annotations

import html

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
