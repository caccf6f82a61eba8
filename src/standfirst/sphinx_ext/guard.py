"""Hook: one build at a time in a folder, and none that goes on from half of another.

What is kept between builds (environment, trees, manifest) is only good where the build that
wrote it came to its end, and by the same code. Whether it did, a file says that is taken away
when a build begins and written when it has ended; after a build that was killed everything is
read again, while files of the output whose bytes stay are left as they are.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.util import logging

from standfirst import freshness, manifest
from standfirst.output_file import sweep, write
from standfirst.sphinx_ext.configuration import PACKAGE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

LOGGER = logging.getLogger(__name__)


class Guard:
    """Watches over the folders of one build."""

    def __init__(self) -> None:
        self._locks: list[int] = []

    def on_config_inited(self, app: Sphinx, conf: Config) -> None:  # noqa: ARG002  # the event's signature
        """Wait for other builds; throw away what one has left that did not end, or that other code made."""
        work = Path(app.doctreedir, "standfirst")
        for folder in (work, Path(app.outdir)):
            self._locks.append(freshness.lock(folder, _say_that_it_waits))
        state = work / "finished"
        if not _says(state, _code()):
            Path(app.doctreedir, ENV_PICKLE_FILENAME).unlink(missing_ok=True)
            manifest.doubt(work)
            sweep(Path(app.outdir))
        state.unlink(missing_ok=True)

    def on_build_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Note that the build has ended, where it has."""
        if exception is None:
            write(Path(app.doctreedir, "standfirst", "finished"), _code().encode())
        while self._locks:
            os.close(self._locks.pop())


def setup_guard(app: Sphinx) -> None:
    """Register this stage."""
    guard = Guard()
    app.connect("config-inited", guard.on_config_inited, priority=10)
    app.connect("build-finished", guard.on_build_finished, priority=990)


def _say_that_it_waits() -> None:
    LOGGER.info("waiting for another build to end")


def _says(state: Path, code: str) -> bool:
    try:
        return state.read_text(encoding="ascii") == code
    except (OSError, ValueError):
        return False


def _code() -> str:
    """Return a hash of the package's files, by name, size and time of change."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".mo"})
    states = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(repr(states).encode()).hexdigest()
