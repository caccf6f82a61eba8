"""Hook: the pages that no document makes: listings and their indexes."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

from standfirst.archive_chart import chart
from standfirst.listing_kinds import KINDS
from standfirst.pagination import paginate
from standfirst.sphinx_ext.builder import PublicationBuilder
from standfirst.words import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx

    from standfirst.catalogue import Listing
    from standfirst.listing_kinds import ListingKind
    from standfirst.sphinx_ext.domain import PublicationDomain


def setup_listing_pages(app: Sphinx) -> None:
    """Register this stage."""
    app.connect("html-collect-pages", on_html_collect_pages)


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


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the listings and their indexes."""
    if not isinstance(app.builder, PublicationBuilder):
        return
    domain = app.builder.domain
    w = words(domain.build.settings.language)
    for kind, listing in domain.catalogue.listings():
        yield from (_series if kind.template == "series" else _listing)(domain, kind, listing, w)
    for kind in KINDS.values():
        if kind.index and not kind.within:
            yield _index(domain, kind, w)


def _index(
    domain: PublicationDomain, kind: ListingKind, w: Words
) -> tuple[str, dict[str, Any], str]:
    """Return the page that lists the listings of a kind."""
    catalogue = domain.catalogue
    title, page = w(kind.title), domain.build.indexes[kind.path]
    listings = [*catalogue.lists[kind.key].values()]
    within = [listing for of, listing in catalogue.listings() if of.within == kind.key]
    drawn = chart(catalogue, w) if kind.index_template == "archive" else None
    generated = Generated(
        kind=kind.index,
        title=title,
        description=f"{title} – {domain.build.settings.title}",
        context={
            "listings": listings,
            "chart": drawn,
            "months": within,
            "everything": catalogue.everything,
        },
        made_from=domain.fingerprints.index(page, [*listings, *within], drawn),
    )
    return page, {"generated": generated}, f"standfirst/{kind.index_template}.html"


def _series(
    domain: PublicationDomain, kind: ListingKind, listing: Listing, w: Words
) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the list of a series: one page, as what it has of each part is one line."""
    generated = Generated(
        kind=kind.key,
        title=listing.name,
        description=w(kind.description, name=listing.name),
        listing=listing,
        context={
            "listing": listing,
            "listing_kind": kind,
            "parts": [domain.catalogue.posts[docname] for docname in listing.posts],
        },
        made_from=domain.fingerprints.series(listing),
    )
    yield listing.page, {"generated": generated}, f"standfirst/{kind.template}.html"


def _listing(
    domain: PublicationDomain, kind: ListingKind, listing: Listing, w: Words
) -> Iterator[tuple[str, dict[str, Any], str]]:
    name = listing.name or w(kind.title)
    listing = dc.replace(listing, name=name)
    described = w(kind.description, name=name) if kind.description else name
    for part in paginate(listing.page, listing.posts, domain.build.settings.page_size):
        title, description = (
            said
            if part.newer is None
            else w("%(title)s, page %(number)s", title=said, number=part.number)
            for said in (name, described)
        )
        generated = Generated(
            kind=kind.key,
            title=title,
            description=description,
            listing=listing,
            context={
                "listing": listing,
                "listing_kind": kind,
                "listing_page": part,
                "editions": domain.editions.of_volume(listing)
                if listing.kind == "volume" and part.newer is None
                else (),
                "posts": [domain.catalogue.posts[docname] for docname in part.posts],
            },
            made_from=domain.fingerprints.listing(listing, part),
        )
        yield part.page, {"generated": generated}, f"standfirst/{kind.template}.html"
