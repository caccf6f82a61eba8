"""Programs from npm that only ``make audit`` has (requirements/package.json)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def tool(path: str) -> Path:
    """Return the path of a file below ``node_modules``; the test is skipped where it is not there."""
    found = Path(os.environ.get("STANDFIRST_NODE", "node_modules"), path).absolute()
    if not found.is_file():
        pytest.skip(f"needs {path} from npm, which `make audit` installs")
    return found
