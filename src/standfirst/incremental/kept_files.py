"""Values that a build keeps for the next one: whole, and written by the same code, or not there.

::

    form, hash of the code, key     the value, pickled

What is kept is never mended and never asked whether it is still right: whoever keeps it gives a key, a hash of
all that it was made from, and with another key there is nothing. So a file that is old, cut off, damaged, of
another version or of another publication costs time, and nothing else. It is unpickled only where it is whole
(:mod:`.whole_files`).
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

from standfirst.incremental import whole_files

if TYPE_CHECKING:
    from pathlib import Path

_FORM = "standfirst kept 1"
"""Another where another form is written."""
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
        value = whole_files.load(self._file(name), self._form(key))
        if value is None:
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
        whole_files.save(self._file(name), self._form(key), pickle.dumps(value, _PROTOCOL))

    def _form(self, key: str) -> str:
        return f"{_FORM} {self._made_by} {key}"

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.kept"
