"""The summary line of a build: what was done, and how long each stage took."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.sphinx_ext.html.builder import PublicationBuilder

LOGGER = logging.getLogger(__name__)


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


def say(builder: PublicationBuilder, spent: Mapping[str, float]) -> None:
    """Say what was done, and how long each stage took, in seconds.

    ``60 posts read, 83 files written, 12 left as they were, 96 files of pictures; reading 1.2 s, …``
    """
    posts = sum(1 for docname in builder.read_documents if builder.domain.is_post(docname))
    tally, pictures = builder.tally, builder.published.pictures
    done = [
        f"{posts} posts read",
        f"{tally.written} files written",
        f"{tally.left} left as they were",
    ]
    if pictures.files:
        done.append(f"{len(pictures.files)} files of pictures")
    if pictures.missing:
        done.append(f"{pictures.missing} pictures not in the store")
    stages = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in spent.items())
    builder.summary = f"{', '.join(done)}; {stages}"
    LOGGER.info(builder.summary)
