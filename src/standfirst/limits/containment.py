"""Which files belong to a folder: regular ones that lie in it, wherever links on the way to them lead.

A publication takes folders from many hands, and a link in them may lead to anything that this
machine can read. One that leads out of the publication is not followed, wherever it is. What
``conf.py`` itself names outside is the editor's own; then links must not leave that folder.
"""

from __future__ import annotations

import contextlib
import dataclasses as dc
import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.incremental import output_folders
from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

MADE = "_build"
"""Folder at the root of what builds make, which no link may lead into: the next build would copy it again."""
_MOST_LINKED = 1_000
"""Folders that one walk enters by links: a few links to each other's folders make as many paths as one likes."""
_OUTSIDE = "is a link to a {what} outside"
_BACK = "is a link to a folder in which it lies itself"
MADE_BY_A_BUILD = "is a folder that a build has made"
"""The fault of an output folder that a walk meets."""
_REMEDIES = {
    MADE_BY_A_BUILD: f"move it out of here, or name the folder itself in conf.py; where it holds sources, delete {output_folders.MARK} in it"
}


@dc.dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that a walk has met, or a folder that it does not enter."""

    path: str
    """Below the folder that is walked through, with forward slashes."""
    fault: str = ""
    """Why it is left out, as the end of a sentence; empty: it is a file that may be used."""
    is_folder: bool = False
    """Whether it is a folder, which has a fault then."""


class Bounds:
    """A folder that nothing may lead out of."""

    def __init__(self, root: Path) -> None:
        """Take the folder; a link to it is followed.

        :param root: May be a file, which is then all there is.
        """
        self.root = os.path.realpath(root)
        self._real: dict[str, str] = {}
        self._made: dict[str, bool] = {}

    def fault(self, path: str | os.PathLike[str]) -> str:
        """Return why the file *path* may not be used, as the end of a sentence; empty: it may."""
        place = os.fspath(path)
        folder, name = os.path.split(place)
        try:
            mode = os.lstat(place).st_mode  # tens of thousands, quickly
            if stat.S_ISREG(mode):
                return self.why_outside(os.path.join(self._folder(folder), name), place)  # noqa: PTH118
            if not stat.S_ISLNK(mode):
                return "is not a regular file"
            real = os.path.realpath(place, strict=True)
            return self.why_outside(real, place) or _irregular(os.stat(real).st_mode)  # noqa: PTH116
        except (OSError, ValueError) as exc:
            return _broken(exc, is_there=os.path.lexists(place))  # pathlib has no such thing

    def why_outside(self, real: str, place: str, what: str = "file") -> str:
        """Return why the target of *place* is outside this folder; empty: it is inside.

        :param real: Where it leads when all links are followed.
        """
        if real != self.root and not real.startswith(f"{self.root}{os.sep}"):
            return _OUTSIDE.format(what=what)
        if real == place:
            return ""
        parts = Path(real[len(self.root) + 1 :]).parts
        own = Path(place).parts
        if any(part.startswith(".") and part not in own for part in parts):
            return f"is a link to a hidden {what}"
        is_built = parts[:1] == (MADE,) and MADE not in own
        if is_built or (self.is_made(real) and not self._is_folder_made(place)):
            return f"is a link to a {what} that builds make"
        return ""

    def is_made(self, path: str) -> bool:
        """Return whether the file *path*, on the way to which is no link, lies in a folder that a build has made."""
        folder = os.path.dirname(path)  # noqa: PTH120
        if folder not in self._made:
            above, found = folder, False
            while len(above) > len(self.root) and not found:
                found = os.path.lexists(f"{above}{os.sep}{output_folders.MARK}")
                above = os.path.dirname(above)  # noqa: PTH120
            self._made[folder] = found
        return self._made[folder]

    def _is_folder_made(self, place: str) -> bool:
        folder, name = os.path.split(place)
        return self.is_made(os.path.join(self._folder(folder), name))  # noqa: PTH118

    def _folder(self, path: str) -> str:
        if path not in self._real:
            self._real[path] = os.path.realpath(path)
        return self._real[path]


def bounds(root: Path, entry: str | os.PathLike[str]) -> Bounds:
    """Return what links in the folder or file *entry* may not leave: the publication, or what ``conf.py`` names elsewhere.

    :param root: The publication's folder.
    :param entry: As ``conf.py`` has it: below *root*, or anywhere.
    """
    here = os.path.abspath(root)  # noqa: PTH100  # a link is not followed: it is judged
    full = os.path.abspath(os.path.join(root, entry))  # noqa: PTH100, PTH118
    return Bounds(root) if full == here or full.startswith(here + os.sep) else Bounds(Path(full))


def walk(
    folder: Path,
    within: Bounds,
    enters: Callable[[str], bool] = lambda _path: True,
    is_made: Callable[[str, Collection[str]], bool] = lambda _folder, names: (
        output_folders.MARK in names
    ),
) -> Iterator[FoundFile]:
    """Yield every file below *folder*, in order, those of a folder before those of its folders; links to folders are followed.

    :param enters: Told the path of each file and folder; where it says no, that is passed over.
    :param is_made: Told each folder below, and the names in it; where it says yes, a build has made it.
    """
    linked = 0
    waiting: list[tuple[str, tuple[str, ...]]] = [("", (os.path.realpath(folder),))]
    while waiting:
        below, way = waiting.pop()
        entries = _entries(os.path.join(folder, below))  # noqa: PTH118
        if entries is None:
            yield FoundFile(below or ".", "is a folder that cannot be read", is_folder=True)
            continue
        if below and is_made(os.path.join(folder, below), {entry.name for entry in entries}):  # noqa: PTH118
            yield FoundFile(below, MADE_BY_A_BUILD, is_folder=True)
            continue
        folders: list[tuple[str, tuple[str, ...]]] = []
        for entry in entries:
            path = f"{below}/{entry.name}" if below else entry.name
            if not enters(path):
                continue
            if not _is_folder(entry):
                yield FoundFile(path, within.fault(entry.path))
                continue
            real, fault = _entered(entry, way, within)
            linked += entry.is_symlink()
            if not fault and linked > _MOST_LINKED and entry.is_symlink():
                fault = f"is one of more than {_MOST_LINKED:,} links to folders"
            if fault:
                yield FoundFile(path, fault, is_folder=True)
            else:
                folders.append((path, (*way, real)))
        waiting += folders[::-1]


def _entries(folder: str) -> list[os.DirEntry[str]] | None:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False


def _entered(entry: os.DirEntry[str], way: tuple[str, ...], within: Bounds) -> tuple[str, str]:
    """Return where a folder really is, and why it is not entered."""
    if not entry.is_symlink():
        return os.path.join(way[-1], entry.name), ""  # noqa: PTH118
    real = os.path.realpath(entry.path)
    fault = within.why_outside(real, entry.path, "folder")
    if not fault and any(f"{other}{os.sep}".startswith(f"{real}{os.sep}") for other in way):
        fault = _BACK
    return real, fault


def _irregular(mode: int) -> str:
    return "" if stat.S_ISREG(mode) else "is not a regular file"


def _broken(exc: OSError | ValueError, *, is_there: bool) -> str:
    number = exc.errno if isinstance(exc, OSError) else errno.ENOENT
    if number == errno.ELOOP:
        return "is a link that leads in a circle"
    if number == errno.ENOENT:
        return "is a broken link" if is_there else "is not there"
    return f"cannot be read ({getattr(exc, 'strerror', exc)})"


def leaving(folder: Path) -> list[str]:
    """Return every link below *folder* that leads out of it, in order; no link is followed."""
    within, above = Bounds(folder), len(os.path.join(folder, ""))  # noqa: PTH118
    waiting, found = [str(folder)], []
    while waiting:
        # a folder for each page, quickly: they are not sorted
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_symlink():
                    real = os.path.realpath(entry.path)
                    if within.why_outside(real, real):
                        found.append(entry.path[above:].replace(os.sep, "/"))
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return sorted(found)


def entry_fault(root: Path, entry: str) -> str:
    """Return why a file or folder in ``conf.py`` may not be used, as the end of a sentence; empty: it may, if it exists."""
    full = os.path.join(root, entry)  # noqa: PTH118
    if not os.path.lexists(full):
        return ""
    within = bounds(root, entry)
    if os.path.isdir(full):  # noqa: PTH112
        return within.why_outside(os.path.realpath(full), os.path.abspath(full), "folder")  # noqa: PTH100
    return within.fault(full)


def problems(root: Path, entries: Iterable[str]) -> Iterator[tuple[str, Problem]]:
    """Yield path and problem of each link in the folders *entries* that leads out, in a circle or to no file.

    :param entries: Files and folders that ``conf.py`` names; those that are not there are passed over.
    """
    for entry in dict.fromkeys(entries):
        if fault := entry_fault(root, entry):
            yield entry, problem(fault)
            continue
        full = Path(root, entry)
        for found in walk(full, bounds(root, entry)) if full.is_dir() else ():
            if found.fault:
                yield os.path.normpath(os.path.join(entry, found.path)), problem(found.fault)  # noqa: PTH118


def problem(fault: str, remedy: str = "") -> Problem:
    """Return the problem of a file or folder that is left out.

    :param remedy: Where it is not that of *fault*, or of a link.
    """
    remedy = remedy or _REMEDIES.get(fault, "copy what it leads to here, or remove it")
    return Problem(subtype=PostWarning.FILE, message=f"{fault}; it is left out", remedy=remedy)
