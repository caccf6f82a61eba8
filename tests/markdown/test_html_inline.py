"""HTML within a line is safe, on Markdown's levels, and told of on its own line."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from standfirst.markdown import use_plugins
from standfirst.markdown.context import ParseContext

MD = MarkdownIt("commonmark")
use_plugins(MD)


def read(markdown):
    """Return kind, level and content or address of each token of a paragraph, and what is told, cut, with its line."""
    problems = []
    tokens = MD.parse(markdown, {"standfirst": ParseContext(report=problems.append)})
    [paragraph] = [token for token in tokens if token.type == "inline"]
    found = [
        (c.type, c.level, str(c.attrs.get("src") or c.attrs.get("href") or c.meta.get("url") or c.content))
        for c in paragraph.children
    ]  # fmt: skip
    return found, [(problem.message.partition(";")[0], problem.line) for problem in problems]


def text(content, level=0):
    """Return what is read of text."""
    return ("text", level, content)


def tag(source):
    """Return what is read of a tag."""
    return ("html_inline", 0, source)


CARD = ("the frame from /w was replaced by a link", 2)


@pytest.mark.parametrize(
    ("markdown", "expected", "told"),
    [
        ("a <img src=/b.png> <b><img src=/c.png></b>", [text("a "), ("image", 0, "/b.png"), text(" "), tag("<b>"), ("image", 1, "/c.png"), tag("</b>")], []),
        ("a <script>b <i>c</i>\nd</script> <foo>", [text("a  <foo>")], [("<script> is not allowed", 1), ("<foo> is not HTML", 2)]),
        ("*a <script>b* c</script>", [("em_open", 0, ""), text("a b", 1), ("em_close", 0, ""), text(" c")], [("<script> is not allowed", 1), ("</script> closes nothing", 1)]),
        ("*a <script>b</SCRIPT >* c", [("em_open", 0, ""), text("a ", 1), ("em_close", 0, ""), text(" c")], [("<script> is not allowed", 1)]),
        ("[a <a href=/b>c</a>](/d)", [("link_open", 0, "/d"), text("a c", 1), ("link_close", 0, "")], [("<a> is not allowed here", 1), ("</a> closes nothing", 1)]),
        ("<a href=/e>f [g](/h) i</a> j", [tag('<a href="/e">'), text("f "), tag("</a>"), ("link_open", 0, "/h"), text("g", 1), ("link_close", 0, ""), text(" i j")], [("<a> was never closed", 1), ("</a> closes nothing", 1)]),
        ("a <video>b\n<source src=/v.mp4></video> <embed src=/w> d", [text("a "), ("sf_embed", 0, "/v.mp4"), text(" "), ("sf_embed", 0, "/w"), text(" d")], [CARD]),
        ("b\n<a href=/x>a <embed src=/w title=T></a>", [text("b"), ("softbreak", 0, ""), tag('<a href="/x">'), text("a T"), tag("</a>")], [CARD]),
        ("a <!-- b\nc --> <bad> d", [text("a  <bad> d")], [("<bad> is not HTML", 2)]),
        ("a <br> b <wbr/> <hr>", [text("a "), tag("<br>"), text(" b "), tag("<wbr>"), text(" "), tag("<br>")], [("<hr> is not allowed within a line", 1)]),
        ("a <b/>c", [text("a "), tag("<b>"), tag("</b>"), text("c")], []),
        ("a <h2>b</h2> c", [text("a "), tag("<strong>"), text("b"), tag("</strong>"), text(" c")], []),
        ("a <pre>b</pre> <dl>c</dl>", [text("a "), tag("<span>"), text("b"), tag("</span>"), text(" "), tag("<span>"), text("c"), tag("</span>")], []),
        ("a <font>b</font> <big>c</big> <nobr>d</nobr>", [text("a "), *(one for word in "bcd" for one in (tag("<span>"), text(word), tag("</span>"), text(" ")))][:-1], []),
        ("a <figure>b</figure> <source> <track>", [text("a b  ")], []),
        ("a</figure> </button> </video> </hr>", [text("a   ")], [("</hr> closes nothing", 1)]),
        ("a <b>x *y</b> z*", [text("a "), tag("<b>"), text("x "), ("em_open", 0, ""), text("y z", 1), ("em_close", 0, ""), tag("</b>")], [("<b> was never closed", 1), ("</b> closes nothing", 1)]),
    ],
)  # fmt: skip
def test_tags_are_balanced_within_markdowns_own(markdown, expected, told):
    """What has no place in a line goes, its text stays; an element ends with Markdown's in which it began."""
    assert read(markdown) == (expected, told)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("a<table><tr><td>b</td><td>c</td></tr></table>d", "a b c d"),
        ("a<ul><li>b</li> <li>c</ul>d", "a b  c d"),
        ("*a*<td>*b*</td>c", "a b c"),
        ("a<br><td>b", "ab"),
        ("a</td>b", "ab"),
        ("a<figure>b</figure>c", "abc"),
        ("<a href=/x>a<a href=/y>b</a>", "ab"),
    ],
)
def test_words_between_tags_that_are_left_out_stay_apart(markdown, shown):
    """Where those are a block's, whose ends are ends of words; one that closes nothing has none."""
    found, _ = read(markdown)

    assert "".join(content for type_, _, content in found if type_.startswith("text")) == shown


def test_a_pictures_alternative_text_has_no_tags():
    """Their words stay."""
    [picture] = MD.parseInline("![a <b>c</b> <br>](d.png)")[0].children

    assert [(c.type, c.content) for c in picture.children] == [("text", "a c ")]


def test_text_that_looks_like_a_tag_keeps_its_quotation_marks():
    """They are a program's, not a sentence's."""
    assert read('<foo bar="x" y=\'z\'> "b"')[0] == [text("<foo bar=\"x\" y='z'> “b”")]
