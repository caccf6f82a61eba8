"""The last lines of a build: what was done, how long each stage took, and what there is now."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util import logging

from standfirst.checking import findings
from standfirst.sphinx_ext import logs
from standfirst.sphinx_ext.run import host_limits_
from standfirst.text.counts import counted
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from standfirst.sphinx_ext.html.builder import PublicationBuilder
    from standfirst.sphinx_ext.read.parallel_reading import ParallelReading
    from standfirst.sphinx_ext.warnings_heard import WarningsHeard

LOGGER = logging.getLogger(__name__)
_ENGLISH = "en"
"""What commands speak."""


class Spent(NamedTuple):
    """What a stage took, in seconds."""

    wall: float = 0.0
    cpu: float = 0.0
    """Of this process, and of those that it began and that have ended."""


class Stopwatch:
    """Notes when each stage of one build ends."""

    def __init__(self) -> None:
        self._begun = self._last = _now()
        self.spent: dict[str, Spent] = {}
        """In the order of the stages."""

    @property
    def total(self) -> float:
        """Seconds since the build began."""
        return _now().wall - self._begun.wall

    def lap(self, stage: str) -> None:
        """Note that *stage* has ended."""
        now, before = _now(), self.spent.get(stage, Spent())
        self.spent[stage] = Spent(
            before.wall + now.wall - self._last.wall, before.cpu + now.cpu - self._last.cpu
        )
        self._last = now


def _now() -> Spent:
    others = os.times()
    return Spent(
        time.perf_counter(),
        time.process_time() + others.children_user + others.children_system,
    )


def note(builder: ParallelReading) -> None:
    """Note what a build has read, for the last line of a command: it may have several, of which one reads for all."""
    if warnings := logs.heard():
        warnings.read.update(builder.read_documents)


def say(builder: PublicationBuilder, watch: Stopwatch) -> None:
    """Say what has been done and how long each stage took to whoever looks; then what there is, to editors.

    ``60 posts read, 83 files written, 12 left as they were; start 0.10 s (CPU 0.10), reading …``,
    ``60 articles, 2 hidden, 3 warnings; 95 files, 3.4 MB, 4.1 s``
    """
    posts = sum(1 for docname in builder.read_documents if builder.domain.is_post(docname))
    tally = builder.tally
    done = (
        f"{counted(posts, 'post')} read",
        f"{counted(tally.written, 'file')} written",
        f"{tally.left:,} left as they were",
    )
    stages = ", ".join(
        f"{stage} {took.wall:.2f} s (CPU {took.cpu:.2f})" for stage, took in watch.spent.items()
    )
    LOGGER.info("%s; %s", ", ".join(done), stages)
    host_limits_.report(builder, watch.total)
    builder.summary = _for_editors(builder)
    LOGGER.info("%s, %.1f s", builder.summary, watch.total)


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
    sizes = builder.manifest.sizes
    files, size = counted(len(sizes), "file"), words(_ENGLISH).bytes(sum(sizes.values()))
    return f"{', '.join(filter(None, has))}; {files}, {size}"


def _numbers(warnings: WarningsHeard, documents: set[str]) -> str:
    """Return how many there are, and of what: of documents that were read before, it was said then."""
    said = findings.numbers(warnings.found)
    return f"{said} in what has changed" if documents - warnings.read else said
