"""Output files other than pages, each made again when its sources change.

They are written at the end of the build, all at once: every sharing of work among processes begins with
a copy of this one.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.incremental.manifest import digest

if TYPE_CHECKING:
    from collections.abc import Callable


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ExtraFile:
    """A file that the output shall have."""

    file: str
    """Below the output folder."""
    made_from: str
    """A hash of what it is made from, but for what is on every page."""
    make: Callable[[], bytes]
    docname: str = ""
    """The document of which it is; empty: of more than one."""
    weight: int = 1
    """What it costs beside the others."""

    @classmethod
    def of(cls, file: str, content: bytes) -> ExtraFile:
        """Return a file whose content is known."""
        return cls(file=file, made_from=digest(content), make=lambda: content)
