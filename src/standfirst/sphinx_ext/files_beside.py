"""Files of the output that no page is: each made again where what it is made from differs.

Who wants some adds them to the builder's list. They are written at the end of the build, all at
once: every sharing of work among processes begins with a copy of this one.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.manifest import digest
from standfirst.output_file import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from standfirst.sphinx_ext.builder import PublicationBuilder


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class FileBeside:
    """A file that is wanted."""

    file: str
    """Below the output folder."""
    made_from: str
    """A hash of what it is made from, but for what is on every page."""
    make: Callable[[], bytes]
    weight: int = 1
    """What it costs beside the others."""

    @classmethod
    def of(cls, file: str, content: bytes) -> FileBeside:
        """Return a file whose content is known."""
        return cls(file=file, made_from=digest(content), make=lambda: content)


def write_files(builder: PublicationBuilder) -> None:
    """Write those of the builder's list that differ; a publisher's own file of that name stays.

    :raises OutputError: One cannot be written.
    """
    wanted = [
        one
        for one in builder.beside
        if one.file not in builder.made and not builder.is_current_file(one.file, one.made_from)
    ]

    def make(one: FileBeside) -> None:
        write(builder.output(one.file), one.make(), builder.tally)

    builder.share(wanted, [one.weight for one in wanted], make)
