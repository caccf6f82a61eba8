"""The table of feed formats.

What writes each, :data:`standfirst.outputs.feeds.WRITERS` says.
"""

from __future__ import annotations

import dataclasses as dc
from typing import Literal

Shared = Literal["authors", "tags"]
"""What of an entry says in how many feeds of one kind of lists it is."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class FeedFormat:
    """A form of feeds."""

    file: str
    """Name of its file beside the page of the list."""
    type: str
    """MIME type."""
    label: str
    """What its links say."""


FORMATS = (
    FeedFormat(file="atom.xml", type="application/atom+xml", label="Atom"),
    FeedFormat(file="rss.xml", type="application/rss+xml", label="RSS"),
    FeedFormat(file="feed.json", type="application/feed+json", label="JSON"),
)
"""In the order in which pages offer them."""
