"""One Liquid expression, ``page.date | date: "%Y"`` -> its text."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from standfirst.text.slugs import jekyll_slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from standfirst.limits.budget import Budget

_PATH = re.compile(r"([a-z]\w*)((?:\.[\w-]+|\[\s*(?:\"[^\"]*\"|'[^']*'|\d+)\s*\])*)")
_STEP = re.compile(r"\.([\w-]+)|\[\s*(?:\"([^\"]*)\"|'([^']*)'|(\d+))\s*\]")
_LONGEST_FORM = 100
"""Characters of a date's form; one of a few may have a width, and make thousands."""


class LiquidError(ValueError):
    """An expression that is not carried out; the message says why."""


class SizeError(LiquidError):
    """A value longer than the text may make."""


class NoValueError(LiquidError):
    """A variable of Jekyll's that this site or page does not set."""


def evaluate(expression: str, scope: Mapping[str, Mapping[str, Any]], budget: Budget) -> str:
    """Return the text of *expression*.

    :param scope: ``site`` and ``page``.
    :param budget: What values may be made of; each is taken from it that a filter is given, and the last.
    :raises LiquidError: It has an unknown variable or filter, or a value is longer than what is left.
    """
    first, *filters = _split(expression, "|")
    value = _value(first, scope)
    for call in filters:
        name, _, arguments = call.partition(":")
        given = (
            [_value(part, scope) for part in _split(arguments, ",")] if arguments.strip() else []
        )
        _spend([value, *given], budget)
        value = _filtered(value, name.strip(), given, scope, budget)
    if value is None:
        raise NoValueError("has no value")
    _spend(value, budget)
    return text_of(value)


def _spend(value: Any, budget: Budget) -> None:
    """Take a value's size from *budget*: the characters that it prints, and one for each value in a list.

    :raises SizeError: That is more than is left; it is not gone through any further.
    """
    size, waiting = 0, [value]
    while waiting and size <= budget.left:
        each = waiting.pop()
        if isinstance(each, list | tuple):
            waiting += each
        size += len(each) if isinstance(each, str) else 1
    if not budget.spend(size):
        raise SizeError("makes a value that is too long")


def _split(text: str, separator: str) -> list[str]:
    """Return *text* split at *separator* outside quotes."""
    parts, quote_char = [""], ""
    for char in text:
        if quote_char:
            quote_char = "" if char == quote_char else quote_char
        elif char in "\"'":
            quote_char = char
        elif char == separator:
            parts.append("")
            continue
        parts[-1] += char
    return [part.strip() for part in parts]


def _value(text: str, scope: Mapping[str, Mapping[str, Any]]) -> Any:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text):
        return float(text) if "." in text else int(text)
    found = _PATH.fullmatch(text)
    if found is None or found[1] not in scope:
        raise LiquidError("is not a variable of Jekyll's site or page")
    value: Any = scope[found[1]]
    for step in _STEP.finditer(found[2]):
        value = _step(value, next(group for group in step.groups() if group is not None))
    return value


def _step(value: Any, key: str) -> Any:
    if isinstance(value, list | tuple):
        if key in {"size", "first", "last"}:
            return {"size": len(value), "first": value[0] if value else None, "last": value[-1] if value else None}[key]  # fmt: skip
        # "²" is a digit to `isdigit`, but no number to `int`
        is_index = key.isascii() and key.isdigit()
        return value[int(key)] if is_index and int(key) < len(value) else None
    if isinstance(value, str) and key == "size":
        return len(value)
    return value.get(key) if hasattr(value, "get") else None


def text_of(value: Any) -> str:
    """Return *value* as Liquid prints it.

    :raises LiquidError: It is a mapping.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S %z")
    if isinstance(value, list | tuple):
        return "".join(map(text_of, value))
    if hasattr(value, "keys"):
        raise LiquidError("is a mapping, not a text")
    return str(value)


def _date(value: Any, form: str) -> str:
    if len(form) > _LONGEST_FORM:
        raise LiquidError("has a date format that is too long")
    if isinstance(value, str):
        try:
            moment = dt.datetime.fromisoformat(value)
        except ValueError:
            return str(value)
        return moment.strftime(form)
    return value.strftime(form) if isinstance(value, dt.date) else text_of(value)


def _replaced(text: str, old: str, new: str, budget: Budget) -> str:
    """Return *text* with *new* for each *old*; how long that is, is known before it is made."""
    if len(text) + text.count(old) * len(new) > budget.left:
        raise SizeError("makes a value that is too long")
    return text.replace(old, new)


def _joined(texts: Sequence[str], by: str, budget: Budget) -> str:
    if len(texts) * len(by) > budget.left:
        raise SizeError("makes a value that is too long")
    return by.join(texts)


FILTERS: dict[str, Callable[..., Any]] = {
    "default": lambda v, *given: given[0] if given and v in (None, "", False) else v,
    "escape": lambda v: html.escape(text_of(v)),
    "upcase": lambda v: text_of(v).upper(),
    "downcase": lambda v: text_of(v).lower(),
    "capitalize": lambda v: text_of(v)[:1].upper() + text_of(v)[1:].lower(),
    "strip": lambda v: text_of(v).strip(),
    "strip_html": lambda v: re.sub("<[^<>]*>", "", text_of(v)),
    "append": lambda v, other: text_of(v) + text_of(other),
    "prepend": lambda v, other: text_of(other) + text_of(v),
    "remove": lambda v, old: text_of(v).replace(text_of(old), ""),
    "url_encode": lambda v: quote(text_of(v), safe=""),
    "cgi_escape": lambda v: quote(text_of(v), safe=""),
    "uri_escape": lambda v: quote(text_of(v), safe=":/?#[]@!$&'()*+,;="),
    "xml_escape": lambda v: html.escape(text_of(v)),
    "slugify": lambda v: jekyll_slug(text_of(v)),
    "size": lambda v: len(v) if isinstance(v, list | tuple | str) else 0,
    "first": lambda v: _step(v, "first"),
    "last": lambda v: _step(v, "last"),
    "date": lambda v, form="%Y-%m-%d": _date(v, text_of(form)),
    "date_to_string": lambda v: _date(v, "%d %b %Y"),
    "date_to_xmlschema": lambda v: v.isoformat() if isinstance(v, dt.date) else text_of(v),
    "relative_url": lambda v: "/" + text_of(v).lstrip("/"),
}  # fmt: skip
MAKING: dict[str, Callable[..., Any]] = {
    "replace": lambda left, v, old, new="": _replaced(text_of(v), text_of(old), text_of(new), left),
    "join": lambda left, v, by=" ": _joined(list(map(text_of, v if isinstance(v, list | tuple) else [v])), text_of(by), left),
}  # fmt: skip
"""Filters whose value may be longer than what they are given, by more than a few times."""


def _filtered(
    value: Any,
    name: str,
    given: list[Any],
    scope: Mapping[str, Mapping[str, Any]],
    budget: Budget,
) -> Any:
    if name == "absolute_url":
        base = text_of(scope.get("site", {}).get("url"))
        return base + "/" + text_of(value).lstrip("/")
    if name not in FILTERS and name not in MAKING:
        raise LiquidError(f"has the unknown filter {name!r}")
    try:
        return FILTERS[name](value, *given) if name in FILTERS else MAKING[name](budget, value, *given)  # fmt: skip
    except LiquidError:
        raise
    except (TypeError, ValueError, OverflowError) as exc:
        raise LiquidError(f"gives the filter {name!r} what it cannot take") from exc
