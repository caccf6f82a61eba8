"""How deep a text may be nested."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from standfirst.markdown.context import LEVELS, ParseContext
from standfirst.markdown.nesting import BLOCKS, nesting_plugin

REST = "\n\nThe rest.\n\n## A heading\n\n- A list.\n"


def read(text, around=0):
    """Return tokens and problems of *text*, with levels of lists *around* it."""
    problems = []
    context = ParseContext(report=problems.append, lang="en", separators=())
    markdown = MarkdownIt("commonmark").use(deflist_plugin).use(fieldlist_plugin)
    markdown.use(footnote_plugin, move_to_end=False).use(nesting_plugin)
    return markdown.parse(text, {"standfirst": context, LEVELS: around}), problems


def lines(item, count, end="\n"):
    """Return as many items in one another, each on a line."""
    return "".join(f"{'  ' * level}{item} item{level}{end}" for level in range(count))


def words(tokens):
    """Return the text of *tokens*."""
    return "\n".join(token.content for token in tokens)


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


DEEP = {
    "a quote": "> " * 10_000 + "deep",
    "a quote without spaces": ">" * 10_000 + "deep",
    "a list on a line": "- " * 10_000 + "deep",
    "a numbered list on a line": "1. " * 10_000 + "deep",
    "notes": "".join(f"[^{number}]: " for number in range(10_000)) + "deep",
    "fields": ":field: " * 1_000 + "deep",
    "lists in quotes": "> - " * 10_000 + "deep",
    "all": "1. > [^a]: - " * 10_000 + "deep",
    "a list on lines": lines("-", 200) + "deep",
    "a loose list": lines("-", 200, "\n\n") + "deep",
    "definitions": "".join(f"{'  ' * n}{': ' * (n > 0)}item{n}\n" for n in range(200)) + "deep",
}


@pytest.mark.parametrize("name", DEEP)
def test_what_lies_too_deep_is_text_and_nothing_after_it_goes(name):
    """No word is lost, no tree is deep, and the rest is what it would be alone."""
    text = DEEP[name]
    tokens, problems = read(text + REST)
    rest, _ = read(REST)
    shown = words(tokens)

    assert max(token.level for token in tokens) <= BLOCKS + 1
    assert [(t.type, t.level, t.content) for t in tokens[-len(rest) :]] == [
        (t.type, t.level, t.content) for t in rest
    ]
    assert "deep" in shown
    assert re.findall(r"item\d+", shown) == re.findall(r"item\d+", text)
    assert len(problems) == 1


def test_what_lies_too_deep_is_reported_on_its_line():
    """Twenty lists in one another are not too deep; the report is on the line of the first that is."""
    assert not read(lines("-", 20))[1]
    assert [p.line for p in read(lines("-", 40))[1]] == [BLOCKS // 2 + 1]
    assert not read("> " * 40 + "text")[1]
    assert [p.line for p in read("Text.\n\n" + "> " * 41 + "text")[1]] == [3]


def test_too_deep_for_a_list_is_not_too_deep_for_code():
    """What holds no blocks stays what it is."""
    tokens, problems = read("> " * 40 + "```\n" + "> " * 40 + "- *code*\n")

    assert [token.content for token in tokens if token.type == "fence"] == ["- *code*\n"]
    assert not problems


def test_the_content_of_a_directive_counts_what_is_around_it():
    """It is read on its own, and no deeper for that."""
    tokens, problems = read("- " * 10 + "text", around=30)

    assert max(token.level for token in tokens) == 11
    assert words(tokens).strip() == "- - - - - text"
    assert len(problems) == 1
