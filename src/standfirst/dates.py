"""Dates as front matter and file names write them -> aware datetimes."""

from __future__ import annotations

import datetime as dt
import re

_DATE = re.compile(
    r"""(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})
    (?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d+)?)?)?
    \s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}:?\d{2}|[+-]\d{1,2})?""",
    re.VERBOSE | re.IGNORECASE,
)
_FILE_NAME = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<slug>.+)", re.DOTALL)


class DateError(ValueError):
    """A text that is no date; the message says why."""


def to_the_hour(moment: dt.datetime) -> dt.datetime:
    """Return *moment* rounded down to the hour: the *now* of a build, which is the same for builds of one hour."""
    return moment.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)


def parse(value: object, *, tz: dt.tzinfo) -> dt.datetime:
    """Return *value* as a time with an offset.

    :param value: What YAML gave: text, date or datetime.
    :param tz: Zone of values without an offset.
    :raises DateError: It is no date, or no such day.
    """
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=tz)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day, tzinfo=tz)
    found = _DATE.fullmatch(str(value).strip())
    if found is None:
        raise DateError("is no date such as 2025-08-20 or 2025-08-20 12:00:00 +0800")
    numbers = {
        key: int(found[key] or 0) for key in ("year", "month", "day", "hour", "minute", "second")
    }
    try:
        return dt.datetime(**numbers, tzinfo=_zone(found["zone"]) or tz)
    except (ValueError, OverflowError) as exc:
        raise DateError(f"is no day or time that exists ({exc})") from exc


def _zone(text: str | None) -> dt.tzinfo | None:
    if not text:
        return None
    if text.upper() in {"Z", "UTC", "GMT"}:
        return dt.UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)  # noqa: PLR2004
    offset = dt.timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or hours > 15:  # noqa: PLR2004  # no zone is farther than 14 hours
        raise DateError(f"has an impossible offset {text}")
    return dt.timezone(-offset if text.startswith("-") else offset)


def from_file_name(name: str, *, tz: dt.tzinfo) -> tuple[dt.datetime | None, str]:
    """Return date and slug of ``2025-08-20-some-slug.md``; None and the stem where there is no date.

    :param name: A file name, with or without its suffix.
    """
    stem = re.sub(r"\.(?:md|markdown)$", "", name, flags=re.IGNORECASE)
    found = _FILE_NAME.fullmatch(stem)
    if found is None:
        return None, stem
    try:
        return parse(found["date"], tz=tz), found["slug"]
    except DateError:
        return None, found["slug"]
