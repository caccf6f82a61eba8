"""A time limit for colouring code: some of Pygments' lexers need quadratic time, cubic time, or never end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from standfirst.limits.time_limit import Allowance, OutOfTime
from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token


def allowance() -> Allowance:
    """Return the time for one document's code, far more than code written by people takes.

    Pygments takes two millionths of a second for a character, a slow machine five times that.
    """
    return Allowance(left=4.0, for_each=0.00005)


def too_long(lang: str, line: int = 1) -> Problem:
    """Return the problem of the first code that takes too long.

    :param line: 1-based.
    """
    return Problem(
        subtype=PostWarning.SIZE,
        message=f"code takes too long to colour as {lang[:40]!r}; it is shown without colours, as is all that follows once no time is left",
        remedy="name another language, or none",
        line=line,
    )


def faults(tokens: Iterable[Token]) -> Iterator[Problem]:
    """Yield the problem that a build will report of fenced code: that of the first that takes too long."""
    time = allowance()
    for token in tokens:
        lang = next(iter(token.info.split(maxsplit=1)), "") if token.type == "fence" else ""
        if not lang or lang.startswith("{"):
            continue
        try:
            with time.spend(len(token.content)):
                for _ in get_lexer_by_name(lang).get_tokens(token.content):
                    pass
        except ClassNotFound:
            continue
        except OutOfTime:
            yield too_long(lang, token.map[0] + 1 if token.map else 1)
            return
