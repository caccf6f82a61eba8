"""A record and what it belongs to -> the post, as pages and feeds show it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from standfirst.addresses.local_files import lacks
from standfirst.addresses.permalinks import is_page_of_collection
from standfirst.catalogue.model import Person, Picture, Post, Ref
from standfirst.markdown.quotes import smarten
from standfirst.problems import PostWarning
from standfirst.reading.record import problem_at
from standfirst.sources import source_files
from standfirst.text import cleaning, licences, line_breaks, reading_time
from standfirst.text.cleaning import quoted
from standfirst.text.name_folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.catalogue.listings import Listings
    from standfirst.catalogue.model import Listing
    from standfirst.catalogue.taxonomies import Taxonomies
    from standfirst.problems import Located
    from standfirst.reading.record import Record

_EXCERPT = 500
_DESCRIPTION = 300
"""Characters."""
_STOPS = (".", "!", "?", "。")


def _is_said_by(deck: str, standfirst: str) -> bool:
    """Return whether the text's own standfirst, which stands below the deck, is the same, or begins with its sentences."""
    said, below = (
        "".join(unicodedata.normalize("NFKC", text).casefold().split())
        for text in (deck, standfirst)
    )
    cut = said.removesuffix("...")  # NFKC's for "…"
    is_whole = cut != said or said.endswith(_STOPS)
    is_same = said.rstrip("".join(_STOPS)) == below.rstrip("".join(_STOPS))
    return bool(said and below) and (is_same or (is_whole and below.startswith(cut)))


class PostFactory:
    """Makes the posts."""

    def __init__(self, taxonomies: Taxonomies, listings: Listings) -> None:
        self.taxonomies = taxonomies
        self.settings = taxonomies.settings
        self.listings = listings
        self.places = listings.places
        self.problems: list[Located] = []

    def post(self, record: Record) -> Post:
        """Return the post that *record* makes."""
        matter, body = record.matter, record.body
        lang = body.lang or self.settings.language
        excerpt = (
            smarten(matter.excerpt, lang) or body.excerpt or body.standfirst or body.first_paragraph
        )
        excerpt = cleaning.shorten(" ".join(line_breaks.closed_up(excerpt, lang).split()), _EXCERPT)
        deck = smarten(matter.subtitle or matter.description, lang)
        licence, licence_url = licences.named(matter.license or self.settings.license)
        period = self.taxonomies.volume_of[record.docname]
        return Post(
            docname=record.docname,
            source=record.source,
            page=record.docname,
            path=self.places.uri(record.docname),
            title=matter.title,
            deck="" if _is_said_by(deck, body.standfirst) else deck,
            standfirst=body.standfirst,
            excerpt=excerpt,
            description=cleaning.shorten(
                smarten(matter.description, lang) or deck or excerpt, _DESCRIPTION
            ),
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
            minutes=reading_time.minutes(body.words, body.han),
            words=body.words + body.han,
            source_title=matter.source,
            source_url=matter.source_url,
            license=licence,
            license_url=licence_url,
            doi=matter.doi,
            redirect_from=matter.redirect_from,
            biographies=body.biographies,
            is_page=is_page_of_collection(record.source, matter, self.settings),
            hidden=not source_files.is_published(matter, self.settings.now),
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
