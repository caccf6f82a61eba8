"""The body of a page -> what is searched of it."""

from __future__ import annotations

import pytest

from standfirst.search import page_text
from standfirst.text import html_tree


def words(body, title="A"):
    """Return the text that is searched, in lines, and the headings."""
    found = page_text.of_tree(html_tree.parsed(body), title)
    return [" ".join(line.split()) for line in found.text.split("\n") if line.strip()], found.headings  # fmt: skip


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("", []),
        (" \n", []),
        ("<p>專<em>欄</em>作<a href='#'>家</a>，<strong>Ato</strong>m<!-- 不 --><?pi x?></p>", ["專欄作家，Atom"]),
        ("<table><tr><td>左</td><td>右</td></tr></table>", ["左", "右"]),
        ("<p>上<br>下<img src='a.png' alt='圖'>後</p>", ["上", "下", "後"]),
        ("one<p>two</p>three", ["one", "two", "three"]),
        ("<p>T.</p><div class='sf-biographies x'><p>A is.</p></div>", ["T."]),
        ("<p>boat<a role='doc-noteref' href='#f'>1</a>.</p>", ["boat."]),
        ("<aside role='note'><span class='label'>1</span><span class='backrefs'>a</span><p>N.</p></aside>", ["N."]),
        ("<p>x<math><mi>y</mi><annotation>\\frac</annotation></math>z</p>", ["x", "y", "z"]),
        ("<p>a</p><script>run()</script><style>p{}</style><noscript>no</noscript>b", ["a", "b"]),
        ("<h1>A<a class='headerlink' href='#a'>#</a></h1><h1>B</h1>", ["B"]),
        ("<p>a\x01b \ud800c</p>", ["ab c"]),
        ("<div>" * 200 + "deep" + "</div>" * 200, ["deep"]),
        ("<p class='sf-biographies'><b class='headerlink'>x</b></p>t", ["t"]),
        ("<del>was</del>is <ins>n</ins>ow", ["wasis now"]),
    ],
)  # fmt: skip
def test_a_text_is_what_a_reader_reads(body, lines):
    """Of one word is what no block divides; menus, biographies, numbers of notes, sources of formulas and the title are not in it."""
    assert words(body)[0] == lines


def test_headings_are_said_apart():
    """And are text as well; without what leads to them."""
    body = (
        "<section id='a'><h2>Who <em>lends</em><a class='headerlink' href='#a'>#</a></h2>"
        "<p>T.</p><h3>B &lt; c</h3></section>"
    )

    assert words(body) == (["Who lends", "T.", "B < c"], "Who lends\nB < c")
