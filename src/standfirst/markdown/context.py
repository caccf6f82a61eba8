"""What the rules are told about the text they work on: :class:`standfirst.reading.ParseContext`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.policy.refusals import Refusals

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

    from standfirst.warnings_ import Problem, Report

LEVELS = "standfirst_levels"
"""Where in the environment :func:`depth_of` finds its answer."""
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


def _ignore(problem: Problem) -> None:
    """Take *problem* where nobody asked for them."""
