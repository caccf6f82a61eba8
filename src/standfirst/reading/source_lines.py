"""The lines of a text's source, where what is read of it has other lines.

What Liquid makes may have more lines than the source, or fewer. While it is parsed, what is reported has lines of
the text that is parsed; afterwards its tokens have those of the source.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping

    from markdown_it.token import Token

    from standfirst.policy.refusals import Refusals
    from standfirst.problems import Problem, Report
    from standfirst.reading.liquid.model import Rendered


class SourceLines:
    """Gives what is parsed the lines of its source."""

    def __init__(self, rendered: Rendered, report: Report) -> None:
        self._rendered = rendered
        self._report = report
        self._is_parsed = not rendered.lines

    def report(self, problem: Problem) -> None:
        """Report *problem*, at its line of the source."""
        if not self._is_parsed:
            problem = dc.replace(problem, line=self._rendered.line(problem.line))
        self._report(problem)

    def settle(
        self, tokens: Iterable[Token], env: MutableMapping[str, Any], refusals: Refusals
    ) -> None:
        """Give *tokens*, and what parsing has noted beside them, the lines of the source."""
        if self._is_parsed:
            return
        self._is_parsed = True
        for token in tokens:
            token.map = self._moved(token.map)
        for noted in (*env.get("references", {}).values(), *env.get("duplicate_refs", ())):
            noted["map"] = self._moved(noted.get("map"))
        for name, line in refusals.classes.items():
            refusals.classes[name] = self._rendered.line(line)

    def _moved(self, place: list[int] | None) -> list[int] | None:
        """Return the lines *place*, of which the second is the one behind the last, as those of the source.

        It is another list: several tokens may have the one that is given.
        """
        if not place:
            return place
        first = self._rendered.line(place[0] + 1) - 1
        last = self._rendered.line(max(place[1], place[0] + 1)) - 1
        return [first, max(first, last) + 1]
