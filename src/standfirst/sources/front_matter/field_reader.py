"""Reads values of front matter by key, and reports what is wrong with them."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from standfirst.policy import links
from standfirst.problems import PostWarning, Problem
from standfirst.sources.front_matter import field_values, inline_markup
from standfirst.sources.front_matter.model import KEYS_OF
from standfirst.text import cleaning, dates
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from standfirst.problems import Level, Report

_Value = TypeVar("_Value")
_Empty = TypeVar("_Empty")
_LIMITS = {
    "title": 300,
    "subtitle": 500,
    "description": 1000,
    "section": 200,
    "volume": 200,
    "series": 200,
}
"""Characters."""
_PROSE = frozenset(
    [
        "title",
        "subtitle",
        "description",
        "excerpt",
        "section",
        "series",
        "volume",
        "image_caption",
        "image_alt",
        "image_credit",
    ]
)
"""Fields of which some themes render the markup."""
_NOTHING: tuple[object, ...] = (None, "", [], {})
"""Values that say nothing; ``False`` says something."""
_IGNORED = "it is ignored"
TEXT_LIMIT = 2000
"""Characters of any other text."""


class ValueReader:
    """Reads one file's values and reports what is wrong with them."""

    def __init__(
        self,
        values: dict[str, Any],
        lines: dict[str, int],
        report: Report,
        *,
        kind: PostWarning = PostWarning.FRONT_MATTER,
        tz: dt.tzinfo = dt.UTC,
        timestamps: dt.tzinfo | None = None,
        keys_of: Mapping[str, tuple[str, ...]] = KEYS_OF,
    ) -> None:
        """Take what was loaded.

        :param lines: Key -> 1-based line.
        :param kind: Of the warnings that have no type of their own.
        :param tz: Zone of dates without an offset.
        :param timestamps: Zone of those that are YAML's timestamps, where it is another one.
        :param keys_of: Field -> its keys, where it has several.
        """
        self.keys_of = keys_of
        self.values = values
        self.lines = lines
        self.report = report
        self.kind = kind
        self.tz = tz
        self.to_date = partial(dates.parse, tz=tz, timestamps=timestamps)

    def warn(
        self,
        key: str,
        message: str,
        remedy: str,
        subtype: PostWarning | None = None,
        level: Level = "warning",
    ) -> Problem:
        """Report a problem at *key*'s line; return it."""
        line = self.lines.get(key) or self.lines.get(key.partition(".")[0], 1)
        kind = subtype or self.kind
        problem = Problem(subtype=kind, message=message, remedy=remedy, line=line, level=level)
        self.report(problem)
        return problem

    def first(self, field: str) -> tuple[str, Any]:
        """Return key and value of the first of the field's keys that says something."""
        keys = self.keys_of.get(field, (field,))
        return next(
            ((key, self.values[key]) for key in keys if self.values.get(key) not in _NOTHING),
            (keys[0], None),
        )

    def get(
        self,
        field: str,
        convert: Callable[[Any], _Value],
        empty: _Empty,
        subtype: PostWarning | None = None,
        *,
        instead: str = _IGNORED,
    ) -> _Value | _Empty:
        """Return the field's value as *convert* makes it; *empty* with a warning where it cannot."""
        key, value = self.first(field)
        if value is None:
            return empty
        return self.convert(key, value, convert, empty, subtype, instead=instead)

    def convert(
        self,
        key: str,
        value: Any,
        convert: Callable[[Any], _Value],
        empty: _Empty,
        subtype: PostWarning | None = None,
        *,
        instead: str = _IGNORED,
        remedy: str = "",
        level: Level = "warning",
    ) -> _Value | _Empty:
        """Return *value* as *convert* makes it; *empty* with a warning at *key* where it cannot.

        :param instead: What the warning says was done instead.
        :param remedy: What to write; empty: something usable.
        """
        try:
            return convert(value)
        except (field_values.FieldError, dates.DateError) as exc:
            said = f"{key}: {quoted(str(value)[:120])} {exc}; {instead}"
            self.warn(key, said, remedy or f"write a usable {key} or remove it", subtype, level)
            return empty

    def line(self, field: str, subtype: PostWarning | None = None) -> str:
        """Return a text field without markup, cut where it is absurdly long."""
        value = self.get(field, field_values.text, "", subtype)
        if field in _PROSE:
            value = inline_markup.plain(value).text
        return self.cut(field, value, _LIMITS.get(field, TEXT_LIMIT), subtype)

    def allowed(self, key: str, address: str) -> str:
        """Return *address*; empty, with a warning, where no text may link there."""
        if links.is_allowed(address):
            return address
        self.report(links.refusal(address, self.lines.get(key, 1)))
        return ""

    def cut(self, key: str, value: str, limit: int, subtype: PostWarning | None = None) -> str:
        """Return *value*, cut with a warning where it has more characters than *limit*."""
        if len(value) > limit:
            said = f"{key}: a text of {len(value)} characters is cut to {limit}"
            self.warn(key, said, "shorten it", subtype)
        return cleaning.shorten(value, limit)

    def date(self, field: str, instead: str = _IGNORED) -> dt.datetime | None:
        """Return a date field as an aware time."""
        return self.get(field, self.to_date, None, PostWarning.DATE, instead=instead)
