"""Where the commands that make pages keep what they know from build to build."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def work_of(folder: Path, output: Path | None, name: str = "html") -> Path:
    """Return the folder of what is kept between builds of the publication in *folder*.

    :param output: Where its pages go, if not below ``_build``.
    """
    which = name if output is None else _slug(output, folder)
    return folder / "_build" / "doctrees" / which


def _slug(path: Path, folder: Path) -> str:
    """Return a name for the output folder *path* of the publication in *folder*, the same wherever both lie."""
    way = os.path.relpath(path.resolve(), folder.resolve())
    return hashlib.sha256(way.encode("utf-8", "surrogateescape")).hexdigest()[:12]
