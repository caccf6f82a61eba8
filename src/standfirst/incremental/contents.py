"""What files hold: a digest of each, kept from build to build.

A checkout, a copy or a cache gives files other times, and the same bytes. So what has changed is told
by digests. A file is read for one where its size or its times of change differ from those with which
it was read last; where they do not, the digest of then is taken, as git's index does:
https://git-scm.com/docs/racy-git tells why that is not done of a file that was read just after it was
written, and may have been written once more within the same tick of the clock.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from typing import TYPE_CHECKING, TypeAlias

from standfirst.incremental import whole_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "contents.json"
_FORM = "contents 1"
_RESTED = 3_000_000_000
"""Nanoseconds after which a change of a file gets another time, on every file system (FAT: two seconds)."""
_State: TypeAlias = tuple[int, int, int]
"""Size in bytes, times of the last change of content and of anything, in nanoseconds."""


def of_bytes(content: bytes) -> str:
    """Return the digest of *content*."""
    return hashlib.sha256(content).hexdigest()


def of_file(path: str | os.PathLike[str]) -> str:
    """Return the digest of a file; empty where it is no file that can be read."""
    try:
        # a pipe would wait for somebody to write
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116  # thousands of files, quickly
            return ""
        with open(path, "rb") as file:  # noqa: PTH123
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def kept_in(work: Path, root: Path) -> Contents:
    """Return the digests of the publication in *root*, with what is kept of them in the folder *work*."""
    return Contents(work / "standfirst" / FILE, root)


class Contents:
    """The digests of files, for one build."""

    def __init__(self, kept: Path, root: Path, clock: Callable[[], int] = time.time_ns) -> None:
        """Read what is kept of the build before.

        :param kept: Where it is kept.
        :param root: Files below it are known by their paths from there, wherever it lies.
        :param clock: Nanoseconds since 1970.
        """
        self._kept, self._clock = kept, clock
        self._root = f"{root}{os.sep}"
        self._before = _read(kept)
        self._known: dict[str, tuple[_State, str]] = {}
        self._told: dict[str, str] = {}
        """Of each file that was asked for in this build: no answer changes within one."""

    def of(self, path: str, info: os.stat_result | None = None) -> str:
        """Return the digest of a file; empty where it is no file that can be read.

        :param info: What the system says of it, links followed, where somebody has asked already.
        """
        name = path.removeprefix(self._root)
        if name not in self._told:
            self._told[name] = self._look(name, path, info)
        return self._told[name]

    def _look(self, name: str, path: str, info: os.stat_result | None) -> str:
        try:
            info = info or os.stat(path)  # noqa: PTH116  # as above
        except (OSError, ValueError):
            return ""
        state = info.st_size, info.st_mtime_ns, info.st_ctime_ns
        before = self._before.get(name)
        if before is not None and before[0] == state:
            self._known[name] = before
            return before[1]
        now = self._clock()
        found = of_file(path)
        if found and max(state[1:]) + _RESTED < now:
            self._known[name] = state, found
        return found

    def save(self, *, whole: bool = False) -> None:
        """Keep the digests.

        :param whole: All files were asked for: of others nothing is kept.
        :raises OutputError: They cannot be written.
        """
        kept = self._known if whole else {**self._before, **self._known}
        if kept != self._before:
            lines = {name: [*state, found] for name, (state, found) in kept.items()}
            whole_files.save(self._kept, _FORM, json.dumps(lines).encode("ascii"))
            self._before = kept


def _read(kept: Path) -> dict[str, tuple[_State, str]]:
    content = whole_files.load(kept, _FORM)
    if content is None:
        return {}
    return {
        name: ((size, changed, touched), found)
        for name, (size, changed, touched, found) in json.loads(content).items()
    }
