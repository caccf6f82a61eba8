"""The files of a Jekyll site -> their places in the publication, each of which one file has.

Documents are known by their names without suffixes, files by their whole names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.jekyll import documents, textile
from standfirst.sources import source_files

if TYPE_CHECKING:
    from pathlib import Path, PurePosixPath

    from standfirst.scaffold.new_publication import SkeletonWriter


class Placement:
    """Copies files to their places; of two for one place the first has it."""

    def __init__(
        self, root: Path, writer: SkeletonWriter, extra: str, left: list[tuple[str, str]]
    ) -> None:
        """Take where files come from and go to.

        :param root: The folder that Jekyll reads.
        :param extra: Folder of the files that lie at the publication's root.
        :param left: Takes name and reason of what has no place.
        """
        self._root = root
        self._writer = writer
        self._extra = extra
        self._left = left
        self._textile: list[str] = []
        self.placed: dict[str, PurePosixPath] = {}
        """Place -> the file of the site that has it."""

    def end(self) -> None:
        """Name the documents that nothing here can read."""
        if self._textile:
            self._left.append(documents.unread_textile(self._textile))

    def write(self, path: PurePosixPath, name: str) -> str:
        """Copy a file; return the name under which it is there, empty where another one has its name."""
        is_document = self._is_document(name)
        if is_document and path.suffix.lower() == textile.SUFFIX:
            return self._write_textile(path, f"{name.rpartition('.')[0]}.html")
        if is_document and not name.endswith((*source_files.SUFFIXES, *source_files.HTML)):
            is_html = path.suffix.lower() in source_files.HTML
            name = f"{name.rpartition('.')[0]}{path.suffix.lower() if is_html else '.md'}"
        if not self._is_free(path, name):
            return ""
        self._writer.copy(name, self._root / path)
        return name

    def _write_textile(self, path: PurePosixPath, name: str) -> str:
        if not textile.is_installed():
            self._textile.append(str(path))
            return ""
        try:
            content = textile.as_html((self._root / path).read_text("utf-8-sig", errors="replace"))
        except textile.TextileError as exc:
            self._left.append((str(path), str(exc)))
            return ""
        return self.write_text(path, name, content)

    def write_text(self, path: PurePosixPath, name: str, content: str) -> str:
        """Write what was made of a file; return as :meth:`write` does."""
        if not self._is_free(path, name):
            return ""
        self._writer.write(name, content.encode("utf-8", "replace"))
        return name

    def _is_document(self, name: str) -> bool:
        """Return whether a file of this name in the publication is a document, and no file as it is."""
        return not name.startswith(f"{self._extra}/")

    def _is_free(self, path: PurePosixPath, name: str) -> bool:
        """Return whether nothing is at the place of *name* yet, and have *path* there; else say what is."""
        # Sphinx knows a document by its name without suffix
        key = source_files.docname(name) if self._is_document(name) else name
        if key in self.placed:
            self._left.append((str(path), f"{self.placed[key]} is already at {key}"))
            return False
        self.placed[key] = path
        return True
