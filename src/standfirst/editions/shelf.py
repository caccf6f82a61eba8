"""The folders of finished editions: where builders put each, and what pages offer of it.

::

    <folder>/articles/<docname>.pdf    <folder>/volumes/<key>.pdf    <folder>/volumes/<key>.epub
    <folder>/cards/<docname>.png       <folder>/card.png

Other builds make them before (``standfirst editions`` runs all three); pages link to what
was made, and to nothing where there is no folder of editions.
"""

from __future__ import annotations

import dataclasses as dc
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.addresses import page_addresses

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from standfirst.addresses.page_addresses import Addresses
    from standfirst.catalogue.model import Catalogue, Listing, Post

CARD = "card.png"
"""File of the publication's own social card, below the folder of editions."""
_OF_VOLUMES = ("pdf", "epub", "jpg")
_TYPES = {
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "jpg": "image/jpeg",
    "png": "image/png",
}


def article(docname: str) -> str:
    """Return the file of an article's PDF, below the folder of editions."""
    return f"articles/{docname}.pdf"


def card(docname: str) -> str:
    """Return the file of an article's social card, below the folder of editions."""
    return f"cards/{docname}.png"


def volume(key: str, suffix: str) -> str:
    """Return the file of a volume, below the folder of editions.

    :param suffix: ``pdf`` or ``epub``.
    """
    return f"volumes/{key}.{suffix}"


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
        books: Path | None,
        cards: Path | None,
        extra: Collection[str],
    ) -> None:
        """Take where editions lie, and beside which pages they are to be.

        :param front: Page name of the front page.
        :param books: Folder of articles and volumes; None where there is none.
        :param cards: Folder of social cards.
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
        if post.withdrawn:
            return ()
        return self._found(post.page, {"pdf": article(post.docname)}, self._books)

    def card_of(self, post: Post) -> tuple[Edition, ...]:
        """Return the article's social card; none where it is withdrawn."""
        if post.withdrawn:
            return ()
        return self._found(post.page, {"png": card(post.docname)}, self._cards)

    def card(self) -> tuple[Edition, ...]:
        """Return the publication's own social card."""
        return self._found(self._front, {"png": CARD}, self._cards)

    def of_volume(self, listing: Listing) -> tuple[Edition, ...]:
        """Return the volume's."""
        files = {kind: volume(listing.key, kind) for kind in _OF_VOLUMES}
        return self._found(listing.page, files, self._books)

    def of_its_volume(self, post: Post) -> Edition | None:
        """Return the ePub of the volume that a post is in."""
        around = post.volume and self._volumes.get(post.volume.page)
        every = self.of_volume(around) if around and not post.withdrawn else ()
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
        found += [item for listing in self._volumes.values() for item in self.of_volume(listing)]
        return {edition.file: edition.made for edition in found}

    def _found(
        self, page: str, files: Mapping[str, str], folder: Path | None
    ) -> tuple[Edition, ...]:
        """Return those of *files*, kind -> file below *folder*, that were made and whose place beside a page is free."""
        if folder is None:
            return ()
        found = []
        for kind, file in files.items():
            made = Path(folder, *file.split("/"))
            place = page_addresses.beside(self._pages[page], kind)
            try:
                size = made.stat().st_size
            except OSError:
                continue
            if place not in self._taken:
                found.append(Edition(kind=kind, file=place, size=size, made=made))
        return tuple(found)
