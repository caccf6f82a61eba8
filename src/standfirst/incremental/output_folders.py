"""The mark of folders that builds make: nothing in one is a source, whatever it is called and wherever it lies.

Of what is made there, Markdown copies of articles above all look like sources: read as such, they
would publish what the last build published, also of an article that has been withdrawn since.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from standfirst.incremental.atomic_files import write

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

MARK = ".standfirst-output"
_SAID = b"A build of Standfirst has made this folder. Nothing in it is read as a source.\n"
_OF_SPHINX = ".buildinfo"
"""What Sphinx writes beside pages, as earlier versions of ours did without a mark."""
STATIC, _STYLE = "_static", "standfirst.css"
"""What is beside pages, also where somebody has copied them without hidden files."""


def mark(folder: Path) -> None:
    """Mark *folder*, which is there, before anything is made in it: the build may not end.

    :raises OutputError: The mark cannot be written.
    """
    write(folder / MARK, _SAID)


def is_output(folder: str | os.PathLike[str], names: Container[str]) -> bool:
    """Return whether *folder*, which has *names*, is one of ours, one of another build of Sphinx, or a copy of one."""
    return (
        MARK in names
        or _OF_SPHINX in names
        or (STATIC in names and os.path.isfile(os.path.join(folder, STATIC, _STYLE)))  # noqa: PTH113, PTH118  # asked of each folder
    )
