"""Progress on the terminal: the file being made, and the number of files."""

from __future__ import annotations

import multiprocessing
import shutil
import sys
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType


class Progress:
    """Counts files in all processes that share the work; silent without a terminal."""

    def __init__(self, said: str, total: int) -> None:
        """Begin; before the work is shared.

        :param said: What is done, ``printing articles``.
        """
        self._said = said
        self._total = total
        self._stream = sys.stderr
        self._count = multiprocessing.Value("i", 0)
        self._is_shown = self._stream.isatty() and total > 0

    def __enter__(self) -> Self:
        """Begin to count."""
        return self

    def __call__(self, name: str) -> None:
        """Say that *name* is next."""
        if not self._is_shown:
            return
        with self._count.get_lock():
            self._count.value += 1
            line = f"{self._said} [{self._count.value}/{self._total}] {name}"
        columns = shutil.get_terminal_size().columns - 1
        # a character of Chinese takes two columns
        shown = line[: columns if line.isascii() else columns // 2]
        self._stream.write(f"\r\x1b[K{shown}")
        self._stream.flush()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the line empty."""
        if self._is_shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
