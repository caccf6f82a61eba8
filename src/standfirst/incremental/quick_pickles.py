"""Pickles of frozen data classes with slots: ten thousands of small values, in each build.

The standard library's own methods for these ask for the list of fields again for each value, and find each slot by
name (https://github.com/python/cpython/blob/3.11/Lib/dataclasses.py, ``_dataclass_setstate``): half of what it takes
to unpickle a catalogue.
"""

from __future__ import annotations

import dataclasses as dc
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

_Class = TypeVar("_Class")


def quickly_pickled(cls: type[_Class]) -> type[_Class]:
    """Have a frozen data class with slots, and at least two fields, pickled by the order of its fields."""
    names = [field.name for field in dc.fields(cls)]  # type: ignore[arg-type]  # it is a data class
    values = attrgetter(*names)
    setters = [getattr(cls, name).__set__ for name in names]

    def state(self: object) -> Any:
        return values(self)

    def take(self: object, state: Sequence[object]) -> None:
        for put, value in zip(setters, state, strict=True):
            put(self, value)

    cls.__getstate__ = state  # type: ignore[method-assign]
    cls.__setstate__ = take  # type: ignore[attr-defined]
    return cls
