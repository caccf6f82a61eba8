"""The table of placeholders in patterns of addresses, and of Jekyll's styles, which stand for patterns.

What each placeholder stands for, :mod:`standfirst.addresses.permalinks` says.
Sources: https://jekyllrb.com/docs/permalinks/, ``Jekyll::Drops::UrlDrop`` of Jekyll 4.
"""

from __future__ import annotations

import difflib
import re

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
DATED = frozenset({"year", "short_year", "month", "i_month", "short_month", "long_month", "day", "i_day", "y_day", "w_year", "week", "w_day", "short_day", "long_day", "hour", "minute", "second"})  # fmt: skip
"""Of the post's date."""
PLACEHOLDERS = DATED | {"categories", "slugified_categories", "title", "slug", "name", "basename", "path", "collection", "output_ext"}  # fmt: skip
PLACEHOLDER = re.compile(r":([a-z_]+)")


def known(name: str) -> str | None:
    """Return the placeholder meant: ``:month_`` of ``:month_:day`` is ``month`` with an underscore after it."""
    if name in PLACEHOLDERS:
        return name
    shorter = name.removesuffix("_")
    return shorter if shorter in PLACEHOLDERS else None


def unknown(pattern: str) -> tuple[str, ...]:
    """Return the placeholders of *pattern* that do not exist, with their colons."""
    names = PLACEHOLDER.findall(STYLES.get(pattern, pattern))
    return tuple(f":{name}" for name in names if known(name) is None)


def explained(name: str) -> str:
    """Return what is wrong with a pattern that has the placeholder *name*, with its colon, as the end of a sentence."""
    shown = [f":{each}" for each in sorted(PLACEHOLDERS)]
    near = difflib.get_close_matches(name.lower(), shown, n=1)
    perhaps = f", perhaps for {near[0]}" if near else ""
    return f"has the unknown placeholder {name}{perhaps}"
