"""What each file of the output was made from, as a hash: kept from build to build.

A file is made again where its hash is another than when it was last made, or where it is
gone; a file that was made and is no longer wanted goes. The list is kept when a build has
ended well, at one stroke.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from standfirst.output_file import error, write

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path


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
        self._before = _read(kept)

    def is_current(self, file: str, made_from: str) -> bool:
        """Return whether *file* is there, made from the same.

        :param file: Below the output folder, with forward slashes.
        """
        of_then, size = self._before.get(file, ("", -1))
        return of_then == made_from and _size(self._path(file)) == size

    def make_way(self, wanted: Collection[str]) -> None:
        """Remove files of the build before that lie where *wanted* ones need a folder, and the other way round.

        :raises OutputError: One cannot be removed.
        """
        stale = self._before.keys() - set(wanted)
        folders = {folder for file in wanted for folder in _folders(file)}
        for file in sorted(stale):
            if file in folders or any(folder in wanted for folder in _folders(file)):
                self._remove(file)

    def drop(self, folder: str, wanted: Collection[str]) -> None:
        """Remove and forget the files of the build before below *folder* that are not *wanted*, where others may write too.

        So what another puts into such a file's place from now on is not ours to remove.

        :raises OutputError: One cannot be removed.
        """
        for file in sorted(self._before):
            if file.startswith(f"{folder}/") and file not in wanted:
                self._remove(file)
                del self._before[file]

    def finish(self, made: Mapping[str, str]) -> None:
        """Remove the files that the build before made and this one does not want, and keep the list.

        :param made: File -> what it was made from, of all files that are wanted.
        :raises OutputError: One cannot be removed, or the list not be written.
        """
        for file in sorted(self._before.keys() - made.keys()):
            self._remove(file)
        kept = {file: (made[file], _size(self._path(file))) for file in sorted(made)}
        text = json.dumps(kept, ensure_ascii=True, indent=0)
        write(self._kept, text.encode())

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


def _folders(file: str) -> list[str]:
    """Return the folders in which *file* lies."""
    parts = file.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _size(path: Path) -> int:
    """Return the file's size in bytes; -1 where it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _read(kept: Path) -> dict[str, tuple[str, int]]:
    try:
        found = json.loads(kept.read_text(encoding="ascii"))
        return {file: (str(made_from), int(size)) for file, (made_from, size) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
