"""The code in a Markdown text, for work on text before it is parsed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FENCE = re.compile(r"[ \t]*+(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*+)*+(`{3,}|~{3,})(.*)")
"""Possessive: spaces between two marks could be either's, and a line of marks be tried in any number of ways."""
_INDENTED = re.compile(r"(?: {4}|\t)")
_LIST = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_TICKS = re.compile("`+")


def code_ranges(text: str) -> list[tuple[int, int]]:
    """Return start and end of every fenced block, indented block and code span, in order.

    Indented lines within lists are text, as they nearly always are. Source of the rules:
    https://spec.commonmark.org/0.31.2/#indented-code-blocks and the two sections after it.
    """
    found: list[tuple[int, int]] = []
    fence = ""
    opened = paragraph = position = 0
    previous_blank, in_list = True, False
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        match = _FENCE.match(line)
        if fence:
            # a run of other characters does not begin with the fence
            if match and match[1].startswith(fence) and not match[2].strip():
                found.append((opened, position))
                fence, paragraph = "", position
            continue
        if match and not (match[1][0] == "`" and "`" in match[2]):
            found += code_spans(text, paragraph, start)
            fence, opened = match[1], start
            continue
        if not line.strip():
            found += code_spans(text, paragraph, start)
            paragraph, previous_blank = position, True
            continue
        if _LIST.match(line):
            in_list = True
        elif previous_blank and not line[0].isspace():
            in_list = False
        if previous_blank and not in_list and _INDENTED.match(line):
            found.append((start, position))
            paragraph = position
            continue
        previous_blank = False
    if fence:
        found.append((opened, len(text)))
    else:
        found += code_spans(text, paragraph, len(text))
    return found


def code_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the code spans of one paragraph: a run of backticks closes with the next run as long."""
    runs = [(m.start(), m.end()) for m in _TICKS.finditer(text, start, end)]
    later: dict[int, list[int]] = {}
    for index in reversed(range(len(runs))):
        a, b = runs[index]
        later.setdefault(b - a, []).append(index)
    spans, index = [], 0
    while index < len(runs):
        a, b = runs[index]
        same = later[b - a]
        while same and same[-1] <= index:
            same.pop()
        if same:
            spans.append((a, runs[same[-1]][1]))
            index = same[-1]
        index += 1
    return spans


def outside(
    found: Iterable[re.Match[str]], code: Iterable[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield of the matches *found* those that begin in none of the ranges *code*; both are in order."""
    ranges = iter(code)
    inside = next(ranges, None)
    for each in found:
        while inside is not None and inside[1] <= each.start():
            inside = next(ranges, None)
        if inside is None or each.start() < inside[0]:
            yield each
