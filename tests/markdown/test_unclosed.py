"""What is begun in Markdown and never ended."""

from __future__ import annotations

import pytest

from standfirst.markdown.context import ParseContext
from standfirst.markdown.plain_parser import plain_parser

PARSER = plain_parser()
STRONG, UNDERSCORES, STAR, UNDERSCORE = (
    f"`{mark}` is never closed; it stays as text" for mark in ("**", "__", "*", "_")
)
SPACE = "`**` has a space behind it and opens nothing; it stays as text"
CODE = "a backtick is never closed; it stays as text"
LINK = "a link is never closed, or its address has a space; it stays as text"
BLOCK = "the block of code that begins here is never closed; all that follows is code"


def said(markdown):
    """Return line and message of each problem of a text."""
    problems = []
    PARSER.parse(markdown, {"standfirst": ParseContext(report=problems.append)})
    return [(problem.line, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A **bold word", [(1, STRONG)]),
        ("One\ntwo **three\nfour", [(2, STRONG)]),
        ("这是**重点", [(1, STRONG)]),
        ("# A **head", [(1, STRONG)]),
        ("| a |\n|---|\n| **b |", [(3, STRONG)]),
        ("> - **b", [(1, STRONG)]),
        ("** bold** word", [(1, SPACE)]),
        ("__Bold word", [(1, UNDERSCORES)]),
        ("A __王一 word", [(1, UNDERSCORES)]),
        ("A *thin word", [(1, STAR)]),
        ("*Thin words", [(1, STAR)]),
        ("_Thin words", [(1, UNDERSCORE)]),
        ("A `word", [(1, CODE)]),
        ("A [word](https://a.example/x and", [(1, LINK)]),
        ("A [word](/x", [(1, LINK)]),
        ("A [word(https://a.example/)", [(1, LINK)]),
        ("Text.\n\n```\ncode\n", [(3, BLOCK)]),
        ("```", [(1, BLOCK)]),
        ("> ~~~\n> code\n\nText.", [(1, BLOCK)]),
        ("A **b and `c", [(1, STRONG), (1, CODE)]),
    ],
)
def test_it_is_named_with_its_line(markdown, expected):
    """Of each kind the first in a paragraph, heading, item or cell."""
    assert said(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "A **bold**, *thin*, __bold__ and _thin_ `word`",
        "2**3, 5 * 3, **kwargs, *.md and *nix",
        "__init__, snake_case and _config.yml",
        "call __attribute (x)",
        "Price* of tea\n\n*Without milk",
        r"\*\*A \*b \_c \`d \[e](/f",
        "don`t",
        "``quoted'' words",
        "[1] (2) [a] and [b]",
        "* a\n* b",
        "```\n**a `b\n```",
        "````\n```\n````",
        "- ~~~\n  a\n  ~~~\n- b",
        "    **a `b",
        ":::{note}\nA\n:::",
    ],
)
def test_what_is_written_on_purpose_is_not(markdown):
    """Closed, in code, after a backslash, in sums and names."""
    assert said(markdown) == []
