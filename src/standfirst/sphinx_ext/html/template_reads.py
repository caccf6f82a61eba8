"""Records what a page's template reads beyond what the page's hash covers.

A page's hash (:mod:`.fingerprints`) is of what our templates show. Those of a publication may show
anything that they are told of: how many articles there are, the deck of the next one, *now*, the address of
another page. So whatever a template reads is looked at while it is carried out, and what the hash does
not cover is kept with the page, as keys::

    page made --attributes, names, addresses--> keys --manifest--> next build: answers to the keys
                                                                   are part of the page's hash

``now``: the moment; ``sections``: what ``conf.py`` says of them; ``post:x``: a whole post; ``posts:x``: which posts the list on page ``x`` has;
``head:x``: what else is known of that list; ``page:x``: the address of page ``x``; ``all``: anything.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from jinja2.runtime import Context

from standfirst.catalogue.model import Listing, Post
from standfirst.settings.model import Settings
from standfirst.sphinx_ext.fingerprints import ALL, NOW, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    KeyOf = Callable[[Any, str | None], str]
    """Object and page -> the key under which one of its attributes is kept; empty where the page's hash has it."""

UNKNOWN = (ALL, NOW)
"""Keys of a page of which nobody knows what its template has read."""
_OF_ANY_POST = frozenset({"docname", "page", "path", "title", "lang", "date", "authors"})
"""What of a post is in the hash of every page whose template is told of it."""
_OF_ANY_LIST = frozenset({"kind", "key", "name", "page", "photo"})
"""The same of an author, a section, a tag, a volume."""
_PAGES = frozenset({"docname", "page", "newer", "older"})
"""Attributes that are the name of a page; the objects that have it are looked at themselves."""
_TOLD = frozenset(
    """
    sf head contents pageurl post share front section editions volume_edition post_authors previous next versions
    part parts related other_work listing listing_kind listing_page posts listings folders chart months everything newest beside indexes base cite bibliography fonts

    pagename current_page_name encoding title body meta metatags parents prev rellinks sourcename toc display_toc
    page_source_suffix css_files script_files pathto css_tag js_tag content_root has_source language

    sidebars secondary_sidebar_items
    """.split()  # noqa: SIM905  # as a table, it is read at a glance
)
"""Names of what a template is told of its page that are in the page's hash: ours, Sphinx's, the theme's."""


class Reads:
    """Records what templates read, one page at a time."""

    def __init__(self) -> None:
        self.of_all_pages: Collection[str] = ()
        """Names of what is the same on every page."""
        self.above_all_pages: Collection[str] = ()
        """Pages whose addresses are in the hash of every page."""
        self._page: str | None = None
        self._told: Collection[str] = ()
        self._keys: set[str] = set()
        self._given: set[str] = set()
        """Names of pages that came from objects."""

    @contextlib.contextmanager
    def of(self, page: str, told: Collection[str]) -> Iterator[None]:
        """Note what is read for *page* within the block.

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
        """Return the keys that the last page has read beyond its hash."""
        return tuple(sorted(self._keys))

    def attribute(self, item: object, key_of: KeyOf) -> None:
        """Note that a keyed attribute of *item* was read."""
        if key := key_of(item, self._page):
            self._keys.add(key)

    def given(self, page: str) -> None:
        """Note that one of our objects gave the name of a page."""
        self._given.add(page)

    def name(self, name: str) -> None:
        """Note that a name was read, unless the template defines it itself."""
        if name in self._told and name not in self.of_all_pages:
            self._keys.add(ALL)

    def address(self, page: str) -> None:
        """Note that the address of *page* was asked for."""
        if self._page is not None and page not in self._given:
            self._keys.add(f"page:{page}")


_KEYS: dict[tuple[type, str], str] = {(Settings, "now"): NOW, (Settings, "sections"): SECTIONS}
"""Class and name of an attribute that has a key of its own -> the key."""


def look_at(kind: type, name: str, key: str) -> None:
    """Note reads of the attribute *name* of objects of *kind* under *key*."""
    _KEYS[kind, name] = key


def _key_of(kind: type, name: str) -> KeyOf | None:
    """Return what says which key an attribute of objects of *kind* has; None where it has none."""
    if kind is Post and name not in _OF_ANY_POST:
        return lambda post, page: "" if post.docname == page else f"post:{post.docname}"
    if issubclass(kind, Listing) and name not in _OF_ANY_LIST:
        part = "posts" if name == "posts" else "head"
        return lambda listing, _page: f"{part}:{listing.page}"
    key = _KEYS.get((kind, name))
    return (lambda *_: key) if key else None


class LookingContext(Context):
    """The context of a template, which notes what is read."""

    environment: Looking

    def resolve_or_missing(self, key: str) -> Any:
        """Return the value of a name."""
        if key not in _TOLD:
            self.environment.reads.name(key)
        return super().resolve_or_missing(key)


class Looking(Environment):
    """Jinja's environment, which notes every read."""

    context_class = LookingContext

    def __init__(self, reads: Reads, **options: Any) -> None:
        super().__init__(**options)
        self.reads = reads
        self._keys: dict[tuple[type, str], KeyOf | None] = {}
        """What templates have asked for by name, a million times in a large build."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute or an item."""
        try:
            value = getattr(obj, attribute)  # as Jinja does first
        except AttributeError:
            value = super().getattr(obj, attribute)
        kind = type(obj)
        try:
            key_of = self._keys[kind, attribute]
        except KeyError:
            key_of = self._keys[kind, attribute] = _key_of(kind, attribute)
        if key_of:
            self.reads.attribute(obj, key_of)
        if attribute in _PAGES:
            self._give(obj, value)
        return value

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item or an attribute."""
        value = super().getitem(obj, argument)
        if isinstance(argument, str) and (key_of := _key_of(type(obj), argument)):
            self.reads.attribute(obj, key_of)
        if isinstance(argument, str) and argument in _PAGES:
            self._give(obj, value)
        return value

    def _give(self, obj: object, value: object) -> None:
        if isinstance(value, str) and type(obj).__module__.startswith("standfirst."):
            self.reads.given(value)
