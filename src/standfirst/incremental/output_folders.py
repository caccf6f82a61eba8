"""The mark of folders that builds make: nothing in one is a source, whatever it is called and wherever it lies.

Of what is made there, Markdown copies of articles above all look like sources: read as such, they
would publish what the last build published, also of an article that has been withdrawn since.

The mark tells too which files builds have made there: where the work folder is lost, of which the output
comes back from a cache, those that nobody wants any more go all the same.
"""

from __future__ import annotations

import json
import os
import zlib
from typing import TYPE_CHECKING

from standfirst.incremental.atomic_files import write

if TYPE_CHECKING:
    from collections.abc import Collection, Container
    from pathlib import Path

MARK = ".standfirst-output"
_SAID = b"A build of Standfirst has made this folder. Nothing in it is read as a source.\n"
_OUT = frozenset({"", ".", ".."})
"""Parts of a path that lead out of a folder, or to the folder itself."""
_OF_SPHINX = ".buildinfo"
"""What Sphinx writes beside pages, as earlier versions of ours did without a mark."""
STATIC, _STYLE = "_static", "standfirst.css"
"""What is beside pages, also where somebody has copied them without hidden files."""


def mark(folder: Path) -> None:
    """Mark *folder*, which is there, before anything is made in it: the build may not end.

    :raises OutputError: The mark cannot be written.
    """
    if not _read(folder).startswith(_SAID):
        write(folder / MARK, _SAID)


def note(folder: Path, by: str, files: Collection[str]) -> None:
    """Note in the mark of *folder*, if it has one, which files have been made there.

    :param by: Who has made them.
    :param files: Below *folder*, with forward slashes.
    :raises OutputError: It cannot be written.
    """
    before = _lists(folder)
    lists = {**before, by: sorted(files)}
    if lists != before and (folder / MARK).is_file():
        said = json.dumps(lists, sort_keys=True).encode("ascii")
        write(folder / MARK, _SAID + zlib.compress(said))


def noted(folder: Path, by: str) -> list[str]:
    """Return the files that :func:`note` was told of last; none where the mark is not whole."""
    # what is to be removed never lies elsewhere, whoever has written the mark
    return [file for file in _lists(folder).get(by, ()) if _OUT.isdisjoint(file.split("/"))]


def _lists(folder: Path) -> dict[str, list[str]]:
    try:
        found = json.loads(zlib.decompress(_read(folder).removeprefix(_SAID)))
        return {str(by): [str(file) for file in files] for by, files in found.items()}
    except (zlib.error, ValueError, AttributeError, TypeError):
        return {}


def _read(folder: Path) -> bytes:
    try:
        return (folder / MARK).read_bytes()
    except OSError:
        return b""


def is_output(folder: str | os.PathLike[str], names: Container[str]) -> bool:
    """Return whether *folder*, which has *names*, is one of ours, one of another build of Sphinx, or a copy of one."""
    return (
        MARK in names
        or _OF_SPHINX in names
        or (STATIC in names and os.path.isfile(os.path.join(folder, STATIC, _STYLE)))  # noqa: PTH113, PTH118  # asked of each folder
    )
