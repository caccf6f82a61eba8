"""Where the phases of a divided build put what they make.

::

    <folder>/3-of-8/read.json      read/                 standfirst part read 3/8
    <folder>/plan.standfirst       planning/             standfirst part plan
    <folder>/3-of-8/written.json   written/              standfirst part write 3/8
                                   joined/               standfirst part join

A ``.json`` is written when the phase has ended well, and removed when it begins.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.parts.part import Part

DEFAULT = ("_build", "parts")
"""The folder, below that of the publication."""


@dc.dataclass(frozen=True, slots=True)
class PartFolder:
    """The folder of one part."""

    path: Path

    @property
    def read_report(self) -> Path:
        """Return the file that says what was read."""
        return self.path / "read.json"

    @property
    def read(self) -> Path:
        """Return the folder of Sphinx's environment and of the trees."""
        return self.path / "read"

    @property
    def environment(self) -> Path:
        """Return the file of the environment, in which the records are."""
        return self.read / "environment.pickle"

    @property
    def records(self) -> Path:
        """Return the file of what the plan needs besides."""
        return self.read / "records.pickle"

    @property
    def pictures(self) -> Path:
        """Return the folder of the pictures that were converted where they were read."""
        return self.path / "pictures"

    @property
    def written_report(self) -> Path:
        """Return the file that says what was written."""
        return self.path / "written.json"

    @property
    def written(self) -> MakingFolder:
        """Return the folder of what was written."""
        return MakingFolder(self.path / "written")


@dc.dataclass(frozen=True, slots=True)
class MakingFolder:
    """A folder in which pages and editions are made: that of a written part, or of the whole."""

    path: Path

    @property
    def work(self) -> Path:
        """Return the folder of what is kept from build to build."""
        return self.path / "work"

    @property
    def html(self) -> Path:
        """Return the folder of the pages of a part."""
        return self.path / "html"

    @property
    def shelf(self) -> Path:
        """Return the folder of the editions."""
        return self.path / "editions"


@dc.dataclass(frozen=True, slots=True)
class Layout:
    """The folder of all parts."""

    root: Path

    def of(self, part: Part) -> PartFolder:
        """Return the folder of a part."""
        return PartFolder(self.root / f"{part.number}-of-{part.count}")

    @property
    def parts(self) -> list[PartFolder]:
        """Return every folder that a part was read into, whatever its name: one may have been copied."""
        return [PartFolder(file.parent) for file in sorted(self.root.glob("*/read.json"))]

    @property
    def plan(self) -> Path:
        """Return the file of the plan."""
        return self.root / "plan.standfirst"

    @property
    def planning(self) -> MakingFolder:
        """Return the folder in which the plan is made."""
        return MakingFolder(self.root / "planning")

    @property
    def joined(self) -> MakingFolder:
        """Return the folder in which the whole is made."""
        return MakingFolder(self.root / "joined")
