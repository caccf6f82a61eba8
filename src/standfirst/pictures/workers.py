"""Processes that carry out jobs, a few at once, each within a limit of time."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING, cast

from standfirst.pictures.worker import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

_COMMAND = (sys.executable, "-P", "-W", "ignore", "-m", "standfirst.pictures.worker")


class _Worker:
    """One process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            text=True,
            encoding="utf-8",
        )

    def carry_out(self, job: str, seconds: float) -> Answer | None:
        """Return the answer, or None where the process has ended, or was ended after *seconds*."""
        process = self._process
        limit = threading.Timer(seconds, process.kill)
        limit.start()
        try:
            into, out = cast("IO[str]", process.stdin), cast("IO[str]", process.stdout)
            into.write(f"{job}\n")
            into.flush()
            return Answer(**json.loads(out.readline()))
        except (OSError, ValueError):
            return None
        finally:
            limit.cancel()

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def carried_out(
    jobs: Mapping[str, str], at_once: int, seconds: float
) -> Iterator[tuple[str, Answer]]:
    """Yield each job's name with its answer, as they come.

    :param jobs: Lines that :func:`standfirst.pictures.worker.job` has made.
    :param seconds: For one job.
    """
    idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
    ended = Answer(refused=f"takes more than {seconds:g} seconds or all memory to convert")

    def one(job: str) -> Answer:
        try:
            worker = idle.get_nowait()
        except queue.Empty:
            worker = _Worker()
        answer = worker.carry_out(job, seconds)
        if answer is None:
            worker.end()
            return ended
        idle.put(worker)
        return answer

    pool = ThreadPoolExecutor(at_once)
    try:
        futures = {pool.submit(one, job): name for name, job in jobs.items()}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)
        with contextlib.suppress(queue.Empty):
            while True:
                idle.get_nowait().end()
