"""A record's outline and what it belongs to -> the post; its texts are :mod:`.texts`'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.addresses.local_files import lacks
from standfirst.addresses.permalinks import is_page_of_collection
from standfirst.catalogue.model import Person, Picture, Post, Ref
from standfirst.markdown.quotes import smarten
from standfirst.problems import PostWarning
from standfirst.reading.record import problem_at
from standfirst.text import licences
from standfirst.text.cleaning import quoted
from standfirst.text.name_folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from standfirst.catalogue.listings import Listings
    from standfirst.catalogue.model import Listing
    from standfirst.catalogue.taxonomies import Taxonomies
    from standfirst.problems import Located
    from standfirst.reading.record import Record


class PostFactory:
    """Makes the posts."""

    def __init__(self, taxonomies: Taxonomies, listings: Listings, hidden: Collection[str]) -> None:
        """Take what posts belong to.

        :param hidden: Docnames of those that are only in a preview.
        """
        self.taxonomies = taxonomies
        self.settings = taxonomies.settings
        self.listings = listings
        self.places = listings.places
        self.hidden = hidden
        self.problems: list[Located] = []

    def post(self, record: Record) -> Post:
        """Return the post that *record* makes, without its texts."""
        matter, body = record.matter, record.body
        lang = body.lang or self.settings.language
        licence, licence_url = licences.named(matter.license or self.settings.license)
        period = self.taxonomies.volume_of[record.docname]
        return Post(
            docname=record.docname,
            source=record.source,
            page=record.docname,
            path=self.places.uri(record.docname),
            title=matter.title,
            authors=self._people(self.taxonomies.bylines[record.docname]),
            translators=self._people(self.taxonomies.translators(record)),
            date=matter.date,
            updated=matter.updated,
            withdrawn=matter.withdrawn,
            withdrawn_reason=smarten(matter.withdrawn_reason, lang),
            lang=lang,
            section=_ref(self.listings.lists["section"][self.taxonomies.department(record).slug]),
            tags=tuple(
                _ref(self.listings.lists["tag"][self.taxonomies.names["tag"][fold(tag)].slug])
                for tag in self.taxonomies.tags_of(record)
            ),
            volume=_ref(self.listings.lists["volume"][period.key]) if period else None,
            series=smarten(matter.series, lang),
            image=self._lead(record, lang),
            position=matter.position,
            source_title=matter.source,
            source_url=matter.source_url,
            license=licence,
            license_url=licence_url,
            doi=matter.doi,
            redirect_from=matter.redirect_from,
            biographies=body.biographies,
            is_page=is_page_of_collection(record.source, matter, self.settings),
            hidden=record.docname in self.hidden,
        )

    def _people(self, names: Iterable[str]) -> tuple[Person, ...]:
        people: dict[str, Person] = {}
        for written in names:
            key = fold(written)
            author = self.taxonomies.names["author"][key]
            # an alias stays as it was published; another spelling of the name, or a key, does not
            is_name = key == fold(author.name) or key in self.taxonomies.profiles.keys
            name = author.name if is_name else written
            page = self.listings.lists["author"][author.slug].page
            people.setdefault(author.slug, Person(name=name, key=author.slug, page=page))
        return tuple(people.values())

    def _lead(self, record: Record, lang: str) -> Picture | None:
        matter, src = record.matter, record.matter.image
        if src and "://" not in src:
            src = self.taxonomies.given.find_file(matter.image, record.source) or ""
            if not src:
                said = f"the lead image {quoted(matter.image)} {lacks(matter.image)}; the post has none"
                remedy = "put the file there or mend its address"
                self.problems.append(problem_at(record, "image", PostWarning.IMAGE, said, remedy))
        if not src:
            return None
        return Picture(
            src=src,
            alt=smarten(matter.image_alt or matter.image_caption, lang),
            caption=smarten(matter.image_caption, lang),
            credit=matter.image_credit,
        )


def _ref(listing: Listing) -> Ref:
    return Ref(name=listing.name, page=listing.page)
