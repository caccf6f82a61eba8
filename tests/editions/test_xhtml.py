"""An article's HTML -> XHTML that every reading system takes: pure."""

from __future__ import annotations

import pytest
from bare_posts import bare_post
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from standfirst.catalogue.model import Picture
from standfirst.editions.epub import page_links, xhtml, xhtml_pages


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
        (
            '<em><a href="x">a<ul><li>b</li></ul></a></em>',
            '<div><a href="x">a<ul><li>b</li></ul></a></div>',
        ),
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


def test_mathematics_says_its_namespace_once():
    """Though an author has written it."""
    root = xhtml.fragment(f'<math xmlns="{xhtml.MATHML}" id="m"><mi>x</mi></math>')
    [math] = etree.fromstring(xhtml.text(root))

    assert (math.tag, dict(math.attrib)) == (f"{{{xhtml.MATHML}}}math", {"id": "m"})


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


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<time>a</time>", "<span>a</span>"),
        ('<time datetime="2026-01-28">a</time>', '<time datetime="2026-01-28">a</time>'),
        ('<time datetime="2026-01-29">a</time>', "<span>a</span>"),
        ('<time datetime="2026-13-01">a</time>', "<span>a</span>"),
        ('<time datetime="2026-01-02T23:59">a</time>', "<span>a</span>"),
        ('<time datetime="2026-01-02T24:00Z">a</time>', "<span>a</span>"),
        ('<time datetime="2026-12-10T23:59:59Z">a</time>', '<time datetime="2026-12-10T23:59:59Z">a</time>'),
        ('<time datetime="2026-01-02T03:04-14:59">a</time>', '<time datetime="2026-01-02T03:04-14:59">a</time>'),
        ('<ins datetime="x">a</ins>', "<ins>a</ins>"),
        ("<bdo dir=ltr>a</bdo>", '<bdo dir="ltr">a</bdo>'),
        ("<bdo dir=rtl>a</bdo>", '<bdo dir="rtl">a</bdo>'),
        ("<bdo dir=auto>a</bdo>", '<span dir="auto">a</span>'),
        ("<details>x<summary>s</summary>a</details>", "<div>x<p>s</p>a</div>"),
        ("<details><summary>s</summary>a<summary>t</summary></details>", "<div><p>s</p>a<p>t</p></div>"),
        ("<details><p>a</p><summary>s</summary></details>", "<div><p>a</p><p>s</p></div>"),
        ("<details open=x><summary>s</summary></details>", '<details open=""><summary>s</summary></details>'),
        ('<a href="x">a<details><summary>s</summary>b</details></a>', "a<details><summary>s</summary>b</details>"),
        ("<summary>s</summary>", "<p>s</p>"),
        *((f"<{tag}>a</{tag}>", "<div>a</div>") for tag in ("caption", "dd", "dt", "li", "td", "tfoot", "th", "thead")),
        ("<tr><td>a</td></tr>", "<div><div>a</div></div>"),
        ("<tbody><tr><td>a</td></tr></tbody>", "<div><div><div>a</div></div></div>"),
        ("<colgroup><col></colgroup>a", "a"),
        ("<col>a", "a"),
        ('<ul><li value="3">a</li></ul>', "<ul><li>a</li></ul>"),
        ('<ol><li value="3">a</li></ol>', '<ol><li value="3">a</li></ol>'),
        ("<ol>a<li>b</li>c</ol>", "<ol><li>a</li><li>b</li><li>c</li></ol>"),
        ("<dl><dt>a</dt></dl>", "<div><div>a</div></div>"),
        ("<dl>x<dt>a</dt><dd>b</dd></dl>", "<div><div>x</div><div>a</div><div>b</div></div>"),
        ("<dl><dt>a</dt>x</dl>", "<dl><dt>a</dt><dd>x</dd></dl>"),
        ("<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd>d</dd><dt>e</dt><dd>f</dd></dl>", "<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd>d</dd><dt>e</dt><dd>f</dd></dl>"),
        ("<dl><dt>a</dt><p>b</p></dl>", "<div><div>a</div><p>b</p></div>"),
        ("<ruby>a</ruby>", "<span>a</span>"),
        ("<ruby></ruby>", "<span></span>"),
        ("<ruby><rt>a</rt></ruby>", "<span><span>a</span></span>"),
        ("<ruby>a<rt>b</rt>c</ruby>", "<span>a<span>b</span>c</span>"),
        ("<ruby>a<rt>b</rt>c<rt>d</rt></ruby>", "<ruby>a<rt>b</rt>c<rt>d</rt></ruby>"),
        ("<ruby><b>a</b><rt>b</rt></ruby>", "<ruby><b>a</b><rt>b</rt></ruby>"),
        (
            "<table><caption>c</caption><colgroup span=2></colgroup><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody><tfoot><tr><td>d</td></tr></tfoot></table>",
            '<table><caption>c</caption><colgroup span="2"></colgroup><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody><tfoot><tr><td>d</td></tr></tfoot></table>',
        ),
        ("<table><tbody><tr><td>b</td></tr></tbody><tr><td>a</td></tr></table>", "<div><div><div><div>b</div></div></div><div><div>a</div></div></div>"),
        ("<table><colgroup span=2><col></colgroup><tr><td>a</td></tr></table>", "<table><colgroup><col/></colgroup><tr><td>a</td></tr></table>"),
        ("<table><tr><td>a</td></tr><caption>c</caption></table>", "<div><div><div>a</div></div><div>c</div></div>"),
        ("<table>x<tr><td>a</td></tr></table>", "<div>x<div><div>a</div></div></div>"),
        ("<table><tbody><td>x</td></tbody></table>", "<table><tbody><tr><td>x</td></tr></tbody></table>"),
        ("<table><tr><th>x</th><p>y</p></tr></table>", "<table><tr><th>x</th><td><p>y</p></td></tr></table>"),
        ("<a href=x>a<div>b</div></a>", '<a href="x">a<div>b</div></a>'),
        ("<span>a<blockquote>b</blockquote></span>", "<div>a<blockquote>b</blockquote></div>"),
        ('<p lang="">a</p>', '<p lang="">a</p>'),
        ('<p lang="abcdefgh-a1-12345678">a</p>', '<p lang="abcdefgh-a1-12345678" xml:lang="abcdefgh-a1-12345678">a</p>'),
        ('<p lang="abcdefghi">a</p>', "<p>a</p>"),
        ('<p lang="en-123456789">a</p>', "<p>a</p>"),
        *((f"<{tag}>a</{tag}>", "a") for tag in ("address", "data", "hgroup", "main", "search")),
        *((f"b<{tag}>a</{tag}>", "b") for tag in ("audio", "button", "object", "svg", "textarea", "video")),
        ('<q cite="x">a</q>', "<q>a</q>"),
        ('<table><tr><td headers="x">a</td></tr></table>', "<table><tr><td>a</td></tr></table>"),
        ('<img src="a" srcset="b" alt="c" width="4">', '<img src="a" alt="c" width="4"/>'),
        *((f'<table><tr><th scope="{scope}">a</th></tr></table>',) * 2 for scope in ("col", "row", "colgroup", "rowgroup")),
        *((f'<ol type="{kind}"><li>a</li></ol>',) * 2 for kind in "1AIai"),
        ('<p dir="auto">a</p>',) * 2,
        ('<table><tr><td colspan="02" rowspan="0">a</td></tr></table>',) * 2,
        ('<a role="doc-backlink" href="#x">a</a>', '<a href="#x" role="doc-backlink" epub:type="backlink">a</a>'),
        ('<aside role="doc-footnote">a</aside>', '<aside role="doc-footnote" epub:type="footnote">a</aside>'),
        ('<section role="doc-endnotes">a</section>', '<section role="doc-endnotes" epub:type="endnotes">a</section>'),
        ('<p role="doc-abstract">a</p>', "<p>a</p>"),
        ('<p id="a b">x</p><p id="">y</p>', "<p>x</p><p>y</p>"),
    ],
)  # fmt: skip
def test_every_kind_is_as_its_kind_must_be(html, expected):
    """What is right stays; what is not becomes a plainer one, with its text, or goes with what it would play."""
    assert made(html) == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("http://e.org", "http://e.org"),
        ("HTTPS://e.org/", "https://e.org/"),
        ("https://u:p@e.org/", "https://u:p@e.org/"),
        ("https://e.org:65535/", "https://e.org:65535/"),
        ("https://e.org:65536/", ""),
        ("https://[::1]/", "https://[::1]/"),
        ("https://e.org/a%2Fb%zz", "https://e.org/a%2Fb%25zz"),
        ("https://e.org/~!$&'()*+,;=:@", "https://e.org/~!$&'()*+,;=:@"),
        (" https://e.org/a\nb ", "https://e.org/ab"),
        ("javascript:x", ""),
        ("mailto:", ""),
        ("/a", ""),
        ("e.org/a", ""),
        ("", ""),
    ],
)
def test_an_address_has_a_scheme_and_a_host_of_the_web(href, expected):
    """Or whom to write to; what it has of signs that mean something stays."""
    assert xhtml.web_address(href) == expected


