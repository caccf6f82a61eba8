"""A listing's posts -> its pages, numbered from the oldest.

With *n* posts and pages of *size*, page 1 has the oldest *size* posts, page 2 the next, and
so on, all of them full. The listing's own address shows what is newer: *size* to
2 × *size* - 1 posts (all, where there are fewer), so it is never nearly empty::

    n = 47, size = 20:   authors/x/        posts 47 … 21
                         authors/x/page/1  posts 20 … 1

A new post therefore changes the listing's own page. Every *size*-th one turns that page's
oldest posts into a new numbered page. The posts of a numbered page stay as they are for
ever; its link to newer posts changes once, when the next numbered page appears.
Every post stands on exactly one page.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ListingPage:
    """One page of a listing."""

    page: str
    """Page name: ``authors/x``, ``authors/x/page/3``."""
    number: int
    """1 for the oldest posts; the listing's own page has the highest, which its address does not show."""
    total: int
    """How many pages there are. For the listing's own page only: on the others it would change them."""
    posts: tuple[str, ...]
    """Docnames, newest first, undated last."""
    newer: str | None = None
    """Page name for ``rel="prev"``."""
    older: str | None = None
    """Page name for ``rel="next"``."""


def paginate(page: str, posts: Sequence[str], size: int) -> tuple[ListingPage, ...]:
    """Return the pages of a listing, newest first; one, empty, where there are no posts.

    :param page: Page name of the listing's own page.
    :param posts: Newest first.
    :param size: Posts on a numbered page, at least 1.
    """
    full = numbered_pages(len(posts), size)
    names = [page, *(page_name(page, number) for number in range(full, 0, -1))]
    first = len(posts) - full * size
    ends = [first + size * index for index in range(full + 1)]
    return tuple(
        ListingPage(
            page=name,
            number=full + 1 - index,
            total=full + 1,
            posts=tuple(posts[0 if index == 0 else ends[index - 1] : ends[index]]),
            newer=names[index - 1] if index else None,
            older=names[index + 1] if index < full else None,
        )
        for index, name in enumerate(names)
    )


def numbered_pages(posts: int, size: int) -> int:
    """Return how many numbered pages of *size* a listing of so many posts has besides its own."""
    return max(0, posts // max(1, size) - 1)


def page_name(page: str, number: int) -> str:
    """Return the page name of a listing's numbered page."""
    return f"{page}/page/{number}"
