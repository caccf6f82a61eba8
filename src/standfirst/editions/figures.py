"""Pictures of an edition: the one place that says which file stands for an address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from pathlib import Path

_TAKEN = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
"""Kinds of files that Typst reads."""


def picture_for(src: str, root: Path) -> Path | None:
    """Return the file of a picture as editions take it; None where it cannot be shown.

    :param src: http(s) URL, or path below the source folder.
    :param root: The source folder.
    """
    if "://" in src or src.startswith("data:"):
        return None
    for name in (src, unquote(src)):
        path = root.joinpath(name.lstrip("/"))
        if (
            path.suffix.lower() in _TAKEN
            and path.is_file()
            and path.resolve().is_relative_to(root.resolve())
        ):
            return path
    return None