def page(body):
    """Return the tree of a page."""
    return page_links.parse(f'<body xmlns="{xhtml.XHTML}">{body}</body>')


def resolved(body, **given):
    """Return a page as it stands in a book, and what the book says of it."""
    access = page_links.Access()
    resolver = page_links.Resolver(
        **{
            "files": {"a": "one.xhtml", "b/c": "two.xhtml"},
            "ids": {"one.xhtml": frozenset({"i", "é"}), "two.xhtml": frozenset({"j"})},
            "web": lambda name: f"https://e.org/{name}/" if name != "lost" else "",
            "picture": lambda source: "images/x.png" if source == "p q.png" else "",
            "access": access,
            **given,
        }
    )
    text, has_math = page_links.resolve(page(body), "one.xhtml", resolver)
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<body xmlns="{xhtml.XHTML}">'
    return text.removeprefix(head).removesuffix("</body>\n"), has_math, access


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("#i", "#i"),
        ("#none", "one.xhtml"),
        ("#%C3%A9", "#%C3%A9"),
        ("a#i", "#i"),
        ("a", "one.xhtml"),
        ("b%2Fc", "two.xhtml"),
        ("b%2Fc#j", "two.xhtml#j"),
        ("b%2Fc#i", "two.xhtml"),
        ("d#k", "https://e.org/d/#k"),
        ("d", "https://e.org/d/"),
        ("d?x=1#k", "https://e.org/d/?x=1#k"),
        ("b%2Fc?x=1#j", "two.xhtml#j"),
        ("lost#k", None),
        ("https://o.org/#i", "https://o.org/#i"),
        ("mailto:a@e.org", "mailto:a@e.org"),
    ],
)
def test_a_link_leads_to_the_place_in_the_book_else_to_the_web(href, expected):
    """To the page where the place is not there; nowhere where there is no page."""
    attribute = f' href="{expected}"' if expected else ""

    assert resolved(f'<a href="{href}">x</a><a>y</a>')[0] == f"<a{attribute}>x</a><a>y</a>"


