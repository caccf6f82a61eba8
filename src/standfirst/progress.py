"""How far long work is, for whoever waits: a bar in a terminal, a line every ten seconds in a log.

A stage has pieces, which several processes may do. They count in memory that they share, and
whichever begins or ends a piece when something is due shows it: no process waits for that.
"""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_Piece = TypeVar("_Piece")
_IN_A_TERMINAL, _IN_A_LOG = 0.1, 10.0
"""Seconds between what is shown and what is shown next."""
_CELLS = 20
"""Characters of a bar."""
_CLEAR = "\r\x1b[K"


class Progress:
    """Shows how far the stages of one command are."""

    def __init__(
        self, stream: TextIO | None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Show nothing yet.

        :param stream: Where it is shown; None: nowhere.
        :param clock: Seconds; the same in all processes.
        """
        self._stream = stream
        self._clock = clock
        self._is_terminal = stream is not None and stream.isatty()
        self._shown = clock()
        """When something was shown last before the stage that is going on, or this began."""
        self._stage: _ShownStage | None = None

    @contextmanager
    def of(self, what: str, total: int) -> Iterator[Stage]:
        """Give what counts the pieces of a stage, in this process and in those that it begins meanwhile.

        :param what: What is done, ``printing articles``.
        :param total: Number of the pieces.
        """
        if self._stream is None or not total:
            yield Stage()
            return
        self._stage = _ShownStage(self, what, total, self._shown)
        try:
            yield self._stage
        finally:
            self.clear()
            self._shown, self._stage = self._stage.shown, None

    def clear(self) -> None:
        """Take the bar away, where there is one: something else is about to be written."""
        is_drawn = self._is_terminal and self._stage and self._stage.shown > self._shown
        if is_drawn and self._stream is not None:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def is_due(self, shown: float, now: float) -> bool:
        """Return whether something is to be shown, when the last was shown at *shown*."""
        return now - shown >= (_IN_A_TERMINAL if self._is_terminal else _IN_A_LOG)

    def now(self) -> float:
        """Return the time."""
        return self._clock()

    def show(self, what: str, done: int, total: int, name: str) -> None:
        """Show that *done* pieces of *total* are done, and which is next."""
        if self._stream is None:
            return
        if self._is_terminal:
            self._stream.write(f"{_CLEAR}{_fitting(_bar(what, done, total, name))}")
        else:
            self._stream.write(f"{what}: {done:,} of {total:,}\n")
        self._stream.flush()


class Stage:
    """Counts the pieces of a stage; this one for nobody."""

    def through(self, pieces: Iterable[_Piece]) -> Iterator[_Piece]:
        """Yield *pieces*; each is begun when it is taken, and done when the next one is asked for."""
        return iter(pieces)

    def step(self) -> None:
        """Note that a piece is done."""


class _ShownStage(Stage):
    """Counts them in memory that processes share."""

    def __init__(self, progress: Progress, what: str, total: int, shown: float) -> None:
        import multiprocessing  # noqa: PLC0415  # only where something is counted

        self._progress = progress
        self._what = what
        self._total = total
        self._lock = multiprocessing.Lock()
        # how many are done, and when something was shown last
        self._counts: Any = multiprocessing.RawArray("d", [0, shown])

    @property
    def shown(self) -> float:
        """When something was shown last."""
        return float(self._counts[1])

    def through(self, pieces: Iterable[_Piece]) -> Iterator[_Piece]:
        """Yield *pieces*, and show the name of each that is begun."""
        done = 0
        for piece in pieces:
            # what one has ended with, the next one begins with: it is shown at once
            self._note(done, piece if isinstance(piece, str) else "")
            done = 1
            yield piece
        self._note(done)

    def step(self) -> None:
        """Note that a piece is done."""
        self._note(1)

    def _note(self, number: int, name: str = "") -> None:
        with self._lock:
            self._counts[0] += number
            now = self._progress.now()
            if not self._progress.is_due(self._counts[1], now):
                return
            self._counts[1] = now
            self._progress.show(self._what, int(self._counts[0]), self._total, name)


def _bar(what: str, done: int, total: int, name: str) -> str:
    full = min(_CELLS, _CELLS * done // total)
    return f"{what} [{'#' * full}{'-' * (_CELLS - full)}] {done:,} of {total:,} {name}".rstrip()


def _fitting(line: str) -> str:
    """Return as much of a line as the terminal has room for, whatever a name in it holds."""
    line = cleaning.one_line(line)
    columns = shutil.get_terminal_size().columns - 1
    # a character of Chinese takes two columns
    return line[: columns if line.isascii() else columns // 2]
