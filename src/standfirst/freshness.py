"""Whether anything has changed since the last build: asked before Sphinx is loaded, which takes a second itself."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import json
import os
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

import standfirst
from standfirst import dates
from standfirst.policy import hidden_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

STAMP = "inputs.sha256"
NEXT, NEWS = "next-publication.txt", "next-news.txt"
"""Files that say when a post appears or expires, and when one is news no more."""
_IGNORED = frozenset({"_build", "node_modules"})
"""Folders at the root that no build reads."""
_WAIT, _MOST_WAITS = 0.2, 5 * 3600
"""Seconds between two looks at a lock, and how often to look."""
_VARIABLES = ("READTHEDOCS_CANONICAL_URL", "SOURCE_DATE_EPOCH")
"""Variables of the environment that a build reads."""


def written(work: Path, out: Path, builder: str = "") -> Path:
    """Return where the list is kept of what the build in *out* has made: one for each output folder.

    :param builder: Name of a builder that shares its output folder with another.
    """
    way = os.path.relpath(out.resolve(), work.resolve())
    name = hashlib.sha256(way.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return work / "standfirst" / f"manifest-{builder}{name}.json"


def digest(root: Path, options: Iterable[str]) -> str:
    """Return a hash of everything that a build of *root* depends on, by path, size and time of change."""
    # with Typst, pages have citations in words; with Pagefind, there is a search
    there = [find_spec(module) is not None for module in ("typst", "pagefind_bin_extended")]
    said = (sorted(options), standfirst.__version__, there)
    state = hashlib.sha256(repr(said).encode())
    for name in _VARIABLES:
        state.update(repr(os.environ.get(name)).encode())
    for folder in (root, Path(standfirst.__file__).parent):
        for line in _states(folder):
            state.update(line.encode("utf-8", "surrogateescape"))
    return state.hexdigest()


def _states(root: Path) -> Iterator[str]:
    """Yield what tells one state of each file from another; links to folders lead to what is walked through anyway, or are not followed."""
    for folder, folders, files in os.walk(root):
        ignored = _IGNORED if folder == str(root) else ("__pycache__",)
        folders[:] = sorted(
            name for name in folders if hidden_files.is_published(name) and name not in ignored
        )
        for name in folders:
            path = os.path.join(folder, name)  # noqa: PTH118  # thousands of files, quickly
            if os.path.islink(path):  # noqa: PTH114
                yield f"{path[len(str(root)) :]}\0{os.path.realpath(path)}\n"
        for name in sorted(files):
            path = os.path.join(folder, name)  # noqa: PTH118
            below = path[len(str(root)) :]
            try:
                info = os.stat(path)  # noqa: PTH116
            except OSError:
                yield f"{below}\0gone\n"
                continue
            yield f"{below}\0{info.st_size}\0{info.st_mtime_ns}\n"


@contextlib.contextmanager
def alone(work: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Wait until no other process builds with the folder *work*.

    :param waiting: Called where there is one. Where the system has no such locks, nobody waits.
    """
    held = lock(work, waiting)
    try:
        yield
    finally:
        os.close(held)


def lock(folder: Path, waiting: Callable[[], None]) -> int:
    """Return a descriptor that holds the lock of *folder*, made where it is not there, until it is closed.

    :param waiting: Called where another process holds it.
    :raises OSError: The folder cannot be made, or the other does not end within an hour.
    """
    folder.mkdir(parents=True, exist_ok=True)
    held = os.open(folder, os.O_RDONLY)
    if fcntl is None:
        return held
    for attempt in range(_MOST_WAITS):
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if attempt == 0:
                waiting()
            time.sleep(_WAIT)
        else:
            return held
    os.close(held)
    raise OSError(errno.EBUSY, "another build does not end", str(folder))


def is_fresh(work: Path, out: Path, current: str, now: dt.datetime) -> bool:
    """Return whether the build in *out* is of the inputs *current*, and no post has come due since.

    :param work: Folder of the build's own files.
    """
    try:
        if (work / STAMP).read_text(encoding="ascii").strip() != current:
            return False
    except OSError:
        return False
    if not _is_whole(work, out):
        return False
    return not any(_is_past(work / name, now) for name in (NEXT, NEWS))


def _is_past(file: Path, now: dt.datetime) -> bool:
    try:
        due = dt.datetime.fromisoformat(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return False
    return dates.to_the_hour(now) >= due


def note_news(work: Path, moment: dt.datetime | None) -> None:
    """Note when the next article leaves the news; None: none is there."""
    if moment is None:
        (work / NEWS).unlink(missing_ok=True)
    else:
        (work / NEWS).write_text(f"{moment.isoformat()}\n", encoding="ascii")


def _is_whole(work: Path, out: Path) -> bool:
    """Return whether everything that the build has noted to have written is there."""
    try:
        files = json.loads(written(work, out).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return False
    base = str(out)
    return all(os.path.exists(f"{base}/{file}") for file in ("index.html", *files))  # noqa: PTH110  # thousands of files, quickly


def remember(work: Path, current: str) -> None:
    """Note that the inputs *current* have been built."""
    work.mkdir(parents=True, exist_ok=True)
    (work / STAMP).write_text(f"{current}\n", encoding="ascii")


def forget(work: Path) -> None:
    """Note that what is in the output is of no known inputs."""
    (work / STAMP).unlink(missing_ok=True)
