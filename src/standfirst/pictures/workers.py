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

COMMAND = (sys.executable, "-P", "-W", "ignore", "-m", "standfirst.pictures.worker")


class _Worker:
    """One process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            text=True,
            encoding="utf-8",
        )

    def carry_out(self, job: str, seconds: float) -> Answer:
        """Return the answer; where there is none within *seconds*, the process has ended."""
        process, late = self._process, threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        limit = threading.Timer(seconds, stop)
        limit.start()
        try:
            into, out = cast("IO[str]", process.stdin), cast("IO[str]", process.stdout)
            into.write(f"{job}\n")
            into.flush()
            return Answer(**json.loads(out.readline()))
        except (OSError, ValueError):
            self.end()
            if late.is_set():
                return Answer(refused=f"takes more than {seconds:g} seconds to convert")
            return Answer(refused=f"ends its converter (exit code {process.returncode})")
        finally:
            limit.cancel()

    @property
    def has_ended(self) -> bool:
        """Whether it can do nothing more."""
        return self._process.returncode is not None

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

    def one(job: str) -> Answer:
        try:
            worker = idle.get_nowait()
        except queue.Empty:
            try:
                worker = _Worker()
            except OSError as exc:
                return Answer(refused=f"has no process to be converted by ({exc.strerror})")
        answer = worker.carry_out(job, seconds)
        if not worker.has_ended:
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
