"""The context of the rules: what they know of the text that they work on."""

from __future__ import annotations

import dataclasses as dc
from functools import partial
from typing import TYPE_CHECKING

from standfirst.limits.budget import Budget
from standfirst.policy.refusals import Refusals
from standfirst.problems import PostWarning, Problem, discard

if TYPE_CHECKING:
    from collections.abc import Collection, MutableMapping
    from typing import Any

    from standfirst.problems import Report

LEVELS = "standfirst_levels"
"""Where in the environment :func:`depth_of` finds its answer."""
DEEPEST = 12
"""How many directives may lie within one another."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ParseContext:
    """What the Markdown plugins are told; they find it in ``env["standfirst"]``."""

    report: Report = discard
    """Where problems are reported."""
    lang: str = "en"
    """BCP 47 tag of the text."""
    separators: tuple[str, ...] = ("<excerpt/>", "<!--more-->")
    """The texts that end the excerpt."""
    hard_wrap: bool = False
    """Whether each line of a paragraph is a line of its own."""
    roles: Collection[str] = ()
    """Roles that there are besides those of the tables, in lower case."""
    math: bool | None = None
    """Whether ``$$…$$`` is mathematics; None: it is text like any other."""
    refusals: Refusals | None = None
    """Whoever reads a text as a post's has one."""
    budget: Budget = dc.field(default_factory=partial(Budget, 0))


def context_of(env: MutableMapping[str, Any]) -> ParseContext:
    """Return what the plugins are told of the text."""
    found: ParseContext | None = env.get("standfirst")
    if found is None:  # a default that is made each time costs an article 0.4 ms
        found = env["standfirst"] = ParseContext()
    return found


def depth_of(env: MutableMapping[str, Any]) -> int:
    """Return how many levels of lists and quotes are around the text: none, but for a directive's content."""
    return int(env.get(LEVELS, 0))


def refusals_of(env: MutableMapping[str, Any]) -> Refusals:
    """Return the rules for the links, classes and ids of the text."""
    context = context_of(env)
    return context.refusals or Refusals(report=context.report)


def affords(env: MutableMapping[str, Any], size: int, kind: str, line: int) -> bool:
    """Return whether the text may add *size* characters; report the first time that it may not.

    :param kind: What makes them, in the plural.
    :param line: 1-based.
    """
    budget = context_of(env).budget
    if budget.spend(size):
        return True
    message = f"its {kind} would add more than {budget.bound} characters to the text; the rest stays as written"
    report_size(env, kind, message, "write them shorter, or use them less often", line)
    return False


def report_size(env: MutableMapping[str, Any], kind: str, message: str, remedy: str, line: int) -> None:  # fmt: skip
    """Report, once, that the text has too much of one *kind*."""
    context = context_of(env)
    if context.budget.is_news(kind):
        context.report(Problem(subtype=PostWarning.SIZE, message=message, remedy=remedy, line=line))
