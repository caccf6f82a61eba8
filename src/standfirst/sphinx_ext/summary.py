"""Hook: one line at the end of a build: what was done, and how long each stage took."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from standfirst.sphinx_ext.builder import PublicationBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
_STAGES = (
    # event, its place among the event's handlers, the stage that ends there
    ("builder-inited", 1, "start"),
    ("env-before-read-docs", 1, "discovery"),
    ("env-updated", 1, "reading"),
    ("env-updated", 109, "catalogue"),
    ("write-started", 999, "pictures"),
    ("html-collect-pages", 1, "documents"),
    ("build-finished", 1, "lists"),
    ("build-finished", 389, "rest"),
    ("build-finished", 391, "search"),
    ("build-finished", 950, "feeds"),
)


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


def setup_summary(app: Sphinx) -> None:
    """Register this stage."""
    watch = Stopwatch()
    for event, priority, stage in _STAGES:
        app.connect(event, _lapping(watch, stage), priority=priority)
    app.connect("build-finished", _ending(watch), priority=960)


def _lapping(watch: Stopwatch, stage: str) -> Any:
    def on_event(*args: object) -> list[str]:  # noqa: ARG001  # of whichever event
        watch.lap(stage)
        return []  # no documents to read again, no pages to write

    return on_event


def _ending(watch: Stopwatch) -> Any:
    def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
        if exception is None and isinstance(app.builder, PublicationBuilder):
            app.builder.summary = line(app.builder, watch.spent)
            LOGGER.info(app.builder.summary)

    return on_build_finished


def line(builder: PublicationBuilder, spent: dict[str, float]) -> str:
    """Return the line: ``60 posts read, 83 files written, 12 left as they were, 96 files of pictures; reading 1.2 s, …``."""
    posts = sum(1 for docname in builder.read_documents if builder.domain.is_post(docname))
    tally = builder.tally
    stages = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in spent.items())
    pictures = _pictures(builder)
    return f"{posts} posts read, {tally.written} files written, {tally.left} left as they were{pictures}; {stages}"


def _pictures(builder: PublicationBuilder) -> str:
    build = builder.domain.build
    said = ""
    if build.picture_files:
        said = f", {len(build.picture_files)} files of pictures"
    if build.missing_pictures:
        said += f", {build.missing_pictures} pictures not in the store"
    return said
