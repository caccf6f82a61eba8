"""Whether anything has changed since the last build, found out without loading Sphinx, which takes a second."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import os
import time
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

from standfirst.incremental import machine, manifest, output_folders
from standfirst.package import PACKAGE
from standfirst.policy import hidden_files
from standfirst.text import dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from standfirst.incremental.contents import Contents

STAMP = "inputs.sha256"
NEXT, NEWS, SHOWN = "next-publication.txt", "next-news.txt", "shown-now.txt"
"""Files that say when a post appears or expires, when one is news no more, and which *now* pages show."""
_IGNORED = frozenset({"_build", "node_modules"})
"""Folders at the root that no build reads."""
_WAIT, _MOST_WAITS = 0.2, 5 * 3600
"""Seconds between two looks at a lock, and how often to look."""


def written(work: Path, out: Path, builder: str = "") -> Path:
    """Return the path of the manifest of the output folder *out*.

    :param builder: Name of a builder that shares its output folder with another.
    """
    way = os.path.relpath(out.resolve(), work.resolve())
    name = hashlib.sha256(way.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return work / "standfirst" / f"manifest-{builder}{name}.json"


def digest(root: Path, options: Iterable[str], contents: Contents) -> str:
    """Return a hash of everything that a build of *root* depends on, by path and content.

    :param contents: Of *root*; what is new in it is kept.
    """
    configured, extra = machine.configured(root)
    said = (sorted(options), machine.installed(), configured)
    state = hashlib.sha256(repr(said).encode())
    for name in machine.VARIABLES:
        state.update(repr(os.environ.get(name)).encode())
    for folder in (root, PACKAGE, *extra):
        for line in _states(folder, contents, hidden=folder in extra):
            state.update(line.encode("utf-8", "surrogateescape"))
    contents.save(whole=True)
    return state.hexdigest()


def _states(root: Path, contents: Contents, *, hidden: bool = False) -> Iterator[str]:
    """Yield what tells one state of each file from another; links to folders lead to what is walked through anyway, or are not followed, and what a build has made is no source.

    :param hidden: Whether all folders count whose names begin with a dot.
    """
    base, waiting = str(root), [str(root)]
    while waiting:
        folder = waiting.pop()
        entries = _entries(folder)
        if folder != base and any(entry.name == output_folders.MARK for entry in entries):
            continue
        ignored = _IGNORED if folder == base else ("__pycache__",)
        folders: list[str] = []
        for entry in entries:
            below = entry.path[len(base) :]
            if not _is_folder(entry):
                yield f"{below}\0{contents.of(entry.path, _info(entry)) or 'gone'}\n"
            elif entry.name in ignored or not (hidden or hidden_files.is_published(entry.name)):
                continue
            elif entry.is_symlink():
                yield f"{below}\0{os.path.relpath(os.path.realpath(entry.path), base)}\n"
            else:
                folders.append(entry.path)
        waiting += folders[::-1]


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:  # as good as empty: who reads it says so
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False


def _info(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat()
    except OSError:
        return None


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
    if fcntl is None:
        return os.open(os.devnull, os.O_RDONLY)  # Windows opens no folders
    held = os.open(folder, os.O_RDONLY)
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
    raise OSError(errno.EBUSY, "another build has not ended", str(folder))


def is_fresh(work: Path, out: Path, current: str, now: dt.datetime) -> bool:
    """Return whether the build in *out* was made from the inputs *current*, and no post has come due since.

    :param work: Folder of the build's own files.
    """
    try:
        if (work / STAMP).read_text(encoding="ascii").strip() != current:
            return False
    except OSError:
        return False
    if not manifest.is_whole(written(work, out), out):
        return False
    if any(_is_past(work / name, now) for name in (NEXT, NEWS)):
        return False
    shown = _moment(work / SHOWN)
    return shown is None or shown == dates.to_the_hour(now)


def _is_past(file: Path, now: dt.datetime) -> bool:
    due = _moment(file)
    return due is not None and dates.to_the_hour(now) >= due


def _moment(file: Path) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


def note(file: Path, moment: dt.datetime | None) -> None:
    """Note one of the moments that decide whether a build is fresh; None: there is no such moment."""
    if moment is None:
        file.unlink(missing_ok=True)
    else:
        file.write_text(f"{moment.isoformat()}\n", encoding="ascii")


def remember(work: Path, current: str) -> None:
    """Note that the inputs *current* have been built."""
    work.mkdir(parents=True, exist_ok=True)
    (work / STAMP).write_text(f"{current}\n", encoding="ascii")


def forget(work: Path) -> None:
    """Forget which inputs the output was made from."""
    (work / STAMP).unlink(missing_ok=True)
