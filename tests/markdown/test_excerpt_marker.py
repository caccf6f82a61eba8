"""The excerpt marker becomes a token, and only the first counts."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from standfirst.markdown.excerpt_marker import MARKER, excerpt_marker_plugin
from standfirst.problems import PostWarning, Problem

MD = MarkdownIt("commonmark").enable("table").use(excerpt_marker_plugin)
USUAL = ("<excerpt/>", "<!--more-->")


def read(markdown: str, separators: tuple[str, ...] = USUAL) -> tuple[list[str], list[Problem]]:
    """Return the types of tokens, those within paragraphs too, and the problems."""
    problems: list[Problem] = []
    context = SimpleNamespace(lang="en", separators=separators, report=problems.append)
    types = []
    for token in MD.parse(markdown, {"standfirst": context}):
        types += [token.type] if token.type != "inline" else [c.type for c in token.children]
    return types, problems


@pytest.mark.parametrize(
    "line",
    [
        "<excerpt/>",
        "<excerpt />",
        "<Excerpt>",
        "  <EXCERPT/>  ",
        "<!--more-->",
        "<!-- more -->",
        "<!-- More-->",
    ],
)
def test_a_line_is_a_block(line: str):
    """A line of its own, with spaces and case as authors write it, ends the paragraph before."""
    types, problems = read(f"before\n{line}\nafter")
    paragraph = ["paragraph_open", "text", "paragraph_close"]

    assert types == [*paragraph, MARKER, *paragraph]
    assert problems == []


@pytest.mark.parametrize(
    "separator", ["---more---", "READ ON", "***", "---", "$$", "<!-- fold -->"]
)
def test_a_separator_of_the_post(separator: str):
    """Any text may be the separator, also one that Markdown would read otherwise."""
    types, problems = read(f"before\n\n{separator}\n\nafter", (separator,))

    assert types.count(MARKER) == 1
    assert "hr" not in types
    assert problems == []


@pytest.mark.parametrize(
    ("markdown", "separators"),
    [
        ("before <!--more--> after", USUAL),
        ("before<excerpt />after", USUAL),
        ("before ---more--- after", ("---more---",)),
        ("before **strong <!-- more --> text** after", USUAL),
    ],
)
def test_within_a_paragraph(markdown: str, separators: tuple[str, ...]):
    """A marker in a paragraph's text cuts there, on the paragraph's own level."""
    types, problems = read(markdown, separators)

    assert types.count(MARKER) == 1
    assert types.index(MARKER) < len(types) - 1
    assert "strong_close" not in types[types.index(MARKER) :]
    assert problems == []


@pytest.mark.parametrize(
    "markdown",
    [
        "`<!--more-->`",
        "    <!--more-->",
        "```\n<!--more-->\n```",
        "<pre>\n<!--more-->\n</pre>",
        "<!--more than this-->",
        "a more b",
    ],
)
def test_code_and_other_comments_are_none(markdown: str):
    """In code a marker is code, and other comments are no markers."""
    types, problems = read(markdown)

    assert MARKER not in types
    assert problems == []


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("a\n\n- b\n\n  <!--more-->\n", 5),
        ("> a\n>\n> <excerpt/>\n", 3),
        ("- a <!--more--> b", 1),
        ("| a |\n|---|\n| <!--more--> |", 3),
        ("# a <!--more-->", 1),
    ],
)
def test_deeper_ones_leave_no_trace(markdown: str, line: int):
    """Where the text cannot be cut, the marker is taken out and the author is told."""
    types, problems = read(markdown)

    assert MARKER not in types
    assert "html_inline" not in types
    assert [(p.subtype, p.line) for p in problems] == [(PostWarning.EXCERPT, line)]


@pytest.mark.parametrize("second", ["<!--more-->", "d <!--more--> e", "<div>\n<excerpt/>\n</div>"])
def test_the_first_counts(second: str):
    """A second marker leaves no trace, and the author is told where the first is."""
    types, problems = read(f"a\n\n<excerpt/>\n\nb\n\n{second}\n")

    assert types.count(MARKER) == 1
    assert [problem.subtype for problem in problems] == [PostWarning.EXCERPT]
    assert "line 3" in problems[0].message


def test_text_on_the_line_of_the_marker():
    """What follows the marker on its line stays."""
    types, problems = read("a\n\n<!--more--> b\n\nc")

    assert types.count(MARKER) == 1
    assert "html_block" in types
    assert problems == []


@given(st.lists(st.sampled_from(["<!--more-->", "<excerpt/>", "> ", "- ", "\n", "\n\n", "a", "*", "`", "    ", "<div>", "<"]), max_size=14).map("".join))  # fmt: skip
@settings(deadline=None, max_examples=300)
def test_never_two(markdown: str):
    """Whatever is written, at most one marker is left."""
    assert read(markdown)[0].count(MARKER) <= 1
