"""HTML within Markdown is safe and balanced, and the author is told of what changed."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hard_html import PARTS
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from standfirst.markdown import use_plugins
from standfirst.markdown.html import tags
from standfirst.markdown.render import to_html
from standfirst.policy import links
from standfirst.problems import PostWarning, Problem
from standfirst.tables import html_vocabulary as vocabulary

MD = MarkdownIt("commonmark").enable("table")
use_plugins(MD)


def read(markdown: str) -> tuple[str, list[Problem]]:
    """Return HTML and problems."""
    problems: list[Problem] = []
    return to_html(markdown, report=problems.append).strip(), problems


class Checker(HTMLParser):
    """Fails on a tag that is not closed in its place, or that no post may use."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Check a tag and its attributes."""
        assert tag in tags.PHRASING | tags.BLOCKS | {"img"}
        for name, value in attrs:
            assert not tags.is_unsafe(name)
            assert name not in vocabulary.ADDRESSES or links.is_allowed(value or "")
            assert name != "style"
        if tag not in vocabulary.VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Check a tag of an empty element."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        """Check that the innermost element ends."""
        assert self.stack
        assert self.stack.pop() == tag

    def handle_comment(self, data):
        """Allow none."""
        pytest.fail(f"comment {data!r}")

    def handle_decl(self, decl):
        """Allow none."""
        pytest.fail(f"declaration {decl!r}")

    handle_pi = unknown_decl = handle_decl


def check(html: str) -> None:
    """Assert that *html* is balanced and safe."""
    checker = Checker()
    checker.feed(html)
    checker.close()

    assert checker.stack == []


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("H<sub>2</sub>O<br/>x<sup>2</sup>", "<p>H<sub>2</sub>O<br>x<sup>2</sup></p>"),
        ("a <!-- b --> c", "<p>a  c</p>"),
        ("<!-- a -->\n\nb", "<p>b</p>"),
        ('<span class="lead" id="b">c</span>', '<p><span class="lead" id="b">c</span></p>'),
        ('<a href="/b?c&amp;d">e</a>', '<p><a href="/b?c&amp;d">e</a></p>'),
        ('<a href="mailto:b@c.org">e</a>', '<p><a href="mailto:b@c.org">e</a></p>'),
        ('<a name="b"></a>c', '<p><a id="b"></a>c</p>'),
        ('<a id="b"/>c', '<p><a id="b"></a>c</p>'),
        ("a <font color=red>b</font>", "<p>a <span>b</span></p>"),
        ("<kbd>**a**</kbd>", "<p><kbd><strong>a</strong></kbd></p>"),
        ("<center>a</center>", '<div class="sf-center">a</div>'),
        ('<div style="color:red" align="left">a</div>', "<div>a</div>"),
        ("<h2 id=a>b</h2>", '<p id="a"><strong>b</strong></p>'),
        ("<div class=lead>\n\n*b*\n\n</div>", '<div class="lead">\n<p><em>b</em></p>\n</div>'),
        ("<li><b><br></b></li>", "<li><b><br></b></li>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<table><tr><td colspan=2>a</table>", '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'),
        ("<p>a &lt;b&gt; &amp;</p>", "<p>a &lt;b&gt; &amp;</p>"),
        ("<pre>a\n\n<b>b</b></pre>", "<pre>a\n\n<b>b</b></pre>"),
        ('<div>a <i title="b"">c</i> d <i title="e">f</i></div>', '<div>a <i title="b">c</i> d <i title="e">f</i></div>'),
        ("<div><i title='b'' id='c'>d</i></div>", '<div><i title="b" id="c">d</i></div>'),
        ("<ruby><rb>字</rb><rtc><rt>zi</rt></rtc></ruby>", "<p><ruby>字<rt>zi</rt></ruby></p>"),
        ("<div>\n<ruby>字<rt>zi</ruby></div>", "<div>\n<ruby>字<rt>zi</rt></ruby></div>"),
    ],
)  # fmt: skip
def test_keeps_what_is_allowed(markdown: str, expected: str):
    """Elements of text stay, without a word."""
    assert read(markdown) == (expected, [])


@pytest.mark.parametrize(
    ("markdown", "expected", "told"),
    [
        ("a <b>b", "<p>a <b>b</b></p>", "<b> was never closed"),
        ("a</b> b", "<p>a b</p>", "</b> closes nothing"),
        ("*a <b>b* c</b>", "<p><em>a <b>b</b></em> c</p>", "<b> was never closed"),
        ("<b><i>a</b>", "<p><b><i>a</i></b></p>", "<i> was never closed"),
        ("<div><b><br>", "<div><b><br></b>\n</div>", "<div> was never closed"),
        ("<div>\n\na", "<div>\n<p>a</p>\n</div>", "<div> was never closed"),
        ("a\n\n</div>", "<p>a</p>", "</div> closes nothing"),
        ("> <div>\n\na", "<blockquote>\n<div>\n</div>\n</blockquote>\n<p>a</p>", "<div>"),
        ("a <script>b()</script> c", "<p>a  c</p>", "<script> is not allowed"),
        ("a <script>b", "<p>a b</p>", "<script> is not allowed; it was left out, but its text stays"),
        ("<script>\nb()\n\nc()\n</script>\n\nd", "<p>d</p>", "<script> is not allowed; it was left out, with all that is in it"),
        ("<style>a{}</style>\n\nd", "<p>d</p>", "<style> is not allowed"),
        ("a <svg><b>c</b></svg>", "<p>a </p>", "<svg> is not allowed"),
        ("<form><button>a</button></form>", "a", "<form> is not allowed"),
        ("a <i onclick='b()'>c</i>", "<p>a <i>c</i></p>", "onclick"),
        ("<a href=' java\tscript:b()'>c</a>", "<p><a>c</a></p>", "has a scheme that no text may use (javascript:)"),
        ("<blockquote cite='data:b'>c</blockquote>", "<blockquote>c</blockquote>", "has a scheme that no text may use (data:)"),
        ("List<T> a", "<p>List&lt;T&gt; a</p>", "<T> is not HTML"),
        ("<your-name>\n*a*", "<p>&lt;your-name&gt;\n<em>a</em></p>", "<your-name>"),
        ("git <command> a", "<p>git &lt;command&gt; a</p>", "<command> is not HTML"),
        ("<div>a <listing>b</listing></div>", "<div>a b</div>", "<listing> is not allowed"),
        ("<div><foo></div>", "<div>&lt;foo&gt;</div>", "<foo>"),
        ("a <div>b</div>", "<p>a <span>b</span></p>", ""),
        ("a <td>b", "<p>a b</p>", "<td> is not allowed here"),
        ("<td>b", "b", "<td> is not allowed here"),
        ("[a <a href=b>c](d)", '<p><a href="d">a c</a></p>', "<a> is not allowed here"),
        ("<?php a ?>\n\nb", "<p>b</p>", "declaration"),
        ("<div>\n\n# a\n\n</div>", "<div>\n<p><strong>a</strong></p>\n</div>", "a heading"),
        ("<img src='javascript:a' alt=b> c", "<p> c</p>", "<img>"),
        ("<img alt=b>", "", "<img>"),
    ],
)  # fmt: skip
def test_mends_and_tells(markdown: str, expected: str, told: str):
    """What cannot stay is closed, taken out or written as text, and the author is told."""
    html, problems = read(markdown)

    assert html == expected
    assert {problem.subtype for problem in problems} <= {PostWarning.HTML, PostWarning.REFUSED}
    assert [told in problem.message for problem in problems].count(True) == bool(told)
    check(html)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("<p align=center>\n\na\n\n</p>\n\nb", "<p>a</p>\n<p>b</p>"),
        ("<div>\n\na</div>\n\nb", "<div>\n<p>a</p>\n</div>\n<p>b</p>"),
        ("<h2>a\n\nb</h2>", "<p><strong>a\n</strong></p>\n<p>b</p>"),
        ("<div><b>\n\na\n\n</b></div>", "<div>\n<p>a</p>\n</div>"),
        ('<div class="box" markdown="1">\n*a*\n</div>', '<div class="box">\n<p><em>a</em></p>\n</div>'),
        ("<details>\n<summary>a</summary>\n\n- b\n\n</details>", "<details>\n<summary>a</summary>\n<ul>\n<li>b</li>\n</ul>\n</details>"),
    ],
)  # fmt: skip
def test_elements_over_several_blocks(markdown: str, expected: str):
    """An element may have Markdown's blocks in it; one that cannot ends before them, without a word."""
    assert read(markdown) == (expected, [])


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("a\n\nb\nc <script>d</script>", 4),
        ("a\n\n<div>\n<p>b\n<script>c</script>\n</div>", 5),
        ("a\n\n- b\n- c <T>", 4),
    ],
)
def test_tells_the_line(markdown: str, line: int):
    """The line is the one on which the tag stands."""
    assert read(markdown)[1][0].line == line


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a <img src=b.png alt='c \"d\"' title=e>", ["text", "image"]),
        ("<img src=b.png alt='c \"d\"' title=e>", ["image"]),
        ("<p align=center>\n<img src=b.png alt='c \"d\"' title=e></p>", ["image"]),
        ("<div><a href=f><img src=b.png alt='c \"d\"' title=e></a></div>", ["link_open", "image", "link_close"]),
    ],
)  # fmt: skip
def test_pictures_are_markdowns(markdown: str, expected: list[str]):
    """A picture in HTML is a token like Markdown's own, in a paragraph."""
    opening, inline, closing = MD.parse(markdown)
    picture = next(child for child in inline.children if child.type == "image")

    assert [opening.type, closing.type] == ["paragraph_open", "paragraph_close"]
    assert [child.type for child in inline.children] == expected
    assert picture.attrs == {"src": "b.png", "alt": "", "title": "e"}
    assert picture.children[0].content == "c “d”"


