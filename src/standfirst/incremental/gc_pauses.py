"""When Python looks for garbage: between two pieces of work, not within one.

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
def let_lie() -> Iterator[None]:
    """Have no garbage collected, but by :func:`between`: for work that makes little of it."""
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
    """Have this process end without a last look at all it has made: half a second after each build."""
    atexit.register(gc.freeze)


def between(items: Iterable[_Item]) -> Iterator[_Item]:
    """Yield *items*; what one leaves behind is collected when the next is asked for."""
    with let_lie():
        for number, item in enumerate(items, start=1):
            yield item
            gc.collect(0 if number % _OLDER else 1)
