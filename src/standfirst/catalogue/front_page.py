"""The catalogue -> the articles of the front page, and their places."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from standfirst.catalogue.model import Catalogue, Post

_LATEST = 4
"""Posts of each section on the front page."""
_BRIEFS = 4
"""Posts of the front page that are titles only."""
_TITLES = 6
"""Posts of the current volume."""
_MANY = 12
"""Posts from which on there are such."""


def front(catalogue: Catalogue) -> dict[str, Any]:
    """Return what stands on the front page.

    The newest post of each position has its place; a place that no post asks for takes the
    newest of the others.
    """
    shown = [post for post in catalogue.posts.values() if not (post.withdrawn or post.is_page)]
    places: dict[str, Post | None] = {
        place: next((post for post in shown if post.position == place), None)
        for place in ("center", "left", "right")
    }
    rest = iter([post for post in shown if not post.position])
    for place, taken in places.items():
        places[place] = taken or next(rest, None)
    # titles fill the columns beside the lead, where sections keep enough to show
    briefs = list(islice(rest, _BRIEFS)) if len(shown) >= _MANY else []
    top = {post.docname for post in (*places.values(), *briefs) if post}
    articles = {post.docname for post in shown}
    sections = []
    for section in catalogue.sections.values():
        names = [name for name in section.posts if name in articles and name not in top]
        sections.append((section, [catalogue.posts[name] for name in names[:_LATEST]]))
    volume = next((volume for volume in catalogue.volumes.values() if volume.posts), None)
    newest = next((post for post in shown if post.date), None)
    return {
        "lead": places["center"],
        "left": places["left"],
        "right": places["right"],
        "briefs": briefs,
        "sections": sections,
        "volume": volume,
        "titles": [catalogue.posts[name] for name in volume.posts[:_TITLES]] if volume else [],
        "newest": newest.date if newest else None,
    }
