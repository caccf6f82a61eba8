"""The warnings of the builds of one command, kept until all have ended, in the form of ``standfirst check``.

Sphinx writes each warning as it comes, with the whole path, and every builder of a publication
says again what is wrong with its settings and texts. Here they are sorted, and each is one.
"""

from __future__ import annotations

import logging as py_logging
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from standfirst.checking.findings import Said, as_lines, total

if TYPE_CHECKING:
    from collections.abc import Callable


class WarningsHeard:
    """What Sphinx's handler of warnings writes to, and, once the log is set up, a filter of it that takes each record."""

    def __init__(self, root: Path, early: TextIO) -> None:
        """Take nothing yet.

        :param root: Folder of the publication.
        :param early: Where goes what is said before the log is set up, as it is.
        """
        self.found: dict[Said, None] = {}
        self.read: set[str] = set()
        """Names of the documents that were read meanwhile."""
        self._root = Path(root).resolve()
        self._early = early

    def write(self, text: str) -> None:
        """Pass on what was formatted before the log was set up."""
        self._early.write(text)

    def flush(self) -> None:
        """Pass that on."""
        self._early.flush()

    def filter(self, record: py_logging.LogRecord) -> bool:
        """Take a record that would be shown; return False: it is not written now."""
        kind = ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", ""))))
        # the class that Sphinx gives to records puts the place before the message
        text = py_logging.LogRecord.getMessage(record).removesuffix(f" [{kind}]")
        path, line = place_of(str(getattr(record, "location", "") or ""), self._root)
        said = Said(
            path=path,
            line=line,
            column=getattr(record, "column", 1),
            level="error" if record.levelno > py_logging.WARNING else "warning",
            type=kind,
            text=text,
        )
        self.found[said] = None
        return False

    def tell(self, say: Callable[[str], None]) -> None:
        """Say what was heard since this was asked last, and how much it is."""
        found, self.found = self.found, {}
        for line in as_lines(found):
            say(line)
        if said := total(found):
            say(said)


def place_of(location: str, root: Path) -> tuple[str, int]:
    """Return file and line of a location as Sphinx writes it: ``/path/to/file.md:2``.

    :param root: Folder, without links on the way to it, below which paths are shorter.
    """
    where, _, line = location.rpartition(":")
    if not line.isdecimal():
        where, line = location.removesuffix(":"), "1"
    path = Path(where)
    if path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    return (path.as_posix() if where else ""), int(line)
