"""ABlog's directive ``{post}`` -> front matter, and the text without it.

::

    body --take()--> date, options, and the body with empty lines in their place

What stands in the directive is a part of the text, and its excerpt. Without a date it means a draft.
Source: https://ablog.readthedocs.io/en/stable/manual/posting-and-listing/, and for the form of a
directive https://myst-parser.readthedocs.io/en/latest/syntax/roles-and-directives.html.
"""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING, Any

from standfirst.policy.directives import POSTS
from standfirst.problems import PostWarning, Problem
from standfirst.sources.front_matter import yaml_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAME = "{post}"
_ANYWHERE = re.compile(re.escape(_NAME), re.IGNORECASE | re.ASCII)
_FENCE = re.compile(r" {0,3}(`{3,}+|~{3,}+|:{3,}+)(.*)")
_OPTION = re.compile(r"[ \t]*+:([A-Za-z_]+):(?:[ \t](.*))?")
_RULE = "---"
_MOST_NAMED = 5
_UNCLOSED = Problem(
    subtype=PostWarning.FRONT_MATTER,
    message=f"the directive {_NAME} is never closed; what follows its options is the text",
    remedy="close it after its options",
)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PostDirective:
    """The first such directive of a text."""

    date: str
    """As written; empty in a draft."""
    values: dict[str, Any]
    """Its options, in the form in which YAML gives them."""
    lines: dict[str, int]
    """1-based line of each option and of ``date``."""
    problems: tuple[Problem, ...]
    body: str
    """The text without it, with as many lines."""
    excerpt_ends: int | None
    """0-based line of its end, where a part of the text stood in it."""


def take(body: str) -> PostDirective | None:
    """Return the first directive ``{post}`` of *body*; None where there is none.

    :param body: After as many empty lines as the front matter had.
    """
    # most posts have none, and need not be gone through
    if _ANYWHERE.search(body) is None:
        return None
    lines = body.split("\n")
    found = [*_blocks(lines)]
    if not found:
        return None
    (start, end), *others = found
    problems = _further(others)
    if end == len(lines):
        problems.append(dc.replace(_UNCLOSED, line=start + 1))
    values, places, text, faults = _options(lines, start + 1, end)
    kept = [""] * (end - text) if "exclude" in values else lines[text:end]
    is_excerpt = end < len(lines) and any(map(str.strip, kept))
    # where it is never closed, there is no line to take out
    rest = ["", *lines[end + 1 :]] if end < len(lines) else []
    return PostDirective(
        date=_information(lines[start])[len(_NAME) :].strip(),
        values=values,
        lines={"date": start + 1, **places},
        problems=(*problems, *faults),
        body="\n".join([*lines[:start], *[""] * (text - start), *kept, *rest]),
        excerpt_ends=end if is_excerpt else None,
    )


def _information(line: str) -> str:
    """Return what stands behind the fence that opens in *line*."""
    found = _FENCE.fullmatch(line)
    return found[2].strip() if found else ""


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the 0-based lines of the fences around each directive; the second is past the end where there is none."""
    fence, start, is_comment = "", None, False
    for number, line in enumerate(lines):
        if not fence and (is_comment or line.lstrip().startswith("<!--")):
            is_comment = "-->" not in line
            continue
        found = _FENCE.fullmatch(line)
        # a code span may begin a paragraph
        if found is None or (not fence and found[1][0] == "`" and "`" in found[2]):
            continue
        behind = found[2].strip()
        if not fence:
            fence = found[1]
            start = number if behind.lower().startswith(_NAME) else None
        elif found[1].startswith(fence) and not behind:
            if start is not None:
                yield start, number
            fence = ""
    if fence and start is not None:
        yield start, len(lines)


def _further(blocks: Sequence[tuple[int, int]]) -> list[Problem]:
    """Return what is said, once, of the directives after the first."""
    if not blocks:
        return []
    message = f"the directive {_NAME} appears {len(blocks) + 1} times; the first counts"
    return [_fault(message, "give each post a file of its own", blocks[0][0] + 1)]


def _options(
    lines: Sequence[str], start: int, end: int
) -> tuple[dict[str, Any], dict[str, int], int, list[Problem]]:
    """Return the options from line *start* on, their 1-based lines, where the text begins, and what is wrong with them."""
    if start < end and lines[start].strip() == _RULE:
        values, places, text, faults = _yaml(lines, start, end)
    else:
        values, places, text, faults = {}, {}, start, []
        while text < end and (found := _OPTION.fullmatch(lines[text])):
            places[found[1]] = text + 1
            values[found[1]] = yaml_block.unquoted(found[2] or "") or None
            text += 1
    unknown = [name for name in values if name not in POSTS["post"]]
    for name in unknown:
        del values[name]
    if unknown:
        names = ", ".join(repr(name[:80]) for name in unknown[:_MOST_NAMED])
        message = f"the directive {_NAME} has no option {names}; what it says is left out"
        faults.append(_fault(message, "write it as front matter", places[unknown[0]]))
    return values, places, text, faults


def _yaml(
    lines: Sequence[str], start: int, end: int
) -> tuple[dict[str, Any], dict[str, int], int, list[Problem]]:
    stop = next((n for n in range(start + 1, end) if lines[n].strip() == _RULE), None)
    if stop is None:
        return {}, {}, start, []
    block = yaml_block.load("\n".join(lines[start + 1 : stop]))
    # it counts from the first line of a file
    places = {key: line + start for key, line in block.lines.items()}
    faults = [dc.replace(problem, line=problem.line + start) for problem in block.problems]
    return dict(block.values), places, stop + 1, faults


def _fault(message: str, remedy: str, line: int) -> Problem:
    return Problem(subtype=PostWarning.FRONT_MATTER, message=message, remedy=remedy, line=line)
