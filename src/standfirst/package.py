"""The version of this package, and the folder in which its templates, styles and translations lie."""

from __future__ import annotations

from pathlib import Path

VERSION = "0.2.0"
PACKAGE = Path(__file__).parent
