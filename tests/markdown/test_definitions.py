"""Definition lists as kramdown has them."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from standfirst.markdown.definitions import definitions_plugin


def kinds(text):
    """Return the tags that *text* opens, with the lines where they begin, and the texts."""
    tokens = MarkdownIt("commonmark").use(deflist_plugin).use(definitions_plugin).parse(text)
    opened = [(t.tag, t.map[0]) for t in tokens if t.nesting > 0 and not t.hidden]
    return opened, [t.content for t in tokens if t.type == "inline"]


@pytest.mark.parametrize(
    ("text", "opened", "texts"),
    [
        ("a\n: x", [("dl", 0), ("dt", 0), ("dd", 1)], ["a", "x"]),
        ("a\nb\n: x", [("dl", 0), ("dt", 0), ("dt", 1), ("dd", 2)], ["a", "b", "x"]),
        ("a\nb\n: x\n: y", [("dl", 0), ("dt", 0), ("dt", 1), ("dd", 2), ("dd", 3)], ["a", "b", "x", "y"]),
        ("- a\n  b\n  : x", [("ul", 0), ("li", 0), ("dl", 0), ("dt", 0), ("dt", 1), ("dd", 2)], ["a", "b", "x"]),
        ("a\nb\n\n: x", [("p", 0), ("p", 3)], ["a\nb", ": x"]),
        ("a\n> b\n: x", [("p", 0), ("blockquote", 1), ("p", 1)], ["a", "b\n: x"]),
        ("a\nb\n:x", [("p", 0)], ["a\nb\n:x"]),
        ("a\nb", [("p", 0)], ["a\nb"]),
    ],
)  # fmt: skip
def test_each_line_before_a_definition_is_a_term(text, opened, texts):
    """Where nothing but terms stands before it; anything else is what it was."""
    assert kinds(text) == (opened, texts)
