"""Processes that carry out tasks, a few at once, each within a limit of time."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_COMMAND = (sys.executable, "-m", "standfirst.pictures.worker")


class Died(ValueError):  # noqa: N818  # what happened
    """A process that ended within a task, or was ended because it took too long."""


class Worker:
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

    def carry_out(self, task: str, seconds: float) -> str:
        """Return the answer to the task, each a line.

        :raises Died: There is none within *seconds*.
        """
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise TypeError("a worker has no pipes")
        limit = threading.Timer(seconds, process.kill)
        limit.start()
        try:
            process.stdin.write(f"{task}\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        finally:
            limit.cancel()
        if not answer:
            self.end()
            raise Died(f"cannot be converted within {seconds:g} seconds, or breaks its decoder")
        return answer

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def carried_out(
    tasks: Mapping[str, str], jobs: int, seconds: float
) -> Iterator[tuple[str, str | Died]]:
    """Yield each task's name with its answer, as they come."""
    idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()

    def one(task: str) -> str | Died:
        try:
            worker = idle.get_nowait()
        except queue.Empty:
            worker = Worker()
        try:
            answer = worker.carry_out(task, seconds)
        except Died as exc:
            return exc
        idle.put(worker)
        return answer

    pool = ThreadPoolExecutor(jobs)
    try:
        futures = {pool.submit(one, task): name for name, task in tasks.items()}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)
        with contextlib.suppress(queue.Empty):
            while True:
                idle.get_nowait().end()
