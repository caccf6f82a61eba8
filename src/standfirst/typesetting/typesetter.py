"""Typesets sources with Typst in a separate process, each within limits of time and memory.

The process is begun with the first source and kept for the next ones: what costs is the reading
of the fonts. Each process of a build has one of its own.
"""

from __future__ import annotations

import dataclasses as dc
import json
import os
import signal
import subprocess
from typing import TYPE_CHECKING, Literal

from standfirst.limits.worker_process import EndedError, WorkerProcess

if TYPE_CHECKING:
    from pathlib import Path

_WORKER = "standfirst.typesetting.worker"
KEPT = 1_500_000_000
"""Bytes: a process that has taken more is ended, as what the compiler remembers grows."""

# A volume of 4.5 MB of source, the largest that is set at once, takes a minute and 2.3 GB on one
# machine, a hundred articles at once 12 s and 1.9 GB with their pictures; a hosted one may be five
# times as slow. So what is ended is far from what anybody writes, and not all the memory there is.
SECONDS, SECONDS_FOR_EACH_BYTE = 60.0, 0.0002
MEMORY, MEMORY_FOR_EACH_BYTE = 2_000_000_000, 1_000


class RefusedError(ValueError):
    """The compiler refuses a source; the message is its own, in one line."""

    def __init__(self, message: str, diagnostic: str = "") -> None:
        super().__init__(" ".join(message.split()))
        self.diagnostic = diagnostic
        """The compiler's whole answer."""


class LimitError(RefusedError):
    """The compiler took too long or too much memory, or crashed."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class SettingLimits:
    """What one source may take."""

    seconds: float
    memory: int
    """Bytes, where the system has such limits (Linux has)."""

    @classmethod
    def of(cls, size: int) -> SettingLimits:
        """Return the limits for a source of *size* bytes."""
        return cls(
            seconds=SECONDS + SECONDS_FOR_EACH_BYTE * size,
            memory=MEMORY + MEMORY_FOR_EACH_BYTE * size,
        )


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """One source to typeset."""

    source: str
    format: Literal["pdf", "png", "html"] = "pdf"
    standards: tuple[str, ...] = ()
    """Of PDF."""
    timestamp: int | None = None
    """Seconds since 1970, that the file says it was made at."""
    ppi: float | None = None
    """Pixels to an inch, of PNG."""


class Typesetter:
    """Typesets sources one after another."""

    def __init__(self, root: Path | None = None, fonts: Path | None = None) -> None:
        """Take the files that sources may read; no process is started yet.

        :param root: The folder in which they may read.
        :param fonts: A folder of fonts, besides those of Typst's wheel.
        """
        self._places = json.dumps([root and os.fspath(root), fonts and os.fspath(fonts)])
        self._worker: WorkerProcess | None = None
        self._of = 0

    def set(self, job: Job, limits: SettingLimits) -> bytes:
        """Return the output for a source.

        :raises RefusedError: There is nothing; a :class:`LimitError` where the compiler was ended.
        """
        # a process that was forked would read answers to the questions of another
        if self._worker is None or self._of != os.getpid():
            self._worker, self._of = _begun(self._places), os.getpid()
        worker = self._worker
        try:
            asked = {**dc.asdict(job), "memory": limits.memory}
            answer, made = worker.ask(asked, limits.seconds)
        except EndedError as exc:
            self._worker = None
            raise LimitError(_why(exc, limits)) from exc
        if "ended" in answer or answer["data"] > KEPT or worker.has_ended:
            worker.end()
            self._worker = None
        if "ended" in answer:
            raise LimitError(_broken(str(answer["ended"]), limits))
        if "refused" in answer:
            raise RefusedError(answer["refused"], answer.get("diagnostic", ""))
        return made

    def end(self) -> None:
        """End the process, if any; the next source starts a new one."""
        if self._worker is not None and self._of == os.getpid():
            self._worker.end()
        self._worker = None


def _begun(places: str) -> WorkerProcess:
    try:
        # what the compiler's own code says when it breaks, the answer says
        return WorkerProcess(_WORKER, places, stderr=subprocess.DEVNULL)
    except OSError as exc:
        raise LimitError(f"no process can be started to set it ({exc.strerror})") from exc


def _why(ended: EndedError, limits: SettingLimits) -> str:
    if ended.is_late:
        return f"it takes more than {limits.seconds:.0f} seconds"
    # a program that gets no memory ends itself
    if -ended.code == signal.SIGABRT:
        return _too_much(limits)
    return f"the compiler crashed ({ended})"


def _broken(reason: str, limits: SettingLimits) -> str:
    return _too_much(limits) if reason == "memory" else f"the compiler fails on it ({reason})"


def _too_much(limits: SettingLimits) -> str:
    return f"it takes more than {limits.memory / 1e9:.1f} GB of memory"
