"""What both outputs have -> why a link or a picture of Jekyll's is not in the publication, other than by a fault."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from standfirst.addresses.local_files import PICTURES
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from benchmarks.takeover.jekyll import JekyllOutput
    from benchmarks.takeover.publication import PublicationOutput


class Outputs:
    """Both outputs, as what links and pictures lead to."""

    def __init__(self, theirs: JekyllOutput, ours: PublicationOutput) -> None:
        self._theirs = theirs.files
        self._ours = ours
        files = (PurePosixPath(name) for name in theirs.files)
        self._pictures = {slugify(file.stem) for file in files if file.suffix.lower() in PICTURES}

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
        """Return why a picture is not there; empty where it should be."""
        return (
            ""
            if target in self._pictures or not target
            else "is not in Jekyll's output either, or on another server"
        )
