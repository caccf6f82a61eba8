"""What is wrong with a publication, for people and for machines: of a check and of a build in one form.

::

    Finding (check), a record of Sphinx's log (build) --> Said --as_lines()--> lines for people

For people one thing is said once: what many files have in common is one line with a count, and so
is the rest of what a file has again and again. Machines get everything.
"""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from typing import TYPE_CHECKING

from standfirst.text import cleaning
from standfirst.text.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standfirst.problems import Level, Problem

GUIDE = "https://standfirst.readthedocs.io/en/latest/guide/warnings/"
"""Where each type of warning is explained."""
_MOST_FILES = 10
"""Files of which the same is said, each in a line of its own."""
_MOST_OF_A_TYPE = 20
"""Lines of one type that a file has."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A problem and its file."""

    path: str
    """Below the publication's folder, with forward slashes."""
    problem: Problem


@dc.dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Said:
    """A line of what is wrong, whoever has found it."""

    path: str = ""
    """Below the publication's folder where it lies there; empty: of no file."""
    line: int = 1
    column: int = 1
    level: Level = "warning"
    type: str = ""
    """As ``suppress_warnings`` takes it; empty: it has none."""
    text: str = ""

    @classmethod
    def of(cls, finding: Finding) -> Said:
        """Return what is said of a finding."""
        problem = finding.problem
        return cls(
            path=finding.path,
            line=problem.line,
            column=problem.column or 1,
            level=problem.level,
            type=f"standfirst.{problem.subtype.value}",
            text=problem.text(),
        )

    def shown(self, more: str = "") -> str:
        """Return it in one line: ``file:line:column: level [type] message``.

        :param more: What is said behind it.
        """
        place = f"{self.path}:{self.line}:{self.column}: " if self.path else ""
        kind = f" [{self.type}]" if self.type else ""
        return cleaning.one_line(f"{place}{self.level}{kind} {self.text}{more}")

    @property
    def common(self) -> tuple[str, str, str]:
        """Return what is the same where two files have the same fault."""
        return self.level, self.type, self.text


def as_lines(found: Iterable[Said]) -> list[str]:
    """Return the lines for people, in order of file and line, each thing once."""
    every = sorted(set(found))
    files = Counter(
        common for _, common in {(said.path, said.common) for said in every if said.path}
    )
    told: set[tuple[str, str, str]] = set()
    kept: list[Said] = []
    for said in every:
        others = files[said.common] - 1
        if others < _MOST_FILES:
            kept.append(said)
        elif said.common not in told:
            told.add(said.common)
            kept.append(dc.replace(said, text=f"{said.text}; so in {counted(others, 'more file')}"))
    return [*_without_the_rest(kept)]


def _without_the_rest(found: Sequence[Said]) -> Iterator[str]:
    """Yield a line each, but one for all that a file has of a type beyond some."""
    of_type = Counter((said.path, said.type) for said in found)
    shown: Counter[tuple[str, str]] = Counter()
    for said in found:
        key = said.path, said.type
        shown[key] += 1
        if not said.path or of_type[key] <= _MOST_OF_A_TYPE or shown[key] < _MOST_OF_A_TYPE:
            yield said.shown()
        elif shown[key] == _MOST_OF_A_TYPE:
            rest = of_type[key] - shown[key] + 1
            text = f"{rest:,} more of this type, from this line on; `standfirst check --format json` has all"
            yield dc.replace(said, text=text).shown()


def as_text(findings: Iterable[Finding]) -> str:
    """Return the lines for people."""
    return "\n".join(as_lines(map(Said.of, findings)))


def total(found: Iterable[Said]) -> str:
    """Return how much is wrong, and where each type is explained; empty where nothing is."""
    every = set(found)
    if not every:
        return ""
    files = {said.path for said in every if said.path}
    where = f" in {counted(len(files), 'file')}" if files else ""
    return f"{numbers(every)}{where}; what each means: {GUIDE}"


def numbers(found: Iterable[Said]) -> str:
    """Return how many errors and warnings there are: ``1 error and 2 warnings``, ``0 warnings``."""
    of_level = Counter(said.level for said in found)
    some = [counted(of_level[level], level) for level in ("error", "warning") if of_level[level]]
    return " and ".join(some) or counted(0, "warning")


def as_data(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return the findings as plain data, for JSON."""
    return [
        {
            "file": cleaning.shown(f.path),
            "line": f.problem.line,
            "column": f.problem.column or 1,
            "level": f.problem.level,
            "type": f"standfirst.{f.problem.subtype.value}",
            "message": f.problem.message,
            "remedy": f.problem.remedy,
        }
        for f in findings
    ]


def as_github(findings: Iterable[Finding]) -> str:
    """Return workflow commands that annotate a pull request.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "\n".join(
        f"::{f.problem.level} file={_property(cleaning.shown(f.path))},line={f.problem.line},"
        f"col={f.problem.column or 1},title={_property(f'standfirst.{f.problem.subtype.value}')}"
        f"::{_data(f.problem.text())}"
        for f in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
