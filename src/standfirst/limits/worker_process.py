"""Worker processes that answer questions, each within a time limit.

::

    WorkerProcess.ask --a line of JSON--> serve(answer) --a line of JSON, and as many bytes as its "size" says--> ask

What one does with bytes from outside may take too long, take too much memory or break it: that
ends nothing else. None outlives the process that asks.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

_WATCH = 0.2
"""Seconds between two looks at whether anybody waits for the answer."""


class EndedError(Exception):
    """The process has ended without an answer."""

    def __init__(self, code: int, *, is_late: bool) -> None:
        super().__init__(f"exit code {code}")
        self.is_late = is_late
        """Whether it was ended, as its time was over."""
        self.code = code


class WorkerProcess:
    """One process."""

    def __init__(self, module: str, *arguments: str, stderr: int | None = None) -> None:
        """Begin the process.

        :param module: What it runs; it calls :func:`serve`.
        :param stderr: As :class:`subprocess.Popen` takes it.
        :raises OSError: The system has no more of them.
        """
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            (sys.executable, "-P", "-W", "ignore", "-m", module, *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._end = weakref.finalize(self, _ended, self._process, os.getpid())

    def ask(self, question: Any, seconds: float) -> tuple[dict[str, Any], bytes]:
        """Return the answer, and the bytes that come with it.

        :param question: Plain values, of which JSON is made.
        :raises EndedError: There is none within *seconds*, or the process breaks.
        """
        process, late = self._process, threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            into, out = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            into.write(json.dumps(question).encode() + b"\n")
            into.flush()
            answer = json.loads(out.readline())
            made = out.read(answer.get("size", 0))
        except (OSError, ValueError):
            answer, made = {"size": 1}, b""
        finally:
            timer.cancel()
        is_whole = len(made) == answer.get("size", 0)
        if late.is_set() or not is_whole:
            self.end()
        if not is_whole:
            raise EndedError(process.returncode or 0, is_late=late.is_set())
        return answer, made

    @property
    def has_ended(self) -> bool:
        """Whether the process has ended, also just after an answer that came too late."""
        return self._process.returncode is not None

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


def serve(answer: Callable[[Any], tuple[dict[str, Any], bytes]]) -> None:
    """Answer the questions on standard input until it ends or nobody listens."""
    end_with(os.getppid())
    out = sys.stdout.buffer
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        for line in sys.stdin.buffer:
            said, made = answer(json.loads(line))
            out.write(json.dumps(said).encode() + b"\n" + made)
            out.flush()


def end_with(parent: int) -> None:
    """End this process when its *parent* has ended."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCH)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
