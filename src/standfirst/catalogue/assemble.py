"""All records of a build -> the catalogue and every page's address.

::

    records, profiles --Taxonomies--> who and what --Listings, AddressAllocation--> listings and addresses
                      --PostFactory--> posts --> Catalogue

Pure: what needs the file system is asked of a function that the caller gives.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.catalogue import further_reading, related
from standfirst.catalogue.allocation import AddressAllocation
from standfirst.catalogue.listings import Listings
from standfirst.catalogue.model import Catalogue
from standfirst.catalogue.posts import PostFactory
from standfirst.catalogue.taxonomies import AssembleInputs, Taxonomies
from standfirst.catalogue.translations import translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standfirst.addresses.page_addresses import Addresses
    from standfirst.catalogue.model import Listing
    from standfirst.problems import Located

__all__ = ["AssembleInputs", "Publication", "assemble"]


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """What was made."""

    catalogue: Catalogue
    addresses: Addresses
    indexes: Mapping[str, str]
    """Key in ``standfirst_paths`` -> page name of the page at that folder."""
    problems: tuple[Located, ...]


def assemble(given: AssembleInputs) -> Publication:
    """Return the publication made from *given*; addresses are claimed in a fixed order."""
    taxonomies = Taxonomies(given)
    places = AddressAllocation(
        settings=given.settings, documents=given.documents, pages=given.pages, root=given.root
    )
    listings = Listings(taxonomies, places)
    places.place_posts(taxonomies.records)
    articles = PostFactory(taxonomies, listings)
    posts = {record.docname: articles.post(record) for record in taxonomies.records}
    series, count = further_reading.series(posts), given.settings.related
    long_series = further_reading.long_series(series)
    listed = listings.of_series([[posts[name] for name in names] for names in long_series])
    places.place_files(given.extra)
    places.place_former(taxonomies.records, given.pages.values(), given.settings.redirects)
    addresses = places.addresses()
    versions, unknown = translations(taxonomies, addresses)
    terms = {record.docname: record.body.terms for record in taxonomies.records}
    alike = related.related(posts, terms, series, count)
    catalogue = Catalogue(
        posts=posts,
        lists={**listings.lists, "series": listed},
        neighbours=_neighbours(listings.lists["section"].values()),
        translations=versions,
        parts=further_reading.parts(
            series, {listing.posts[0]: listing.page for listing in listed.values()}
        ),
        related=alike,
        other_work=further_reading.other_work(posts, alike, count, series),
    )
    problems = (
        *taxonomies.problems,
        *listings.problems,
        *articles.problems,
        *places.problems,
        *unknown,
    )
    return Publication(
        catalogue=catalogue,
        addresses=addresses,
        indexes=places.indexes,
        problems=problems,
    )


def _neighbours(sections: Iterable[Listing]) -> dict[str, tuple[str | None, str | None]]:
    """Return for each post the one before it and the one after it in its section, by date."""
    result: dict[str, tuple[str | None, str | None]] = {}
    for section in (section for section in sections if section.posts):
        newer = (None, *section.posts[:-1])
        older = (*section.posts[1:], None)
        for docname, before, after in zip(section.posts, older, newer, strict=True):
            result[docname] = (before, after)
    return result
