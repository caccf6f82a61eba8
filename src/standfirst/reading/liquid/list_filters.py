"""The filters of lists, where Jekyll's do otherwise than the library's.

Sources: ``Jekyll::Filters``, ``Jekyll::Filters::GroupingFilters``, https://jekyllrb.com/docs/liquid/filters/
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from liquid import Undefined
from liquid.builtin.expressions import BooleanExpression, FilteredExpression
from liquid.filter import with_context
from liquid.token import TOKEN_EXPRESSION, Token

from standfirst.reading.liquid.expressions import tokens_of
from standfirst.reading.liquid.values import SizeError, ValueFault, spend_all, text_of, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from standfirst.reading.liquid.context import Context

_WHOLE, _NUMBER = re.compile(r"\s*-?\d+\s*"), re.compile(r"\s*-?(?:\d+\.?\d*|\.\d+)\s*")
_MOST_TERMS = 40
"""Words of an expression that a filter is given."""


def items(value: Any) -> list[Any]:
    """Return what filters of lists go through: a list's values, a mapping's, or the value alone."""
    if isinstance(value, Undefined) or value is None:
        return []
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple | range) else [value]


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple | range | Mapping) and not isinstance(value, Undefined)


def _property(item: Any, name: Any) -> Any:
    for step in text_of(name).split("."):
        item = item.get(step) if isinstance(item, Mapping) else None
    return item


def _in_order(value: Any) -> tuple[int, Any]:
    """Return a key by which values of any kind can be sorted: numbers, then all others as texts."""
    if isinstance(value, str) and len(value) < _MOST_TERMS and _NUMBER.fullmatch(value):
        value = int(value) if _WHOLE.fullmatch(value) else float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 1, value.isoformat() if hasattr(value, "isoformat") else text_of(value)
    return 0, math.inf if value != value else value  # noqa: PLR0124  # no number


def _matches(value: Any, target: Any) -> bool:
    """Return whether a property's *value* is *target*, or a list that has it: ``compare_property_vs_target``."""
    if target is None or isinstance(target, Undefined):
        return value is None
    wanted = text_of(target)
    several = value if isinstance(value, list | tuple) else [value]
    plain = (each for each in several if each is not None and not isinstance(each, Mapping | list))
    return any(wanted in {text_of(each), str(each)} for each in plain)


def where(value: Any, name: Any, target: Any = None) -> Any:
    """Return the items whose property *name* is *target*, or a list that has it."""
    if not _is_list(value) or not name:
        return value
    return [each for each in items(value) if _matches(_property(each, name), target)]


def find(value: Any, name: Any, target: Any = None) -> Any:
    """Return the first of the items that :func:`where` gives."""
    if not _is_list(value) or not name:
        return value
    return next((e for e in items(value) if _matches(_property(e, name), target)), None)


@with_context
def where_exp(value: Any, name: Any, expression: Any, *, context: Context) -> Any:
    """Return the items of which *expression* is true, in which they are called *name*."""
    if not _is_list(value):
        return value
    told = _of_each(context, items(value), name, expression, BooleanExpression.parse)
    return [each for each, is_true in told if is_true]


@with_context
def find_exp(value: Any, name: Any, expression: Any, *, context: Context) -> Any:
    """Return the first of the items that :func:`where_exp` gives."""
    if not _is_list(value):
        return value
    told = _of_each(context, items(value), name, expression, BooleanExpression.parse)
    return next((each for each, is_true in told if is_true), None)


def group_by(value: Any, name: Any) -> Any:
    """Return the items by what their property *name* is."""
    if not _is_list(value):
        return value
    return _grouped((each, _property(each, name)) for each in items(value))


@with_context
def group_by_exp(value: Any, name: Any, expression: Any, *, context: Context) -> Any:
    """Return the items by what *expression* is of each, in which they are called *name*."""
    if not _is_list(value):
        return value
    return _grouped(_of_each(context, items(value), name, expression, FilteredExpression.parse))


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> list[dict[str, Any]]:
    groups: dict[str, list[Any]] = {}
    for item, key in pairs:
        groups.setdefault(text_of(key), []).append(item)
    return [{"name": key, "items": found, "size": len(found)} for key, found in groups.items()]


def _of_each(
    context: Context, found: list[Any], name: Any, expression: Any, parse: Callable[..., Any]
) -> Iterator[tuple[Any, Any]]:
    """Yield each item with the value of an expression that a filter is given as a text."""
    said = text_of(expression)
    stream = tokens_of(said, Token(TOKEN_EXPRESSION, said, 0, said))
    if len(stream.tokens) > _MOST_TERMS:
        raise ValueFault("has an expression that is too long")
    parsed = parse(context.env, stream)
    context.post.spend(len(found) * len(stream.tokens))
    for each in found:
        with context.extend({text_of(name): each}):
            yield each, parsed.evaluate(context)


def select(value: Any, name: Any) -> list[Any]:
    """Return the property *name* of each item."""
    return [
        _property(each, name)
        for each in items([value] if isinstance(value, Mapping) and value else value)
    ]


def compact(value: Any) -> list[Any]:
    """Return the items that are not nil."""
    return [each for each in items(value) if each is not None]


def sort(value: Any, name: Any = None, nils: Any = "first") -> list[Any]:
    """Return the items in order, of themselves or of a property; those that have none come first or last."""
    if name is None:
        return sorted(items(value), key=_in_order)
    of_none = -1 if text_of(nils) == "first" else 2

    def key(item: Any) -> tuple[int, Any]:
        found = _property(item, name)
        return (of_none, "") if found is None else _in_order(found)

    return sorted(items(value), key=key)


@with_context
def uniq(value: Any, name: Any = None, *, context: Context) -> list[Any]:
    """Return the items without those that have come before; the library compares each with all."""
    found: dict[str, Any] = {}
    for each in items(value):
        by = each if name is None else _property(each, name)
        spend_all(context.post.budget, by)
        found.setdefault(repr(by), each)
    return list(found.values())


@with_context
def join(value: Any, by: Any = " ", *, context: Context) -> str:
    """Return the items' texts with *by* between them; how long that is, is known before it is made."""
    texts, between = [text_of(each) for each in items(value)], text_of(by)
    if len(texts) * len(between) > context.post.budget.left:
        raise SizeError
    return between.join(texts)


def push(value: Any, item: Any) -> Any:
    """Return a list with *item* at its end."""
    return [*value, item] if isinstance(value, list | tuple) else value


def unshift(value: Any, item: Any) -> Any:
    """Return a list with *item* at its beginning."""
    return [item, *value] if isinstance(value, list | tuple) else value


def pop(value: Any, count: Any = 1) -> Any:
    """Return a list without its last items."""
    if not isinstance(value, list | tuple):
        return value
    return list(value[: max(len(value) - max(whole(count), 0), 0)])


def shift(value: Any, count: Any = 1) -> Any:
    """Return a list without its first items."""
    return list(value[max(whole(count), 0) :]) if isinstance(value, list | tuple) else value


def array_to_sentence_string(value: Any, connector: Any = "and") -> str:
    """Return the items' texts with commas, and a word before the last."""
    texts, word = [text_of(each) for each in items(value)], text_of(connector)
    if len(texts) <= 2:  # noqa: PLR2004  # two have no comma
        return f" {word} ".join(texts)
    return f"{', '.join(texts[:-1])}, {word} {texts[-1]}"
