"""Folders of files that are given as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def written(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Return *root*, below which each file now lies by its path, with the folders above it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root
