"""The builder that makes the plan: the environments of all parts, merged and published, and no page."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.application import ENV_PICKLE_FILENAME

from standfirst.parts.part import Part
from standfirst.sphinx_ext.html.builder import PublicationBuilder
from standfirst.sphinx_ext.parts import taking_in
from standfirst.sphinx_ext.parts.plan_file import Plan
from standfirst.sphinx_ext.upstream import trees

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx

    from standfirst.parts.layout import PartFolder
    from standfirst.parts.reports import ReadParts
    from standfirst.sphinx_ext.parts.read_builder import Records
    from standfirst.sphinx_ext.read.discovery_ import PublicationProject

NAME = "standfirst-plan"


class Planner(PublicationBuilder):
    """Reads what the parts have read, and publishes it."""

    name = NAME
    makes_pages = False
    parts: ReadParts
    plan: Plan
    """The plan; when it is made."""

    def read_here(self, docnames: list[str]) -> None:
        """Take *docnames* from the parts that have read them."""
        wanted = set(docnames)
        for number, folder in self.parts.folders.items():
            part = Part(number=number, count=self.parts.count)
            env = pickle.loads(folder.environment.read_bytes())  # noqa: S301  # as trusted as the code: guide/scaling.md
            own = [name for name in env.all_docs if name in wanted and part.has(name)]
            self.env.merge_info_from(own, env, self.application)
            taking_in.take_pictures(folder.pictures, Path(self.doctreedir).parent / "pictures")
            for name, tree in _records(folder).trees.items():
                if part.has(name):
                    trees.of(self.env)[name] = tree
        # what the readers could not read, and have said so
        self.faults.left_out |= {name for name in docnames if name not in self.env.all_docs}
        self._without_lost()

    def read_shared(self, docnames: list[str], jobs: int) -> None:  # noqa: ARG002  # nothing is to be shared
        """Take *docnames* from the parts."""
        self.read_here(docnames)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Prepare nothing."""

    def copy_assets(self) -> None:
        """Copy nothing."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write nothing."""

    def finish(self) -> None:
        """Freeze what is known."""
        published, root, made = self.published, self.srcdir, Path(self.doctreedir).parent
        files = self.env.project.docnames
        environment = Path(self.doctreedir, ENV_PICKLE_FILENAME)
        self.plan = Plan(
            documents={name: self.domain.source(name) for name in sorted(files)},
            discovery=self.domain.discovery,
            environment=environment.read_bytes(),
            catalogue=published.catalogue,
            addresses=published.addresses,
            indexes=published.indexes,
            extra={file: os.path.relpath(path, root) for file, path in published.extra.items()},
            refused=published.attachments.refused,
            shown=published.pictures.shown,
            pictures={
                name: os.path.relpath(path, made) for name, path in published.pictures.files.items()
            },
            missing=published.pictures.missing,
            known=published.cited.known,
            marks=published.marks,
        )
        environment.unlink()


def set_up(app: Sphinx, parts: ReadParts) -> Planner:
    """Have a build make a plan of *parts*."""
    builder = app.builder
    if not isinstance(builder, Planner):
        raise TypeError(builder)
    builder.parts = parts
    project = cast("PublicationProject", app.project)
    project.given = _records(parts.folders[1]).discovery
    return builder


def _records(folder: PartFolder) -> Records:
    records: Records = pickle.loads(folder.records.read_bytes())  # noqa: S301  # as above
    return records
