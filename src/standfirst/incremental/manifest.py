"""The manifest: hashes of what each output file was made from, kept from build to build.

A file is made again where its hash is another than when it was last made, or where it is gone
or changed by somebody else; a file that was made and is no longer wanted goes. The list is kept when a build has
ended well, at one stroke. Whether a file is as it was made, size and time tell, and where these are others,
since a cache or a copy has brought it here, its digest. What a build is about to make for the first time is noted before, so
that it goes as well where the build does not end and the next one does not want it.
"""

from __future__ import annotations

import dataclasses as dc
import hashlib
import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from standfirst.incremental import contents, output_folders, whole_files
from standfirst.incremental.atomic_files import error

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path


_FORM = "manifest 1"
_FRONT_PAGE = "index.html"


class Made(NamedTuple):
    """What is kept of a file."""

    made_from: str = ""
    size: int = -1
    """Bytes."""
    time: int = -1
    """When it was changed last: nanoseconds since 1970."""
    digest: str = ""
    """Of its content."""
    reads: tuple[str, ...] = ()
    """What its template has read beyond what *made_from* is of."""

    @classmethod
    def of(cls, path: str, content: bytes) -> Made:
        """Return what is kept of a file into which *content* has just been written."""
        return cls("", *state(path), contents.of_bytes(content))

    @classmethod
    def from_json(cls, value: Sequence[Any]) -> Made:
        """Return it from a list, as JSON has it."""
        *made, reads = value
        return cls._make((*made, tuple(reads)))

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
    return info.st_size, info.st_mtime_ns


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

    def __init__(self, kept: Path, root: Path, maker: str = "") -> None:
        """Read what is kept of the build before.

        :param kept: Where it is kept.
        :param root: The output folder.
        :param maker: Name under which the folder's mark tells its files, where it does.
        """
        self._maker = maker
        self.root = root
        self.sizes: dict[str, int] = {}
        """Bytes of each file, when the build has ended."""
        self._kept = kept
        self._begun = _begun(kept)
        # a list that is lost or not whole is made up from the folder's mark: what is in it may not be wanted any more
        lost = () if (listed := read(kept)) else output_folders.noted(root, maker)
        self._before = {**dict.fromkeys(lost, OF_NOTHING), **_read_begun(self._begun), **listed}
        self._current: dict[str, Made] = {}
        """The files that need not be made, as they are."""

    def is_current(self, file: str, made_from: str) -> bool:
        """Return whether *file* is there, made from the same.

        :param file: Below the output folder, with forward slashes.
        """
        before = self._before.get(file, OF_NOTHING)
        found = as_made(before, f"{self.root}/{file}") if before.made_from == made_from else None
        if found is None or found.state == OF_NOTHING.state:
            return False
        self._current[file] = found
        return True

    def make_anew(self, file: str) -> None:
        """Note that *file* is made again, though it is current."""
        self._current.pop(file, None)

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
        # those that have been made lay beside all others then
        new = {file for file in wanted if self._before.get(file, OF_NOTHING).size < 0}
        if not new:
            return
        folders = {folder for file in new for folder in _folders(file)}
        for file in sorted(self._before.keys() - set(wanted)):
            if file in folders or any(folder in new for folder in _folders(file)):
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
        reads = reads or {}
        kept = {
            file: self._found(file)._replace(made_from=made_from, reads=reads.get(file, ()))
            for file, made_from in made.items()
        }
        self.sizes = {file: max(0, made.size) for file, made in kept.items()}
        save(self._kept, kept)
        if self._maker:
            output_folders.note(self.root, self._maker, kept)
        self._begun.unlink(missing_ok=True)

    def _found(self, file: str) -> Made:
        """Return what is to be kept of *file* as it lies there."""
        if file in self._current:
            return self._current[file]
        path = f"{self.root}/{file}"
        before = self._before.get(file, OF_NOTHING)
        found = state(path)
        is_known = before.digest and found == before.state
        return Made("", *found, before.digest if is_known else contents.of_file(path))

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
        save(kept, dict.fromkeys(read(kept), OF_NOTHING))


def is_whole(kept: Path, root: Path) -> bool:
    """Return whether there is a front page, and everything that is in the list *kept* is there as it was made.

    Where all is, and has other times, these are kept: it is read once.

    :param root: The output folder.
    """
    files = read(kept)
    if _FRONT_PAGE not in files:
        return False
    is_moved = False
    for file, made in files.items():
        found = as_made(made, f"{root}/{file}")
        if found is None:
            return False
        if found is not made:
            is_moved = True
            files[file] = found
    if is_moved:
        save(kept, files)
    return True


def as_made(made: Made, path: str) -> Made | None:
    """Return what is kept of a file with its present time; None: it is not as it was made, or gone."""
    found = state(path)
    if found == made.state:
        return made
    if not made.digest or found[0] != made.size or contents.of_file(path) != made.digest:
        return None
    return made._replace(time=found[1])


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
    found = whole_files.load(kept, _FORM)
    listed = {} if found is None else json.loads(found)
    return {file: Made.from_json(made) for file, made in listed.items()}


def save(kept: Path, files: Mapping[str, Made]) -> None:
    """Keep the list in the file *kept*.

    :raises OutputError: It cannot be written.
    """
    # without indents: those are written by Python, and not by C
    whole_files.save(kept, _FORM, json.dumps(files).encode("ascii"))
