"""The store: a folder of pictures as they were fetched, and a lock file that says where each is from.

::

    pictures/lock.json                   what people read and commit: one entry for each address
    pictures/ab/ab12…ef.png              a picture, named by the hash of its bytes

One picture at three addresses is one file with three entries. A file is there before the entry
that names it, and goes after it, so the lock file is true at every moment.
"""

from __future__ import annotations

import contextlib
import dataclasses as dc
import hashlib
import os
from typing import TYPE_CHECKING

from standfirst.incremental import freshness
from standfirst.incremental.atomic_files import OutputError, sweep, write
from standfirst.limits import containment
from standfirst.pictures.remote import lock_file
from standfirst.pictures.remote.lock_file import SUFFIXES, Held, StoreError
from standfirst.pictures.remote.urls import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["Held", "Store", "StoreError", "changing"]

LOCK_FILE = "lock.json"


@dc.dataclass(frozen=True, slots=True)
class Store:
    """What a store holds."""

    folder: Path
    entries: dict[str, Held]
    """By canonical address, in the order of the lock file."""

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Return the store in *folder*; an empty one where there is none.

        :raises StoreError: Its lock file cannot be read.
        """
        path = folder / LOCK_FILE
        for entry in (folder.name, f"{folder.name}/{LOCK_FILE}"):
            if fault := containment.entry_fault(folder.parent, entry):
                raise StoreError(f"{folder.parent / entry} {fault}")
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return cls(folder, {})
        except OSError as exc:
            raise StoreError(f"{path} cannot be read ({exc.strerror})") from exc
        return cls(folder, lock_file.read(content, path))

    def find(self, url: str) -> Held | None:
        """Return the entry of the picture at *url*, however that is spelt."""
        return self.entries.get(url) or self.entries.get(canonical(url))

    def file(self, held: Held) -> Path:
        """Return where the picture lies."""
        return self.folder / held.sha256[:2] / f"{held.sha256}{SUFFIXES[held.type]}"

    def has(self, held: Held) -> bool:
        """Return whether the picture's file is there and as long as it was."""
        try:
            return self.file(held).stat().st_size == held.bytes
        except OSError:
            return False

    def is_whole(self, held: Held) -> bool:
        """Return whether the picture's file is there with the bytes that were fetched."""
        try:
            return hash_of(self.file(held).read_bytes()) == held.sha256
        except OSError:
            return False

    def strays(self) -> list[Path]:
        """Return the files of the store that no entry names, in order of path."""
        named = {self.file(held) for held in self.entries.values()}
        return sorted(path for path in self.folder.glob("[0-9a-f][0-9a-f]/*") if path not in named)


def hash_of(content: bytes) -> str:
    """Return the hash by which a picture is known, SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


class Changes:
    """A store that this process alone changes; made by :func:`changing`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        """With the changes so far."""
        self._is_saved = True

    def hold(self, held: Held, content: bytes | None = None) -> None:
        """Enter a picture, and write its file where *content* is given.

        :raises StoreError: The file cannot be written; the store is as it was.
        """
        if content is not None:
            _write(self.store.file(held), content)
        if self.store.entries.get(held.url) != held:
            self.store.entries[held.url] = held
            self._is_saved = False

    def drop(self, url: str) -> None:
        """Take the entry of the canonical address *url* out; its file stays."""
        self._is_saved = self.store.entries.pop(url, None) is None and self._is_saved

    def save(self) -> None:
        """Write the lock file, at one stroke, where it has changed.

        :raises StoreError: It cannot be written; the one that was there is as it was.
        """
        if not self._is_saved:
            _write(self.store.folder / LOCK_FILE, lock_file.written(self.store.entries))
            self._is_saved = True

    def remove(self, path: Path) -> None:
        """Remove a file of the store, and its folder where that is empty.

        :raises StoreError: It cannot be removed.
        """
        try:
            path.unlink(missing_ok=True)
        except OSError as exc:
            raise StoreError(f"{path} cannot be removed ({exc.strerror})") from exc
        with contextlib.suppress(OSError):
            path.parent.rmdir()


@contextlib.contextmanager
def changing(folder: Path, waiting: Callable[[], None]) -> Iterator[Changes]:
    """Lock the store in *folder* within the block, and save what was changed, whatever happens.

    :param waiting: Called where another process is changing it, for whose end is waited.
    :raises StoreError: Its lock file cannot be read, or something not be written.
    """
    try:
        held = freshness.lock(folder, waiting)
    except OSError as exc:
        raise StoreError(f"{folder} cannot be written ({exc.strerror})") from exc
    try:
        sweep(folder)  # of a run that was killed
        changes = Changes(Store.open(folder))
        try:
            yield changes
        finally:
            changes.save()
    finally:
        os.close(held)


def _write(path: Path, content: bytes) -> None:
    try:
        write(path, content)
    except OutputError as exc:
        reason = getattr(exc.__cause__, "strerror", None) or "no reason given"
        raise StoreError(
            f"{path} cannot be written ({reason}); the store is as it was; "
            "make room, or mend the folder's permissions, and fetch again"
        ) from exc
