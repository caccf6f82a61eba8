"""Destinations of links may have spaces, as in kramdown: ``[report](/files/annual report.pdf)``.

CommonMark wants angle brackets around such a destination. Only what looks like a path is one, so that
``[1](see below)`` stays text. Source: https://kramdown.gettalong.org/syntax.html#inline-links.
A title, which stands behind it, may go on over lines, but not for ever.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING

from markdown_it import helpers

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.helpers.parse_link_destination import _Result
    from markdown_it.helpers.parse_link_title import _State

_PART = r"(?:[^\s()<>\"'\\]|\([^\s()<>\"'\\]*+\))++"
_TITLED = r"(?![\"']|\([^()\n]*+\)[ \t]*+\))"
_SPACED = re.compile(rf"({_PART}(?: ++{_TITLED}{_PART}){{1,40}}+)(?=\s*+(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\))?\s*+\))")  # fmt: skip
_PATH = re.compile(r"[/.]")
_LONGEST_TITLE = 10_000
"""Characters of a title over several lines; with each line, what was read of it is copied."""


def link_destinations_plugin(md: MarkdownIt) -> None:
    """Read destinations with spaces, and titles up to a bound."""
    md.helpers = SimpleNamespace(  # type: ignore[assignment]  # a module with these three functions
        parseLinkLabel=helpers.parseLinkLabel,
        parseLinkTitle=_title,
        parseLinkDestination=_destination,
    )


def _destination(string: str, pos: int, maximum: int) -> _Result:
    """Return the destination that begins at *pos*."""
    result = helpers.parseLinkDestination(string, pos, maximum)
    if not result.ok or string[pos] == "<" or string[result.pos : result.pos + 1] != " ":
        return result
    found = _SPACED.match(string, pos, maximum)
    if found and _PATH.search(found[1]):
        result.str, result.pos = found[1], found.end()
    return result


def _title(string: str, start: int, maximum: int, prev_state: _State | None = None) -> _State:
    """Return the title that begins at *start*, or goes on there."""
    if prev_state is not None and len(prev_state.str) > _LONGEST_TITLE:
        prev_state.can_continue = False
        return prev_state
    return helpers.parseLinkTitle(string, start, maximum, prev_state)
