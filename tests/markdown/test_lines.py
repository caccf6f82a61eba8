"""Habits of lines."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from standfirst.markdown.context import ParseContext
from standfirst.markdown.lines import lines_plugin, numbered


def render(text):
    """Return the HTML of *text*."""
    return MarkdownIt("commonmark").use(lines_plugin).render(text).strip()


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("1- a\n2- b\n", "1. a\n2. b\n"),
        ("1- a\n\ntext\n\n2- b\n\n# H\n\n3- c", "1. a\n\ntext\n\n2. b\n\n# H\n\n3. c"),
        ("> 1- a\n> 2- b", "> 1. a\n> 2. b"),
        ("1- a\n2- b\n1- c\n2- d\n3- e", "1. a\n2. b\n1. c\n2. d\n3. e"),
    ],
)
def test_dashes_after_numbers_in_order_make_a_list(text, changed):
    """Its items may be apart."""
    assert numbered(text) == changed


@pytest.mark.parametrize(
    "text",
    [
        "1- 2 weeks later\n",
        "3- a\n4- b\n",
        "1-a\n2-b\n",
        "```\n1- a\n2- b\n```\n",
        "2020- a\n2021- b\n",
    ],
)
def test_other_numbers_stay(text):
    """One alone is no list, nor is code."""
    assert numbered(text) == text


def test_a_rule_under_a_longer_paragraph_is_a_rule():
    """Only a single line is underlined to make a heading."""
    assert render("One\ntwo\n---\nThree") == "<p>One\ntwo</p>\n<hr />\n<p>Three</p>"
    assert render("One\n---\nTwo") == "<h2>One</h2>\n<p>Two</p>"


def test_two_backslashes_break_a_line():
    """Within a line they are one."""
    assert render("a\\\\\nb \\\\ c") == "<p>a<br />\nb \\ c</p>"


def kinds(text):
    """Return the tags that *text* opens, with the lines where they begin, and the texts."""
    tokens = MarkdownIt("commonmark").use(deflist_plugin).use(lines_plugin).parse(text)
    opened = [(t.tag, t.map[0]) for t in tokens if t.nesting > 0 and not t.hidden]
    return opened, [t.content for t in tokens if t.type == "inline"]


@pytest.mark.parametrize(
    ("text", "opened", "texts"),
    [
        ("a\n: x", [("dl", 0), ("dt", 0), ("dd", 1)], ["a", "x"]),
        ("a\nb\n: x", [("dl", 0), ("dt", 0), ("dt", 1), ("dd", 2)], ["a", "b", "x"]),
        ("a\nb\n: x\n: y", [("dl", 0), ("dt", 0), ("dt", 1), ("dd", 2), ("dd", 3)], ["a", "b", "x", "y"]),
        ("- a\n  b\n  : x", [("ul", 0), ("li", 0), ("dl", 0), ("dt", 0), ("dt", 1), ("dd", 2)], ["a", "b", "x"]),
        ("a\nb\n\n: x", [("p", 0), ("p", 3)], ["a\nb", ": x"]),
        ("a\n> b\n: x", [("p", 0), ("blockquote", 1), ("p", 1)], ["a", "b\n: x"]),
        ("a\nb\n:x", [("p", 0)], ["a\nb\n:x"]),
        ("a\nb", [("p", 0)], ["a\nb"]),
    ],
)  # fmt: skip
def test_each_line_before_a_definition_is_a_term(text, opened, texts):
    """Where nothing but terms stands before it; anything else is what it was."""
    assert kinds(text) == (opened, texts)


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("1- a", "1- a"),
        ("2- a\n3- b", "2- a\n3- b"),
        ("1- a\n3- b", "1- a\n3- b"),
        ("1-a\n2-b", "1-a\n2-b"),
        ("1- \n2- b", "1- \n2- b"),
        ("x 1- a\n2- b", "x 1- a\n2- b"),
        ("   1- a\n>2-\tb", "   1. a\n>2.\tb"),
        ("".join(f"{n}- a\n" for n in range(1, 101)), "".join(f"{n}. a\n" for n in range(1, 100)) + "100- a\n"),
        (f"{'>' * 20}1- a\n{'>' * 20}2- b", f"{'>' * 20}1. a\n{'>' * 20}2. b"),
        (f"{'>' * 21}1- a\n{'>' * 21}2- b", f"{'>' * 21}1- a\n{'>' * 21}2- b"),
        ("```\n1- a\n```\n1- a\n2- b\n```\n3- c\n```", "```\n1- a\n```\n1. a\n2. b\n```\n3- c\n```"),
    ],
)  # fmt: skip
def test_numbers_with_hyphens_have_a_form(text, changed):
    """Of two digits at most, from one on, at the beginning of lines that are no code."""
    assert numbered(text) == changed


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- a\n^\n- b", "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>"),
        ("1. a\n\n^\n\n1. b", "<ol>\n<li>a</li>\n</ol>\n<ol>\n<li>b</li>\n</ol>"),
        ("- a\n  - b\n^  \n- c", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n<ul>\n<li>c</li>\n</ul>"),
        ("> a\n^\n> b", "<blockquote>\n<p>a</p>\n</blockquote>\n<blockquote>\n<p>b</p>\n</blockquote>"),
        ("a\n^\nb", "<p>a</p>\n<p>b</p>"),
        ("a\n  ^\nb", "<p>a\n^\nb</p>"),
        ("a\n^b", "<p>a\n^b</p>"),
        ("a ^\n^ b", "<p>a ^\n^ b</p>"),
        ("    ^", "<pre><code>^\n</code></pre>"),
    ],
)  # fmt: skip
def test_a_circumflex_alone_ends_a_block(text, html):
    """At the beginning of its line; so two lists can stand below each other."""
    assert render(text) == html


@pytest.mark.parametrize("hard_wrap", [False, True])
def test_lines_end_where_the_source_ends_them_if_wished(hard_wrap):
    """In paragraphs, also within emphasis and lists; not in code."""
    md = MarkdownIt("commonmark").use(lines_plugin)
    html = md.render(
        "a\n*b\nc*\n\n- d\n  e\n\n`f\ng`\n\n    h\n    i\n",
        {"standfirst": ParseContext(hard_wrap=hard_wrap)},
    )
    end = "<br />\n" if hard_wrap else "\n"

    assert html == (
        f"<p>a{end}<em>b{end}c</em></p>\n<ul>\n<li>d{end}e</li>\n</ul>\n"
        "<p><code>f g</code></p>\n<pre><code>h\ni\n</code></pre>\n"
    )


@pytest.mark.parametrize(
    ("info", "start"),
    [("ruby linenos", "1"), ("ruby", None), ("linenos", None), ("{code} linenos", None), ("ruby linenosx", None)],
)  # fmt: skip
def test_lines_of_code_are_numbered_where_that_is_asked_for(info, start):
    """By a word behind the language."""
    tokens = MarkdownIt("commonmark").use(lines_plugin).parse(f"```{info}\na\n```")

    assert [token.attrs.get("lineno-start") for token in tokens] == [start]


def test_a_terms_tokens_are_those_that_the_plugin_makes_of_a_last_one():
    """But for its line."""
    tokens = MarkdownIt().use(deflist_plugin).use(lines_plugin).parse("a\na\n: c\n")
    records = [{**token.as_dict(), "map": token.map and token.map[0]} for token in tokens]
    first, second = records[1:4], records[4:7]

    assert [(one["type"], one["map"]) for one in [*first, *second]] == [
        *(("dt_open", 0), ("inline", 0), ("dt_close", None)),
        *(("dt_open", 1), ("inline", 1), ("dt_close", None)),
    ]
    assert [{**one, "map": 0} for one in first] == [{**one, "map": 0} for one in second]
