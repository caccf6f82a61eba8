"""Whether anything has changed since the last build: asked before Sphinx is loaded, which takes a second itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import standfirst

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STAMP = "inputs.sha256"
NEXT = "next-publication.txt"
_IGNORED = frozenset({"_build", "node_modules", "__pycache__", "tests", "benchmarks"})
_VARIABLES = ("READTHEDOCS_CANONICAL_URL", "SOURCE_DATE_EPOCH")
"""Variables of the environment that a build reads."""


def digest(root: Path, options: Iterable[str]) -> str:
    """Return a hash of everything that a build of *root* depends on, by path, size and time of change."""
    state = hashlib.sha256(repr((sorted(options), standfirst.__version__)).encode())
    for name in _VARIABLES:
        state.update(repr(os.environ.get(name)).encode())
    for folder in (root, Path(standfirst.__file__).parent):
        for line in _states(folder):
            state.update(line.encode("utf-8", "surrogateescape"))
    return state.hexdigest()


def _states(root: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(n for n in folders if not n.startswith(".") and n not in _IGNORED)
        for name in sorted(files):
            path = os.path.join(folder, name)  # noqa: PTH118  # thousands of files, quickly
            try:
                info = os.stat(path)  # noqa: PTH116
            except OSError:
                yield f"{path}\0gone\n"
                continue
            yield f"{path}\0{info.st_size}\0{info.st_mtime_ns}\n"


def is_fresh(work: Path, out: Path, current: str, now: dt.datetime) -> bool:
    """Return whether the build in *out* is of the inputs *current*, and no post has come due since.

    :param work: Folder of the build's own files.
    """
    try:
        if (work / STAMP).read_text(encoding="ascii").strip() != current:
            return False
    except OSError:
        return False
    if not (out / "index.html").is_file():
        return False
    try:
        due = dt.datetime.fromisoformat((work / NEXT).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return True
    return now < due


def remember(work: Path, current: str) -> None:
    """Note that the inputs *current* have been built."""
    work.mkdir(parents=True, exist_ok=True)
    (work / STAMP).write_text(f"{current}\n", encoding="ascii")


def forget(work: Path) -> None:
    """Note that what is in the output is of no known inputs."""
    (work / STAMP).unlink(missing_ok=True)
