"""Dates as front matter and file names write them -> aware datetimes.

What Ruby's ``Time.parse`` reads is read, since Jekyll makes addresses of it. Source:
https://docs.ruby-lang.org/en/master/Time.html#method-c-parse
"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DATE = re.compile(
    r"""(?:(?P<year>\d{4})[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?)?
      |(?P<first>\d{1,2})(?P<between>[-/.])(?P<second_month>\d{1,2})(?P=between)(?P<last>\d{4})
      |(?P<digits>\d{8})(?=T|\D|\d{4}(?:\d{2})?(?:\D|\Z)|\Z))
    ,?(?:(?:T|\s|(?<=\d{8}))\s*
      (?P<hour>\d{1,2}) (?:(?::(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d+)?)?)
        |(?<=\d\d)(?P<minute_digits>\d{2})(?P<second_digits>\d{2})?
        |(?=\s*[AP]M(?![A-Z])))
      (?:\s*(?P<half>[AP])M(?![A-Z]))?)?
    \s*(?P<zone>Z|[+-]\d{1,2}:?\d{2}(?:\s+\(?[A-Z]{3,5}\)?)?|[+-]\d{1,2}|[A-Z]+(?:/[A-Z\d_+-]+)+|[A-Z]{2,5})?""",
    re.VERBOSE | re.IGNORECASE,
)
"""Year, month and day, or day, month and year; Ruby takes no month before a day in digits."""
_WORDS = re.compile(r"(?=.*[a-z]{3})(?=.*\d{4})", re.IGNORECASE)
"""What has a month by name and a whole year."""
_LONGEST = 60
"""Characters of a date in words."""
_HOURS: dict[str | None, int] = {"Z": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}  # fmt: skip
"""From UTC, of the zones that RFC 5322 (section 4.3) names, and Ruby and so Jekyll with it."""
_DEFAULTS = (dt.datetime(2000, 1, 1), dt.datetime(1996, 2, 2))  # noqa: DTZ001  # their zone is said later
_FILE_NAME = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<slug>.+)", re.DOTALL)


class Timestamp(str):
    """A time of day without an offset that stands in YAML without quotation marks.

    YAML has such a time as UTC, and so has Jekyll, unlike one in quotation marks or without seconds.
    Source: https://yaml.org/type/timestamp.html
    """

    __slots__ = ()


TIMESTAMP = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d\d:\d\d(?:\.\d*)?")


class DateError(ValueError):
    """A text that is no date; the message says why."""


def to_the_hour(moment: dt.datetime) -> dt.datetime:
    """Return *moment* rounded down to the hour: the *now* of a build, which is the same for builds of one hour."""
    return moment.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)


def parse(value: object, *, tz: dt.tzinfo, timestamps: dt.tzinfo | None = None) -> dt.datetime:
    """Return *value* as a time with an offset.

    :param value: What YAML gave: text, date or datetime.
    :param tz: Zone of values without an offset.
    :param timestamps: Zone of each :class:`Timestamp`, where it is another one.
    :raises DateError: It is no date, or no such day.
    """
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=tz)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day, tzinfo=tz)
    if isinstance(value, Timestamp):
        tz = timestamps or tz
    text = str(value).strip()
    found = _DATE.fullmatch(text)
    if found is None:
        return _in_words(text, tz)
    year, month, day = _day(found)
    hour, minute, second = _time(found)
    # the day has 24 hours and the minute, now and then, 60 seconds
    later = dt.timedelta(seconds=int(second == 60), days=int((hour, minute, second) == (24, 0, 0)))  # noqa: PLR2004
    hour, second = hour - 24 * later.days, second - later.seconds
    zone = _zone(found["zone"]) or tz
    try:
        moment = dt.datetime(year, month, day, hour, minute, second, tzinfo=zone)
        return moment + later
    except (ValueError, OverflowError) as exc:
        raise DateError("is a day or time that does not exist") from exc


def _day(found: re.Match[str]) -> tuple[int, int, int]:
    if digits := found["digits"]:
        return int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if found["first"]:
        return int(found["last"]), int(found["second_month"]), int(found["first"])
    return int(found["year"]), int(found["month"]), int(found["day"] or 1)


def _time(found: re.Match[str]) -> tuple[int, int, int]:
    hour = int(found["hour"] or 0)
    if found["half"]:
        hour = hour % 12 + 12 * (found["half"] in "pP")
    minute, second = (found[n] or found[f"{n}_digits"] or 0 for n in ("minute", "second"))
    return hour, int(minute), int(second)


def _in_words(text: str, tz: dt.tzinfo) -> dt.datetime:
    """Return the time that ``August 20, 2025 3:04 pm`` names; digits alone could be day or month."""
    refused = DateError("is not a date such as 2025-08-20 or 2025-08-20 12:00:00 +0800")
    if len(text) > _LONGEST or not _WORDS.match(text):
        raise refused

    def zone(name: str | None, offset: int | None) -> int | None:
        """Return seconds from UTC; None where Ruby knows no such zone, and takes the site's."""
        return _HOURS[name] * 3600 if offset is None and name in _HOURS else offset

    # loaded where a date is in words, which takes as long as a look at a publication's files
    from dateutil import parser  # noqa: PLC0415

    try:
        one, other = (parser.parse(text, default=day, tzinfos=zone) for day in _DEFAULTS)
    except (ValueError, OverflowError) as exc:
        raise refused from exc
    if (one.year, one.month) != (other.year, other.month):
        raise refused  # it names no month, and the default's was taken
    offset: dt.timedelta | None = one.utcoffset()
    moment: dt.datetime = one
    return moment.replace(tzinfo=tz if offset is None else dt.timezone(offset))


def _zone(text: str | None) -> dt.tzinfo | None:
    if not text:
        return None
    if text.upper() in _HOURS:
        hours = _HOURS[text.upper()]
        return dt.timezone(dt.timedelta(hours=hours)) if hours else dt.UTC
    if text[0].isalpha() and "/" not in text:
        return None  # Ruby knows no other zones, and takes the site's
    if "/" in text:
        try:
            return ZoneInfo(text)
        except (ZoneInfoNotFoundError, OSError, ValueError) as exc:
            raise DateError(f"has an unknown zone {text}") from exc
    digits = text[1:].split()[0].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)  # noqa: PLR2004
    offset = dt.timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or hours > 23:  # noqa: PLR2004  # no zone is farther than 14 hours, but Ruby counts so, and addresses follow
        raise DateError(f"has an impossible offset {text}")
    return dt.timezone(-offset if text.startswith("-") else offset)


def from_file_name(name: str, *, tz: dt.tzinfo) -> tuple[dt.datetime | None, str]:
    """Return date and slug of ``2025-08-20-some-slug.md``; None and the stem where there is no date.

    :param name: A file name, with or without its suffix.
    """
    stem = re.sub(r"\.(?:md|markdown|mkdn?|mkdown|html?)$", "", name, flags=re.IGNORECASE)
    found = _FILE_NAME.fullmatch(stem)
    if found is None:
        return None, stem
    try:
        return parse(found["date"], tz=tz), found["slug"]
    except DateError:
        return None, found["slug"]
