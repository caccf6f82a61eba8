"""The values that templates read in this build, by the keys of :mod:`.template_reads`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from standfirst.incremental.manifest import digest
from standfirst.sphinx_ext.html.template_reads import ALL, NOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.catalogue.model import Listing
    from standfirst.sphinx_ext.fingerprints import Fingerprints


class Answers:
    """Answers each key once in a build."""

    def __init__(self, fingerprints: Fingerprints) -> None:
        self._of = fingerprints
        self._known: dict[str, object] = {}

    def of(self, key: str) -> object:
        """Return the value of one of the keys of :mod:`.template_reads`."""
        if key not in self._known:
            self._known[key] = self._answer(*key.partition(":")[::2])
        return self._known[key]

    def _answer(self, kind: str, name: str) -> object:
        if kind == NOW:
            return self._of.domain.inputs.settings.now.isoformat()
        if kind == ALL:
            return self._all
        if kind == "post":
            return self._of.card(name) if name in self._of.catalogue.posts else ""
        if kind == "page":
            return self._of.addresses.pages.get(name)
        listing = self._listings.get(name)
        if listing is None:
            return ""
        return digest(listing.posts) if kind == "posts" else self._of.head(listing)

    @cached_property
    def _listings(self) -> Mapping[str, Listing]:
        """Return every list by its page."""
        return {listing.page: listing for _, listing in self._of.catalogue.listings()}

    @cached_property
    def _all(self) -> str:
        """A hash of everything that a template could be told of."""
        return digest(
            sorted(self._of.env.all_docs.items()),
            sorted(self._of.addresses.pages.items()),
            self._of.all_posts,
            [(self._of.head(listing), listing.posts) for listing in self._listings.values()],
        )