def test_figure():
    """A figure's caption becomes a paragraph with its markup."""
    html, problems = read(
        "<figure>\n<img src=a.png alt=e>\n<figcaption>A <i>b</i> &amp; c</figcaption>\n</figure>"
    )

    assert html == "<p>e</p>\n<p>A <i>b</i> &amp; c</p>"
    assert problems == []


def test_picture_within_text():
    """Text around a picture keeps its element, and the picture is no part of a paragraph's element."""
    html, _ = read("<div><p>a <b>b<img src=c alt=e>d</b></p></div>")

    assert "<p>e</p>" in html
    check(html)


@given(st.lists(st.sampled_from(PARTS), max_size=16).map("".join))
@settings(deadline=None, max_examples=400)
def test_any_mixture_is_balanced_and_safe(markdown: str):
    """Whatever tags stand where, the page's HTML is balanced and has none but allowed ones."""
    check(to_html(markdown))


@pytest.mark.parametrize(
    "text",
    [
        "<table>loose<tr><td>cell</td></tr></table>",
        "<table><tr><div>loose</div></tr></table>",
        "<table><tr>\n\nloose\n\n</tr></table>",
        "<table><tr>\n\n```\nloose\n```\n\n</tr></table>",
    ],
)
def test_what_lies_in_a_table_but_in_no_cell_ends_it(text):
    """A browser would move it before the table, and what follows with it."""
    html, problems = read(f"{text}\n\nAfter.")

    assert "</table>" in html
    assert html.index("</table>") < html.index("loose")
    assert html.count("<table>") == html.count("</table>")
    assert "<table> was never closed" in problems[0].message


