"""A time limit for colouring code: some of Pygments' lexers need quadratic time, cubic time, or never end."""

from __future__ import annotations

import dataclasses as dc
import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from standfirst.problems import PostWarning, Problem
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token


class OutOfTime(BaseException):  # it says what has happened
    """The time is over; not an ``Exception``, so that no handler on the way catches it."""


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
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
    """The processor time left for one document's code, at first far more than code written by people takes.

    Pygments takes two millionths of a second for a character, a slow machine five times that.
    """

    left: float = 4.0
    """Seconds."""
    for_each: float = 0.00005
    """Seconds that are added for each character that is worked on."""

    @contextmanager
    def spend(self, size: int) -> Iterator[None]:
        """Stop the block, which works on *size* characters, when the time left is spent.

        :raises OutOfTime: It takes more, or nothing is left.
        """
        self.left += size * self.for_each
        began = time.process_time()
        try:
            with _limited(self.left):
                yield
        except OutOfTime:
            # the timer's clock may be a tick before that of the processor's time
            self.left = min(self.left, time.process_time() - began)
            raise
        finally:
            self.left -= time.process_time() - began


def too_long(lang: str, line: int = 1) -> Problem:
    """Return the problem of the first code that takes too long.

    :param line: 1-based.
    """
    return Problem(
        subtype=PostWarning.SIZE,
        message=f"code takes too long to colour as {quoted(lang[:40])}; it is shown without colours, as is all that follows once no time is left",
        remedy="name another language, or none",
        line=line,
    )


def faults(tokens: Iterable[Token]) -> Iterator[Problem]:
    """Yield the problem that a build will report of fenced code: that of the first that takes too long."""
    allowed = Allowance()
    for token in tokens:
        lang = next(iter(token.info.split(maxsplit=1)), "") if token.type == "fence" else ""
        if not lang or lang.startswith("{"):
            continue
        try:
            with allowed.spend(len(token.content)):
                for _ in get_lexer_by_name(lang).get_tokens(token.content):
                    pass
        except ClassNotFound:
            continue
        except OutOfTime:
            yield too_long(lang, token.map[0] + 1 if token.map else 1)
            return
