"""A block of HTML is balanced, and a picture or a card in it is a block of its own."""

from __future__ import annotations

import pytest

from standfirst.markdown.render import to_html


def read(markdown):
    """Return HTML and what is told: message and line."""
    problems = []
    html = to_html(markdown, report=problems.append).strip()
    return html, [(problem.message, problem.line) for problem in problems]


def unclosed(name, line=1):
    """Return what is told of an element that was never closed."""
    return (f"<{name}> was never closed; it was closed here", line)


def stray(name, line=1):
    """Return what is told of a closing tag alone."""
    return (f"</{name}> closes nothing; it was left out", line)


def misplaced(name, line=1):
    """Return what is told of a tag that may not stand there."""
    return (f"<{name}> is not allowed here; the tag was left out", line)


def card(host, kind="frame"):
    """Return what is told of a card."""
    return (f"the {kind} from {host} was replaced by a link", 1)


SCRIPT = ("<script> is not allowed; it was left out, with all that is in it", 1)


@pytest.mark.parametrize(
    ("markdown", "expected", "told"),
    [
        ("<div><a href=/b>c <b>d <a href=/e>f</a></div>", '<div><a href="/b">c <b>d </b></a><a href="/e">f</a></div>', [unclosed("b"), unclosed("a")]),
        ("<div>\na <?x?> b\n</div>", "<div>\na  b\n</div>", [("a declaration or processing instruction was left out", 2)]),
        ("<div>a<!-- <b> -->b</div>", "<div>ab</div>", []),
        ("<div><ul/>a<br>b<hr>c</div>", "<div><ul></ul>a<br>b<hr>c</div>", []),
        ("<tr><td>a</td></tr>", "a", [misplaced("tr"), misplaced("td"), stray("td"), stray("tr")]),
        ("<table>a<tr><td>b</table>", "<table></table>ab", [unclosed("table"), misplaced("tr"), misplaced("td")]),
        ("<table><tr><td>b</td>c</table>d", "<table><tbody><tr><td>b</td></tr></tbody></table>c\n<p>d</p>", [unclosed("table")]),
        ("<table><tr> <td>b</td> <td>c</table>", "<table><tbody><tr> <td>b</td> <td>c</td></tr></tbody></table>", []),
        ("<table><caption>a</caption><tr><td><b>b</table>", "<table><caption>a</caption><tbody><tr><td><b>b</b></td></tr></tbody></table>", [unclosed("b")]),
        ("<table>\n\n| a |\n|-|\n\n</table>", "<table>\n</table>\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>", [unclosed("table", 3)]),
        ("<table><tr>\n\na\n\n</tr></table></table>", "<table><tr>\n</tr></table>\n<p>a</p>", [unclosed("table", 3), stray("tr", 5), stray("table", 5)]),
        ("<div><script>a<b>\n\nc", "<div>\n<p>c</p>\n</div>", [SCRIPT, unclosed("div", 3)]),
        ("<div><script>a</script><script>b</script>c</div>", "<div>c</div>", [SCRIPT]),
        ("<div><script>a</script>b<script>c</div>\n\nd", "<div>b\n<p>d</p>\n</div>", [SCRIPT, unclosed("div", 3)]),
        ("<div><input>b</div>", "<div>b</div>", [("<input> is not allowed; it was left out, but its text stays", 1)]),
        ("<h2>a<h3>b</h3>", "<p><strong>a</strong></p><p><strong>b</strong></p>", [unclosed("h2")]),
        ("<div><h2>a</div>", "<div><p><strong>a</strong></p></div>", [unclosed("h2")]),
        ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>", []),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", []),
        ("<div>x</p></div>", "<div>x</div>", [stray("p")]),
        ("<div><b></div>\n\n</b>x", "<div><b></b></div>\n<p>x</p>", [unclosed("b"), stray("b", 3)]),
        ("<div><b>\n\na\n\n</b></b></div>", "<div>\n<p>a</p>\n</div>", [stray("b", 5)]),
        ("<div>中\n文 a &lt; b & c</div>", "<div>中文 a &lt; b &amp; c</div>", []),
        ("<pre>中\n文</pre>", "<pre>中\n文</pre>", []),
        ("<div><dir>a</dir><article>b</article></div>", "<div><ul>a</ul><div>b</div></div>", []),
        ("<p>a</p><nobr>b</nobr><big>c</big><font>d</font><strike>e</strike><tt>f</tt><acronym>g</acronym>", "<p>a</p><span>b</span><span>c</span><span>d</span><s>e</s><code>f</code><abbr>g</abbr>", []),
        ("<menu><li>a</menu>", "<ul><li>a</li></ul>", []),
    ],
)  # fmt: skip
def test_elements_are_closed_where_they_cannot_go_on(markdown, expected, told):
    """Table's parts stand in a table only, and all else in its cells; obsolete elements have another name."""
    assert read(markdown) == (expected, told)


