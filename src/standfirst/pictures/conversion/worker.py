"""The processes that convert pictures, each one after another, each picture within a time limit."""

from __future__ import annotations

import contextlib
import dataclasses as dc
import hashlib
import json
import os
import queue
import shutil
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.limits.worker_process import EndedError, WorkerProcess, serve
from standfirst.pictures.conversion.convert import Converter, Task
from standfirst.pictures.conversion.originals import Original
from standfirst.pictures.conversion.renditions import Recipe
from standfirst.pictures.formats import svg
from standfirst.pictures.formats.opening import NoPicture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORKER = "standfirst.pictures.conversion.worker"
"""What each process runs."""
RECORD = "made.json"
"""What was made of a picture, in its folder, or why nothing was."""
NEW = ".new"
"""How the name of a folder begins that is not whole yet."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ConverterAnswer:
    """The result of a job."""

    refused: str = ""
    """Why there is nothing, where that may be otherwise the next time."""
    failed: str = ""
    """Why the folder could not be written."""


def job(path: Path, folder: Path, task: Task) -> tuple[str, str, dict[str, Any]]:
    """Return a job as plain values."""
    return os.fspath(path), os.fspath(folder), dc.asdict(task)


def convert_all(
    jobs: Mapping[str, Any], at_once: int, seconds: float
) -> Iterator[tuple[str, ConverterAnswer]]:
    """Yield each job's name with its answer, as they come from a pool of processes.

    :param jobs: What :func:`job` has made.
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


def carry_out(path: Path, folder: Path, task: Task) -> ConverterAnswer:
    """Convert the file *path* into *folder*, all at once, or return why it cannot be."""
    try:
        content = path.read_bytes()
    except OSError as exc:
        return ConverterAnswer(refused=f"cannot be read ({exc.strerror})")
    if hashlib.sha256(content).hexdigest() != task.original.sha256:
        return ConverterAnswer(refused="has changed during the build")
    converter = Converter(content, task)
    try:
        record: dict[str, Any] = {"shown": dc.asdict(converter.shown())}
        files = converter.files
    except NoPicture as exc:
        record, files = {"refused": str(exc)}, {}
    except Exception as exc:  # noqa: BLE001  # bytes from outside; the next picture may be a good one
        return ConverterAnswer(refused=f"cannot be converted ({exc or type(exc).__name__})")
    try:
        said = json.dumps({**record, "checks": svg.CHECKS})
        _write(folder, {**files, RECORD: said.encode()})
    except OSError as exc:
        return ConverterAnswer(failed=str(exc.strerror))
    return ConverterAnswer()


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Make the folder with the files in it, in place of one that is there."""
    new = folder.with_name(f"{NEW}-{os.getpid()}-{folder.name}")
    try:
        new.mkdir(parents=True)
        for name, content in files.items():
            (new / name).write_bytes(content)
        shutil.rmtree(folder, ignore_errors=True)
        try:
            new.rename(folder)
        except OSError:
            if not (folder / RECORD).is_file():  # else another process was first, with the same
                raise
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _answer(job: tuple[str, str, dict[str, Any]]) -> tuple[dict[str, Any], bytes]:
    path, folder, values = job
    original, recipe = Original(**values.pop("original")), Recipe(**values.pop("recipe"))
    task = Task(**values, original=original, recipe=recipe)
    return dc.asdict(carry_out(Path(path), Path(folder), task)), b""


def main() -> None:
    """Carry out the jobs until there are no more."""
    serve(_answer)


if __name__ == "__main__":
    main()
