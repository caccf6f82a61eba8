"""What is said where a post, or the code that carries it out, raises an error."""

from __future__ import annotations

from standfirst.output_file import OutputError
from standfirst.warnings_ import PostWarning, Problem

_LONGEST = 200
"""Characters of an error's own message that are repeated."""


def fault(exc: Exception, what: str, done: str, *, line: int = 1) -> Problem:
    """Return what is said of *exc*, which *what* has raised.

    :param what: What was carried out, as the subject of a sentence: ``the directive 'figure'``.
    :param done: What was done instead, as the end of a sentence.
    :raises OutputError: It is one: a full disk is no fault of a post.
    """
    if isinstance(exc, OutputError):
        raise exc
    said = " ".join(str(exc).split())[:_LONGEST]
    return Problem(
        subtype=PostWarning.FAULT,
        message=f"{what} raises {type(exc).__name__}{f' ({said})' if said else ''}; {done}",
        remedy="write it otherwise; if that does not help, report it",
        line=line,
    )
