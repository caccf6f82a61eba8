"""Files of the output that no page is: each made again where what it is made from differs.

Who wants some adds them to the builder's list. They are written at the end of the build, all at
once: every sharing of work among processes begins with a copy of this one.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst import faults
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
    docname: str = ""
    """The document of which it is; empty: of more than one."""
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
        place = builder.output(one.file)
        caught = builder.faults.attempt(lambda: write(place, one.make(), builder.tally))
        if isinstance(caught, faults.Caught):
            place.unlink(missing_ok=True)
            path = builder.domain.source(one.docname) if one.docname else ""
            what, done = f"{one.file}" if path else f"the file {one.file}", "there is none"
            name = one.docname or one.file
            builder.faults.note(name, path, caught, when="written", done=done, what=what)

    builder.share(wanted, [one.weight for one in wanted], make)
