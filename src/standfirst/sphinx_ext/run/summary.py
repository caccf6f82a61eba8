"""The last lines of a build: what was done, how long each stage took, and what there is now."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sphinx.util import logging

from standfirst.checking import findings
from standfirst.sphinx_ext import logs
from standfirst.text.counts import counted
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.sphinx_ext.html.builder import PublicationBuilder
    from standfirst.sphinx_ext.read.parallel_reading import ParallelReading
    from standfirst.sphinx_ext.warnings_heard import WarningsHeard

LOGGER = logging.getLogger(__name__)
_ENGLISH = "en"
"""What commands speak."""


class Stopwatch:
    """Notes when each stage of one build ends."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.spent: dict[str, float] = {}
        """Stage -> seconds, in order."""

    def lap(self, stage: str) -> None:
        """Note that *stage* has ended."""
        now = time.perf_counter()
        self.spent[stage] = self.spent.get(stage, 0.0) + now - self._last
        self._last = now


def note(builder: ParallelReading) -> None:
    """Note what a build has read, for the last line of a command: it may have several, of which one reads for all."""
    if warnings := logs.heard():
        warnings.read.update(builder.read_documents)


def say(builder: PublicationBuilder, spent: Mapping[str, float]) -> None:
    """Say what has been done and how long each stage took, in seconds, to whoever looks; then what there is, to editors.

    ``60 posts read, 83 files written, 12 left as they were; start 0.1 s, reading 1.2 s, …``,
    ``60 articles, 2 hidden, 3 warnings; 95 files, 3.4 MB``
    """
    posts = sum(1 for docname in builder.read_documents if builder.domain.is_post(docname))
    tally = builder.tally
    done = (
        f"{counted(posts, 'post')} read",
        f"{counted(tally.written, 'file')} written",
        f"{tally.left:,} left as they were",
    )
    stages = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in spent.items())
    LOGGER.info("%s; %s", ", ".join(done), stages)
    builder.summary = _for_editors(builder)
    LOGGER.info(builder.summary)


def _for_editors(builder: PublicationBuilder) -> str:
    """Return what the publication has: articles, those that are not to be seen, warnings, files and their size."""
    missing = builder.published.pictures.missing
    hidden, warnings = len(builder.domain.discovery.cut), logs.heard()
    has = [
        counted(len(builder.published.catalogue.posts), "article"),
        f"{hidden:,} hidden" if hidden else "",
        f"{counted(missing, 'picture')} not fetched" if missing else "",
        "" if warnings is None else _numbers(warnings, builder.env.found_docs),
    ]
    files, size = builder.manifest.total
    return (
        f"{', '.join(filter(None, has))}; {counted(files, 'file')}, {words(_ENGLISH).bytes(size)}"
    )


def _numbers(warnings: WarningsHeard, documents: set[str]) -> str:
    """Return how many there are, and of what: of documents that were read before, it was said then."""
    said = findings.numbers(warnings.found)
    return f"{said} in what has changed" if documents - warnings.read else said
