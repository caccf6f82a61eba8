"""The manifest: hashes of what each output file was made from, kept from build to build.

A file is made again where its hash is another than when it was last made, or where it is gone
or changed by somebody else; a file that was made and is no longer wanted goes. The list is kept when a build has
ended well, at one stroke. What a build is about to make for the first time is noted before, so
that it goes as well where the build does not end and the next one does not want it.
"""

from __future__ import annotations

import dataclasses as dc
import hashlib
import json
import os
from typing import TYPE_CHECKING, NamedTuple

from standfirst.incremental.atomic_files import error, write

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path


class Made(NamedTuple):
    """What is kept of a file."""

    made_from: str = ""
    size: int = -1
    """Bytes."""
    time: int = -1
    """When it was changed last: whole seconds, as archives and caches keep them."""
    reads: tuple[str, ...] = ()
    """What its template has read beyond what *made_from* is of."""

    @property
    def state(self) -> tuple[int, int]:
        """Return size and time."""
        return self.size, self.time


OF_NOTHING = Made()
"""Of a file of which nobody knows."""


def state(path: str) -> tuple[int, int]:
    """Return size and time of a file, as :class:`Made` has them; -1 where it is not there."""
    try:
        info = os.stat(path)  # noqa: PTH116  # ten thousands of files, quickly
    except OSError:
        return OF_NOTHING.state
    return info.st_size, int(info.st_mtime)


def digest(*parts: object) -> str:
    """Return a hash of *parts*, whose ``repr`` must tell all that matters and nothing else."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ExtraFile:
    """A file other than a page that the output shall have.

    All are written at the end of the build, at once: every sharing of work among processes begins with
    a copy of this one.
    """

    file: str
    """Below the output folder."""
    made_from: str
    """A hash of what it is made from, but for what is on every page."""
    make: Callable[[], bytes]
    docname: str = ""
    """The document of which it is; empty: of more than one."""
    weight: int = 1
    """What it costs beside the others."""

    @classmethod
    def of(cls, file: str, content: bytes) -> ExtraFile:
        """Return a file whose content is known."""
        return cls(file=file, made_from=digest(content), make=lambda: content)


class Manifest:
    """The files of an output folder."""

    def __init__(self, kept: Path, root: Path) -> None:
        """Read what is kept of the build before.

        :param kept: Where it is kept.
        :param root: The output folder.
        """
        self.root = root
        self.sizes: dict[str, int] = {}
        """Bytes of each file, when the build has ended."""
        self._kept = kept
        self._begun = _begun(kept)
        self._before = {**_read_begun(self._begun), **read(kept)}

    def is_current(self, file: str, made_from: str) -> bool:
        """Return whether *file* is there, made from the same.

        :param file: Below the output folder, with forward slashes.
        """
        before = self._before.get(file, OF_NOTHING)
        return (
            before.made_from == made_from and before.state == self._state(file) != OF_NOTHING.state
        )

    def reads(self, file: str) -> tuple[str, ...]:
        """Return what the template of *file* has read when it was made."""
        return self._before.get(file, OF_NOTHING).reads

    def expect(self, files: Iterable[str]) -> None:
        """Note files that are about to be made.

        :raises OutputError: The list cannot be written.
        """
        new = [file for file in files if file not in self._before]
        if not new:
            return
        self._before.update(dict.fromkeys(new, OF_NOTHING))
        try:
            self._begun.parent.mkdir(parents=True, exist_ok=True)
            with self._begun.open("a", encoding="ascii") as list_:
                list_.writelines(f"{json.dumps(file)}\n" for file in new)
        except OSError as exc:
            raise error(self._begun, exc) from exc

    def make_way(self, wanted: Collection[str]) -> None:
        """Remove files of the last build where *wanted* ones need a folder, and folders where they need a file.

        :raises OutputError: One cannot be removed.
        """
        stale = self._before.keys() - set(wanted)
        folders = {folder for file in wanted for folder in _folders(file)}
        for file in sorted(stale):
            if file in folders or any(folder in wanted for folder in _folders(file)):
                self._remove(file)

    def finish(
        self, made: Mapping[str, str], reads: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """Remove the last build's files that this one does not want, and save the manifest.

        :param made: File -> what it was made from, of all files that are wanted.
        :param reads: File -> what its template has read, where that is anything.
        :raises OutputError: One cannot be removed, or the list not be written.
        """
        for file in sorted(self._before.keys() - made.keys()):
            self._remove(file)
        kept = {
            file: Made(made[file], *self._state(file), (reads or {}).get(file, ())) for file in made
        }
        self.sizes = {file: max(0, made.size) for file, made in kept.items()}
        write(self._kept, json.dumps(kept, indent=0).encode())
        self._begun.unlink(missing_ok=True)

    def _state(self, file: str) -> tuple[int, int]:
        return state(f"{self.root}/{file}")

    def _remove(self, file: str) -> None:
        path = self.root.joinpath(*file.split("/"))
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
    """Have every file in the manifests of *folder* made again, since a build may have stopped half-way."""
    for kept in folder.glob("manifest-*.json"):
        found = dict.fromkeys(read(kept), OF_NOTHING)
        write(kept, json.dumps(found, indent=0).encode())


def _begun(kept: Path) -> Path:
    return kept.with_suffix(".begun")


def _read_begun(begun: Path) -> dict[str, Made]:
    """Return the files that a build which did not end was about to make."""
    try:
        # the last line may be half a line
        lines = begun.read_text(encoding="ascii").split("\n")[:-1]
        return {json.loads(line): OF_NOTHING for line in lines}
    except (OSError, ValueError):
        return {}


def _folders(file: str) -> list[str]:
    """Return the folders in which *file* lies."""
    parts = file.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def read(kept: Path) -> dict[str, Made]:
    """Return the list in the file *kept*; empty where there is none."""
    try:
        found = json.loads(kept.read_text(encoding="ascii"))
        return {file: Made(*made[:3], *map(tuple, made[3:])) for file, made in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
