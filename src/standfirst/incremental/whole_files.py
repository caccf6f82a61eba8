"""Files of the work folder that are whole and of this form, or are taken for nothing.

What a build keeps for the next may be cut off by a full disk, come from another version, or from a
cache that has half of it. In the first line stand the form and a digest of the rest: a file in which
either is another is as good as none.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from standfirst.incremental.atomic_files import write

if TYPE_CHECKING:
    from pathlib import Path


def save(file: Path, form: str, content: bytes) -> None:
    """Keep *content*.

    :param form: What *content* is, and a number that is raised whenever that changes, as ``digests 1``.
    :raises OutputError: It cannot be written.
    """
    write(file, _first_line(form, content) + content)


def load(file: Path, form: str) -> bytes | None:
    """Return what :func:`save` has kept; None where there is nothing, another form, or not the whole."""
    try:
        found = file.read_bytes()
    except OSError:
        return None
    line, end, content = found.partition(b"\n")
    return content if line + end == _first_line(form, content) else None


def _first_line(form: str, content: bytes) -> bytes:
    return f"{form} {hashlib.sha256(content).hexdigest()}\n".encode("ascii")
