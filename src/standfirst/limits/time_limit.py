"""A time limit for others' code that works on a post's text in this process, where the system has timers."""

from __future__ import annotations

import dataclasses as dc
import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class OutOfTime(BaseException):  # it says what has happened
    """The time is over; not an ``Exception``, so that no handler on the way catches it."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Stop the block after *seconds* of processor time.

    Python's regular expressions look for signals now and then, so that they end too. Without a
    limit on Windows, which has no such timer, and in a thread, which gets no signals.

    :raises OutOfTime: It takes more.
    """
    if seconds <= 0:
        raise OutOfTime
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):  # fmt: skip
        yield
        return
    is_on = True

    def end(number: int, frame: object) -> None:  # noqa: ARG001  # as signal calls it
        if is_on:
            raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        is_on = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@dc.dataclass
class Allowance:
    """The processor time left for all work on one text."""

    left: float
    """Seconds."""
    for_each: float
    """Seconds that are added for each character that is worked on."""

    @contextmanager
    def spend(self, size: int) -> Iterator[None]:
        """Stop the block, which works on *size* characters, when the time left is spent.

        :raises OutOfTime: It takes more, or nothing is left.
        """
        self.left += size * self.for_each
        began = time.process_time()
        try:
            with limit(self.left):
                yield
        except OutOfTime:
            # the timer's clock may be a tick before that of the processor's time
            self.left = min(self.left, time.process_time() - began)
            raise
        finally:
            self.left -= time.process_time() - began
