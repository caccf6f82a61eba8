"""A text, shaped as a post is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from standfirst.markdown import use_plugins
from standfirst.markdown.context import ParseContext
from standfirst.reading import structure
from standfirst.text.name_folding import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from markdown_it.token import Token

    from standfirst.problems import Problem
    from standfirst.reading.record import Body


def shape(
    text: str, *, title: str = "A title", byline: Sequence[str] = (), known: Collection[str] = ()
) -> tuple[list[Token], Body, list[Problem]]:
    """Return tokens, Body and problems of a text."""
    problems: list[Problem] = []
    markdown = MarkdownIt("commonmark").enable("table")
    use_plugins(markdown)
    context = ParseContext(
        report=problems.append, lang="en", separators=("<excerpt/>", "<!--more-->")
    )
    env = {"standfirst": context}
    tokens = markdown.parse(text, env)
    shaped, said = structure.shape(tokens, title=title, byline=byline, known_names=folded(known))
    return shaped, said, problems
