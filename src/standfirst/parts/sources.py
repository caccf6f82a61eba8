"""Hashes of a publication's sources and of our code, by content alone: they are compared between machines."""

from __future__ import annotations

import dataclasses as dc
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.incremental import contents, machine, output_folders
from standfirst.incremental.manifest import digest
from standfirst.package import PACKAGE
from standfirst.policy import hidden_files
from standfirst.sources import source_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOT_READ = frozenset({"_build", "node_modules", "__pycache__"})
_LARGEST = 1_000_000
"""Bytes up to which a file counts with its content; pictures of a gigabyte would be read by every machine."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """The sources that lie here."""

    publication: str
    """A hash of everything but the posts' texts: settings, templates, pages, pictures."""
    names: str
    """A hash of the names of the posts' texts."""
    has_texts: bool
    """Whether there are any."""

    @classmethod
    def of(cls, root: Path, posts: str) -> Sources:
        """Look at the publication in *root*.

        :param posts: Folder of the posts.
        """
        _, extra = machine.configured(root)
        names: list[str] = []
        others: list[tuple[str, str]] = [
            (name, os.environ.get(name, "")) for name in machine.VARIABLES
        ]
        for path in _files(root):
            name = path.relative_to(root).as_posix()
            if name.startswith(f"{posts}/") and name.endswith(_TEXTS):
                names.append(name)
            else:
                others.append((name, _hash(path)))
        for number, folder in enumerate(extra):
            if not folder.resolve().is_relative_to(root.resolve()):
                below = ((path.relative_to(folder).as_posix(), path) for path in _files(folder))
                others += [(f"{number}:{name}", _hash(path)) for name, path in below]
        return cls(publication=digest(others), names=digest(names), has_texts=bool(names))


_TEXTS = (*source_files.SUFFIXES, *source_files.HTML)


def _files(root: Path) -> Iterator[Path]:
    """Yield the files below *root*, but what is hidden or made by builds, in a fixed order."""
    for folder, folders, files in os.walk(root):
        if output_folders.MARK in files and folder != str(root):
            folders.clear()
            continue
        folders[:] = sorted(
            name for name in folders if hidden_files.is_published(name) and name not in _NOT_READ
        )
        yield from (Path(folder, name) for name in sorted(files))


def _hash(path: Path) -> str:
    try:
        size = path.stat().st_size
        return str(size) if size > _LARGEST else contents.of_file(path)
    except OSError:
        return ""


def texts(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return a hash of the content of each of *paths*, below *root*; empty where one cannot be read."""
    return {path: contents.of_file(root.joinpath(*path.split("/"))) for path in paths}


@cache
def code() -> str:
    """Return a hash of our code and of what is installed, alike on every machine that has the same."""
    ours = [path for path in _files(PACKAGE) if path.suffix != ".pyc"]
    hashes = [(path.relative_to(PACKAGE).as_posix(), contents.of_file(path)) for path in ours]
    return digest(machine.installed(), hashes)
