"""An article's HTML as feeds take it."""

from __future__ import annotations

import html5lib
import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.outputs.feeds import content
from standfirst.text import html_tree

PAGE = "https://example.org/r/2026/a/"


def prepare(html, page=PAGE):
    """Return what feeds take of *html*."""
    return content.prepare(html_tree.parsed(html), page_url=page, base_url="https://example.org/r/")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="../b/">b</a>', '<a href="https://example.org/r/2026/b/">b</a>'),
        ('<a href="#x">x</a>', f'<a href="{PAGE}#x">x</a>'),
        (
            '<img src="../../_images/a.png" loading="lazy">',
            '<img src="https://example.org/r/_images/a.png">',
        ),
        (
            '<picture><source srcset="../a.webp 480w" sizes="9vw"><img src="../../_images/a.jpg" alt="A"></picture>',
            '<img src="https://example.org/r/_images/a.jpg" alt="A">',
        ),
        ('<h2>Title<a class="headerlink" href="#t">#</a></h2>', "<h2>Title</h2>"),
        ('<p onclick="x()" style="color:red">a</p>', "<p>a</p>"),
        (
            'word<a class="footnote-reference" role="doc-noteref" href="#n">1</a>',
            f'word<a class="footnote-reference" href="{PAGE}#n">[1]</a>',
        ),
        ("<script>x</script>after", "after"),
        ("<input type=radio checked><label>One</label><p>a</p>", "<label>One</label><p>a</p>"),
        ('a<source src="b">c<wbr>d', "ac<wbr></wbr>d"),
        ('<div class="system-message">path</div><p>a</p>', "<p>a</p>"),
        ("a &lt; b<p>c</p>", "a &lt; b<p>c</p>"),
        ("&amp; &gt; a<p>c</p>", "&amp; &gt; a<p>c</p>"),
        (
            '<img src="/a.png" decoding="async" width="3">',
            '<img src="https://example.org/a.png" width="3">',
        ),
        ('<a href="http://[">a</a>', f'<a href="{PAGE}">a</a>'),
        ('<p data-x="1" aria-label="a" title="b">c</p>', '<p title="b">c</p>'),
        ("", ""),
    ],
)
def test_addresses_are_absolute_and_page_furniture_goes(html, expected):
    """What a feed reader shows has no way back to the page but absolute addresses."""
    assert prepare(html) == expected


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="<>/ab=\"' &;\x00\ud800!-", max_size=60))
def test_any_text_gives_html(text):
    """Nothing raises, and what comes out is read by a browser as it was made."""
    made = prepare(text)
    read = html5lib.HTMLParser(strict=False).parseFragment(made)

    assert "".join(read.itertext()).split() == lxml.html.fragment_fromstring(f"<div>{made}</div>").text_content().split()  # fmt: skip


@pytest.mark.parametrize("name", ["script", "style", "button", "template", "noscript", "link", "meta"])  # fmt: skip
def test_elements_of_pages_alone_go(name):
    """With what is in them; the text after them stays."""
    assert prepare(f"<p>a</p><{name}>b</{name}>c").replace("b", "") == "<p>a</p>c"
    assert prepare(f'<p>a</p><{name} title="x">c') in {"<p>a</p>", "<p>a</p>c"}


@pytest.mark.parametrize("name", ["headerlink", "system-message", "system_message", "problematic"])
def test_classes_of_pages_alone_go(name):
    """Whatever else an element is."""
    assert prepare(f'<p>a<b class="x {name}">b</b>c</p>') == "<p>ac</p>"


@pytest.mark.parametrize("name", ["loading", "decoding", "fetchpriority", "srcset", "sizes", "tabindex", "role", "style", "onload", "data-a", "aria-label"])  # fmt: skip
def test_attributes_of_pages_alone_go(name):
    """Others stay."""
    assert prepare(f'<p {name}="1" title="2" lang="en">a</p>') == '<p title="2" lang="en">a</p>'


@pytest.mark.parametrize("name", ["href", "src", "poster", "cite"])
def test_attributes_that_are_addresses_are_absolute(name):
    """By the page's own."""
    assert prepare(f'<p {name}="../x">a</p>') == f'<p {name}="https://example.org/r/2026/x">a</p>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<!-- a --><p>b</p>", "<p>b</p>"),
        ("<p>a<!-- b -->c</p>", "<p>ac</p>"),
        (" \n<p>a</p>\n ", "<p>a</p>"),
        ('"a" & \'b\'', "\"a\" &amp; 'b'"),
        ('<p onx="1" one="2" data="x" data-="3" aria="4">a</p>', f'<p data="{PAGE}x" aria="4">a</p>'),
        ('<a role="doc-noteref" href="#n"></a>', f'<a href="{PAGE}#n">[]</a>'),
        ('<a role="doc-backlink" href="#n">a</a>', f'<a href="{PAGE}#n">a</a>'),
        ('<a href="">a</a>', f'<a href="{PAGE}">a</a>'),
        ('<a href="mailto:a@a.example">a</a>', '<a href="mailto:a@a.example">a</a>'),
        ('<p class="headerlinks">a</p>', '<p class="headerlinks">a</p>'),
    ],
)  # fmt: skip
def test_what_is_left_is_as_it_was(html, expected):
    """Comments go, spaces around it go; notes are in brackets, the way back from one is not."""
    assert prepare(html) == expected


def test_without_a_page_the_publication_is_what_addresses_are_from():
    """A list's own text may stand on none."""
    assert prepare('<a href="b/">a</a>', page="") == '<a href="https://example.org/r/b/">a</a>'
