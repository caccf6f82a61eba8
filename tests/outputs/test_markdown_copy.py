"""An article as Markdown says what its page says, also to those who read it as posts are read."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liquid_texts import carried_out
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from standfirst.markdown import token_blocks, use_plugins
from standfirst.markdown.context import ParseContext
from standfirst.outputs import markdown_copy

SYNTAX = [
    "*[x]: d", "{{ x }}", "{% if x %}", "{%raw%}", "{: .a}", "{:a: .b}", "{::comment}", "{:/}", "{.c}", "{#d}", "{=e}",
    ":::{note}", ":::", "(x)=", "+++", "% c", ": d", ":f: d", "| a | b |", "{sup}`x`", "$x$", "$$y$$", "[^1]: f", "[a]: b",
    "&lt;", "!", "a", " ",
]  # fmt: skip
"""What kramdown, Liquid and MyST take for marks, and what may stand between them."""
AROUND = ["<p>%s</p>", "<p>a</p><p>%s</p>", "<p>a<br>%s</p>", "<ul><li>%s</li></ul>", "<h2>%s</h2>", "<p>a <em>b</em>%s</p>", '<p>%s<a href="http://a.example/">c</a></p>']  # fmt: skip


@pytest.fixture(scope="module")
def read():
    """Return what reads a text as a post with all of MyST's extensions that change what is text."""
    extensions = {"attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "strikethrough"}  # fmt: skip
    parser = create_md_parser(MdParserConfig(enable_extensions=extensions), RendererHTML)
    parser.disable(["wordcount", "front_matter"], ignoreInvalid=True)
    use_plugins(parser)

    def text_of(markdown):
        context = ParseContext(report=lambda _: None, lang="en", separators=())
        tokens = parser.parse(carried_out(markdown)[0].text, {"standfirst": context})
        return " ".join(token_blocks.text(tokens).split())

    return text_of


@given(st.lists(st.sampled_from(SYNTAX), min_size=1, max_size=5).map("".join), st.sampled_from(AROUND))  # fmt: skip
def test_a_text_of_marks_is_text_when_it_is_read_again(read, text, around):
    """A definition, a tag, an attribute list, a directive, a target, a formula: whatever the page shows as words."""
    words = " ".join(text.split())
    shown = around.replace("<br>", " ").replace("</p><p>", "</p> <p>") % words
    expected = shown
    for tag in ("p", "ul", "li", "h2", "em", "a"):
        expected = expected.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    expected = expected.replace('<a href="http://a.example/">', "")
    copied = markdown_copy.to_markdown(around % escape(words))

    assert read(copied) == " ".join(expected.split())


def test_a_definition_is_no_definition():
    """Of an abbreviation, wherever its line begins."""
    assert (
        markdown_copy.to_markdown("<p>*[HTML]: a<br>*[CSS]: b</p>")
        == "\\*\\[HTML]: a  \n\\*\\[CSS]: b\n"
    )


@pytest.mark.parametrize(
    "text", ["$3.8 billion and $4", "f(x) {a} 50% 9:30", "Yes! | no", "a + b = c"]
)
def test_what_is_no_mark_has_no_backslash(text):
    """Prices, braces, percentages, times."""
    assert markdown_copy.to_markdown(f"<p>{text}</p>") == f"{text}\n"


@pytest.mark.parametrize(
    ("html", "copied"),
    [
        (
            "<p><math><mtext>[x](javascript:a)</mtext><mi>&lt;b&gt;</mi></math></p>",
            "\\[x](javascript:a)\\<b>",
        ),
        (
            '<p><abbr title="a > [y](javascript:a) &lt;b>">X</abbr> c</p>',
            "X (a > \\[y](javascript:a) \\<b>) c",
        ),
    ],
)
def test_what_a_formula_and_an_abbreviation_say_is_text(html, copied):
    """The converter writes both as they are."""
    assert markdown_copy.to_markdown(html) == f"{copied}\n"


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("1. a", r"1\. a"),
        ("1) a", r"1\) a"),
        ("1.", r"1\."),
        ("123456789. a", r"123456789\. a"),
        ("1234567890. a", "1234567890. a"),
        ("1.5", "1.5"),
        ("# a", r"\# a"),
        ("###### a", r"\###### a"),
        ("####### a", "####### a"),
        ("#a", "#a"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("-a", "-a"),
        ("+a", "+a"),
        ("&gt; a", r"\> a"),
        ("=", r"\="),
        ("--- |", r"\--- |"),
        ("+++", r"\+++"),
        ("++", "++"),
        ("%a", r"\%a"),
        (": a", r"\: a"),
        ("| a", r"\| a"),
        ("(a)=", r"\(a)="),
        ("(a) b", "(a) b"),
        ("a\n# b", "a # b"),
        ("a - b # c 1. d", "a - b # c 1. d"),
    ],
)
def test_a_mark_of_the_beginning_of_a_line_is_one_there_alone(text, copied):
    """A number of nine figures, six signs of a heading; in HTML the end of a line is a space."""
    assert markdown_copy.to_markdown(f"<p>{text}</p>") == f"{copied}\n"
    assert markdown_copy.to_markdown(f"<p>b<br>{text}</p>") == f"b  \n{copied}\n"


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("a * b", r"a \* b"),
        ("a `b`", r"a \`b\`"),
        ("a [b]", r"a \[b]"),
        ("a ~b", r"a \~b"),
        ("a\\b", r"a\\b"),
        ("_a_", r"\_a\_"),
        ("a_b", "a_b"),
        ("$a$", r"\$a\$"),
        ("$$a$$", r"\$\$a\$\$"),
        ("$ a$", "$ a$"),
        ("$a $", "$a $"),
        ("$a$1", "$a$1"),
        ("{a}", "{a}"),
        *((f"a {{{mark}b", rf"a {{\{mark}b") for mark in "{%:#.="),
        ("&amp;amp;", r"\&amp;"),
        ("&amp;#38;", r"\&#38;"),
        ("&amp; b", "& b"),
        ("a &lt;b", r"a \<b"),
        ("a &lt;/b", r"a \</b"),
        ("a &lt;!b", r"a \<!b"),
        ("a &lt;?b", r"a \<?b"),
        ("a &lt; b", "a < b"),
    ],
)
def test_a_mark_wherever_it_stands_has_a_backslash(text, copied):
    """In a text, in emphasis within one; in code it is what it is."""
    assert markdown_copy.to_markdown(f"<p>{text}</p>") == f"{copied}\n"
    assert markdown_copy.to_markdown(f"<p>x <b>y {text}</b></p>") == f"x **y {copied}**\n"
    assert markdown_copy.to_markdown("<p><code>*a* [b] {c}</code></p>") == "`*a* [b] {c}`\n"


@pytest.mark.parametrize(
    ("html", "copied"),
    [
        ('<p>Hi!<a href="/x">b</a></p>', r"Hi\![b](/x)"),
        ("<p>Hi!<em>b</em></p>", "Hi!*b*"),
        ("<p><em>a</em># b</p>", "*a*# b"),
        ("<p><b># b</b></p>", r"**\# b**"),
        ("<p>a</p><pre>1. a\n# b</pre><p># c</p>", "a\n\n```\n1. a\n# b\n```\n\n\\# c"),
        ("<pre><code>*a*</code></pre><p>*b*</p>", "```\n*a*\n```\n\n\\*b\\*"),
        ("<ul><li>- a</li></ul>", r"- \- a"),
        ("<p>\n# a</p>", r"\# a"),
        ("<p>a\ue000b</p>", "ab"),
        ("", ""),
    ],
)
def test_where_a_line_begins_is_seen_through_elements_of_a_line(html, copied):
    """A block begins one; after code, text is text again; before a link, an exclamation mark makes no picture."""
    assert markdown_copy.to_markdown(html) == f"{copied}\n"
