"""A paragraph in HTML has the tokens of the Markdown of the same meaning."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from standfirst.markdown.html import tags
from standfirst.markdown.html.runs import OpenElements, inline_tokens

MD = MarkdownIt("commonmark")
EM, EM_END = (0, "em_open", ""), (0, "em_close", "")


def read(source):
    """Return level, type, and content or attributes of each token."""
    tokens = inline_tokens(tags.pieces(source), MD)
    return [(t.level, t.type, t.content or t.attrs or "") for t in tokens]


def link(*inside, level=0, **attrs):
    """Return a link's tokens."""
    return [(level, "link_open", attrs), *inside, (level, "link_close", "")]


def tag(source, level=0):
    """Return a tag that stays one."""
    return (level, "html_inline", source)


def text(content, level=0):
    """Return text."""
    return (level, "text", content)


SOFT, HARD = (0, "softbreak", ""), (0, "hardbreak", "")
EXPECTED = {
    "<i>a</i><b>b</b>": [EM, text("a", 1), EM_END, (0, "strong_open", ""), text("b", 1), (0, "strong_close", "")],
    "a <em>b <strong>c</strong></em> d": [text("a "), EM, text("b ", 1), (1, "strong_open", ""), text("c", 2), (1, "strong_close", ""), EM_END, text(" d")],
    "<em>a<em>b</em></em>": [EM, text("a", 1), (1, "em_open", ""), text("b", 2), (1, "em_close", ""), EM_END],
    "<em class=x>a</em>": [tag("<em class=x>"), text("a"), tag("</em>")],
    "<u>a</u>": [tag("<u>"), text("a"), tag("</u>")],
    "<a href=' /b c ' title='T' class='k' rel='x'>a</a>": link(text("a", 1), href="/b%20c", title="T", **{"class": "k"}),
    "<a href=/b title=' '>a</a>": link(text("a", 1), href="/b"),
    "<a href=/b><em>a</em></a>": link((1, "em_open", ""), text("a", 2), (1, "em_close", ""), href="/b"),
    "<a>b</a>": [tag("<a>"), text("b"), tag("</a>")],
    "<a href=/b id=c>a</a>": [tag("<a href=/b id=c>"), text("a"), tag("</a>")],
    "<a href=/b name=c>a</a>": [tag("<a href=/b name=c>"), text("a"), tag("</a>")],
    "<code>a  b\n c &lt;</code>": [(0, "code_inline", "a b c <")],
    "<code></code>": [(0, "code_inline", "")],
    "<code><b>x</b></code>": [tag("<code>"), (0, "strong_open", ""), text("x", 1), (0, "strong_close", ""), tag("</code>")],
    "<code>a<br>b</code>": [tag("<code>"), text("a"), HARD, text("b"), tag("</code>")],
    "<code class=x>a</code>": [tag("<code class=x>"), text("a"), tag("</code>")],
    "<em>a</b>c</em>": [tag("<em>"), text("a"), tag("</b>"), text("c"), tag("</em>")],
    "<b><i>a</b></i>": [tag("<b>"), tag("<i>"), text("a"), tag("</b>"), tag("</i>")],
    "<u>a<i>b</i></u>": [tag("<u>"), text("a"), EM, text("b", 1), EM_END, tag("</u>")],
    "<em><img src=a></em>": [EM, tag("<img src=a>", 1), EM_END],
    "<em>a<!-- b --></em>": [EM, text("a", 1), tag("<!-- b -->", 1), EM_END],
    "</b>a": [tag("</b>"), text("a")],
}  # fmt: skip


@pytest.mark.parametrize("source", EXPECTED)
def test_elements_with_a_form_in_markdown_have_its_tokens(source):
    """Each on its level; with attributes that Markdown has not, or closed out of order, they stay tags."""
    assert read(source) == EXPECTED[source]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (" a \n  b \n\n c ", [text("a"), SOFT, text("b"), SOFT, text("c")]),
        ("a<br>\n b<br><br>", [text("a"), HARD, text("b")]),
        ("\n<br> \n<br>a", [text("a")]),
        ("a &amp;  b\t c\f\rd", [text("a & b c d")]),
        ("a\n<b>b</b>\nc", [text("a"), SOFT, (0, "strong_open", ""), text("b", 1), (0, "strong_close", ""), SOFT, text("c")]),
        ("a\n<u>\nb</u>", [text("a"), SOFT, tag("<u>"), SOFT, text("b"), tag("</u>")]),
        ("<u>a</u> \n", [tag("<u>"), text("a"), tag("</u>")]),
        ("a&#10;b", [text("a"), SOFT, text("b")]),
        (" &nbsp; a", [text("\xa0 a")]),
        ("\n \t", []),
        ("", []),
    ],
)  # fmt: skip
def test_space_is_one_and_none_at_the_ends(source, expected):
    """A line's end is a soft break, once, and none beside another break; a space that holds words together stays."""
    assert read(source) == expected


def test_elements_are_open_until_they_or_those_around_are_closed():
    """What closes nothing closes nothing, and what is empty is never open."""
    elements = OpenElements()
    for piece in tags.pieces("</i><a href=x><b><img><i></b><u></s>"):
        elements.take(piece)

    assert [piece.source for piece in elements.pieces] == ["<a href=x>", "<u>"]
    assert [(p.kind, p.source, p.name) for p in elements.closing()] == [
        ("close", "</u>", "u"),
        ("close", "</a>", "a"),
    ]
    elements.cut(2)
    assert len(elements.pieces) == 2
    elements.cut(1)
    elements.take(tags.HtmlPiece(kind="close", source="</u>", name="u"))
    assert [piece.name for piece in elements.pieces] == ["a"]
