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
ATOM = FORMATS[:1]
"""The one that every feed reader takes."""


def archived(number: int) -> str:
    """Return the name of the Atom file that keeps entries which a feed has no more.

    :param number: 1 for the oldest.
    """
    return f"atom-{number}.xml"


def archives(posts: int, length: int) -> int:
    """Return how many such files of *length* entries keep what a feed of so many posts has no more."""
    return -(-max(0, posts - length) // length)
