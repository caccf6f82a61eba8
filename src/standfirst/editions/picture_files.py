"""The picture files of editions: address of a picture -> file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WIDTH = 1500
"""Pixels in a row that a picture needs: the width of a page's text at 300 to the inch."""


def picture_for(src: str, printable: Mapping[str, Path]) -> Path | None:
    """Return the file of a picture as editions take it, JPEG, PNG or SVG; None where it cannot be shown.

    :param src: http(s) URL as it is written, or path below the source folder, perhaps percent-encoded.
    :param printable: URL or path -> file, of all pictures that were made ready.
    """
    names = (src, unquote(src), unquote(src).lstrip("/"))
    return next((printable[name] for name in names if name in printable), None)
