"""The package's own files."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


PACKAGE = ROOT / "src" / "standfirst"


MODULES = sorted(PACKAGE.rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a file, which is not changed."""
    return ast.parse(path.read_text(encoding="utf-8"))
