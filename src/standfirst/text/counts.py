"""Numbers of things, in the English of commands and reports."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with the name of what is counted: ``1 article``, ``2,000 articles``.

    :param many: Where it is not *one* with an s.
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