@pytest.mark.parametrize(
    ("html", "expected", "said"),
    [
        ("<p>a</p>", "<p>a</p>", (False, True)),
        ('<img src="p%20q.png" alt="A"/>b', '<img src="images/x.png" alt="A"/>b', (True, True)),
        ('<img src="p%20q.png" alt=" "/>', '<img src="images/x.png" alt=" "/>', (True, False)),
        ('<img src="p%20q.png"/><img src="p%20q.png" alt="A"/>', '<img src="images/x.png"/><img src="images/x.png" alt="A"/>', (True, False)),
        ('<img src="a/b.png" alt="A"/>b', '<span class="missing-picture">A</span>b', (False, True)),
        ('<img src="a/b.png"/>', "<span></span>", (False, True)),
        ('<img src="https://o.org/b.png" alt="A"/>', '<span class="missing-picture">A <a href="https://o.org/b.png">https://o.org/b.png</a></span>', (False, True)),
        ('<img src="https://o.org/b.png" alt=""/>', '<span class="missing-picture"><a href="https://o.org/b.png">https://o.org/b.png</a></span>', (False, True)),
        ('<a><b><img src="https://o.org/b.png" alt=""/></b></a>', '<a><b><span class="missing-picture">Picture</span></b></a>', (False, True)),
    ],
)  # fmt: skip
def test_a_picture_is_in_the_book_or_a_frame_with_its_text_and_address(html, expected, said):
    """No link within a link, and none without a word; nothing of a file without a text; only what is shown has to be described."""
    text, has_math, access = resolved(html)

    assert text == expected
    assert (access.has_pictures, access.is_described) == said
    assert (has_math, access.has_math) == (False, False)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"caption": "The weir", "credit": "Ann"}, "The weir · Ann"),
        ({"caption": "The weir"}, "The weir"),
        ({"credit": "Ann"}, "Ann"),
        ({}, None),
    ],
)
def test_caption_and_credit_are_two_things(given, expected):
    """As on paper: a dot between them where there are both, else nothing beside the one."""
    image = Picture(src="a.png", alt="A", **given)
    made = page_links.parse(xhtml_pages.article(bare_post(image=image), "", base_url=""))
    said = [" ".join("".join(each.itertext()).split()) for each in made.iter(f"{{{xhtml.XHTML}}}figcaption")]  # fmt: skip

    assert said == ([expected] if expected else [])


def test_a_book_with_one_formula_has_formulas():
    """Its page says so, and the book stays so after pages without any."""
    html = f'<math xmlns="{xhtml.MATHML}"><mi>x</mi></math>'
    access = page_links.Access()

    assert resolved(html, access=access)[1]
    assert not resolved("<p>a</p>", access=access)[1]
    assert access.has_math


def test_the_headings_of_a_page_are_those_that_can_be_led_to():
    """By their own names or their section's, in one line, without the numbers of notes."""
    found = page(
        f'<h1 id="t">T</h1><section id="s"><h2>A <b>b</b>\n c<a xmlns:e="{xhtml.OPS}" e:type="noteref">1</a> d</h2></section>'
        '<section id="s2"><h2 id="own">B</h2></section><div id="s3"><h2>C</h2></div>'
        '<section id="s4"><h2> </h2></section><section><h2>D</h2></section>'
    )

    assert list(page_links.headings(found)) == [("s", "A b c d"), ("own", "B")]
    assert page_links.ids(found) == {"t", "s", "s2", "own", "s3", "s4"}
    assert page_links.pictures(page('<img src="b%20b"/><img src="a"/><img src="b%20b"/>')) == (
        "b b",
        "a",
    )
