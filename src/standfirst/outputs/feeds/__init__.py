"""Lists of articles as Atom, RSS 2.0 and JSON Feed 1.1.

Everything is in the entries: no clock, no order but theirs, so equal entries give equal bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.outputs.feeds.json_feed import json_feed
from standfirst.outputs.feeds.model import (
    MOST_IN_FULL,
    Archives,
    Feed,
    FeedEntry,
    Image,
    brief,
    html_of,
)
from standfirst.outputs.feeds.xml_feeds import atom, rss

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "MOST_IN_FULL",
    "WRITERS",
    "Archives",
    "Feed",
    "FeedEntry",
    "Image",
    "atom",
    "brief",
    "html_of",
    "json_feed",
    "rss",
]

WRITERS: dict[str, Callable[[Feed, str], bytes]] = {
    "atom.xml": atom,
    "rss.xml": rss,
    "feed.json": json_feed,
}
"""File of each of the :data:`~standfirst.tables.feed_formats.FORMATS` -> what returns its content, given also the absolute address of that file."""
