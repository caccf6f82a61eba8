"""The pages that no document makes: listings and their indexes, the search, and ``404.html``."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

from standfirst.addresses.page_addresses import NOT_FOUND, SEARCH
from standfirst.catalogue.allocation import CONTENTS
from standfirst.catalogue.archive_chart import chart
from standfirst.catalogue.pagination import paginate
from standfirst.incremental.manifest import digest
from standfirst.sphinx_ext.html.everywhere import CONTENTS_TITLE, first_folder, standing_pages
from standfirst.tables.listing_kinds import KINDS
from standfirst.text.i18n import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standfirst.catalogue.model import Listing
    from standfirst.sphinx_ext.html.builder import PublicationBuilder
    from standfirst.tables.listing_kinds import ListingKind

    NamedPage = tuple[str, dict[str, Any], str]
    """Name, context and template of a page, as Sphinx takes them."""

_NEWEST = 10
"""Posts that the archive names."""


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


def pages(builder: PublicationBuilder) -> Iterator[NamedPage]:
    """Yield every such page."""
    settings = builder.domain.inputs.settings
    w = words(settings.language)
    if settings.search:
        search = Generated(
            kind=SEARCH,
            title=w("Search"),
            context={"indexes": builder.published.indexes},
            made_from=digest(SEARCH),
        )
        yield SEARCH, {"generated": search}, "search.html"
    for kind, listing in builder.published.catalogue.listings():
        yield from (_series if kind.template == "series" else _listing)(builder, kind, listing, w)
    for kind in KINDS.values():
        if kind.index and not kind.within:
            yield _index(builder, kind, w)
    if CONTENTS in builder.published.indexes:
        yield _contents(builder, w)
    own = builder.address(NOT_FOUND).file
    if NOT_FOUND not in builder.env.found_docs and own not in builder.published.placed:
        yield _not_found(builder, w)


def _not_found(builder: PublicationBuilder, w: Words) -> NamedPage:
    """Return the page that hosts show for missing addresses, unless the publication has its own ``404.md`` or ``404.html``."""
    generated = Generated(
        kind="not-found",
        title=w("Page not found"),
        context={"indexes": builder.published.indexes},
        made_from=digest(NOT_FOUND),
    )
    return NOT_FOUND, {"generated": generated}, "standfirst/not_found.html"


def _contents(builder: PublicationBuilder, w: Words) -> NamedPage:
    """Return the page that lists all sections and standing pages, these by the folder in which they lie."""
    domain, published = builder.domain, builder.published
    page, title = published.indexes[CONTENTS], w(CONTENTS_TITLE)
    sections = [section for section in published.catalogue.sections.values() if section.posts]
    folders: dict[str, list[tuple[str, str]]] = {}
    for label, name in standing_pages(domain):
        folders.setdefault(first_folder(domain, name), []).append((label, name))
    folders = dict(sorted(folders.items()))
    led_to = [builder.address(name) for pages in folders.values() for _, name in pages]
    generated = Generated(
        kind=CONTENTS,
        title=title,
        description=f"{title} – {domain.inputs.settings.title}",
        context={"listings": sections, "folders": folders},
        made_from=builder.fingerprints.index(page, sections, None) + digest(folders, led_to),
    )
    return page, {"generated": generated}, "standfirst/contents.html"


def _index(builder: PublicationBuilder, kind: ListingKind, w: Words) -> NamedPage:
    """Return the page that lists the listings of a kind."""
    catalogue = builder.published.catalogue
    title, page = w(kind.title), builder.published.indexes[kind.path]
    listings = [*catalogue.lists[kind.key].values()]
    within = [listing for of, listing in catalogue.listings() if of.within == kind.key]
    drawn = chart(catalogue, w) if kind.index_template == "archive" else None
    newest = catalogue.everything.posts[:_NEWEST] if drawn else ()
    generated = Generated(
        kind=kind.index,
        title=title,
        description=f"{title} – {builder.domain.inputs.settings.title}",
        context={
            "listings": listings,
            "chart": drawn,
            "months": within,
            "everything": catalogue.everything,
            "newest": [catalogue.posts[name] for name in newest],
        },
        made_from=builder.fingerprints.index(page, [*listings, *within], drawn, newest),
    )
    return page, {"generated": generated}, f"standfirst/{kind.index_template}.html"


def _series(
    builder: PublicationBuilder, kind: ListingKind, listing: Listing, w: Words
) -> Iterator[NamedPage]:
    """Yield the list of a series: one page, as what it has of each part is one line."""
    generated = Generated(
        kind=kind.key,
        title=listing.name,
        description=w(kind.description, name=listing.name),
        listing=listing,
        context={
            "listing": listing,
            "listing_kind": kind,
            "parts": [builder.published.catalogue.posts[docname] for docname in listing.posts],
        },
        made_from=builder.fingerprints.series(listing),
    )
    yield listing.page, {"generated": generated}, f"standfirst/{kind.template}.html"


def _listing(
    builder: PublicationBuilder, kind: ListingKind, listing: Listing, w: Words
) -> Iterator[NamedPage]:
    name = listing.name or w(kind.title)
    listing = dc.replace(listing, name=name)
    described = w(kind.description, name=name) if kind.description else name
    for part in paginate(listing.page, listing.posts, builder.domain.inputs.settings.page_size):
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
                "editions": builder.published.editions.of_volume(listing)
                if listing.kind == "volume" and part.newer is None
                else (),
                "posts": [builder.published.catalogue.posts[docname] for docname in part.posts],
            },
            made_from=builder.fingerprints.listing(listing, part),
        )
        yield part.page, {"generated": generated}, f"standfirst/{kind.template}.html"
