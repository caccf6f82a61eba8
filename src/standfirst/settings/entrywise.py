"""Checks of lists and mappings by their entries, so that what is wrong goes alone."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

from standfirst.settings.option_error import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LISTED = "write it in square brackets, such as ['one', 'two']"
MAPPED = "write it in braces, such as {'one': 'two'}"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ListOf:
    """A check of a list whose entries are each good or not."""

    one: Callable[[Any], Any]
    into: Callable[[Iterable[Any]], Any] = tuple
    """Makes what settings hold of what :attr:`one` has returned."""

    def __call__(self, value: object) -> Any:
        """Return *value* as settings hold it."""
        return self.into(self.one(entry) for _, entry in self.entries(value))

    def entries(self, value: object) -> list[tuple[int, Any]]:
        """Return each entry with its number."""
        if not isinstance(value, list | tuple):
            raise OptionError("is not a list", LISTED)
        return [*enumerate(value)]

    def check(self, entry: tuple[int, Any]) -> None:
        """Check one of the entries."""
        self.one(entry[1])

    @staticmethod
    def named(entry: tuple[int, Any]) -> object:
        """Return by what an entry is known to whoever wrote it."""
        return entry[1]

    @staticmethod
    def without(value: Any, bad: set[int]) -> Any:
        """Return *value* without the entries whose numbers are *bad*."""
        return type(value)(entry for number, entry in enumerate(value) if number not in bad)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class MappingOf:
    """A check of a mapping whose entries are each good or not."""

    one: Callable[[Any, Any], Any]
    """Returns the value of an entry."""
    into: Callable[[dict[Any, Any]], Any] = dict

    def __call__(self, value: object) -> Any:
        """Return *value* as settings hold it."""
        return self.into({key: self.one(key, entry) for key, entry in self.entries(value)})

    def entries(self, value: object) -> list[tuple[Any, Any]]:
        """Return each entry with its key."""
        if not isinstance(value, dict):
            raise OptionError("is not a mapping", MAPPED)
        return [*value.items()]

    def check(self, entry: tuple[Any, Any]) -> None:
        """Check one of the entries."""
        self.one(*entry)

    @staticmethod
    def named(entry: tuple[Any, Any]) -> object:
        """Return by what an entry is known to whoever wrote it."""
        return entry[0]

    @staticmethod
    def without(value: Any, bad: set[Any]) -> Any:
        """Return *value* without the entries whose keys are *bad*."""
        return {key: entry for key, entry in value.items() if key not in bad}


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ListOrMappingOf:
    """A check of what is a list or a mapping."""

    of_list: ListOf
    of_mapping: MappingOf

    def __call__(self, value: object) -> Any:
        """Return *value* as settings hold it."""
        if not isinstance(value, list | tuple | dict):
            raise OptionError("is neither a list nor a mapping", LISTED)
        return self.of(value)(value)

    def of(self, value: object) -> ListOf | MappingOf:
        """Return the check of a value of this form."""
        return self.of_mapping if isinstance(value, dict) else self.of_list
