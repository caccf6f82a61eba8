"""Entries of feeds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from standfirst.outputs import feeds

HONG_KONG = dt.timezone(dt.timedelta(hours=8))
URL = "https://example.org/a/"


def entry(**values: Any) -> feeds.FeedEntry:
    """Return an entry, with other values where given."""
    given: dict[str, Any] = {
        "url": f"{URL}one/",
        "title": "One & <two>",
        "authors": (("Ada Lovelace", f"{URL}authors/ada/"), ("王小明", f"{URL}authors/wang/")),
        "published": dt.datetime(2026, 1, 2, 12, tzinfo=HONG_KONG),
        "updated": dt.datetime(2026, 1, 3, 12, tzinfo=HONG_KONG),
        "summary": "What it is about.",
        "html": '<p>Text &amp; <a href="https://example.org/">link</a> ]]&gt;</p>',
        "tags": ("maths",),
        "rights": "CC-BY-4.0",
        "rights_url": "https://creativecommons.org/licenses/by/4.0/",
        "lang": "zh-Hans",
        "image": feeds.Image(
            url=f"{URL}_images/a.png", type="image/png", size=1234, width=600, height=400
        ),
    }
    return feeds.FeedEntry(**{**given, **values})


def feed(*entries: feeds.FeedEntry) -> feeds.Feed:
    """Return a feed of entries."""
    return feeds.Feed(title="Review", url=URL, entries=entries, subtitle="Sub", rights="CC-BY-4.0")
