"""The filters of Liquid and of Jekyll, each by name.

What the library has as Ruby's Liquid does is taken from there; what Jekyll adds, or does otherwise, is ours.
Sources: https://shopify.github.io/liquid/, https://jekyllrb.com/docs/liquid/filters/, ``Jekyll::Filters``.

Of Jekyll's own these are not given: ``sample``, which is another each time, ``sassify`` and ``scssify``.
"""

from __future__ import annotations

import html
import json
import math
import re
import unicodedata
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

from liquid import Undefined
from liquid.builtin.filters import array, misc, string
from liquid.builtin.filters import math as numbers
from liquid.filter import num_arg, with_context

from standfirst.markdown import render
from standfirst.markdown.quotes import smarten
from standfirst.policy import links
from standfirst.reading.liquid import date_filters, list_filters
from standfirst.reading.liquid.values import SizeError, spend_all, text_of, whole
from standfirst.text import cjk
from standfirst.text.slugs import jekyll_slug

if TYPE_CHECKING:
    from collections.abc import Callable

    from standfirst.reading.liquid.context import Context

_SIGN, _WORD = re.compile(f"[{cjk.LETTERS}]"), re.compile(rf"[^{cjk.LETTERS}\s]+")
_INDEX = re.compile(r"/index\.html?$", re.MULTILINE)
_MOST_PLACES = 15
"""Decimal places that a number has."""


@with_context
def _replace(value: str, old: Any, new: Any = "", *, context: Context) -> str:
    """Return *value* with *new* for each *old*; how long that is, is known before it is made."""
    out, put = text_of(old), text_of(new)
    if len(value) + value.count(out) * len(put) > context.post.budget.left:
        raise SizeError
    return value.replace(out, put)


