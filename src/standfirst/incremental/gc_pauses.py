"""Garbage collection between pieces of work, and not within them.

Its collector counts what is made and looks at all of it over and again, while a document's tree
is growing that will be garbage as a whole when the document is done: an eighth of what it takes
to read one, and two thirds of what it takes to load a tree.
"""

from __future__ import annotations

import atexit
import gc
import sys
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
            _resume()


def _resume() -> None:
    # all that is there counts as old: else it would be looked at as a whole at once
    gc.freeze()
    gc.unfreeze()
    gc.enable()


class Pause:
    """A pause from the beginning of a build to its end, whoever began it: between are others' calls.

    Where a build ends before it has begun to build, nobody is told: the process goes on without
    collection until another build in it has ended.
    """

    _is_held = False
    """Whether collection is off because of one: of the process, as collection itself is."""

    def begin(self) -> None:
        """Pause, unless somebody else does."""
        if gc.isenabled():
            gc.disable()
            Pause._is_held = True

    def end(self) -> None:
        """Go on, unless somebody else pauses."""
        if Pause._is_held:
            Pause._is_held = False
            _resume()


def leave_to_the_system() -> None:
    """Skip Python's garbage collection at exit, which takes half a second after each build."""
    # once, however often it is asked for
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def is_sphinx_command() -> bool:
    """Return whether this process is there for one build: ``sphinx-build``, or ``python -m sphinx``.

    A process of somebody else's that builds may have more to tidy up when it ends.
    """
    main = sys.modules["__main__"]
    module = getattr(getattr(main, "__spec__", None), "name", "")
    script = getattr(getattr(main, "main", None), "__module__", "")
    return module == "sphinx.__main__" or str(script).startswith("sphinx.cmd.")


def between(items: Iterable[_Item]) -> Iterator[_Item]:
    """Yield *items*, and collect the garbage of one before the next; that of the last goes with the process, or later."""
    with paused():
        # what is there already, which nobody has looked at in the pause, is not looked at now
        gc.freeze()
        try:
            for number, item in enumerate(items):
                if number:
                    gc.collect(0 if number % _OLDER else 1)
                yield item
        finally:
            gc.unfreeze()
