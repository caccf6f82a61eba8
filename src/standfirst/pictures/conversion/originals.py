"""A picture file's type and size before conversion, remembered from run to run."""

from __future__ import annotations

import dataclasses as dc
import hashlib
import json
import os
from typing import TYPE_CHECKING, Any

import PIL

from standfirst.incremental.atomic_files import write
from standfirst.package import VERSION
from standfirst.pictures.formats import opening, svg
from standfirst.pictures.formats.opening import NoPicture

if TYPE_CHECKING:
    from pathlib import Path

    _Known = tuple[list[int], dict[str, Any] | str]
    """Size and times of change, and what was found or why nothing."""

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
    """The files that have been looked at, by size and times of change, from run to run."""

    def __init__(self, kept: Path) -> None:
        """Read what is kept.

        :param kept: A JSON file; where it is not there or broken, nothing is remembered.
        """
        self._kept = kept
        self._changed = False
        self._known: dict[str, _Known] = _read(kept)

    def look(self, path: Path) -> Original:
        """Return what is known of the file.

        :raises NoPicture: As :func:`look` does; remembered as well.
        """
        try:
            info = path.stat()
        except OSError as exc:
            raise NoPicture(f"cannot be read ({exc.strerror or type(exc).__name__})") from exc
        state = [info.st_size, info.st_mtime_ns, info.st_ctime_ns]
        of_then, found = self._known.get(str(path), (None, ""))
        if of_then != state:
            try:
                found = dc.asdict(look(path))
            except NoPicture as exc:
                found = str(exc)
            self._known[str(path)] = (state, found)
            self._changed = True
        if isinstance(found, str):
            raise NoPicture(found)
        return Original(**found)

    def save(self) -> None:
        """Keep what has been looked at, but for files that are gone.

        :raises OutputError: It cannot be written.
        """
        if self._changed:
            there = {name: known for name, known in self._known.items() if os.path.exists(name)}  # noqa: PTH110  # thousands of files, quickly
            write(self._kept, json.dumps({"by": _BY, "known": there}).encode())
            self._changed = False


def _read(kept: Path) -> dict[str, _Known]:
    try:
        said = json.loads(kept.read_bytes())
        known = said["known"] if said["by"] == _BY else {}
        return {name: (state, found) for name, (state, found) in known.items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return {}
