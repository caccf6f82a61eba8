"""Editions: every article, volume and the whole publication as PDF and ePub."""

from __future__ import annotations

import importlib.util
import shlex
import sys

_PACKAGES = ("typst", "pikepdf")
"""What editions need and pages do not."""


def missing_packages() -> str:
    """Return which packages are missing and how to install them, in one line; empty: none is."""
    names = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    if not names:
        return ""
    return (
        f"editions need the packages {' and '.join(names)}; "
        f"{shlex.quote(sys.executable)} -m pip install 'standfirst[editions]' installs them"
    )
