"""The pages that no document makes: listings and their indexes."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

from standfirst.archive_chart import chart
from standfirst.pagination import paginate
from standfirst.words import TITLES, Words, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standfirst.catalogue import Listing
    from standfirst.sphinx_ext.builder import PublicationBuilder

_DESCRIBED = {
    "author": "Articles by %(name)s",
    "section": "Articles in %(name)s",
    "tag": "Articles on %(name)s",
    "volume": "Articles of %(name)s",
    "series": "Articles of %(name)s",
    "year": "Articles of %(name)s",
    "month": "Articles of %(name)s",
}


@dc.dataclass(
    frozen=True, kw_only=True, slots=True, repr=False
)  # Sphinx has each page's context printed
class Generated:
    """A page that no document makes."""

    kind: str
    title: str
    description: str = ""
    listing: Listing | None = None
    context: Mapping[str, Any] = dc.field(default_factory=dict)
    """What its template is told besides ``sf``."""
    made_from: str = ""
    """A hash of all this."""


def pages(builder: PublicationBuilder) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the listings and their indexes."""
    domain = builder.domain
    catalogue, size = domain.published.catalogue, domain.inputs.settings.page_size
    w = words(domain.inputs.settings.language)
    every: list[Listing] = [catalogue.everything]
    for group in (
        catalogue.authors,
        catalogue.sections,
        catalogue.tags,
        catalogue.volumes,
        catalogue.years,
        catalogue.months,
    ):
        every += group.values()
    for listing in every:
        yield from _listing(builder, listing, size, w)
    for series in catalogue.series.values():
        yield _series(builder, series, w)
    indexes: list[tuple[str, str, list[Any], str]] = [
        ("authors", "author", [*catalogue.authors.values()], "index"),
        ("sections", "section", [*catalogue.sections.values()], "index"),
        ("tags", "tag", [*catalogue.tags.values()], "index"),
        ("volumes", "volume", [*catalogue.volumes.values()], "index"),
        ("archive", "archive", [*catalogue.years.values()], "archive"),
    ]
    for kind, key, listings, template in indexes:
        title = w(TITLES[kind])
        page = domain.published.indexes[key]
        drawn = chart(catalogue, w) if kind == "archive" else None
        generated = Generated(
            kind=kind,
            title=title,
            description=f"{title} – {domain.inputs.settings.title}",
            context={
                "listings": listings,
                "chart": drawn,
                "months": [*catalogue.months.values()],
                "everything": catalogue.everything,
            },
            made_from=builder.fingerprints.index(page, listings, drawn),
        )
        yield page, {"generated": generated}, f"standfirst/{template}.html"


def _series(
    builder: PublicationBuilder, listing: Listing, w: Words
) -> tuple[str, dict[str, Any], str]:
    """Return the list of a series: one page, as what it has of each part is one line."""
    generated = Generated(
        kind=listing.kind,
        title=listing.name,
        description=w(_DESCRIBED[listing.kind], name=listing.name),
        listing=listing,
        context={
            "listing": listing,
            "parts": [builder.published.catalogue.posts[docname] for docname in listing.posts],
        },
        made_from=builder.fingerprints.series(listing),
    )
    return listing.page, {"generated": generated}, "standfirst/series.html"


def _listing(
    builder: PublicationBuilder, listing: Listing, size: int, w: Words
) -> Iterator[tuple[str, dict[str, Any], str]]:
    name = listing.name or w(TITLES["all"])
    listing = dc.replace(listing, name=name)
    described = w(_DESCRIBED[listing.kind], name=name) if listing.kind in _DESCRIBED else name
    for part in paginate(listing.page, listing.posts, size):
        title, description = (
            said
            if part.newer is None
            else w("%(title)s, page %(number)s", title=said, number=part.number)
            for said in (name, described)
        )
        generated = Generated(
            kind=listing.kind,
            title=title,
            description=description,
            listing=listing,
            context={
                "listing": listing,
                "listing_page": part,
                "editions": builder.published.editions.of_volume(listing)
                if listing.kind == "volume" and part.newer is None
                else (),
                "posts": [builder.published.catalogue.posts[docname] for docname in part.posts],
            },
            made_from=builder.fingerprints.listing(listing, part),
        )
        yield part.page, {"generated": generated}, "standfirst/listing.html"
