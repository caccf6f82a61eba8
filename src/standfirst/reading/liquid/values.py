"""The values of Liquid: how they are printed, and how much they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from liquid import Undefined
from liquid.exceptions import FilterError, ResourceLimitError

if TYPE_CHECKING:
    from standfirst.limits.budget import Budget

_DIGITS = re.compile(r"\s*([+-]?\d{1,18})")
_BITS = 3
"""Of a decimal digit."""


class SizeError(ResourceLimitError):
    """More than the text may make."""

    def __init__(self) -> None:
        super().__init__("makes more than it may", token=None)


class ValueFault(FilterError):  # noqa: N818  # not to be confused with Python's own
    """A value that cannot be used as it is asked for; the message says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message, token=None)


def text_of(value: Any) -> str:
    """Return *value* as Liquid prints it.

    :raises ValueFault: It is a mapping.
    """
    if isinstance(value, list | tuple):
        return "".join(map(text_of, value))
    if isinstance(value, Mapping) and not isinstance(value, Undefined):
        raise ValueFault("is a mapping, not a text")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S %z").rstrip()
    if isinstance(value, range):
        return f"{value.start}..{value.stop - 1}"
    return "" if value is None else str(value)


def whole(value: Any) -> int:
    """Return *value* as a whole number: its digits at the beginning, as Ruby has it."""
    if isinstance(value, bool | int | float):
        return int(value)
    found = _DIGITS.match(text_of(value))
    return int(found[1]) if found else 0


def length(value: str | range) -> int:
    """Return how long *value* is; Python's ``len`` takes no range that is too long for this machine."""
    return len(value) if isinstance(value, str) else max(value.stop - value.start, 0)


def spend(budget: Budget, *values: Any) -> None:
    """Take the size of *values* from *budget*: the characters that each prints, and one for each value in a list.

    :raises SizeError: That is more than is left; it is not gone through any further.
    """
    size, waiting = 0, list(values)
    while waiting and size <= budget.left:
        each = waiting.pop()
        size += 1
        if isinstance(each, str | range):
            size += length(each)
        elif isinstance(each, int):
            size += each.bit_length() // _BITS
        elif isinstance(each, list | tuple):
            if len(each) > budget.left:
                raise SizeError
            waiting += each
    if not budget.spend(size):
        raise SizeError


def spend_all(budget: Budget, value: Any) -> None:
    """Take the size of *value* from *budget*, with all that its mappings hold."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        spend(budget, *each.keys()) if isinstance(each, Mapping) else spend(budget, each)
        if isinstance(each, Mapping):
            waiting += each.values()
        elif isinstance(each, list | tuple):
            waiting += each
