"""An exception -> the post that is to blame and its problem, or a fault of the machine.

::

    exception --is_the_machines()--> the build ends, as it must: a disk is full, memory is
              --problem()--> one warning with the post's name; everything else is published

Whatever else is raised is the post's, since no other post is there when it is met: an error of a
directive, of a picture's decoder, of code of ours, recursion that is too deep.
"""

from __future__ import annotations

import dataclasses as dc
import errno
from typing import TYPE_CHECKING, TypeVar

from standfirst.incremental.atomic_files import OutputError
from standfirst.problems import PostWarning, Problem
from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

_Result = TypeVar("_Result")
AS_CODE, LEFT_OUT = "its text is shown as code", "it is left out"
"""What is done instead."""
_CHARACTERS = 200
_OF_A_NAME = frozenset(
    {
        *(errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EINVAL, errno.EILSEQ),
        *(errno.ENOTEMPTY, errno.ELOOP),
    }
)
"""Errors of the system that are about a name, wherever it lies: another name would be taken."""
_OF_A_FILE = frozenset({*_OF_A_NAME, errno.ENOENT, errno.EEXIST, errno.EACCES, errno.EPERM, None})
"""Those that are about a file, where it is none of the build's own: what a post takes in. Without a
number they are no system's, but a decoder's: Pillow's of a picture that is cut off."""


@dc.dataclass(frozen=True, slots=True)
class Caught:
    """What :func:`attempt` met."""

    error: Exception


def attempt(
    do: Callable[[], _Result],
    *,
    writes_to: Collection[Path] = (),
    never: tuple[type[Exception], ...] = (),
) -> _Result | Caught:
    """Return the result of *do*, or the exception where a post is to blame.

    :param writes_to: The folders that are the build's own.
    :param never: Exceptions that are no post's: the editor's templates raise some.
    :raises Exception: It is the machine's, or one of *never*.
    """
    try:
        return do()
    except Exception as exc:
        if isinstance(cause(exc), never) or is_the_machines(exc, writes_to=writes_to):
            raise
        return Caught(exc)


def is_the_machines(exc: BaseException, *, writes_to: Collection[Path] = ()) -> bool:
    """Return whether *exc* is a fault of the machine, so that nothing more can be built.

    :param writes_to: The folders that are the build's own.
    """
    met = cause(exc)
    if isinstance(met, OutputError):
        return getattr(met.__cause__, "errno", errno.EIO) not in _OF_A_NAME
    if isinstance(met, OSError):
        known = _OF_A_NAME if _is_below(met, writes_to) else _OF_A_FILE
        return met.errno not in known
    return isinstance(met, MemoryError) or not isinstance(met, Exception)


def _is_below(exc: OSError, folders: Collection[Path]) -> bool:
    named = [str(name) for name in (exc.filename, exc.filename2) if isinstance(name, str)]
    return any(name.startswith(f"{folder}/") for name in named for folder in folders)


def cause(exc: BaseException) -> BaseException:
    """Return the original exception that Sphinx wrapped in *exc*: a handler's, a template's."""
    while True:
        inner = getattr(exc, "orig_exc", None)
        if inner is None and type(exc).__module__.startswith("sphinx."):
            inner = exc.__cause__
        if not isinstance(inner, BaseException):
            return exc
        exc = inner


def problem(exc: BaseException, *, when: str, done: str, what: str = "") -> Problem:
    """Return the problem that *exc* is at its post.

    An exception may have a ``line`` and a ``remedy``.

    :param when: ``read``, ``written`` …
    :param done: What is done instead, as :data:`AS_CODE`.
    :param what: Which part of the post it is; empty: the post itself.
    """
    met = cause(exc)
    line = getattr(met, "line", None)
    return Problem(
        subtype=PostWarning.FAULT,
        message=f"{what}{' ' if what else ''}raises {kind(met)} while it is {when}; {done}",
        remedy=str(getattr(met, "remedy", "undo the last change, or report it")),
        line=line if isinstance(line, int) and line > 0 else 1,
    )


def kind(exc: BaseException) -> str:
    """Return the name of the class of *exc*, with the first line of what it says, in one line without anything that moves text."""
    try:
        said = str(exc)
    except Exception:  # noqa: BLE001  # an exception's own text may raise as well
        said = ""
    first = next((line.strip() for line in said.splitlines() if line.strip()), "")
    shown = cleaning.shown(first)
    if len(shown) > _CHARACTERS:
        shown = f"{shown[: _CHARACTERS - 1]}…"
    return f"{type(exc).__name__} ({shown})" if shown else type(exc).__name__