def test_tables_of_html_hold_markdown_in_their_cells():
    """Blank lines between their parts are none of their business."""
    text = "<table>\n\n<tr>\n<td>\n\n**bold**\n\n</td>\n\n<td>x</td>\n</tr>\n\n</table>\n"
    html, problems = read(text)

    assert html.replace("\n", "") == (
        "<table><tr><td><p><strong>bold</strong></p></td><td>x</td></tr></table>"
    )
    assert not problems


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [("![Its words](javascript:a)", "Its words"), ("![](javascript:a)", "javascript:a")],
)
def test_a_picture_that_nobody_asks_for_is_its_words(markdown, expected):
    """Or its address, where it has none."""
    html, problems = read(markdown)

    assert html == f"<p>{expected}</p>"
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("<b>a</b> *c*", "<p><b>a</b> <em>c</em></p>"),
        ("<B>a</B>\n*c*", "<p><b>a</b>\n<em>c</em></p>"),
        ("<div>*c*</div>", "<div>*c*</div>"),
        ("<your name> *c*", "<p>&lt;your name&gt; <em>c</em></p>"),
    ],
)
def test_a_line_that_begins_with_an_inline_tag_is_a_paragraph(markdown, expected):
    """As in kramdown; one that begins with a block's is HTML."""
    assert read(markdown)[0] == expected


