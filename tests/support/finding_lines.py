"""Findings of a check, to be held to what a build says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.checking.findings import Finding


def as_built(findings: Iterable[Finding]) -> list[str]:
    """Return the line with which a build would say each, in their order."""
    return [
        f"{each.path}:{each.problem.line}: {each.problem.level.upper()}: {each.problem.text()} [standfirst.{each.problem.subtype.value}]"
        for each in findings
    ]
