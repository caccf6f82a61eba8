"""Where ``conf.py`` says what: name, or way to an entry of its value -> line.

What is wrong with a value is found in the value. Here the file is read once more, as a text, for
its lines; it is not run.
"""

from __future__ import annotations

import ast
import dataclasses as dc
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from standfirst.settings.conf_py import CONF

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from standfirst.problems import ConfWay, Problem

_Entries = dict[str, tuple[ast.AST | None, int]]


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ConfLines:
    """The lines of one ``conf.py``."""

    assigned: Mapping[str, ast.stmt]
    """Name -> the statement that sets it last."""
    used: frozenset[str] = frozenset()
    """Names that the file itself asks for."""
    _entries: dict[ast.AST | None, _Entries] = dc.field(default_factory=dict, compare=False)
    """Of each list or mapping in which one has been looked up: a file may have as many problems as entries."""

    def line(self, way: ConfWay) -> int:
        """Return the 1-based line of the entry that *way* leads to, or of as much of it as is written out; else 1."""
        if not way or not isinstance(way[0], str) or way[0] not in self.assigned:
            return 1
        statement = self.assigned[way[0]]
        node, line = getattr(statement, "value", None), statement.lineno
        for part in way[1:]:
            node, line = self._entries_of(node).get(_key(part), (None, line))
        return line

    def _entries_of(self, node: ast.AST | None) -> _Entries:
        if node not in self._entries:
            self._entries[node] = _entries(node)
        return self._entries[node]


def _entries(node: ast.AST | None) -> _Entries:
    """Return the entries of a list or mapping that is written out, and their lines, by what leads to each."""
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        return {
            _key(key.value): (value, key.lineno)
            for key, value in pairs
            if isinstance(key, ast.Constant)
        }
    elements = node.elts if isinstance(node, ast.List | ast.Tuple) else []
    numbered = takewhile(lambda each: not isinstance(each, ast.Starred), elements)
    return {
        **{_key(_said(each)): (each, each.lineno) for each in reversed(elements)},
        **{_key(number): (each, each.lineno) for number, each in enumerate(numbered)},
    }


def _key(part: object) -> str:
    """Return by what an entry is looked up: a pair is one as a list too."""
    return repr(tuple(part) if isinstance(part, list) else part)


def _said(node: ast.AST) -> object:
    """Return what an entry says, where that is written out."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, MemoryError, RecursionError):
        return None


def lines_of(root: Path) -> ConfLines:
    """Return the lines of the ``conf.py`` in *root*; none where it cannot be read."""
    file = root / CONF
    try:
        state = file.stat()
        return _lines(file, state.st_mtime_ns, state.st_size)
    except OSError:
        return ConfLines(assigned={})


@lru_cache(maxsize=4)
def _lines(file: Path, _modified: int, _size: int) -> ConfLines:
    try:
        tree = ast.parse(file.read_bytes())
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
