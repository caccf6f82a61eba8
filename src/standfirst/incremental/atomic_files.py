"""Atomic writes into the output, only where the bytes differ.

A page that would not change keeps its file and its time of change, so that rsync and caches
have nothing to do; a build that is killed leaves whole files.
"""

from __future__ import annotations

import contextlib
import dataclasses as dc
import os
from pathlib import Path

NEW = ".standfirst-new"
"""Name of a file that is being written, in the folder where it will be."""
_PATH: type[Path] = type(Path())


class OutputError(ValueError):
    """A file that cannot be written or removed; the message says which, why and what to do."""


@dc.dataclass(kw_only=True, slots=True)
class Tally:
    """A count of the files written and left."""

    written: int = 0
    left: int = 0
    """Files that were as they should be."""

    def add(self, other: Tally) -> None:
        """Count what *other* has counted."""
        self.written += other.written
        self.left += other.left


def write(path: Path, content: bytes, tally: Tally | None = None) -> bool:
    """Write *content*; return whether it was not there already.

    :raises OutputError: It cannot be written; what was there is as it was.
    """
    different = not _is(path, content)
    if different:
        new = path.with_name(f"{NEW}-{os.getpid()}")
        try:
            try:
                new.write_bytes(content)
            except FileNotFoundError:  # seldom: most folders are there
                path.parent.mkdir(parents=True, exist_ok=True)
                new.write_bytes(content)
            new.replace(path)
        except OSError as exc:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
            raise error(path, exc) from exc
    if tally is not None:
        tally.written += different
        tally.left += not different
    return different


def copy(source: Path, path: Path) -> None:
    """Copy a file with its time of change, where its bytes differ.

    :raises OSError: *source* cannot be read.
    :raises OutputError: It cannot be written; what was there is as it was.
    """
    info = source.stat()
    with contextlib.suppress(OSError):
        there = path.stat()
        if (there.st_size, there.st_mtime_ns) == (info.st_size, info.st_mtime_ns):
            return
    if write(path, source.read_bytes()):
        try:
            os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
        except OSError as exc:
            raise error(path, exc) from exc


def _is(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def error(path: Path, exc: OSError) -> OutputError:
    """Return the error that says why *path* cannot be written or removed."""
    reason = exc.strerror or type(exc).__name__
    return OutputError(
        f"{path} cannot be written ({reason}); the file that was there is as it was; "
        "make room, or mend the folder's permissions, and build again"
    )


class OutputFile(_PATH):  # type: ignore[misc, valid-type]  # the class for this system
    """A path whose text is written by :func:`write`; for Sphinx, which writes pages itself."""

    tally: Tally | None = None

    def write_text(
        self,
        data: str,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,  # noqa: ARG002  # pages have Unix's line ends everywhere
    ) -> int:
        """Write *data* where it differs; return its number of characters."""
        write(Path(self), data.encode(encoding or "utf-8", errors or "strict"), self.tally)
        return len(data)


def sweep(root: Path) -> None:
    """Remove the unfinished files of a build that was killed."""
    for path in root.rglob(f"{NEW}-*"):
        path.unlink(missing_ok=True)
