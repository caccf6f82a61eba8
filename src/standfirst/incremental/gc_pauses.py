"""Garbage collection between pieces of work, and not within them.

Its collector counts what is made and looks at all of it over and again, while a document's tree
is growing that will be garbage as a whole when the document is done: an eighth of what it takes
to read one, and two thirds of what it takes to load a tree.
"""

from __future__ import annotations

import atexit
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Item = TypeVar("_Item")
_OLDER = 16
"""Every so many pieces, what outlived the one it was made for is looked at too."""


@contextmanager
def paused() -> Iterator[None]:
    """Pause garbage collection but for :func:`between`, for work that leaves little garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            # all that is there counts as old: else it would be looked at as a whole at once
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def leave_to_the_system() -> None:
    """Skip Python's garbage collection at exit, which takes half a second after each build."""
    atexit.register(gc.freeze)


def between(items: Iterable[_Item]) -> Iterator[_Item]:
    """Yield *items*, and collect the garbage of one before the next."""
    with paused():
        for number, item in enumerate(items, start=1):
            yield item
            gc.collect(0 if number % _OLDER else 1)