def _split(value: str, by: Any) -> list[str]:
    """Return the parts of *value* without empty ones at the end, as Ruby has it."""
    between = text_of(by)
    if between == " ":
        return value.split()
    parts = value.split(between) if between else list(value)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _round(value: Any, digits: Any = 0) -> float:
    """Return a number rounded, halves away from zero as Ruby has it."""
    number, places = num_arg(value, default=0), max(whole(digits), 0)
    if not math.isfinite(number) or places > _MOST_PLACES:
        return number
    done = Decimal(str(number)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return float(done) if places else int(done)


def _number_of_words(value: str, mode: Any = None) -> int:
    signs = len(_SIGN.findall(value)) if text_of(mode) in {"auto", "cjk"} else 0
    if signs or text_of(mode) == "cjk":
        return signs + len(_WORD.findall(value))
    return len(value.split())


def _slugify(value: Any, mode: Any = None) -> str:
    """Return a slug; the modes: https://jekyllrb.com/docs/liquid/filters/#options-for-the-slugify-filter."""
    text, how = text_of(value), text_of(mode)
    if how == "none":
        return text.lower()
    if how == "raw":
        return re.sub(r"\s+", "-", text).strip("-").lower()
    if how == "latin":
        parts = unicodedata.normalize("NFD", text)
        text = "".join(char for char in parts if not unicodedata.combining(char))
    if how in {"ascii", "latin"}:
        return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-").lower()
    return jekyll_slug(text, pretty=how == "pretty")


@with_context
def _jsonify(value: Any, *, context: Context) -> str:
    spend_all(context.post.budget, value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Undefined):
        return None
    return dict(value) if isinstance(value, Mapping) else text_of(value)


@with_context
def _inspect(value: Any, *, context: Context) -> str:
    return html.escape(_jsonify(value, context=context))


def _relative_url(value: Any) -> Any:
    address = text_of(value)
    if value is None or isinstance(value, Undefined) or links.has_scheme(address):
        return value
    # root-relative addresses are resolved against the publication's root, wherever it lies
    return f"/{address.lstrip('/')}".replace(" ", "%20")


@with_context
def _absolute_url(value: Any, *, context: Context) -> Any:
    if value is None or isinstance(value, Undefined) or links.has_scheme(text_of(value)):
        return value
    return text_of(context.get(["site", "url"], token=None)).rstrip("/") + text_of(_relative_url(value))  # fmt: skip


@with_context
def _markdownify(value: str, *, context: Context) -> str:
    return render.to_fragment(value, context.post.around.lang)


@with_context
def _smartify(value: str, *, context: Context) -> str:
    return smarten(value, context.post.around.lang)


def _of_text(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return *filter_*, given the text of whatever it is given."""

    @wraps(filter_)
    def filtered(value: Any, *given: Any, **named: Any) -> Any:
        return filter_(text_of(value), *given, **named)

    return filtered


_TEXTS: dict[str, Callable[..., Any]] = {
    "append": lambda value, other: value + text_of(other),
    "base64_decode": string.base64_decode,
    "base64_encode": string.base64_encode,
    "base64_url_safe_decode": string.base64_url_safe_decode,
    "base64_url_safe_encode": string.base64_url_safe_encode,
    "capitalize": lambda value: value[:1].upper() + value[1:].lower(),
    "cgi_escape": quote_plus,
    "downcase": str.lower,
    "escape": html.escape,
    "escape_once": string.escape_once,
    "lstrip": str.lstrip,
    "markdownify": _markdownify,
    "newline_to_br": string.newline_to_br,
    "normalize_whitespace": lambda value: " ".join(value.split()),
    "number_of_words": _number_of_words,
    "prepend": lambda value, other: text_of(other) + value,
    "remove": lambda value, old: value.replace(text_of(old), ""),
    "remove_first": lambda value, old: value.replace(text_of(old), "", 1),
    "remove_last": string.remove_last,
    "replace": _replace,
    "replace_first": lambda value, old, new="": value.replace(text_of(old), text_of(new), 1),
    "replace_last": string.replace_last,
    "rstrip": str.rstrip,
    "slugify": _slugify,
    "smartify": _smartify,
    "split": _split,
    "squish": string.squish,
    "strip": str.strip,
    "strip_html": lambda value: re.sub("<[^<>]*>", "", value),
    "strip_index": lambda value: _INDEX.sub("/", value, count=1),
    "strip_newlines": string.strip_newlines,
    "truncate": string.truncate,
    "truncatewords": string.truncatewords,
    "upcase": str.upper,
    "uri_escape": lambda value: quote(value, safe=":/?#[]@!$&'()*+,;=%"),
    "url_decode": string.url_decode,
    "url_encode": quote_plus,
    "xml_escape": lambda value: html.escape(value, quote=False).replace('"', "&quot;"),
}
FILTERS: dict[str, Callable[..., Any]] = {
    **{name: _of_text(filter_) for name, filter_ in _TEXTS.items()},
    "abs": numbers.abs_,
    "absolute_url": _absolute_url,
    "array_to_sentence_string": list_filters.array_to_sentence_string,
    "at_least": numbers.at_least,
    "at_most": numbers.at_most,
    "ceil": numbers.ceil,
    "compact": list_filters.compact,
    "concat": array.concat,
    "date": date_filters.date,
    "date_to_long_string": date_filters.date_to_long_string,
    "date_to_rfc822": date_filters.date_to_rfc822,
    "date_to_string": date_filters.date_to_string,
    "date_to_xmlschema": date_filters.date_to_xmlschema,
    "default": misc.default,
    "divided_by": numbers.divided_by,
    "find": list_filters.find,
    "find_exp": list_filters.find_exp,
    "find_index": array.find_index,
    "first": array.first,
    "floor": numbers.floor,
    "group_by": list_filters.group_by,
    "group_by_exp": list_filters.group_by_exp,
    "has": array.has,
    "inspect": _inspect,
    "join": list_filters.join,
    "jsonify": _jsonify,
    "last": array.last,
    "map": list_filters.select,
    "minus": numbers.minus,
    "modulo": numbers.modulo,
    "plus": numbers.plus,
    "pop": list_filters.pop,
    "push": list_filters.push,
    "reject": array.reject,
    "relative_url": _relative_url,
    "reverse": array.reverse,
    "round": _round,
    "shift": list_filters.shift,
    "size": misc.size,
    "slice": string.slice_,
    "sort": list_filters.sort,
    "sort_natural": array.sort_natural,
    "sum": array.sum_,
    "times": numbers.times,
    "to_integer": whole,
    "uniq": list_filters.uniq,
    "unshift": list_filters.unshift,
    "where": list_filters.where,
    "where_exp": list_filters.where_exp,
}
"""All that a post may use, by name."""
