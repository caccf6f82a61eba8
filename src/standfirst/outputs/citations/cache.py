"""A cache of citations in words: typesetting one takes as long as writing a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from standfirst.incremental.atomic_files import write
from standfirst.incremental.manifest import digest
from standfirst.outputs.citations import styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


class Kept:
    """The citations that earlier builds have typeset."""

    def __init__(self, file: Path) -> None:
        """Read the kept citations; none where the file is not ours."""
        self._file = file
        # asked once: to find what is installed takes as long as to find a hundred citations
        self._made_by = (styles.version(), [*styles.STYLES.values()])
        self._before = _read(file)
        self._made: dict[str, tuple[str, ...]] = {}

    def find(self, entry: Mapping[str, Any]) -> tuple[str, ...] | None:
        """Return the citations of an entry; None where they are not kept."""
        name = self._name(entry)
        found = self._made.get(name) or self._before.get(name)
        if found is not None:
            self._made[name] = found
        return found

    def add(self, entry: Mapping[str, Any], citations: tuple[str, ...]) -> None:
        """Keep the citations of an entry."""
        self._made[self._name(entry)] = citations

    def save(self) -> None:
        """Write the citations that this build has used or added, and drop the others.

        :raises OutputError: The file cannot be written.
        """
        if self._made.keys() != self._before.keys():
            text = json.dumps(dict(sorted(self._made.items())), ensure_ascii=False, indent=0)
            write(self._file, text.encode())

    def _name(self, entry: Mapping[str, Any]) -> str:
        return digest(*self._made_by, entry)


def missing(kept: Kept, entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entries that have no citations yet."""
    return [entry for entry in entries if kept.find(entry) is None]


def _read(file: Path) -> dict[str, tuple[str, ...]]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): tuple(map(str, citations)) for name, citations in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