@pytest.mark.parametrize(
    ("names", "within_text", "within_block"),
    [
        ("acronym", "<abbr>b</abbr>", "<abbr>b</abbr>"),
        ("big font nobr", "<span>b</span>", "<span>b</span>"),
        ("strike", "<s>b</s>", "<s>b</s>"),
        ("tt", "<code>b</code>", "<code>b</code>"),
        ("address article aside footer header main nav section", "<span>b</span>", "<div>b</div>"),
        ("center", '<span class="sf-center">b</span>', '<div class="sf-center">b</div>'),
        ("h1 h6", "<strong>b</strong>", "<p><strong>b</strong></p>"),
        ("figure param picture rb rtc source track", "b", "b"),
        ("time mark ins del", None, None),
    ],
)
def test_what_serves_for_an_element_says_nothing(names, within_text, within_block):
    """An element that is out of use, or lays out a page, is the one that means the same; some vanish around what they hold."""
    for name in names.split():
        text = f"<{name}>b</{name}>"

        assert read(f"a {text} c") == (f"<p>a {within_text or text} c</p>", [])
        assert read(f"<div>{text}</div>") == (f"<div>{within_block or text}</div>", [])


@pytest.mark.parametrize(
    "name", ["blockquote", "details", "dd", "div", "dl", "dt", "p", "pre", "summary"]
)
def test_a_block_within_a_paragraph_is_a_span(name):
    """A paragraph cannot hold it, but its text stays where it is."""
    assert read(f"a <{name}>b</{name}> c") == ("<p>a <span>b</span> c</p>", [])


@pytest.mark.parametrize("name", ["dir", "menu"])
def test_old_lists_are_lists(name):
    """Their items are those of a list without numbers."""
    assert read(f"<{name}><li>a</li></{name}>") == ("<ul><li>a</li></ul>", [])


