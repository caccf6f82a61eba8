"""Why no page can show one of the publication's own pictures: an unusable file, or one too costly to draw.

Whether the pixels can be read is seen when they are converted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.pictures.conversion.originals import look
from standfirst.pictures.errors import NoPicture
from standfirst.pictures.formats import svg
from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from pathlib import Path


def fault(file: Path) -> str:
    """Return the predicate of "the picture …"; empty where nothing is wrong."""
    try:
        if look(file).type == svg.TYPE:
            svg.sanitise(file.read_bytes())
    except NoPicture as exc:
        return str(exc)
    except OSError as exc:  # it went meanwhile
        return f"cannot be read ({exc.strerror or type(exc).__name__})"
    return ""


def problem(address: str, why: str, line: int = 1) -> Problem:
    """Return the problem of a picture that cannot be shown.

    :param address: As it is known: a path below the publication's folder, or where it is fetched.
    :param line: 1-based, of what shows it.
    """
    return Problem(
        subtype=PostWarning.IMAGE,
        message=f"the picture {address!r} {why}; its text is shown instead",
        remedy="put another picture there",
        line=line,
    )
