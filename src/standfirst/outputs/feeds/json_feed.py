"""A feed -> JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from standfirst.outputs.feeds.model import html_of, text_of

if TYPE_CHECKING:
    from standfirst.outputs.feeds.model import Feed, FeedEntry


def json_feed(feed: Feed, self_url: str) -> bytes:
    """Return the feed as JSON Feed 1.1, in UTF-8.

    :param self_url: Absolute address of the file itself.
    """
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": text_of(feed.title),
        "home_page_url": feed.url,
        "feed_url": self_url,
        "description": text_of(feed.subtitle),
        "language": feed.lang,
        "items": [_item(entry) for entry in feed.entries],
    }
    kept = {key: value for key, value in data.items() if value or key == "items"}
    return (json.dumps(kept, ensure_ascii=False) + "\n").encode()


def _item(entry: FeedEntry) -> dict[str, Any]:
    item = {
        "id": entry.url,
        "url": entry.url,
        "title": text_of(entry.title),
        "content_html": html_of(entry),
        "summary": text_of(entry.summary),
        "image": entry.image and entry.image.url,
        "attachments": entry.image
        and [
            {
                "url": entry.image.url,
                "mime_type": entry.image.type,
                "size_in_bytes": entry.image.size,
            }
        ],
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": text_of(name), "url": url} for name, url in entry.authors],
        "tags": [text_of(tag) for tag in entry.tags],
        "language": entry.lang,
        "_rights": {"about": "https://standfirst.readthedocs.io/", "name": entry.rights, "url": entry.rights_url}
        if entry.rights
        else None,
    }  # fmt: skip
    return {key: value for key, value in item.items() if value}
