"""Readings of posts that are given as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.reading.post import read_post

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from standfirst.problems import Problem
    from standfirst.reading.post import PostReading
    from standfirst.reading.read_context import ReadContext


def read_with_problems(
    text: str, source: str, around: ReadContext, markdown: MarkdownIt
) -> tuple[PostReading, list[Problem]]:
    """Return a post's reading and what was reported of it."""
    problems: list[Problem] = []
    reading = read_post(
        text, source=source, around=around, markdown=markdown, report=problems.append
    )
    return reading, problems
