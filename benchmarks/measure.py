"""One command, measured: time, processor time and memory of it and of all that it starts."""

from __future__ import annotations

import contextlib
import dataclasses as dc
import gzip
import io
import math
import os
import re
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_LEAST_PAUSE = 0.05
"""Seconds between two looks at the memory."""
_SHARE = 20
"""A look takes the kernel time; the pause after it is so many times as long."""
_LOOKS = 10
"""So many looks at least make a peak."""
_PACKING = 6
"""Level of gzip: its own default."""
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes, of ``ru_maxrss``: https://man7.org/linux/man-pages/man2/getrusage.2.html"""
_LINE = re.compile(r"\d+ posts? read\b.*")
_STAGE = re.compile(r"([a-z][a-z -]*?)\s+(\d+(?:\.\d+)?) s\b(?: \(CPU (\d+(?:\.\d+)?)\))?", re.IGNORECASE)  # fmt: skip


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """What a command took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, of the program and of the system, all processes."""
    memory: int
    """Bytes at the highest point seen, all processes."""
    memory_is: str
    """``PSS``: shared pages count once. ``RSS``: they count for each process, where the system tells no
    more, or only the largest process counts, where the command was too short to be looked at often."""
    code: int
    """Exit code; negative: the signal that ended it."""
    said: str


def run(command: Sequence[str], folder: Path, *, timeout: float) -> Cost:
    """Run *command* in *folder* and return what it took.

    :param timeout: Seconds after which it is ended, with all that it started.
    """
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(), stdout=said, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True
        )  # fmt: skip
        watch = _Watch(process.pid, until=started + timeout)
        watch.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            _end(process.pid)
            raise
        finally:
            wall = time.perf_counter() - started
            watch.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    return Cost(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        # ru_maxrss is of the largest process alone, but no look can miss it
        memory=watch.peak if watch.suffices else max(watch.peak, usage.ru_maxrss * _RSS_UNIT),
        memory_is="PSS" if watch.suffices else "RSS",
        code=process.returncode,
        said=text,
    )


def _environment() -> dict[str, str]:
    """Return this process's, in which Python may keep what it has compiled, as it does for everybody."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children until it is told to stop."""

    def __init__(self, pid: int, *, until: float) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.looks = 0
        self.is_pss = True
        self._pid = pid
        self._until = until
        self._done = threading.Event()

    @property
    def suffices(self) -> bool:
        """Whether the peak is of all processes, with shared pages counted once."""
        return self.is_pss and self.looks >= _LOOKS

    def run(self) -> None:
        """Look, and pause."""
        pause = 0.0
        while not self._done.wait(pause):
            begun = time.perf_counter()
            if begun > self._until:
                _end(self._pid)
            self.peak = max(self.peak, sum(self._sizes()))
            self.looks += 1
            pause = max(_LEAST_PAUSE, _SHARE * (time.perf_counter() - begun))

    def stop(self) -> None:
        """Return when the last look is over."""
        self._done.set()
        self.join()

    def _sizes(self) -> Iterator[int]:
        try:
            root = psutil.Process(self._pid)
            processes = [root, *root.children(recursive=True)]
        except psutil.Error:
            return
        for process in processes:
            try:
                yield self._size(process)
            except psutil.Error:  # it has ended since
                continue

    def _size(self, process: psutil.Process) -> int:
        if self.is_pss:
            try:
                return int(process.memory_full_info().pss)
            except (psutil.AccessDenied, AttributeError):
                self.is_pss = False
        return int(process.memory_info().rss)


def _end(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


class Tree(NamedTuple):
    """What is in a folder."""

    files: int
    bytes: int
    new: int
    """Files that were written since a moment."""


def tree(folder: Path, since: float = math.inf) -> Tree:
    """Return what is in a folder and below it.

    :param since: Seconds since 1970, from which on a file is new.
    """
    files = total = new = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            state = os.lstat(os.path.join(parent, name))  # noqa: PTH118
            files, total = files + 1, total + state.st_size
            new += state.st_mtime >= since
    return Tree(files, total, new)


class _Counter(io.RawIOBase):
    """A file that counts its bytes and keeps none."""

    def __init__(self) -> None:
        super().__init__()
        self.bytes = 0

    def write(self, data: Any) -> int:
        """Count."""
        self.bytes += len(data)
        return len(data)


def packed(folder: Path) -> int:
    """Return the bytes of a folder as an archive, as a cache of continuous integration keeps it: tar, with gzip."""
    counter = _Counter()
    with (
        gzip.GzipFile(fileobj=counter, mode="wb", compresslevel=_PACKING) as gz,
        tarfile.open(mode="w|", fileobj=gz) as archive,
    ):
        archive.add(folder, arcname=".")
    return counter.bytes


class Stage(NamedTuple):
    """What a stage of a build took, in seconds."""

    wall: float
    cpu: float
    """Of all processes; 0 where the engine does not tell."""


def stages(said: str) -> dict[str, Stage]:
    """Return what each stage took that the last line of a build of Standfirst names; none where there is no such line."""
    lines = _LINE.findall(said)
    if not lines:
        return {}
    found = _STAGE.findall(lines[-1].rpartition(";")[2])
    return {name.strip(): Stage(float(wall), float(cpu or 0)) for name, wall, cpu in found}
