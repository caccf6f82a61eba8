"""What the Liquid of a text is given, and what comes of it."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

from standfirst.problems import PostWarning, Problem
from standfirst.text.counts import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from standfirst.problems import Report

_MOST_PROBLEMS = 20
LISTS = frozenset({"categories", "collections", "docs_to_write", "documents", "html_files", "html_pages", "pages", "posts", "related_posts", "static_files", "tags"})  # fmt: skip
"""What Jekyll's ``site`` has of all posts and pages, which a post cannot ask for here."""


class NoIncludeError(ValueError):
    """An include that is not there, or may not be used; the message says why, as the end of a sentence."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What the Liquid of a text knows and asks."""

    scope: Mapping[str, Any]
    """``site``, ``page`` and others: what a path may begin with."""
    addresses: Mapping[str, Callable[[str], str | None]]
    """What the tags ``post_url`` and ``link`` ask for the address of the file that they name; None where there is none."""
    include: Callable[[str], str]
    """Returns the text of an include; raises :class:`NoIncludeError`."""
    zone: dt.tzinfo
    """Of dates that name none."""
    lang: str
    """BCP 47 tag, for quotation marks."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """A text, carried out."""

    text: str
    lines: tuple[int, ...] = ()
    """0-based line of the source of each line; empty where each has its own."""

    def line(self, number: int) -> int:
        """Return the 1-based line of the source from which the 1-based line *number* comes."""
        if not self.lines:
            return number
        return self.lines[min(max(number - 1, 0), len(self.lines) - 1)] + 1


@dc.dataclass(kw_only=True)
class Problems:
    """What is wrong with the Liquid of one text, each thing once for a place."""

    body: str
    found: dict[tuple[int, str], Problem] = dc.field(default_factory=dict)

    def say(
        self,
        start: int,
        message: str,
        remedy: str = "",
        subtype: PostWarning = PostWarning.LIQUID,
    ) -> None:
        """Take one at the offset *start*."""
        message = " ".join(message.split())
        if (start, message) not in self.found:
            line = self.body.count("\n", 0, start) + 1 if len(self.found) < _MOST_PROBLEMS else 0
            column = start - self.body.rfind("\n", 0, start) if line else 0
            self.found[start, message] = Problem(subtype=subtype, message=message, remedy=remedy, line=line, column=column)  # fmt: skip

    def report(self, report: Report) -> None:
        """Report the first of them in the order of their places, and how many more there are."""
        told = list(self.found.values())[:_MOST_PROBLEMS]
        for problem in sorted(told, key=lambda problem: (problem.line, problem.column)):
            report(problem)
        if len(self.found) > _MOST_PROBLEMS:
            more = counted(len(self.found) - _MOST_PROBLEMS, "more problem")
            report(Problem(subtype=PostWarning.LIQUID, message=f"{more} with tags or variables", line=1, column=1))  # fmt: skip
