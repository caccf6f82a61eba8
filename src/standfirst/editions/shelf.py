"""The folder of finished editions, for the builders that fill it and the pages that link to it.

::

    <folder>/articles/<docname>.pdf    <folder>/volumes/<key>.pdf    <folder>/volumes/<key>.epub
    <folder>/cards/<docname>.png       <folder>/card.png
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


CARD = "card.png"
"""File of the publication's own social card, below the folder of editions."""


def article(docname: str) -> str:
    """Return the file of an article's PDF, below the folder of editions."""
    return f"articles/{docname}.pdf"


def card(docname: str) -> str:
    """Return the file of an article's social card, below the folder of editions."""
    return f"cards/{docname}.png"


def volume(key: str, suffix: str) -> str:
    """Return the file of a volume, below the folder of editions.

    :param suffix: ``pdf`` or ``epub``.
    """
    return f"volumes/{key}.{suffix}"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """A folder of editions."""

    folder: Path | None
    """None: there are no editions."""

    def find(self, file: str) -> tuple[Path, int] | None:
        """Return path and size in bytes of an edition; None where it was not made.

        :param file: As :func:`article` and :func:`volume` give it.
        """
        if self.folder is None:
            return None
        path = self.folder.joinpath(*file.split("/"))
        try:
            return path, path.stat().st_size
        except OSError:
            return None
