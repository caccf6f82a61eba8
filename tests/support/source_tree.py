"""The package's own files."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]


PACKAGE = ROOT / "src" / "standfirst"


MODULES = sorted(PACKAGE.rglob("*.py"))
