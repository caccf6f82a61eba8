"""A local address as a post writes it -> the publication's file that it names."""

from __future__ import annotations

import contextlib
import dataclasses as dc
import hashlib
import os
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from standfirst import links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Files:
    """The files of a publication."""

    root: Path
    """The source folder."""
    extra: tuple[str, ...] = ()
    """Folders below it whose files lie at the publication's root (``html_extra_path``)."""

    def find(self, target: str, source: str) -> str | None:
        """Return the path below the source folder that *target*, written in *source*, names; else None.

        A path from the root is looked for in the source folder, then in the extra folders
        (where Jekyll's ``assets`` are); another one beside the post first. Hidden files and
        files outside the source folder are never found.
        """
        tried = [links.local_target(target, source)]
        if not target.startswith("/"):
            tried.append(links.local_target(f"/{target}", source))
        for path in filter(None, tried):
            if any(part.startswith(".") for part in path.split("/")):
                continue
            for folder in ("", *self.extra):
                if self._is_file(PurePosixPath(folder) / path):
                    return str(PurePosixPath(folder) / path)
        return None

    def _is_file(self, path: PurePosixPath) -> bool:
        candidate = self.root / path
        try:
            return candidate.is_file() and candidate.resolve().is_relative_to(self.root.resolve())
        except (OSError, ValueError):  # a name too long, a null byte
            return False


@contextlib.contextmanager
def unchanged(path: Path) -> Iterator[None]:
    """Give the file *path* its time of change back, where what is done meanwhile leaves its bytes as they are."""
    try:
        before, info = path.read_bytes(), path.stat()
    except OSError:
        yield
        return
    yield
    if path.read_bytes() == before:
        os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))


def picture_names(paths: Iterable[str]) -> dict[str, str]:
    """Return the name in ``_images`` of every picture: its own, where no other has it.

    Where several have it, case apart, a piece of the path's hash tells them apart: no name
    depends on the order in which the pictures were met.
    """
    names = {path: PurePosixPath(path).name for path in paths}
    taken = Counter(name.casefold() for name in names.values())
    return {
        path: name if taken[name.casefold()] == 1 else _told_apart(path)
        for path, name in names.items()
    }


def _told_apart(path: str) -> str:
    name = PurePosixPath(path)
    return f"{name.stem}-{hashlib.sha256(path.encode()).hexdigest()[:8]}{name.suffix}"
