"""What sets sources with Typst: in a process of its own, each within a limit of time and of memory.

The process is begun with the first source and kept for the next ones: what costs is the reading
of the fonts. Each process of a build has one of its own.
"""

from __future__ import annotations

import dataclasses as dc
import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

_WORKER = "standfirst.typst_worker"
KEPT = 1_500_000_000
"""Bytes: a process that has taken more is ended, as what the compiler remembers grows."""

# A volume of 4.5 MB of source, the largest that is set at once, takes a minute and 2.3 GB on one
# machine, a hundred articles at once 12 s and 1.9 GB with their pictures; a hosted one may be five
# times as slow. So what is ended is far from what anybody writes, and not all the memory there is.
SECONDS, SECONDS_FOR_EACH_BYTE = 60.0, 0.0002
MEMORY, MEMORY_FOR_EACH_BYTE = 2_000_000_000, 1_000


class RefusedError(ValueError):
    """The compiler does not take a source; the message is its own, in one line."""

    def __init__(self, message: str, diagnostic: str = "") -> None:
        super().__init__(" ".join(message.split()))
        self.diagnostic = diagnostic
        """The compiler's whole answer."""


class LimitError(RefusedError):
    """The compiler was ended, as it took too long or too much memory, or broke."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What one source may take."""

    seconds: float
    memory: int
    """Bytes, where the system has such limits (Linux has)."""

    @classmethod
    def of(cls, size: int) -> Limits:
        """Return the limits for a source of *size* bytes."""
        return cls(
            seconds=SECONDS + SECONDS_FOR_EACH_BYTE * size,
            memory=MEMORY + MEMORY_FOR_EACH_BYTE * size,
        )


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """One source to be set."""

    source: str
    format: Literal["pdf", "png", "html"] = "pdf"
    standards: tuple[str, ...] = ()
    """Of PDF."""
    timestamp: int | None = None
    """Seconds since 1970, that the file says it was made at."""
    ppi: float | None = None
    """Pixels to an inch, of PNG."""


class Typesetter:
    """Sets sources one after another."""

    def __init__(self, root: Path | None = None, fonts: Path | None = None) -> None:
        """Say what sources find; nothing is begun yet.

        :param root: The folder in which they may read.
        :param fonts: A folder of fonts, besides those of Typst's wheel.
        """
        self._places = json.dumps([root and os.fspath(root), fonts and os.fspath(fonts)])
        self._worker: _Worker | None = None
        self._of = 0

    def set(self, job: Job, limits: Limits) -> bytes:
        """Return what is made of a source.

        :raises RefusedError: There is nothing; a :class:`LimitError` where the compiler was ended.
        """
        # a process that was forked would read answers to the questions of another
        if self._worker is None or self._of != os.getpid():
            self._worker, self._of = _begun(self._places), os.getpid()
        worker = self._worker
        try:
            answer, made = worker.carry_out(job, limits)
        except LimitError:
            self._worker = None
            raise
        if "ended" in answer or answer["data"] > KEPT or worker.is_late:
            worker.end()
            self._worker = None
        if "ended" in answer:
            raise LimitError(_broken(str(answer["ended"]), limits))
        if "refused" in answer:
            raise RefusedError(answer["refused"], answer.get("diagnostic", ""))
        return made

    def end(self) -> None:
        """End the process, where one was begun; another source begins one anew."""
        if self._worker is not None and self._of == os.getpid():
            self._worker.end()
        self._worker = None


def _begun(places: str) -> _Worker:
    try:
        return _Worker(places)
    except OSError as exc:
        raise LimitError(f"there is no process to set it ({exc.strerror})") from exc


def _broken(reason: str, limits: Limits) -> str:
    return _too_much(limits) if reason == "memory" else f"the compiler breaks on it ({reason})"


def _too_much(limits: Limits) -> str:
    return f"it takes more than {limits.memory / 1e9:.1f} GB of memory"


class _Worker:
    """One process."""

    def __init__(self, places: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            (sys.executable, "-P", "-W", "ignore", "-m", _WORKER, places),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # what the compiler's own code says when it breaks, the answer says
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self.is_late = False
        """Whether its time was over, if only when it had answered."""
        self._end = weakref.finalize(self, _ended, self._process, os.getpid())

    def carry_out(self, job: Job, limits: Limits) -> tuple[dict[str, Any], bytes]:
        """Return the answer and what was made.

        :raises LimitError: The process has ended.
        """
        process = self._process

        def stop() -> None:
            self.is_late = True
            process.kill()

        timer = threading.Timer(limits.seconds, stop)
        timer.start()
        try:
            into, out = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            asked = {**dc.asdict(job), "memory": limits.memory}
            into.write(json.dumps(asked).encode() + b"\n")
            into.flush()
            answer = json.loads(out.readline())
            made = out.read(answer.get("size", 0))
        except (OSError, ValueError):
            answer, made = {"size": 1}, b""
        finally:
            timer.cancel()
        if len(made) < answer.get("size", 0):
            self.end()
            raise LimitError(self._why(limits))
        return answer, made

    def _why(self, limits: Limits) -> str:
        if self.is_late:
            return f"it takes more than {limits.seconds:.0f} seconds"
        code = self._process.returncode or 0
        # a program that gets no memory ends itself
        if -code == signal.SIGABRT:
            return _too_much(limits)
        return f"the compiler ends (exit code {code})"

    def end(self) -> None:
        """End the process."""
        self._end()


def _ended(process: subprocess.Popen[bytes], begun_by: int) -> None:
    """End the process, where it is this one's."""
    if os.getpid() != begun_by:
        process.returncode = 0
        return
    process.kill()
    process.communicate()
