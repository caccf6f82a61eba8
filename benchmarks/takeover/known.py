"""What both outputs have -> why a link or a picture of Jekyll's is not in the publication, other than by a fault."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.takeover.jekyll import JekyllOutput
    from benchmarks.takeover.publication import PublicationOutput


class Outputs:
    """Both outputs, as what links and pictures lead to."""

    def __init__(self, theirs: JekyllOutput, ours: PublicationOutput) -> None:
        self._theirs = theirs.files
        self._ours = ours
        self._pictures = {unicodedata.normalize("NFC", name) for name in theirs.files}

    def why_no_link(self, target: str) -> str:
        """Return why a link to *target* is not there; empty where it should be."""
        if not target.startswith("/") or target.startswith("//"):
            return ""
        path = self._ours.below(target)
        pages = (f"{path}.html", f"{path}/index.html".lstrip("/"))
        if path not in self._theirs and not any(page in self._theirs for page in pages):
            return "leads nowhere in Jekyll's output either"
        if self._ours.page(target) or path in self._ours.files:
            return ""
        return "leads to what is not taken over"

    def why_no_picture(self, target: str) -> str:
        """Return why the picture at *target* is not there; empty where it should be."""
        if target.startswith("//"):
            return "is on another server"
        if target.startswith("data:"):  # small ones are shown, and not asked for here
            return "is written into the text, and not in a file"
        if not target.startswith("/"):
            return "has an address that no page can show"
        path = str(PurePosixPath(self._ours.below(target)))  # a server takes "//" for "/"
        return "" if path in self._pictures else "is not in Jekyll's output either"
