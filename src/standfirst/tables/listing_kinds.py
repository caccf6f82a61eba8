"""The table of listing kinds: all that tells them apart, except which posts belong to them.

Which those are, :mod:`standfirst.catalogue.taxonomies` says; in which order, :mod:`standfirst.catalogue.listings`.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.tables.feed_formats import ATOM, FORMATS

if TYPE_CHECKING:
    from standfirst.tables.feed_formats import FeedFormat, Shared

FEW = 3
"""Articles of a listing from which on it has every file that :attr:`ListingKind.is_one_of_many` leaves out."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ListingKind:
    """A kind of listings. Label, description and title are messages for :class:`standfirst.text.i18n.Words`."""

    key: str
    """``kind`` of its listings."""
    path: str
    """Key in ``standfirst_paths`` of the folder where they lie."""
    folder: str
    """That folder where ``conf.py`` names none."""
    label: str
    """What stands above a listing's name."""
    description: str = ""
    """What is said of a listing to programs, of its name."""
    template: str = "listing"
    index: str = ""
    """``sf.kind`` of the page at that folder, which leads to all listings of the kind; empty where there is none."""
    title: str = ""
    """Of that page."""
    index_template: str = "index"
    is_single: bool = False
    """Whether there is one listing, which is itself that page, with its title."""
    within: str = ""
    """Key of the kind in whose folders they lie and with whose index they are shown: months in years."""
    has_feed: bool = False
    is_one_of_many: bool = False
    """Whether there are the more listings of this kind the more posts there are: one of few posts has then no other
    feed than Atom and no file with citations."""
    shared: Shared | None = None
    """What of a feed's entry says in how many listings of this kind a post is, where it may be in many."""
    is_cited: bool = False
    """Whether there is a file with citations of a listing's posts."""
    references: tuple[str, ...] = ()
    """What ABlog's references to a listing begin with: ``author-ada-lovelace``."""

    def feeds(self, posts: int) -> tuple[FeedFormat, ...]:
        """Return the forms of the feeds of a listing of so many posts."""
        if not self.has_feed:
            return ()
        return FORMATS if self._has_every_file(posts) else ATOM

    def has_citations(self, posts: int) -> bool:
        """Return whether a listing of so many posts has a file with their citations."""
        return self.is_cited and posts > 0 and self._has_every_file(posts)

    def _has_every_file(self, posts: int) -> bool:
        return posts >= FEW or not self.is_one_of_many


# as a table, it is read at a glance
# fmt: off
KINDS = {
    kind.key: kind
    for kind in (
        ListingKind(key="author", path="author", folder="authors", label="Author", description="Articles by %(name)s", index="authors", title="Authors", has_feed=True, is_one_of_many=True, shared="authors", is_cited=True, references=("author",)),
        ListingKind(key="section", path="section", folder="sections", label="Section", description="Articles in %(name)s", index="sections", title="Sections", has_feed=True, references=("category", "section")),
        ListingKind(key="tag", path="tag", folder="tags", label="Tag", description="Articles on %(name)s", index="tags", title="Tags", has_feed=True, is_one_of_many=True, shared="tags", references=("tag",)),
        ListingKind(key="volume", path="volume", folder="volumes", label="Volume", description="Articles of %(name)s", index="volumes", title="Volumes", has_feed=True, is_cited=True),
        ListingKind(key="year", path="archive", folder="archive", label="Archive", description="Articles of %(name)s", index="archive", title="Archive", index_template="archive", references=("archive",)),
        ListingKind(key="month", path="archive", folder="archive", label="Archive", description="Articles of %(name)s", within="year"),
        ListingKind(key="all", path="all", folder="posts", label="Archive", title="All articles", is_single=True),
        ListingKind(key="series", path="series", folder="series", label="Series", description="Articles of %(name)s", template="series"),
    )
}
"""By key, in the order in which their listings take addresses: a series' list after the posts, which have theirs."""
# fmt: on


def with_feeds() -> tuple[str, ...]:
    """Return the keys of the kinds whose listings have feeds."""
    return tuple(kind.key for kind in KINDS.values() if kind.has_feed)


def paths() -> dict[str, str]:
    """Return the folder of the pages of each kind, where ``conf.py`` names none."""
    return {kind.path: kind.folder for kind in KINDS.values()}
