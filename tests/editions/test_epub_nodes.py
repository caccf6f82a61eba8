"""How nodes are written for books, of which each resolves links and pictures for itself: without a build."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from sphinx import addnodes

from standfirst.sphinx_ext.builders.epub_ import EpubTranslator


def written(node, url="https://e.example/review/"):
    """Return the HTML of a node's beginning and end, in a book of a publication that is at *url* or nowhere."""
    builder = SimpleNamespace(current_docname="posts/a", output_uri=lambda page, href: url and f"{url}{page} {href}")  # fmt: skip
    translator = SimpleNamespace(body=[], context=[], builder=builder)
    try:
        getattr(EpubTranslator, f"visit_{node.tagname}")(translator, node)
    except nodes.SkipNode:
        return "".join([*translator.body, "skipped"])
    return "".join([*translator.body, *translator.context])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"uri": "a.png"}, '<img src="a.png" alt="">'),
        ({"uri": "a b/字.png", "alt": "A <b>"}, '<img src="a%20b/%E5%AD%97.png" alt="A &lt;b&gt;">'),
        ({"uri": "https://e.example/a;b,c@d!e+f?g=h&i=%20~:", "alt": "x"}, '<img src="https://e.example/a;b,c@d!e+f?g=h&amp;i=%20~:" alt="x">'),
        ({"uri": "", "title": "T", "classes": ["b", "c"]}, '<img src="" alt="" title="T" class="b c">'),
        ({"uri": "a", "align": "left"}, '<img src="a" alt="" class="align-left">'),
        ({"uri": "a", "align": "", "classes": ["b"], "width": "3"}, '<img src="a" alt="" class="b">'),
    ],
)  # fmt: skip
def test_a_picture_has_its_path_and_its_words(given, expected):
    """Path and alternative text always, else what there is; its size is that of its file."""
    assert written(nodes.image(**given)) == f"{expected}skipped"


@pytest.mark.parametrize(
    ("given", "url", "expected"),
    [
        ({"filename": "1/a.csv"}, "https://e.example/", '<a href="https://e.example/posts/a _downloads/1/a.csv"></a>'),
        ({"filename": "1/a.csv"}, "", "<span></span>"),
        ({"refuri": "https://f.example/?a&b"}, "", '<a href="https://f.example/?a&amp;b"></a>'),
        ({}, "https://e.example/", "<span></span>"),
    ],
)  # fmt: skip
def test_a_file_is_linked_on_the_web(given, url, expected):
    """Where the publication is on it; else its words stay."""
    assert written(addnodes.download_reference(**given), url) == expected
