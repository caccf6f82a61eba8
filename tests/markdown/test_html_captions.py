"""A caption in HTML is a paragraph that says where its picture stands."""

from __future__ import annotations

import itertools

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from standfirst.markdown import use_plugins
from standfirst.markdown.html.captions import ABOVE, BELOW

MD = MarkdownIt("commonmark")
use_plugins(MD)
IMG = "<img src=a.png>"


def read(html):
    """Return for each paragraph its text, with line breaks, and where its picture stands; HTML as it is."""
    tokens = MD.parse(html)
    found = []
    for opening, inline in itertools.pairwise([*tokens, Token("", "", 0)]):
        if opening.type == "paragraph_open":
            words = "".join({"image": "I", "hardbreak": "|"}.get(t.type, t.content) for t in inline.children)  # fmt: skip
            found.append((words, opening.meta.get("picture")))
        elif opening.type == "html_block":
            found.append(opening.content.strip())
    return found


PICTURE = ("I", None)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<figure>{IMG}<figcaption>C</figcaption></figure>", [PICTURE, ("C", ABOVE)]),
        (f"<figure><figcaption>C</figcaption>{IMG}</figure>", [("C", BELOW), PICTURE]),
        (f"<figure>{IMG}<figcaption>C</figcaption>{IMG}</figure>", [PICTURE, ("C", ABOVE), PICTURE]),
        (f"<figure>{IMG}</figure><figure><figcaption>C</figcaption>{IMG}</figure>", [PICTURE, ("C", BELOW), PICTURE]),
        (f"<figure><figcaption>C</figcaption></figure><figure>{IMG}</figure>", [("C", ABOVE), PICTURE]),
        (f"<figure><figcaption>C<figcaption>D</figcaption>{IMG}</figure>", [("C", ABOVE), ("D", BELOW), PICTURE]),
        ("<figure><figcaption>C</figcaption>", [("C", BELOW)]),
        (f"<figure>{IMG}<figcaption>C <b>d", [PICTURE, ("C <b>d</b>", ABOVE)]),
        (f"<figure>{IMG}<figcaption> <p>C</p> <p> D<br>E</p> </figcaption></figure>", [PICTURE, ("C|D<br>E", ABOVE)]),
        (f"<figure>{IMG}<figcaption>C \n <b> d</b>  e &amp; f</figcaption></figure>", [PICTURE, ("C <b>d</b> e & f", ABOVE)]),
        (f"<figure>{IMG}<figcaption>C<b> d </b> e</figcaption></figure>", [PICTURE, ("C<b> d </b>e", ABOVE)]),
        (f"<figure>{IMG}<figcaption> <!-- c --> </figcaption></figure>", [PICTURE]),
        (f"<figure>{IMG}<figcaption>{IMG} C</figcaption></figure>", [PICTURE, ("I C", ABOVE)]),
        (f"<figure>{IMG}<figcaption>{IMG}</figcaption></figure>", [PICTURE, ("I", ABOVE)]),
        (f"<figure>{IMG}<figcaption>中\n文</figcaption></figure>", [PICTURE, ("中文", ABOVE)]),
    ],
)  # fmt: skip
def test_a_figures_caption_is_below_its_picture_or_above(html, expected):
    """Below one that the figure has already, else above the next of the same figure; gaps are one space."""
    assert read(html) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("<br><em>C</em></p>", [("C", ABOVE)]),
        ("</a><br/>\n<i>C <i>d</i> e</i></p>", [("C <i>d</i> e", ABOVE)]),
        ("<br><br><small>C</small>\n", [("C", ABOVE)]),
        ("<br><em>C</em><br></b></p>d", [("C", ABOVE), ("d", None)]),
        ("<br><em>C</em><hr>", [("C", ABOVE), "<hr>"]),
        ("<em>C</em></p>", ["<em>C</em>"]),
        ("<br>x<em>C</em></p>", ["<br>x<em>C</em>"]),
        ("<br><em>C</em> d</p>", ["<br><em>C</em> d"]),
        ("<br><em>C</em><b>d</b></p>", ["<br><em>C</em><b>d</b>"]),
        ("<br>C</p>", ["<br>C"]),
        ("<br></em>C</p>", ["<br>C"]),
        ("<br><b>C</b></p>", ["<br><b>C</b>"]),
        ("<br><em>C<p>d</p></em></p>", ["<br><em>C<p>d</p></em>"]),
        ("<br><em>C", ["<br><em>C</em>"]),
        (f"<br><em>C{IMG}</em></p>", ["<br><em>C</em>", PICTURE]),
        ("<b></b><br><em>C</em></p>", ["<b></b><br><em>C</em>"]),
    ],
)
def test_emphasis_alone_below_a_picture_is_its_caption(after, expected):
    """After a break, with nothing beside it on its line, and without blocks and pictures in it."""
    assert read(f"<p>{IMG}{after}") == [PICTURE, *expected]
