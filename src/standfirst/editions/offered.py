"""The editions that exist, as files beside the pages that offer them.

Other builds make them before (``standfirst editions`` runs all three); pages link to what
was made, and to nothing where there is no folder of editions.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.addresses import page_addresses
from standfirst.editions import shelf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from standfirst.addresses.page_addresses import Addresses
    from standfirst.catalogue.model import Catalogue, Listing, Post
    from standfirst.editions.shelf import Shelf

_CARD = "png"
_OF_VOLUMES = ("pdf", "epub", "jpg")
_TYPES = {
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "jpg": "image/jpeg",
    _CARD: "image/png",
}


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """A file that a page offers."""

    kind: str
    """``pdf``, ``epub``, ``jpg``: a volume's cover, ``png``: a social card."""
    file: str
    """Below the output folder."""
    size: int
    """Bytes."""
    made: Path = dc.field(repr=False)
    """Where the builder has put it; no part of what pages are made from."""

    @property
    def type(self) -> str:
        """Return the MIME type."""
        return _TYPES[self.kind]


class Editions:
    """The editions of one build, when every page has its address."""

    def __init__(
        self,
        catalogue: Catalogue,
        addresses: Addresses,
        *,
        front: str,
        books: Shelf,
        cards: Shelf,
        extra: Collection[str] = (),
    ) -> None:
        """Take where editions lie, and beside which pages they are to be.

        :param front: Page name of the front page.
        :param books: Where articles and volumes lie.
        :param cards: Where social cards lie.
        :param extra: Files of the output that an edition must not take the place of, beside the pages.
        """
        self._catalogue = catalogue
        self._front = front
        self._books = books
        self._cards = cards
        self._pages = addresses.pages
        self._volumes = {volume.page: volume for volume in catalogue.volumes.values()}
        pages = {page.file for page in addresses.pages.values()}
        self._taken = pages | set(addresses.redirects) | set(extra)

    def of_post(self, post: Post) -> tuple[Edition, ...]:
        """Return the article's own; none where it is withdrawn."""
        return (
            () if post.withdrawn else self._found(post.page, {"pdf": shelf.article(post.docname)})
        )

    def card_of(self, post: Post) -> tuple[Edition, ...]:
        """Return the article's social card; none where it is withdrawn."""
        if post.withdrawn:
            return ()
        return self._found(post.page, {_CARD: shelf.card(post.docname)}, self._cards)

    def card(self) -> tuple[Edition, ...]:
        """Return the publication's own social card."""
        return self._found(self._front, {_CARD: shelf.CARD}, self._cards)

    def of_volume(self, volume: Listing) -> tuple[Edition, ...]:
        """Return the volume's."""
        files = {kind: shelf.volume(volume.key, kind) for kind in _OF_VOLUMES}
        return self._found(volume.page, files)

    def of_its_volume(self, post: Post) -> Edition | None:
        """Return the ePub of the volume that a post is in."""
        volume = post.volume and self._volumes.get(post.volume.page)
        every = self.of_volume(volume) if volume and not post.withdrawn else ()
        return next((edition for edition in every if edition.kind == "epub"), None)

    def state(self, post: Post) -> object:
        """Return what a post's page takes from them: only its own sizes, so that no other post changes it."""
        around = self.of_its_volume(post)
        return self.of_post(post), around and around.file

    def every(self) -> Mapping[str, Path]:
        """Return all that pages offer: place below the output folder -> the file."""
        found = [*self.card()]
        for post in self._catalogue.posts.values():
            found += [*self.of_post(post), *self.card_of(post)]
        found += [item for volume in self._volumes.values() for item in self.of_volume(volume)]
        return {edition.file: edition.made for edition in found}

    def _found(
        self, page: str, files: Mapping[str, str], lies_on: Shelf | None = None
    ) -> tuple[Edition, ...]:
        return tuple(self._each(page, files, lies_on or self._books))

    def _each(self, page: str, files: Mapping[str, str], lies_on: Shelf) -> Iterator[Edition]:
        for kind, file in files.items():
            found = lies_on.find(file)
            place = page_addresses.beside(self._pages[page], kind)
            if found is not None and place not in self._taken:
                path, size = found
                yield Edition(kind=kind, file=place, size=size, made=path)
