"""A file that posts offer -> the published file: the same, or without metadata and scripts.

::

    file --its name--> policy.file_types --its first bytes--> itself, or its bytes --pictures' cleaning--> the cleaned file

Photographs lose place, time and camera, drawings their scripts, as those that pages show. Sound,
film and documents are published as they are.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from standfirst.incremental import contents
from standfirst.incremental.atomic_files import write
from standfirst.incremental.manifest import digest
from standfirst.package import VERSION
from standfirst.pictures.conversion.originals import MOST_BYTES
from standfirst.pictures.formats import svg
from standfirst.pictures.formats.opening import NoPicture
from standfirst.pictures.formats.stripping import stripped
from standfirst.policy import file_types
from standfirst.problems import PostWarning, Problem
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_START = 512
"""Bytes that browsers look at: https://mimesniff.spec.whatwg.org/#reading-the-resource-header asks for 1445, of which tags stand first."""
_BLANK = b"\t\n\x0c\r \xef\xbb\xbf\xfe\xff\0"
"""What may stand before a tag."""
SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)
"""How pictures begin whose metadata can be taken out, and their MIME types."""
_BITMAP = b"BM"
"""How a picture begins that has no metadata."""
_KEPT_FAULT = ".fault"
_VERSION = 1
"""Raised whenever another file is made of the same one."""


class Unfit(ValueError):  # noqa: N818  # a decision, said by the name
    """A file that is not published; the message is the reason, a predicate whose subject is the file."""


def cleaned(path: Path) -> bytes:
    """Return the picture or drawing *path* as it is published.

    :raises Unfit: It cannot be.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unfit(f"is larger than {MOST_BYTES // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as exc:
        raise Unfit(f"cannot be read ({exc.strerror})") from exc
    try:
        if _suffix(str(path)) == ".svg":
            return svg.sanitise(content)
        if content.startswith(_BITMAP):
            return content
        type_ = next((t for start, t in SIGNATURES if content.startswith(start)), "")
        if not type_ or (type_ == "image/webp" and content[8:12] != b"WEBP"):
            raise Unfit("is not a picture of the type that its name says")
        return stripped(content, type_)
    except NoPicture as exc:
        raise Unfit(str(exc)) from exc


def check(path: Path) -> None:
    """Look at what the file holds.

    :raises Unfit: It cannot be published.
    """
    if _suffix(str(path)) in file_types.CLEANED:
        cleaned(path)
    elif _suffix(str(path)) not in file_types.SHOWN_AS_TEXT:
        _refuse_web_page(path)


def _refuse_web_page(path: Path) -> None:
    """Refuse what a browser that is told no type, or does not believe it, takes for HTML: no such type begins so."""
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError as exc:
        raise Unfit(f"cannot be read ({exc.strerror})") from exc
    if start.lstrip(_BLANK).startswith(b"<"):
        raise Unfit(
            "begins like a web page, which a browser would show instead of what its name says"
        )


class Attachments:
    """The files that one build publishes; cleaned ones are kept from build to build."""

    def __init__(self, cache: Path, content: Callable[[str], str] = contents.of_file) -> None:
        """Keep what is made in *cache*.

        :param content: Returns a digest of a file; empty where it cannot be read.
        """
        self._cache, self._content = cache, content
        self.files: dict[str, Path] = {}
        """Path below the source folder -> the file that is published."""
        self.faults: dict[str, str] = {}
        """The same -> why there is none."""
        self.refused: dict[str, tuple[tuple[str, str], ...]] = {}
        """Docname -> path and fault of each file that it offers and that is not published."""

    def make(self, root: Path, paths: Iterable[str]) -> None:
        """Fill :attr:`files` and :attr:`faults`.

        :param paths: Below *root*; each has a name that is allowed.
        :raises OutputError: The cache cannot be written.
        """
        kept: set[Path] = set()
        for path in sorted(paths):
            source = root / path
            try:
                if _suffix(path) in file_types.CLEANED:
                    self.files[path] = self._cleaned(source, kept)
                else:
                    check(source)
                    self.files[path] = source
            except Unfit as exc:
                self.faults[path] = str(exc)
        if self._cache.is_dir():
            for file in self._cache.iterdir():
                if file not in kept:
                    file.unlink(missing_ok=True)

    def _cleaned(self, source: Path, kept: set[Path]) -> Path:
        content = self._content(os.fspath(source))
        if not content:
            cleaned(source)  # which says why
            raise Unfit("cannot be read")
        name = digest(VERSION, _VERSION, _suffix(source.name), content)
        file, fault = self._cache / name, self._cache / f"{name}{_KEPT_FAULT}"
        kept |= {file, fault}
        if file.is_file():
            return file
        if fault.is_file():
            raise Unfit(fault.read_text(encoding="utf-8"))
        try:
            write(file, cleaned(source))
        except Unfit as exc:
            write(fault, str(exc).encode())
            raise
        return file


def unfit(path: str, fault: str) -> Problem:
    """Return the problem of a link to the file *path*, which is not published."""
    return Problem(
        subtype=PostWarning.REFUSED,
        message=f"the file {quoted(path)} {fault}; it is not published, only the link's text is shown",
        remedy="give another file",
    )


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()  # noqa: PTH122
