"""A pool of processes that carry out jobs, each within a time limit."""

from __future__ import annotations

import contextlib
import queue
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING, Any

from standfirst.limits.worker_process import EndedError, WorkerProcess
from standfirst.pictures.conversion.worker import ConverterAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORKER = "standfirst.pictures.conversion.worker"


def carried_out(
    jobs: Mapping[str, Any], at_once: int, seconds: float
) -> Iterator[tuple[str, ConverterAnswer]]:
    """Yield each job's name with its answer, as they come.

    :param jobs: What :func:`standfirst.pictures.conversion.worker.job` has made.
    :param seconds: For one job.
    """
    idle: queue.SimpleQueue[WorkerProcess] = queue.SimpleQueue()

    def one(job: Any) -> ConverterAnswer:
        try:
            worker = idle.get_nowait()
        except queue.Empty:
            try:
                worker = WorkerProcess(WORKER)
            except OSError as exc:
                return ConverterAnswer(
                    refused=f"cannot be converted, as no process can be started ({exc.strerror})"
                )
        try:
            answer, _ = worker.ask(job, seconds)
        except EndedError as exc:
            if exc.is_late:
                return ConverterAnswer(refused=f"takes more than {seconds:g} seconds to convert")
            return ConverterAnswer(refused=f"crashed its converter ({exc})")
        if not worker.has_ended:
            idle.put(worker)
        return ConverterAnswer(**answer)

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
