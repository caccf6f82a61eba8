"""The refused links, identifiers and classes of one text, each reported once."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.policy import classes, identifiers, links
from standfirst.problems import PostWarning, Problem
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from standfirst.problems import Report

_MOST = 100
"""Links and identifiers told of in one text; a hostile one could have a hundred thousand."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Refusals:
    """Decides what a text may have, and collects what it may not; lines are 1-based in that text."""

    report: Report
    extra: Collection[str] = ()
    """Classes that the publication's own style sheets know."""
    is_editors: bool = False
    """Whether it is the publisher's text, of whose classes only those that lay out the page are refused."""
    schemes: Collection[str] = ()
    """Schemes that a later step resolves."""
    offset: int = 0
    """Lines of the source file above the text."""
    classes: dict[str, int] = dc.field(default_factory=dict)
    """Name -> line of the source file where it was refused first."""
    told: set[str] = dc.field(default_factory=set)

    def below(self, lines: int) -> Refusals:
        """Return the same for a text that begins below *lines* of the source file."""
        return dc.replace(self, offset=lines)

    def leads_astray(self, address: str, line: int) -> bool:
        """Return whether the text may not link to *address*, and report it."""
        scheme = links.scheme_of(address)
        if scheme in self.schemes:
            # a file, of which the rest is the address
            return scheme == "path" and self.leads_astray(address.partition(":")[2], line)
        if not scheme or scheme in links.SCHEMES:
            return False
        self.report_once(links.refusal(address, line + self.offset))
        return True

    def is_taken(self, identifier: str, line: int) -> bool:
        """Return whether *identifier* belongs to the page around the text, and report it."""
        if identifier not in identifiers.ALL:
            return False
        self.report_once(
            Problem(
                subtype=PostWarning.REFUSED,
                message=f"the id {quoted(identifier)} belongs to the page around the text; it was left out",
                remedy="choose another",
                line=line + self.offset,
            )
        )
        return True

    def kept(self, names: Iterable[str], line: int) -> list[str]:
        """Return which of the classes *names* the text may use; :meth:`report_classes` reports the others."""
        if self.is_editors:
            return self.without_layout(names, line)
        return self._kept(names, line, classes.is_listed)

    def without_layout(self, names: Iterable[str], line: int) -> list[str]:
        """Return which of the classes *names* leave the page's layout alone, whoever gave them."""
        return self._kept(names, line, classes.leaves_layout)

    def _kept(
        self, names: Iterable[str], line: int, is_allowed: Callable[[str], bool]
    ) -> list[str]:
        kept = []
        for name in names:
            if name in self.extra or is_allowed(name):
                kept.append(name)
            else:
                self.classes.setdefault(name, line + self.offset)
        return kept

    def report_classes(self) -> None:
        """Report all refused classes, and forget them."""
        if self.classes:
            self.report(classes.problem(self.classes))
            self.classes.clear()

    def report_once(self, problem: Problem) -> None:
        """Report *problem* unless that has been done."""
        if problem.message not in self.told and len(self.told) < _MOST:
            self.told.add(problem.message)
            self.report(problem)
