"""Values that a build keeps for the next one: whole, and written by the same code, or not there.

::

    form, hash of the code, key, hash of the value, each in a line     the value, pickled

What is kept is never mended and never asked whether it is still right: whoever keeps it gives a key, a hash of
all that it was made from, and with another key there is nothing. So a file that is old, cut off, damaged, of
another version or of another publication costs time, and nothing else. It is unpickled only where its hash is right.
"""

from __future__ import annotations

import hashlib
import pickle
from typing import TYPE_CHECKING, Any

from standfirst.incremental.atomic_files import write

if TYPE_CHECKING:
    from pathlib import Path

_FORM = "standfirst kept 1"
"""Another where another form is written."""
_HEAD = 4
"""Lines before the value."""
_PROTOCOL = 5
_BROKEN = (
    pickle.PickleError, ImportError, LookupError, AttributeError, TypeError, ValueError, EOFError
)  # fmt: skip
"""What unpickling raises for what is no pickle of ours."""


class KeptFiles:
    """The files of one work folder."""

    def __init__(self, folder: Path, made_by: str) -> None:
        """Take the folder.

        :param made_by: A hash of all code that makes what is kept.
        """
        self._folder = folder
        self._made_by = made_by

    def read(self, name: str, key: str) -> Any | None:
        """Return what was kept under *name* with this key; None where that is nothing."""
        try:
            *head, said, value = self._file(name).read_bytes().split(b"\n", _HEAD)
        except (OSError, ValueError):
            return None
        if head != self._head(key) or said != _hash(value):
            return None
        try:
            return pickle.loads(value)  # noqa: S301  # our own, as its hash and its folder say
        except _BROKEN:
            return None

    def write(self, name: str, key: str, value: object) -> None:
        """Keep *value*.

        :param key: One line, a hash of all that it was made from but the code.
        :raises OutputError: The file cannot be written.
        """
        whole = pickle.dumps(value, _PROTOCOL)
        write(self._file(name), b"\n".join([*self._head(key), _hash(whole), whole]))

    def _head(self, key: str) -> list[bytes]:
        return [_FORM.encode(), self._made_by.encode(), key.encode()]

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.kept"


def _hash(value: bytes) -> bytes:
    return hashlib.sha256(value).hexdigest().encode()
