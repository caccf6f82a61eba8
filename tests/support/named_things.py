"""What a paper names in backticks, and whether it is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from source_tree import PACKAGE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

NAME = re.compile(r"_?[A-Z]\w*(\.\w+)?(\(\))?|[\w.]+\(\)")
"""A class, a constant, or a function with its parentheses; a method has its class before it."""


def quoted(text: str) -> list[str]:
    """Return what stands in backticks."""
    return re.findall(r"`([^`]+)`", text)


@cache
def file_of(name: str) -> Path | None:
    """Return the file or folder that a name means; None where there is none, or it is no path."""
    if not re.search(r"/|\.(?:py|md|toml)$", name):
        return None
    found = (base / name for base in (PACKAGE, ROOT))
    # modules that the page names without their folder
    return next(chain((path for path in found if path.exists()), PACKAGE.rglob(name)), None)


@cache
def defined(path: Path) -> set[str]:
    """Return the names that a module, or those directly in a folder, have: classes, what is in them, functions, constants."""
    found: set[str] = set()
    for module in [path] if path.suffix == ".py" else path.glob("*.py"):
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            found |= names_of(node)
            if isinstance(node, ast.ClassDef):
                found |= {f"{node.name}.{name}" for inner in node.body for name in names_of(inner)}
    return found


def names_of(node: ast.stmt) -> set[str]:
    """Return the names that a statement defines."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}
