"""A picture file's type and size before conversion, remembered from run to run."""

from __future__ import annotations

import dataclasses as dc
import hashlib
import json
from typing import TYPE_CHECKING, Any

import PIL

from standfirst.incremental import contents
from standfirst.incremental.atomic_files import write
from standfirst.package import VERSION
from standfirst.pictures.formats import opening, svg
from standfirst.pictures.formats.opening import NoPicture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOST_BYTES = 100_000_000


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Original:
    """A picture's file."""

    sha256: str
    type: str
    """MIME type, such as ``image/jpeg``."""
    width: int
    """In pixels as it is shown, after its orientation is applied."""
    height: int
    animated: bool
    turned: bool = False
    """Whether its pixels lie otherwise than they are shown."""


_BY = [VERSION, PIL.__version__, *(field.name for field in dc.fields(Original))]
"""Who has looked, and at what: another may read what this one refuses."""


def look(path: Path) -> Original:
    """Return what the file says of itself.

    :raises NoPicture: It cannot be read, is of no known type, or too large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NoPicture(f"is larger than {MOST_BYTES // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as exc:
        raise NoPicture(f"cannot be read ({exc.strerror or type(exc).__name__})") from exc
    digest = hashlib.sha256(content).hexdigest()
    if svg.looks_like(content):
        width, height = svg.size(content)
        return Original(sha256=digest, type=svg.TYPE, width=width, height=height, animated=False)
    with opening.opened(content) as image:
        way = opening.way_up(image)
        width, height = image.size
        if way in opening.ON_ITS_SIDE:
            width, height = height, width
        return Original(
            sha256=digest,
            type=opening.TYPES[image.format or ""],
            width=width,
            height=height,
            animated=opening.frames_of(image) > 1,
            turned=way is not None,
        )


class Originals:
    """The files that have been looked at, by what they hold, from run to run."""

    def __init__(self, kept: Path, content: Callable[[str], str] = contents.of_file) -> None:
        """Read what is kept.

        :param kept: A JSON file; where it is not there or broken, nothing is remembered.
        :param content: Returns the SHA-256 of a file, as hexadecimal digits; empty where it cannot be read.
        """
        self._kept, self._content = kept, content
        self._changed = False
        self._known: dict[str, dict[str, Any] | str] = _read(kept)
        self._asked: set[str] = set()

    def look(self, path: Path) -> Original:
        """Return what is known of the file.

        :raises NoPicture: As :func:`look` does; remembered as well.
        """
        content = self._content(str(path))
        found = self._known.get(content)
        if found is None:
            try:
                found = dc.asdict(look(path))
            except NoPicture as exc:
                found = str(exc)
            if content:
                self._known[content] = found
                self._changed = True
        self._asked.add(content)
        if isinstance(found, str):
            raise NoPicture(found)
        return Original(**found)

    def save(self) -> None:
        """Keep what has been looked at, but for what nobody has asked for.

        :raises OutputError: It cannot be written.
        """
        if self._changed:
            there = {
                content: self._known[content]
                for content in sorted(self._asked & self._known.keys())
            }
            write(self._kept, json.dumps({"by": _BY, "known": there}).encode())
            self._changed = False


def _read(kept: Path) -> dict[str, dict[str, Any] | str]:
    try:
        said = json.loads(kept.read_bytes())
        return dict(said["known"]) if said["by"] == _BY else {}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return {}
