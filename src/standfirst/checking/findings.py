"""Findings of ``standfirst check``, for people and for machines."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.problems import Problem


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A problem and its file."""

    path: str
    """Below the publication's folder, with forward slashes."""
    problem: Problem


def as_text(findings: Iterable[Finding]) -> str:
    """Return one line for each finding: ``file:line:column: level [standfirst.<subtype>] message; remedy``."""
    lines = (
        f"{f.path}:{f.problem.line}:{f.problem.column or 1}: {f.problem.level} "
        f"[standfirst.{f.problem.subtype.value}] {f.problem.text()}"
        for f in findings
    )
    return "\n".join(map(cleaning.one_line, lines))


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
