"""A fence or role of MyST's, as the Markdown parser leaves it, taken apart without carrying it out."""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it.token import Token

FENCES = frozenset({"fence", "colon_fence"})
_INFO = re.compile(r"\{([^\s{}]+)\}[ \t]*(.*)", re.DOTALL)
_OPTION = re.compile(r"\s*:([\w-]+):(?:[ \t]+(.*))?")
_PAIR = re.compile(r"([\w-]+)[ \t]*:(?:[ \t]+(.*))?")


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Directive:
    """What a directive was given."""

    name: str
    """In lower case, as docutils compares it."""
    argument: str
    options: Mapping[str, str]
    content: str
    line: int
    """1-based, of its first line in the text."""
    above: int
    """Lines of the text above the content."""


def directive(token: Token) -> Directive | None:
    """Return what the fence *token* says; None where it is no directive's."""
    found = _INFO.fullmatch(token.info.strip()) if token.type in FENCES else None
    if found is None:
        return None
    lines = token.content.split("\n")
    options, taken = _in_rule(lines) if lines[0].startswith("---") else _in_colons(lines)
    line = token.map[0] + 1 if token.map else 1
    return Directive(
        name=found[1].lower(),
        argument=found[2].strip(),
        options=options,
        content="\n".join(lines[taken:]),
        line=line,
        above=line + taken,
    )


def _in_colons(lines: list[str]) -> tuple[dict[str, str], int]:
    """Return the options that stand as ``:name: value``, and how many lines they take."""
    options: dict[str, str] = {}
    for number, line in enumerate(lines):
        found = _OPTION.fullmatch(line)
        if found is None:
            return options, number
        options.setdefault(found[1], _bare(found[2]))
    return options, len(lines)


def _in_rule(lines: list[str]) -> tuple[dict[str, str], int]:
    """Return the options that stand between two rules, and how many lines they take."""
    options: dict[str, str] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.startswith("---"):
            return options, number
        found = _PAIR.fullmatch(line.strip())
        if found is not None:
            options.setdefault(found[1], _bare(found[2]))
    return options, len(lines)


def _bare(value: str | None) -> str:
    text = (value or "").strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
