"""The builder that reads a part: records and trees, and nothing else."""

from __future__ import annotations

import dataclasses as dc
import pickle
from typing import TYPE_CHECKING, cast

from standfirst.incremental.atomic_files import write
from standfirst.sphinx_ext.read.parallel_reading import Selecting
from standfirst.sphinx_ext.stages import pictures_
from standfirst.sphinx_ext.upstream import trees
from standfirst.sphinx_ext.upstream.sphinx_ import unchecked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from sphinx.application import Sphinx

    from standfirst.parts.part import Part
    from standfirst.reading.discovery import Discovery
    from standfirst.sphinx_ext.read.discovery_ import PublicationProject

NAME = "standfirst-read"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Records:
    """What the plan needs of a part besides its environment."""

    discovery: Discovery
    """Which sources there are, of all parts."""
    trees: Mapping[str, bytes]
    """Pickled trees of the pages whose headings or figures are numbered through."""


class PartReader(Selecting):
    """Reads the documents of a part, and the front page, without which Sphinx reads none.

    Of the other posts it reads the front matter, 0.6 ms each: directives that list documents, such as Sphinx's
    ``toctree`` and those of extensions, ask while they are read which there are, and a hidden post is none.
    """

    name = NAME
    publishes = False
    part: Part
    kept: Path
    """The file of the part's :class:`Records`."""

    def init(self) -> None:
        """Leave to the plan what can be said of all documents only: their numbers, and what is in no toctree."""
        super().init()
        self.events.listeners["env-get-updated"].clear()
        unchecked(self.env)

    def read_here(self, docnames: list[str]) -> None:
        """Read the part's documents among *docnames*."""
        super().read_here(self._own(docnames))

    def read_shared(self, docnames: list[str], jobs: int) -> None:
        """Read the part's documents among *docnames* in some processes."""
        super().read_shared(self._own(docnames), jobs)

    def _own(self, docnames: list[str]) -> list[str]:
        return [name for name in docnames if self.part.has(name) or name == self.config.root_doc]

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's signature
        """Return nothing: no page is made."""
        return ""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write nothing."""

    def finish(self) -> None:
        """Convert the part's pictures, and keep what the plan needs besides the environment."""
        pictures_.convert(self, filter(self.part.has, self.env.all_docs))
        found = self.domain.discovery
        found.parsed.clear()
        numbered = self.env.all_docs if self.config.numfig else self.env.numbered_toctrees
        pages = sorted(name for name in numbered if not self.domain.is_post(name))
        kept = trees.of(self.env)
        records = Records(discovery=found, trees={name: kept[name] for name in pages})
        write(self.kept, pickle.dumps(records, pickle.HIGHEST_PROTOCOL))

    @property
    def posts(self) -> list[str]:
        """Return the paths of the part's posts, those that are not to be seen among them."""
        found = self.domain.discovery.by_name
        return sorted(path for name, path in found.items() if self.part.has(name))


def set_up(app: Sphinx, part: Part, kept: Path) -> PartReader:
    """Have a build read *part*."""
    builder = app.builder
    if not isinstance(builder, PartReader):
        raise TypeError(builder)
    builder.part, builder.kept = part, kept
    cast("PublicationProject", app.project).part = part
    trees.of(app.env).text = _without_text  # which need not be there where the parts are joined
    return builder


def _without_text(_: str) -> bytes:
    return b""
