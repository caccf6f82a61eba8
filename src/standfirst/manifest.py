"""What each file of the output was made from, as a hash: kept from build to build.

A file is made again where its hash is another than when it was last made, or where it is
gone; a file that was made and is no longer wanted goes. The list is kept when a build has
ended well, at one stroke. What a build is about to make for the first time is noted before, so
that it goes as well where the build does not end and the next one does not want it.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

from standfirst.output_file import error, write

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

_OF_NOTHING = ("", -1)
"""What a file was made from, and its size, where nobody knows."""


def digest(*parts: object) -> str:
    """Return a hash of *parts*, whose ``repr`` must tell all that matters and nothing else."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


class Manifest:
    """The files of an output folder."""

    def __init__(self, kept: Path, root: Path) -> None:
        """Read what is kept of the build before.

        :param kept: Where it is kept.
        :param root: The output folder.
        """
        self.root = root
        self._kept = kept
        self._begun = _begun(kept)
        self._before = {**_read_begun(self._begun), **_read(kept)}

    def is_current(self, file: str, made_from: str) -> bool:
        """Return whether *file* is there, made from the same.

        :param file: Below the output folder, with forward slashes.
        """
        of_then, size = self._before.get(file, _OF_NOTHING)
        # one that could not be made has no size
        return of_then == made_from and self._size(file) == size != _OF_NOTHING[1]

    def expect(self, files: Iterable[str]) -> None:
        """Note files that are about to be made.

        :raises OutputError: The list cannot be written.
        """
        new = [file for file in files if file not in self._before]
        if not new:
            return
        self._before.update(dict.fromkeys(new, _OF_NOTHING))
        try:
            self._begun.parent.mkdir(parents=True, exist_ok=True)
            with self._begun.open("a", encoding="ascii") as list_:
                list_.writelines(f"{json.dumps(file)}\n" for file in new)
        except OSError as exc:
            raise error(self._begun, exc) from exc

    def make_way(self, wanted: Collection[str]) -> None:
        """Remove files of the build before that lie where *wanted* ones need a folder, and the other way round.

        :raises OutputError: One cannot be removed.
        """
        stale = self._before.keys() - set(wanted)
        folders = {folder for file in wanted for folder in _folders(file)}
        for file in sorted(stale):
            if file in folders or any(folder in wanted for folder in _folders(file)):
                self._remove(file)

    def finish(self, made: Mapping[str, str]) -> None:
        """Remove the files that the build before made and this one does not want, and keep the list.

        :param made: File -> what it was made from, of all files that are wanted.
        :raises OutputError: One cannot be removed, or the list not be written.
        """
        for file in sorted(self._before.keys() - made.keys()):
            self._remove(file)
        kept = {file: (made[file], self._size(file)) for file in sorted(made)}
        text = json.dumps(kept, ensure_ascii=True, indent=0)
        write(self._kept, text.encode())
        self._begun.unlink(missing_ok=True)

    def _size(self, file: str) -> int:
        """Return the file's size in bytes; -1 where it is not there."""
        try:
            return os.stat(f"{self.root}/{file}").st_size  # noqa: PTH116  # ten thousands of files, quickly
        except OSError:
            return -1

    def _path(self, file: str) -> Path:
        return self.root.joinpath(*file.split("/"))

    def _remove(self, file: str) -> None:
        path = self._path(file)
        try:
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == self.root or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()
        except (NotADirectoryError, IsADirectoryError):
            return  # something else lies there by now
        except OSError as exc:
            raise error(path, exc) from exc


def doubt(folder: Path) -> None:
    """Have every file of the lists in *folder* made again: the build that kept them, or one since, is not to be trusted."""
    for kept in folder.glob("manifest-*.json"):
        found = dict.fromkeys(_read(kept), _OF_NOTHING)
        write(kept, json.dumps(found, ensure_ascii=True, indent=0).encode())


def _begun(kept: Path) -> Path:
    return kept.with_suffix(".begun")


def _read_begun(begun: Path) -> dict[str, tuple[str, int]]:
    """Return the files that a build which did not end was about to make."""
    try:
        # the last line may be half a line
        lines = begun.read_text(encoding="ascii").split("\n")[:-1]
        return {json.loads(line): _OF_NOTHING for line in lines}
    except (OSError, ValueError):
        return {}


def _folders(file: str) -> list[str]:
    """Return the folders in which *file* lies."""
    parts = file.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _read(kept: Path) -> dict[str, tuple[str, int]]:
    try:
        found = json.loads(kept.read_text(encoding="ascii"))
        return {file: (str(made_from), int(size)) for file, (made_from, size) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
