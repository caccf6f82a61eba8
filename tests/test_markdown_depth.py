"""How deep a text may be nested."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from standfirst.markdown.depth import BLOCKS, depth_plugin
from standfirst.reading import ParseContext


def read(text):
    """Return tokens and problems of *text*."""
    problems = []
    context = ParseContext(report=problems.append, lang="en", separators=())
    return MarkdownIt("commonmark").use(depth_plugin).parse(text, {"standfirst": context}), problems


def test_emphasis_is_shown_to_a_depth_and_its_text_to_any():
    """No word of it goes."""
    tokens, problems = read("*a _b " * 200 + "_ *" * 200)
    children = tokens[1].children
    depth, deepest = 0, 0
    for child in children:
        depth += child.nesting
        deepest = max(deepest, depth)

    assert deepest == 20
    assert depth == 0
    shown = "".join(child.content for child in children)
    assert re.findall("[ab]", shown) == ["a", "b"] * 200
    assert not problems


def test_what_lies_too_deep_in_lists_is_reported():
    """Nineteen lists in one another are not too deep."""
    lists = [f"{'  ' * level}- item {level}\n" for level in range(40)]

    assert not read("".join(lists[:19]))[1]
    assert [p.line for p in read("".join(lists))[1]] == [BLOCKS // 2]