@pytest.mark.parametrize(
    "name",
    ["applet", "canvas", "frameset", "head", "math", "noembed", "noframes", "noscript", "plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "xmp"],
)  # fmt: skip
def test_what_is_no_text_goes_with_its_content(name):
    """In a paragraph and in a block, and what follows stays."""
    text = f"<{name}>b</{name}>"
    told = [f"<{name}> is not allowed; it was left out, with all that is in it"]

    for markdown, html in ((f"a {text} c", "<p>a  c</p>"), (f"<div>a{text}c</div>", "<div>ac</div>")):  # fmt: skip
        result, problems = read(markdown)

        assert (result, [problem.message for problem in problems]) == (html, told)


_DELETE = "delete it"


@pytest.mark.parametrize(
    ("markdown", "expected", "told"),
    [
        (f"a <{'x' * 78}>", f"<p>a &lt;{'x' * 78}&gt;</p>", [(f"<{'x' * 78}> is not HTML; it is shown as text", "write \\< for a less-than sign", 1)]),
        ('a <foo onclick="x()">', "<p>a &lt;foo onclick=&quot;x()&quot;&gt;</p>", [('<foo onclick="x()"> is not HTML; it is shown as text', "write \\< for a less-than sign", 1)]),
        (f"a\n<{'x' * 79}>", f"<p>a\n&lt;{'x' * 79}&gt;</p>", [(f"<{'x' * 78}… is not HTML; it is shown as text", "write \\< for a less-than sign", 2)]),
        ("</b> a", "<p> a</p>", [("</b> closes nothing; it was left out", _DELETE, 1)]),
        ("<div></td></div>", "<div></div>", [("</td> closes nothing; it was left out", _DELETE, 1)]),
        ("a <table>b", "<p>a b</p>", [("<table> is not allowed here; the tag was left out", _DELETE, 1)]),
        ("a<hr>b", "<p>a<br>b</p>", [("<hr> is not allowed within a line; a line break stands in its place", "put it between paragraphs, with an empty line before and after it", 1)]),
        ("<div><form>b</form></div>", "<div>b</div>", [("<form> is not allowed; it was left out, but its text stays", _DELETE, 1)]),
        ("a <i onclick=b>c</i>", "<p>a <i>c</i></p>", [("the attribute onclick of <i> is unsafe; it was left out", _DELETE, 1)]),
        ("a <i formaction=b>c</i>", "<p>a <i>c</i></p>", [("the attribute formaction of <i> is unsafe; it was left out", _DELETE, 1)]),
        ("a <i srcdoc=b>c</i>", "<p>a <i>c</i></p>", [("the attribute srcdoc of <i> is unsafe; it was left out", _DELETE, 1)]),
        (f"a <i on{'x' * 39}=b>c</i>", "<p>a <i>c</i></p>", [(f"the attribute on{'x' * 38} of <i> is unsafe; it was left out", _DELETE, 1)]),
        ("a <!DOCTYPE b> c", "<p>a  c</p>", [("a declaration or processing instruction was left out", _DELETE, 1)]),
        ("<div>a<![CDATA[b]]></div>", "<div>a</div>", [("a declaration or processing instruction was left out", _DELETE, 1)]),
        ("a\n\n<!-- b", "<p>a</p>\n<p>&lt;!– b</p>", [("a comment was never closed; it is shown as text", "write --> after it", 3)]),
        ("    <!-- a", "<pre><code>&lt;!-- a\n</code></pre>", []),
        ("<div>\n\n# a b\n\n# c\n\n</div>\n\n# d", "<div>\n<p><strong>a b</strong></p>\n<p><strong>c</strong></p>\n</div>\n<h3>d</h3>", [("a heading within <div> is shown as a strong paragraph", "put it outside", 3), ("a heading within <div> is shown as a strong paragraph", "put it outside", 5)]),
        ("<div>\n<script>b</script>c\n</div>", "<div>\nc\n</div>", [("<script> is not allowed; it was left out, with all that is in it", _DELETE, 2)]),
        ("<table>\n\na\n\n</table>\n\nb", "<table>\n</table>\n<p>a</p>\n<p>b</p>", [("<table> was never closed; it was closed here", "write </table>", 3)]),
        ("a <iframe></iframe>", "<p>a </p>", [("<iframe> has no address, or an unsafe one; it was left out", "give it an address that begins with https:// or a path", 1)]),
        ("<div><iframe></iframe></div>", "<div></div>", [("<iframe> has no address, or an unsafe one; it was left out", "give it an address that begins with https:// or a path", 1)]),
        ("<p>a <a href=/b>c <a href=/d>e</a></p>", '<p>a <a href="/b">c </a><a href="/d">e</a></p>', [("<a> was never closed; it was closed here", "write </a>", 1)]),
        ("*<a href=/b>c* d", '<p><em><a href="/b">c</a></em> d</p>', [("<a> was never closed; it was closed here", "write </a>", 1)]),
    ],
)  # fmt: skip
def test_each_report_is_whole(markdown, expected, told):
    """What was met, what was done, what to do, and where."""
    html, problems = read(markdown)

    assert html == expected
    assert [(problem.message, problem.remedy, problem.line) for problem in problems] == told


@pytest.mark.parametrize(
    ("markdown", "expected", "told"),
    [
        ("a <iframe src=https://e.org/x></iframe> b", '<p>a <span class="sf-embed"><a href="https://e.org/x">e.org</a></span> b</p>', "the frame from e.org"),
        ("[a <iframe src=https://e.org/x title=T>b</iframe>](/c)", '<p><a href="/c">a T</a></p>', "the frame from e.org"),
        ("a <video><source src=//e.org/v.mp4></video> b", '<p>a <span class="sf-embed"><a href="https://e.org/v.mp4">e.org</a></span> b</p>', "the video from e.org"),
        ("a <AUDIO>x <SOURCE src=//e.org/v.mp3></AUDIO>", '<p>a <span class="sf-embed"><a href="https://e.org/v.mp3">e.org</a></span></p>', "the sound from e.org"),
        ("a <embed src=/x> b <embed src=/x>", '<p>a <span class="sf-embed"><a href="/x">x</a></span> b <span class="sf-embed"><a href="/x">x</a></span></p>', "the frame from /x"),
        ("<embed src=/x>", '<p class="sf-embed"><a href="/x">x</a></p>', "the frame from /x"),
        ("<div>a<video><source src=//e.org/v.mp4>b</video>c</div>", '<div>a\n<p class="sf-embed"><a href="https://e.org/v.mp4">e.org</a></p>\nc</div>', "the video from e.org"),
        ("a <object data=/x><embed src=/y></object>", '<p>a <span class="sf-embed"><a href="/x">x</a></span></p>', "the frame from /x"),
    ],
)  # fmt: skip
def test_a_card_stands_for_what_is_embedded(markdown, expected, told):
    """All that is in it goes; within a link it is its title alone."""
    html, problems = read(markdown)

    assert html == expected
    assert {(problem.message, problem.remedy) for problem in problems} == {
        (f"{told} was replaced by a link", "write a link yourself, to choose its text")
    }


def test_problems_are_told_once_for_a_line_and_a_hundred_of_a_text():
    """A hostile text could have a hundred thousand."""
    assert len(read("a <T> <T>\n<T>")[1]) == 2
    for number in (99, 100, 101):
        assert len(read("<T>\n" * number)[1]) == min(number, 100)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("width=30 height=20px", {"width": "30", "height": "20px"}),
        ("width=50% height=auto", {"width": "50%"}),
        ("width=12345 height=123456", {"width": "12345"}),
        ("width=30em title=' a  b '", {"title": "a b"}),
        ("title=' '", {}),
    ],
)
def test_a_picture_keeps_its_size_and_title(written, shown):
    """Lengths in pixels or parts of the line, of five digits at most; spaces count as one."""
    [picture] = MD.parseInline(f"<img src=b.png {written}>")[0].children

    assert picture.attrs == {"src": "b.png", "alt": "", **shown}


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("<div markdown=block>\n*a*\n</div>", "<div>\n<p><em>a</em></p>\n</div>"),
        ("<div markdown=span>\n*a*\n</div>", "<div>\n<em>a</em>\n</div>"),
        ("<div markdown=0>\n*a*\n</div>", "<div>\n*a*\n</div>"),
        ("<div>markdown=1\n*a*\n</div>", "<div>markdown=1\n*a*\n</div>"),
        ("<div markdown=1>*a*</div>", "<div><em>a</em></div>"),
        ("<div/>a", "<div></div>\n<p>a</p>"),
        ("a <br/>b", "<p>a <br>b</p>"),
        ("a <a href=' https://e.org/b\tc '>d</a>", '<p>a <a href="https://e.org/bc">d</a></p>'),
        ("a <center class=lead>b</center>", '<p>a <span class="lead sf-center">b</span></p>'),
        ("<div>x<a href=/x><img src=/b.png alt=c></a>y</div>", '<div>x\n<p><a href="/x">c</a></p>\ny</div>'),
        ("a <img src=/b.png alt=' c  d '> e", "<p>a c d e</p>"),
        ("<figure><figcaption>x</figcaption><img src=a.png alt=e></figure>", "<p>x</p>\n<p>e</p>"),
    ],
)  # fmt: skip
def test_html_and_markdown_go_together(markdown, expected):
    """Where an element says that its lines are Markdown, and around pictures; without a word."""
    assert read(markdown) == (expected, [])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("a: <ul><li>b</li><li>**c**</li></ul>", "<p>a:</p><ul><li><p>b</p></li><li><p><strong>c</strong></p></li></ul>"),
        ('<ol start="3"><li>a<ol><li>b</ol><li>c</ol> d', '<ol start="3"><li><p>a</p><ol><li><p>b</p></li></ol></li><li><p>c</p></li></ol><p>d</p>'),
        ("a<p>b</p> <br><p>c <br> d", "<p>a</p><p>b</p><p>c <br> d</p>"),
        ("<blockquote>a</blockquote>b", "<blockquote><p>a</p></blockquote><p>b</p>"),
        ("<menu><li>a</menu>", "<ul><li><p>a</p></li></ul>"),
        ("<li>a</li>", "<ul><li><p>a</p></li></ul>"),
        ("a<br>b <b>c</b>", "a<br>b <b>c</b>"),
        ("*<p>a</p>*", "<em><span>a</span></em>"),
        ("<ul></ul>", "<ul></ul>"),
    ],
)  # fmt: skip
def test_a_cell_holds_lists_quotations_and_paragraphs(cell, expected):
    """Written as HTML, since a row is one line; HTML that ends nowhere ends with its cell."""
    html = re.sub(r"\n", "", read(f"|x|\n|-|\n|{cell}|")[0])

    assert html.partition("<td>")[2].partition("</td>")[0] == expected


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("<ul><li>a", "<ul> was never closed; it was closed here"),
        ("a</ul>", "</ul> closes nothing; it was left out"),
        ("<ul onclick=x><li>a</ul>", "the attribute onclick of <ul> is unsafe; it was left out"),
    ],
)
def test_what_is_wrong_in_a_cell_is_told(cell, told):
    """At its line."""
    problems = read(f"|x|\n|-|\n|{cell}|")[1]

    assert [(problem.message, problem.line) for problem in problems] == [(told, 3)]


