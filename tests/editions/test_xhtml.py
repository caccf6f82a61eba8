"""An article's HTML -> XHTML that every reading system takes: pure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from standfirst.editions.epub import xhtml


def made(html):
    """Return what becomes of *html*, without the ``div`` around it and its namespaces."""
    text = xhtml.text(xhtml.fragment(html))
    for space in (' xmlns="http://www.w3.org/1999/xhtml"', f' xmlns:epub="{xhtml.OPS}"'):
        text = text.replace(space, "")
    return text.removeprefix("<div>").removesuffix("</div>")


@given(st.text(st.characters(codec="utf-8") | st.sampled_from('<>&"=/abpi1 '), max_size=60))
def test_whatever_is_written_is_xml(html):
    """Control characters, half tags, anything."""
    text = xhtml.text(xhtml.fragment(html))
    root = etree.fromstring(text)

    assert root.tag == f"{{{xhtml.XHTML}}}div"
    assert not {etree.QName(e).localname for e in root.iter(etree.Element)} & {"script", "style"}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<br>b<hr>", "a<br/>b<hr/>"),
        ('<p id="x"></p><p id="x">b</p>', '<p id="x"></p><p>b</p>'),
        ("<script>1</script><input checked>a<iframe src='x'></iframe>", "a"),
        ("<label for='t'>One</label>", "<p>One</p>"),
        ("<font color='red'>a</font>", "a"),
        ('<p style="x" data-y="1" onclick="z" class="c">a</p>', '<p class="c">a</p>'),
        ('<span lang="zh">a</span>', '<span lang="zh" xml:lang="zh">a</span>'),
        ('<span lang="no tag">a</span>', "<span>a</span>"),
        ('<a href="javascript:x">a</a><a href="http://[">b</a>', "<a>a</a><a>b</a>"),
        ('<a href="page%2Fa#b">a</a>', '<a href="page%2Fa#b">a</a>'),
        ('<img src="a" alt="" width="50%" height="4">', '<img src="a" alt="" height="4"/>'),
        ('<ol type="zz" reversed="yes"><li>a</li></ol>', '<ol reversed=""><li>a</li></ol>'),
        ('<ol type="i" start="-3"><li>a</li></ol>', '<ol type="i" start="-3"><li>a</li></ol>'),
        (
            '<table><colgroup span="00"></colgroup><tr><th scope="x" colspan="0">a</th></tr></table>',
            "<table><colgroup></colgroup><tr><th>a</th></tr></table>",
        ),
        ('<p dir="up">a</p><p dir="rtl">b</p>', '<p>a</p><p dir="rtl">b</p>'),
        ('<p id="standfirst-title">a</p>', "<p>a</p>"),
        ("<dfn>a<dfn>b</dfn></dfn>", "<dfn>ab</dfn>"),
        ("<details>a</details>", "<div>a</div>"),
        (
            "<details><summary>s</summary>a</details>",
            "<details><summary>s</summary>a</details>",
        ),
        ("<ul>a<p>b</p></ul>", "<ul><li>a</li><li><p>b</p></li></ul>"),
        ("<dl><dd>a</dd></dl>", "<div><div>a</div></div>"),
        ("<dl><dt>t</dt><dd>a</dd></dl>", "<dl><dt>t</dt><dd>a</dd></dl>"),
        ("<ruby>a<rp>(</rp><rt>b</rt></ruby>", "<ruby>a<rt>b</rt></ruby>"),
        ('<time datetime="soon">a</time>', "<span>a</span>"),
        ('<time datetime="2026-01-02">a</time>', '<time datetime="2026-01-02">a</time>'),
        ("<bdo>a</bdo>", "<span>a</span>"),
        ("<em>a<ul><li>b</li></ul></em>", "<div>a<ul><li>b</li></ul></div>"),
        ('<a href="x">a <i><a href="y">b</a></i></a>', '<a href="x">a <i>b</i></a>'),
        ('a<wbr id="w">b<b>c</b>', 'a<wbr id="w"/>b<b>c</b>'),
        ("a<embed>b<source>c", "abc"),
        ("<ul><rp>a</rp><li value=3>b</li></ul>", "<ul><li>b</li></ul>"),
        ("<table><tr>a<td>b</td></tr></table>", "<table><tr><td>a</td><td>b</td></tr></table>"),
        ("<table><tr><td>a</td></tr><col></table>", "<div><div><div>a</div></div></div>"),
        (
            "<table><col><tr><td>a</td></tr></table>",
            "<table><colgroup><col/></colgroup><tr><td>a</td></tr></table>",
        ),
        (
            "<table><colgroup></colgroup><col><tr><td>a</td></tr></table>",
            "<table><colgroup><col/></colgroup><tr><td>a</td></tr></table>",
        ),
        ("<ruby>a<b>c</b></ruby><rt>d</rt>", "<span>a<b>c</b></span><span>d</span>"),
        (
            '<a role="doc-noteref" href="#n">1</a>',
            '<a href="#n" role="doc-noteref" epub:type="noteref">1</a>',
        ),
    ],
)
def test_what_books_may_not_have_is_mended_and_no_text_is_lost(html, expected):
    """Each as the plainest thing that says the same."""
    assert made(html) == expected


def test_void_elements_have_one_tag():
    """Those of a page's head too, which a parser of HTML would find an end tag of too many."""
    head = etree.fromstring(f'<head xmlns="{xhtml.XHTML}"><meta/><title/></head>')

    assert "<meta/><title></title>" in xhtml.text(head)


def test_mathematics_is_in_its_namespace():
    """Its elements keep their attributes."""
    root = xhtml.fragment('<p>a <math display="block"><mrow><mi>x</mi></mrow></math></p>')
    math = next(root.iter(f"{{{xhtml.MATHML}}}math"))

    assert math.get("display") == "block"
    assert [etree.QName(e).localname for e in math.iter()] == ["math", "mrow", "mi"]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("//example.org/a", "https://example.org/a"),
        ('https://example.org/a|b"c d', "https://example.org/a%7Cb%22cd"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://例え.テスト/字", "https://例え.テスト/%E5%AD%97"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("mailto:", ""),
        ("https://", ""),
        ("https://exa^mple.org/", ""),
        ("https://example.org:99999/", ""),
        ("data:text/html,x", ""),
        ("ftp://", ""),
    ],
)
def test_addresses_are_written_as_addresses_or_not_at_all(href, expected):
    """What a reading system could not parse is no link."""
    assert xhtml.web_address(href) == expected


@given(st.text(max_size=40))
def test_no_address_is_too_odd(rest):
    """It is one that stays as it is, or none."""
    address = xhtml.web_address(f"https://{rest}")

    assert xhtml.web_address(address) == address
