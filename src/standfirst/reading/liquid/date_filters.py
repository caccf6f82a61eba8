"""The filters of dates, which ask no clock: *now* is the build's.

Sources: ``Jekyll::Filters::DateFilters``, ``Liquid::StandardFilters#date``
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from liquid.filter import with_context

from standfirst.reading.liquid.values import ValueFault, text_of
from standfirst.text import dates

if TYPE_CHECKING:
    from standfirst.reading.liquid.context import Context

_LONGEST_FORM = 100
"""Characters of a date's form; one of a few may have a width, and make thousands."""
_NOW = {"now", "today"}
_RUBYS = re.compile(r"%(?:%|s|L|:z)")
"""What Python has not, or asks the machine's time zone for."""
_SECONDS = re.compile(r"-?\d{1,11}")
_TENTH_TO_TWENTIETH = range(11, 14)


def _moment(value: Any, context: Context) -> dt.date | None:
    """Return the date that *value* is, or says; None where it is none."""
    zone = context.post.around.zone
    said = text_of(value).strip() if isinstance(value, str | int) else ""
    if said in _NOW:
        found = context.get(["site", "time"], token=None)
        return found if isinstance(found, dt.datetime) else None
    try:
        if _SECONDS.fullmatch(said):
            return dt.datetime.fromtimestamp(int(said), tz=zone)
        return value if isinstance(value, dt.date) else dates.parse(said, tz=zone)
    except (ValueError, OverflowError, OSError):
        return None


def _formatted(moment: dt.date, form: str) -> str:
    if len(form) > _LONGEST_FORM:
        raise ValueFault("has a date format that is too long")
    full = moment if isinstance(moment, dt.datetime) else dt.datetime(moment.year, moment.month, moment.day, tzinfo=dt.UTC)  # fmt: skip
    rubys = {
        "%%": "%%",
        "%s": str(int(full.timestamp())),
        "%L": f"{full.microsecond // 1000:03}",
        "%:z": f"{full:%z}"[:3] + ":" + f"{full:%z}"[3:5],
    }
    return moment.strftime(_RUBYS.sub(lambda found: rubys[found[0]], form))


@with_context
def date(value: Any, form: Any = "%Y-%m-%d", *, context: Context) -> Any:
    """Return a date in the form of ``strftime``; what is no date stays as it is."""
    moment = _moment(value, context)
    return value if moment is None or not text_of(form) else _formatted(moment, text_of(form))


@with_context
def date_to_string(value: Any, kind: Any = "", style: Any = "", *, context: Context) -> Any:
    """Return a date as ``27 Jan 2011``."""
    return _in_words(value, "%b", text_of(kind), text_of(style), context)


@with_context
def date_to_long_string(value: Any, kind: Any = "", style: Any = "", *, context: Context) -> Any:
    """Return a date as ``27 January 2011``."""
    return _in_words(value, "%B", text_of(kind), text_of(style), context)


def _in_words(value: Any, month: str, kind: str, style: str, context: Context) -> Any:
    moment = _moment(value, context)
    if moment is None:
        return value
    if kind != "ordinal":
        return _formatted(moment, f"%d {month} %Y")
    day = f"{moment.day}{_ordinal(moment.day)}"
    return _formatted(moment, f"{month} {day}, %Y" if style == "US" else f"{day} {month} %Y")


def _ordinal(number: int) -> str:
    if number in _TENTH_TO_TWENTIETH:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@with_context
def date_to_xmlschema(value: Any, *, context: Context) -> Any:
    """Return a date as ``2011-04-24T20:34:46+08:00``."""
    moment = _moment(value, context)
    return value if moment is None else _full(moment, context).isoformat(timespec="seconds")


@with_context
def date_to_rfc822(value: Any, *, context: Context) -> Any:
    """Return a date as ``Sun, 24 Apr 2011 12:34:46 +0000``."""
    moment = _moment(value, context)
    return value if moment is None else format_datetime(_full(moment, context))


def _full(moment: dt.date, context: Context) -> dt.datetime:
    if isinstance(moment, dt.datetime):
        return moment
    return dt.datetime(moment.year, moment.month, moment.day, tzinfo=context.post.around.zone)
