"""What the rules are told about the text they work on: :class:`standfirst.reading.ParseContext`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.budget import Budget
from standfirst.policy.refusals import Refusals
from standfirst.warnings_ import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

    from standfirst.warnings_ import Report

LEVELS = "standfirst_levels"
"""Where in the environment :func:`depth_of` finds its answer."""
LINE = "standfirst_line"
"""Where in the environment the 1-based line is kept of the block whose text is read."""
DEEPEST = 12
"""How many directives may lie within one another."""
_BUDGET = "standfirst_budget"
_SEPARATORS = ("<excerpt/>", "<!--more-->")


def lang_of(env: MutableMapping[str, Any]) -> str:
    """Return the BCP 47 tag of the text."""
    context = env.get("standfirst")
    return str(context.lang) if context is not None else "en"


def separators_of(env: MutableMapping[str, Any]) -> tuple[str, ...]:
    """Return the texts that end the excerpt."""
    context = env.get("standfirst")
    return tuple(context.separators) if context is not None else _SEPARATORS


def depth_of(env: MutableMapping[str, Any]) -> int:
    """Return how many levels of lists and quotes are around the text: none, but for a directive's content."""
    return int(env.get(LEVELS, 0))


def report_of(env: MutableMapping[str, Any]) -> Report:
    """Return where problems are reported."""
    context = env.get("standfirst")
    report: Report = context.report if context is not None else _ignore
    return report


def refusals_of(env: MutableMapping[str, Any]) -> Refusals:
    """Return what says which links, classes and ids the text may have."""
    context = env.get("standfirst")
    found: Refusals | None = getattr(context, "refusals", None)
    return found or Refusals(report=report_of(env))


def affords(env: MutableMapping[str, Any], size: int, kind: str, line: int) -> bool:
    """Return whether the text may make *size* characters more; the first time that it may not is reported.

    :param kind: What makes them, in the plural.
    :param line: 1-based.
    """
    budget = _budget_of(env)
    if budget.spend(size):
        return True
    message = f"the text would grow by more than {budget.bound} characters by its {kind}; what goes beyond stays as it is written"
    report_size(env, kind, message, "write them shorter, or use them less often", line)
    return False


def report_size(env: MutableMapping[str, Any], kind: str, message: str, remedy: str, line: int) -> None:  # fmt: skip
    """Report that the text has too much of one *kind*; only once, however often that is found."""
    if _budget_of(env).is_news(kind):
        report_of(env)(Problem(subtype=PostWarning.SIZE, message=message, remedy=remedy, line=line))


def _budget_of(env: MutableMapping[str, Any]) -> Budget:
    context = env.get("standfirst")
    budget: Budget = context.budget if context is not None else env.setdefault(_BUDGET, Budget(0))
    return budget


def _ignore(problem: Problem) -> None:
    """Take *problem* where nobody asked for them."""
