"""What a page's template reads beyond what the page's hash is of.

A page's hash (:mod:`.fingerprints`) is of what our templates show. Those of a publication may show
anything that they are told of: how many articles there are, the deck of the next one, *now*, the address of
another page. So whatever a template reads is looked at while it is carried out, and what the hash does
not cover is kept with the page, as keys::

    page made --attributes, names, addresses--> keys --manifest--> next build: answers to the keys
                                                                   are part of the page's hash

``now``: the moment; ``post:x``: a whole post; ``posts:x``: which posts the list on page ``x`` has;
``head:x``: what else is known of that list; ``page:x``: the address of page ``x``; ``all``: anything.
"""

from __future__ import annotations

import contextlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from jinja2 import Environment
from jinja2.runtime import Context

from standfirst.catalogue import Author, Listing, Post, Volume
from standfirst.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

NOW, ALL = "now", "all"
UNKNOWN = (ALL, NOW)
"""Keys of a page of which nobody knows what its template has read."""
_OF_ANY_POST = frozenset({"docname", "page", "path", "title", "lang", "date", "authors"})
"""What of a post is in the hash of every page whose template is told of it."""
_OF_ANY_LIST = frozenset({"kind", "key", "name", "page", "photo"})
"""The same of an author, a section, a tag, a volume."""
_TOLD = frozenset(
    """
    sf head contents pageurl post share front section editions volume_edition post_authors previous next versions
    part parts related other_work listing listing_page posts listings chart months everything indexes base cite bibliography

    pagename current_page_name encoding title body meta metatags parents prev rellinks sourcename toc display_toc
    page_source_suffix css_files script_files pathto css_tag js_tag content_root has_source language

    sidebars secondary_sidebar_items
    """.split()  # noqa: SIM905  # as a table, it is read at a glance
)
"""Names of what a template is told of its page that are in the page's hash: ours, Sphinx's, the theme's."""


class Reads:
    """Looks at what templates read; of one page at a time."""

    def __init__(self) -> None:
        self.of_all_pages: Collection[str] = ()
        """Names of what is the same on every page."""
        self.above_all_pages: Collection[str] = ()
        """Pages whose addresses are in the hash of every page."""
        self._page: str | None = None
        self._told: Collection[str] = ()
        self._keys: set[str] = set()
        self._given: set[str] = set()
        """Texts that came from objects, which are looked at themselves."""

    @contextlib.contextmanager
    def of(self, page: str, told: Collection[str]) -> Iterator[None]:
        """Look at what is read for *page* meanwhile.

        :param told: Names of what its template is told.
        """
        self._page, self._told = page, told
        self._keys, self._given = set(), {page, *self.above_all_pages}
        try:
            yield
        finally:
            self._page = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Return what the page that was made last has read beyond its hash."""
        return tuple(sorted(self._keys))

    def attribute(self, item: object, name: str, value: object) -> None:
        """Note that the attribute of an object was read."""
        look = _LOOKED_AT.get(type(item))
        if look and (key := look(item, name, self._page)):
            self._keys.add(key)
        if isinstance(value, str) and _is_ours(type(item).__module__):
            self._given.add(value)

    def name(self, name: str) -> None:
        """Note that a name was read; one that a template gives itself tells it nothing."""
        if name in self._told and name not in _TOLD and name not in self.of_all_pages:
            self._keys.add(ALL)

    def address(self, page: str) -> None:
        """Note that the address of *page* was asked for."""
        if self._page is not None and page not in self._given:
            self._keys.add(f"page:{page}")


@lru_cache(maxsize=256)
def _is_ours(module: str) -> bool:
    return module.startswith("standfirst.")


def _of_post(item: Any, name: str, page: str | None) -> str:
    return "" if name in _OF_ANY_POST or item.docname == page else f"post:{item.docname}"


def _of_list(item: Any, name: str, page: str | None) -> str:  # noqa: ARG001  # one form for all
    if name in _OF_ANY_LIST:
        return ""
    return f"posts:{item.page}" if name == "posts" else f"head:{item.page}"


_LOOKED_AT: dict[type, Callable[[Any, str, str | None], str]] = {
    Post: _of_post,
    Listing: _of_list,
    Author: _of_list,
    Volume: _of_list,
}
"""Class of an object that templates are told of -> what says which key an attribute of it has."""


def look_at(kind: type, name: str, key: str) -> None:
    """Have the attribute *name* of objects of *kind* noted under *key*."""
    _LOOKED_AT[kind] = lambda _, read, __: key if read == name else ""


look_at(Settings, "now", NOW)


class LookingContext(Context):
    """Names that a template is told, looked at."""

    def resolve_or_missing(self, key: str) -> Any:
        """Return what has this name."""
        cast("Looking", self.environment).reads.name(key)
        return super().resolve_or_missing(key)


class Looking(Environment):
    """Jinja's environment, in which every read is looked at."""

    context_class = LookingContext

    def __init__(self, reads: Reads, **options: Any) -> None:
        super().__init__(**options)
        self.reads = reads

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute or an item."""
        try:
            value = getattr(obj, attribute)  # as Jinja does first, tens of thousands of times
        except AttributeError:
            value = super().getattr(obj, attribute)
        self.reads.attribute(obj, attribute, value)
        return value

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item or an attribute."""
        value = super().getitem(obj, argument)
        if isinstance(argument, str):
            self.reads.attribute(obj, argument, value)
        return value
