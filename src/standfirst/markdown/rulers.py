"""What several rules need: a rule that is there already, wrapped, and a look ahead that costs no more than the text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    from markdown_it.ruler import RuleOptionsType, Ruler
    from markdown_it.utils import EnvType


def wrap(
    ruler: Ruler[Any], name: str, held: Callable[..., Any], alt: Sequence[str] | None = None
) -> None:
    """Put *held* in the place of the rule *name*, which it is given as ``rule``; nothing where there is none.

    :param alt: Blocks that it may end, where they are to be others.
    """
    # the ruler has no public way to a rule that was added to it
    found = next((rule for rule in ruler.__rules__ if rule.name == name), None)
    if found is not None:
        options: RuleOptionsType = {"alt": list(found.alt if alt is None else alt)}
        ruler.at(name, partial(held, rule=found.fn), options)


def following(env: EnvType, source: str, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:  # fmt: skip
    """Return the first place from *start* on where *source* has the *pattern*.

    What was gone through for one opening is not gone through again for the next: else a text of
    openings whose one end lies far away, or nowhere, would be read from each of them.
    """
    seen = env.setdefault("sf_following", {})
    first, found = seen.get((source, pattern), (start + 1, None))
    if first <= start and (found is None or found.start() >= start):
        return found  # type: ignore[no-any-return]
    found = pattern.search(source, start)
    seen[source, pattern] = start, found
    return found