X = '<a href="http://e.org/x.png">y</a>'
IMG = "<img src=http://e.org/x.png alt=y>"


@pytest.mark.parametrize(
    ("markdown", "expected", "told"),
    [
        (f"<div>{IMG}</div>", f"<p>{X}</p>", []),
        (f"<div>\n{IMG}\n</div>\n\nz", f"<p>{X}</p>\n<p>z</p>", []),
        (f"<div><b>a{IMG}b</b></div>", f"<div><b>a</b>\n<p>{X}</p>\nb</div>", []),
        (f"<div><b>{IMG}</b></div>", f"<p>{X}</p>", []),
        (f"<p><b class=lead>{IMG}z", f"<p>{X}</p>\nz", []),
        (f"<p>x {IMG} y</p>", f"<p>x </p>\n<p>{X}</p>\n y", []),
        (f"<div><p> {IMG}{IMG}</div>", f"<p>{X}</p>\n<p>{X}</p>", []),
        (f"<div>{IMG}\n\nz\n\n</div>", f"<div>\n<p>{X}</p>\n<p>z</p>\n</div>", []),
        (f"<p>{IMG}</p>\n<hr>", f"<p>{X}</p>\n<hr>", []),
        (f"<div>{IMG}<br><wbr></div>", f"<p>{X}</p>", []),
        (f"<table><tr>{IMG}<td>b</table>", f"<table><tr></tr></table>\n<p>{X}</p>\nb", [unclosed("table"), misplaced("td")]),
        (f"<div><a href=/x>{IMG}</a></div>", '<p><a href="/x">y</a></p>', []),
        (f"<div><a href=/x>z</a>{IMG}</div>", f'<div><a href="/x">z</a>\n<p>{X}</p>\n</div>', []),
        (f"<div><a href=/x>z</a><a>{IMG}</a></div>", f'<div><a href="/x">z</a>\n<p>{X}</p>\n</div>', []),
        ("<div>a<embed src=/x>b</div>", '<div>a\n<p class="sf-embed"><a href="/x">x</a></p>\nb</div>', [card("/x")]),
        ("<div><object data=/x><embed src=/y></object></div>", '<p class="sf-embed"><a href="/x">x</a></p>', [card("/x")]),
        ("<div><object><embed src=/y></object></div>", '<p class="sf-embed"><a href="/y">y</a></p>', [card("/y")]),
        ("<div><b>a<video src=//e.org/v></b></div>", '<div><b>a</b>\n<p class="sf-embed"><a href="https://e.org/v">e.org</a></p>\n</div>', [card("e.org", "video")]),
        ("<table><tr><td>a<td><embed src=/x></table>", '<table><tr><td>a</td><td>\n<p class="sf-embed"><a href="/x">x</a></p>\n</td></tr></table>', [card("/x")]),
    ],
)  # fmt: skip
def test_a_picture_and_a_card_stand_alone(markdown, expected, told):
    """What cannot go on around them ends before; what is then empty is not there, and a link goes with its picture."""
    assert read(markdown) == (expected, told)
