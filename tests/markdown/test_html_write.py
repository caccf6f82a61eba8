"""HTML is written anew with what nh3 passes, and is what a browser reads."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from standfirst.markdown.html import write
from standfirst.markdown.html.balance import Balance

MD = MarkdownIt()


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("b", {}, "<b>"),
        ("b", {"class": "a", "onclick": "x", "style": "y"}, '<b class="a">'),
        ("b", {"class": "<>\"'"}, '<b class="&lt;&gt;&quot;\'">'),
        ("a", {"href": "/a?b&c", "title": '"'}, '<a href="/a?b&amp;c" title="&quot;">'),
        ("a", {"href": "javascript:x"}, "<a>"),
        ("td", {"colspan": "2", "href": "/x"}, '<td colspan="2">'),
        ("div", {"lang": "de", "dir": "rtl", "align": "left"}, '<div lang="de" dir="rtl">'),
        ("a", {"name": "x"}, '<a id="x">'),
        ("a", {"name": "x", "id": "y"}, '<a id="y">'),
        ("b", {"name": "x"}, "<b>"),
        ("center", {"class": "lead"}, '<div class="lead sf-center">'),
        ("center", {}, '<div class="sf-center">'),
        ("h2", {"id": "x"}, '<p id="x"><strong>'),
        ("font", {"class": "a"}, '<span class="a">'),
    ],
)
def test_an_opening_tag_has_the_attributes_that_it_may_have(name, given, expected):
    """Under the name that serves for it."""
    assert write.element(name, given) == expected


def test_a_closing_tag_is_that_of_what_was_opened():
    """A heading was a strong paragraph."""
    assert [write.closing(name) for name in ("b", "h1", "h6")] == ["</b>", *["</strong></p>"] * 2]


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("a > b", "a > b"),
        ("a & b", "a &amp; b"),
        ("<table><td>x</table>", "<table><tbody><tr><td>x</td></tr></tbody></table>"),
        ("<a href='javascript:x' rel=y>z</a><script>w</script>", "<a>z</a>"),
        ("<a href='mailto:x' class=k>y</a>", '<a href="mailto:x" class="k">y</a>'),
    ],
)
def test_a_fragment_is_passed_as_a_browser_reads_it(fragment, expected):
    """Text without a tag stays as it is."""
    assert write.clean(fragment) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a < b & c", "a &lt; b &amp; c"), ("&lt; &amp;lt; &eacute;", "&lt; &amp;lt; é"), ("\"'", "\"'")],
)  # fmt: skip
def test_text_keeps_what_its_references_mean(text, expected):
    """Once."""
    assert write.escaped(text) == expected


@pytest.mark.parametrize(
    ("given", "attrs", "alt"),
    [
        ({"src": " /a b.png ", "alt": " x  y ", "title": " t  u ", "class": "k"}, {"src": "/a%20b.png", "alt": "", "title": "t u"}, "x y"),
        ({"src": "ftp://x/y.png"}, {"src": "ftp://x/y.png", "alt": ""}, ""),
        ({"src": "/a", "width": "100", "height": "1px"}, {"src": "/a", "alt": "", "width": "100", "height": "1px"}, ""),
        ({"src": "/a", "width": "100.5", "height": "123456", "title": " "}, {"src": "/a", "alt": ""}, ""),
        ({"src": " "}, None, ""),
        ({"alt": "x"}, None, ""),
        ({"src": "data:text/html,x"}, None, ""),
    ],
)  # fmt: skip
def test_a_picture_is_markdowns(given, attrs, alt):
    """With its size and title; none without an address that may be tried."""
    token = write.picture(MD, given)
    found = token and (token.type, token.tag, token.nesting, token.attrs, token.content)

    assert found == (attrs and ("image", "img", 0, attrs, alt))
    assert [child.content for child in (token.children if token else ())] == [alt] * bool(alt)


def test_elements_are_balanced_in_their_frame():
    """What is open in Markdown's element around is not open here; what is left ends with its frame."""
    balance = Balance()

    assert balance.push("div") == []
    balance.enter()
    assert (balance.has("div"), balance.open) == (False, [])
    assert [balance.push(name) for name in ("p", "b", "div")] == [[], [], []]
    assert balance.close("p") == ["div", "b", "p"]
    assert [balance.push(name) for name in ("li", "li", "i")] == [[], ["li"], []]
    assert balance.leave() == ["i", "li"]
    assert (balance.open, balance.has("div"), balance.has("li")) == (["div"], True, False)
    assert balance.leave() == ["div"]
    assert balance.leave() == []


@pytest.mark.parametrize(
    ("opened", "name", "ended"),
    [
        (["p"], "div", ["p"]),
        (["p"], "table", ["p"]),
        (["p"], "b", []),
        (["p", "b"], "div", []),
        (["h2"], "p", ["h2"]),
        (["tr", "td"], "tr", ["td", "tr"]),
        (["dt"], "dd", ["dt"]),
        (["rp"], "rt", ["rp"]),
    ],
)
def test_a_start_tag_ends_what_cannot_go_on(opened, name, ended):
    """The innermost first, as far as they lie right around it."""
    balance = Balance()
    for each in opened:
        balance.push(each)

    assert balance.push(name) == ended
    assert balance.has(name)


def test_a_closing_tag_that_comes_late_is_taken_once():
    """Its element had to end before."""
    balance = Balance()
    balance.ended_before["p"] += 1

    assert [balance.take_late("p"), balance.take_late("p"), balance.take_late("b")] == [True, False, False]  # fmt: skip
