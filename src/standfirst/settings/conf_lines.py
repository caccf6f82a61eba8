"""Where ``conf.py`` says what: name, or way to an entry of its value -> line.

What is wrong with a value is found in the value. Here the file is read once more, as a text, for
its lines; it is not run.
"""

from __future__ import annotations

import ast
import dataclasses as dc
from functools import lru_cache
from typing import TYPE_CHECKING

from standfirst.settings.conf_py import CONF

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from standfirst.problems import ConfWay, Problem


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ConfLines:
    """The lines of one ``conf.py``."""

    assigned: Mapping[str, ast.stmt]
    """Name -> the statement that sets it last."""
    used: frozenset[str] = frozenset()
    """Names that the file itself asks for."""

    def line(self, way: ConfWay) -> int:
        """Return the 1-based line of the entry that *way* leads to, or of as much of it as is written out; else 1."""
        if not way or not isinstance(way[0], str) or way[0] not in self.assigned:
            return 1
        node: ast.AST = self.assigned[way[0]]
        line = self.assigned[way[0]].lineno
        inner = getattr(node, "value", None)
        for part in way[1:]:
            inner, found = _entry(inner, part)
            line = found or line
        return line


def _entry(node: ast.AST | None, part: object) -> tuple[ast.AST | None, int]:
    """Return the entry *part* of a list or mapping that is written out, and its line; else None and 0."""
    if isinstance(node, ast.List | ast.Tuple):
        if isinstance(part, int):
            found = node.elts[part : part + 1]
        else:
            found = [
                each
                for each in node.elts
                if _said(each) in (part, list(part) if isinstance(part, tuple) else part)
            ]
        return (found[0], found[0].lineno) if found else (None, 0)
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == part:
                return value, key.lineno
    return None, 0


def _said(node: ast.AST) -> object:
    """Return what an entry says, where that is written out."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, MemoryError, RecursionError):
        return None


def lines_of(root: Path) -> ConfLines:
    """Return the lines of the ``conf.py`` in *root*; none where it cannot be read."""
    try:
        return _lines((root / CONF).read_bytes())
    except OSError:
        return ConfLines(assigned={})


@lru_cache(maxsize=4)
def _lines(text: bytes) -> ConfLines:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # who runs it says so
        return ConfLines(assigned={})
    assigned: dict[str, ast.stmt] = {}
    for statement in tree.body:
        targets = (
            statement.targets
            if isinstance(statement, ast.Assign)
            else [statement.target]
            if isinstance(statement, ast.AnnAssign)
            else []
        )
        assigned |= {each.id: statement for each in targets if isinstance(each, ast.Name)}
    used = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    return ConfLines(assigned=assigned, used=frozenset(used))


def placed(root: Path, problem: Problem) -> Problem:
    """Return a problem of ``conf.py`` with its line."""
    return dc.replace(problem, line=lines_of(root).line(problem.way)) if problem.way else problem