def test_lists_in_a_cell_go_no_deeper_than_ten():
    """Deeper ones are paragraphs, with their text."""
    html, problems = read(f"|x|\n|-|\n|{'<ul><li>' * 500}a{'</li></ul>' * 500}b|")

    assert (html.count("<ul>"), html.count("a</p>"), html.count("b</p>"), problems) == (5, 1, 1, [])


CUSTOM = "<{}> is no element of HTML's; its tags are left out, and its text stays"


@pytest.mark.parametrize(
    ("markdown", "expected", "names"),
    [
        ("a <x-y>b *c*</x-y> d\n<x-y>e</x-y>", "<p>a b <em>c</em> d\ne</p>", ["x-y"]),
        ("<X-Y z='1'>\n\n# A\n\n</X-Y>", "<h3>A</h3>", ["x-y"]),
        ("<div><x-y>a</x-y> <x-z b=c></div>", "<div>a </div>", ["x-y", "x-z"]),
        ("a <x-y/> b", "<p>a  b</p>", ["x-y"]),
        ("<x-y>\n<p>a</p>\n</x-y>", "<p>a</p>", ["x-y"]),
        ("a [b <x-y>c</x-y>](d)", '<p>a <a href="d">b c</a></p>', ["x-y"]),
    ],
)
def test_a_custom_element_loses_its_tags(markdown, expected, names):
    """Its text stays, and it is told once."""
    html, problems = read(markdown)

    assert html == expected
    assert [problem.message for problem in problems] == [CUSTOM.format(name) for name in names]


def test_a_word_between_angle_brackets_is_shown():
    """Nothing closes it, so that it is what somebody is to put there."""
    html, problems = read("Write <your-name> and `</your-name>x`, then <x-y>.\n\n`<x-y>`")

    assert (
        html
        == "<p>Write &lt;your-name&gt; and <code>&lt;/your-name&gt;x</code>, then &lt;x-y&gt;.</p>\n<p><code>&lt;x-y&gt;</code></p>"
    )
    assert len(problems) == 2
