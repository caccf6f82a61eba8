"""Helpers of several rules: wrapping a rule, and looking ahead in linear time."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    from markdown_it.ruler import RuleOptionsType, Ruler, StateBase
    from markdown_it.rules_block import StateBlock


def wrap(
    ruler: Ruler[Any], name: str, held: Callable[..., Any], alt: Sequence[str] | None = None
) -> None:
    """Replace the rule *name* by *held*, which gets the old one as ``rule``; do nothing where there is none.

    :param alt: Blocks that it may end, where they are to be others.
    """
    # the ruler has no public way to a rule that was added to it
    found = next((rule for rule in ruler.__rules__ if rule.name == name), None)
    if found is not None:
        options: RuleOptionsType = {"alt": list(found.alt if alt is None else alt)}
        ruler.at(name, partial(held, rule=found.fn), options)


def kept(state: StateBase) -> dict[Any, Any]:
    """Return the store of the rules for one text, empty at first."""
    memory: dict[Any, Any] = vars(state).setdefault("standfirst", {})
    return memory


def following(state: StateBase, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
    """Return the first place from *start* on where the text has the *pattern*.

    What was gone through for one opening is not gone through again for the next: else a text of
    openings whose one end lies far away, or nowhere, would be read from each of them.
    """
    memory = kept(state)
    first, found = memory.get(pattern, (start + 1, None))
    if first <= start and (found is None or found.start() >= start):
        return found  # type: ignore[no-any-return]
    found = pattern.search(state.src, start)
    memory[pattern] = start, found
    return found


def line_ended_by(state: StateBlock, found: re.Match[str] | None, end_line: int) -> int | None:
    """Return the line on which *found* is the last thing; None where nothing is found before *end_line*, or text follows it."""
    if found is None:
        return None
    last = bisect_right(state.bMarks, found.start()) - 1
    return None if last >= end_line or state.src[found.end() : state.eMarks[last]].strip() else last
