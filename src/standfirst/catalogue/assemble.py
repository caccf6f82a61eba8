"""All records of a build -> the catalogue and every page's address.

::

    records, profiles --settled()--> outlines
                      --Taxonomies--> who and what --Listings, AddressAllocation--> listings and addresses
                      --PostFactory--> posts --with_texts(), related()--> Catalogue

Pure: what needs the file system is asked of a function that the caller gives.
Files that make it raise are left out by :func:`assemble_others`.
"""

from __future__ import annotations

import dataclasses as dc
from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, Literal

from standfirst.addresses.page_addresses import NOT_FOUND
from standfirst.catalogue import further_reading, menus, related
from standfirst.catalogue.allocation import AddressAllocation
from standfirst.catalogue.listings import Listings
from standfirst.catalogue.model import Catalogue
from standfirst.catalogue.post_marks import marked
from standfirst.catalogue.posts import PostFactory
from standfirst.catalogue.publication import Publication
from standfirst.catalogue.settled import settled
from standfirst.catalogue.taxonomies import AssembleInputs, Taxonomies
from standfirst.catalogue.texts import with_texts
from standfirst.catalogue.translations import translations
from standfirst.limits import faults
from standfirst.markdown.render import to_html

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from standfirst.catalogue.kept_catalogue import KeptCatalogue
    from standfirst.catalogue.listings import HtmlOf
    from standfirst.catalogue.model import Listing
    from standfirst.catalogue.settled import Settled

__all__ = ["AssembleInputs", "Publication", "assemble", "assemble_others"]

_Kind = Literal["author", "volume", "page", "post"]
_Item = tuple[_Kind, str]
"""Kind, and docname or path."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Culprit:
    """A file with which nothing can be assembled."""

    kind: _Kind
    name: str
    """Docname, or path of an author's or a volume's file."""
    error: Exception


def assemble(given: AssembleInputs, kept: KeptCatalogue | None = None) -> Publication:
    """Return the publication made from *given*; addresses are claimed in a fixed order.

    :param kept: What is known of the last build's, of which it is made where that is possible; and what is kept of this one.
    """
    found = settled(given)
    if kept is None:
        return _complete(_outlined(found, _to_html), found)
    again = kept.again(found)
    if again is None:
        again = _complete(_outlined(found, kept.to_html), found)
        kept.keep(found, again)
    return again


def _to_html(markdown: str, lang: str, classes: Collection[str]) -> str:
    return to_html(markdown, lang, classes=classes)


def _outlined(found: Settled, html_of: HtmlOf) -> Publication:
    """Return the publication without texts, and without the articles that these lead on to."""
    given = found.outline()
    taxonomies = Taxonomies(given)
    places = AddressAllocation(
        settings=given.settings, documents=given.documents, pages=given.pages, root=given.root
    )
    listings = Listings(taxonomies, places, html_of)
    places.place_posts(taxonomies.records)
    articles = PostFactory(taxonomies, listings, found.hidden)
    posts = {record.docname: articles.post(record) for record in taxonomies.records}
    series = further_reading.series(posts)
    long_series = further_reading.long_series(series)
    listed = listings.of_series([[posts[name] for name in names] for names in long_series])
    _place_contents(given, listings, places)
    places.place_files(given.extra)
    places.place_former_feeds()
    places.place_former(taxonomies.records, given.pages.values(), given.settings.redirects)
    addresses = places.addresses()
    versions, unknown = translations(taxonomies, addresses)
    catalogue = Catalogue(
        posts=posts,
        lists={**listings.lists, "series": listed},
        neighbours=_neighbours(listings.lists["section"].values()),
        translations=versions,
        parts=further_reading.parts(
            series, {listing.posts[0]: listing.page for listing in listed.values()}
        ),
    )
    problems = (
        *found.problems,
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


def _complete(outlined: Publication, found: Settled) -> Publication:
    """Return the publication of an outline, with texts, and the articles that they lead on to."""
    catalogue, count = outlined.catalogue, found.given.settings.related
    posts = {
        name: with_texts(post, found.given.records[name]) for name, post in catalogue.posts.items()
    }
    series = further_reading.series(posts)
    alike = related.related(posts, found.terms(posts), series, count)
    complete = dc.replace(
        catalogue,
        posts=posts,
        related=alike,
        other_work=further_reading.other_work(posts, alike, count, series),
    )
    marks = {name: marked(post) for name, post in posts.items()}
    return dc.replace(outlined, catalogue=complete, marks=marks)


def _place_contents(given: AssembleInputs, listings: Listings, places: AddressAllocation) -> None:
    """Give the list of all sections and pages its address, where the menu has no room for them."""
    sections = [section for section in listings.lists["section"].values() if section.posts]
    pages = given.pages.keys() - {given.root, NOT_FOUND}
    if not given.has_menu and menus.overflows(len(sections), len(pages)):
        places.place_contents()


def _neighbours(sections: Iterable[Listing]) -> dict[str, tuple[str | None, str | None]]:
    """Return for each post the one before it and the one after it in its section, by date."""
    result: dict[str, tuple[str | None, str | None]] = {}
    for section in (section for section in sections if section.posts):
        newer = (None, *section.posts[:-1])
        older = (*section.posts[1:], None)
        for docname, before, after in zip(section.posts, older, newer, strict=True):
            result[docname] = (before, after)
    return result


def assemble_others(
    given: AssembleInputs, kept: KeptCatalogue | None = None
) -> tuple[Publication, tuple[Culprit, ...]]:
    """Return the publication made from *given*, and the files left out of it: those that make :func:`assemble` raise.

    It costs nothing where nothing raises; else one small assembling for each file by itself, and a few
    of ever more of them together.

    :param kept: As :func:`assemble` takes it.
    :raises Exception: What :func:`assemble` raises where it is no file's.
    """
    found: list[Culprit] = []
    while True:
        made = faults.attempt(partial(assemble, given, kept))
        if not isinstance(made, faults.Caught):
            return made, tuple(found)
        files = _Files(given)
        culprits = _culprits(files)
        if not culprits:
            raise made.error
        found += culprits
        left_out = {(culprit.kind, culprit.name) for culprit in culprits}
        given = files.only([item for item in files.items if item not in left_out])


class _Files:
    """Everything that a publication is made from, of which some may be taken."""

    def __init__(self, given: AssembleInputs) -> None:
        self._given = given
        self._authors = {profile.source: profile for profile in given.authors}
        self._volumes = {profile.source: profile for profile in given.volumes}
        known = given.pages.keys() | given.records.keys()
        self._others = {name: path for name, path in given.documents.items() if name not in known}
        # those first that others are least likely to be blamed for
        self.items: list[_Item] = [
            *(("author", source) for source in self._authors),
            *(("volume", source) for source in self._volumes),
            *(("page", name) for name in sorted(given.pages)),
            *(("post", name) for name in sorted(given.records)),
        ]

    def only(self, items: Iterable[_Item]) -> AssembleInputs:
        """Return the inputs of a publication of *items* alone."""
        given = self._given
        names: dict[_Kind, list[str]] = {"author": [], "volume": [], "page": [], "post": []}
        for kind, name in items:
            names[kind].append(name)
        documents = (*names["page"], *names["post"])
        return dc.replace(
            given,
            authors=tuple(self._authors[source] for source in names["author"]),
            volumes=tuple(self._volumes[source] for source in names["volume"]),
            pages={name: given.pages[name] for name in names["page"]},
            records={name: given.records[name] for name in names["post"]},
            documents=self._others
            | {name: given.documents[name] for name in documents if name in given.documents},
        )


def _culprits(files: _Files) -> list[Culprit]:
    items = files.items
    found = [
        Culprit(kind=kind, name=name, error=error)
        for kind, name in items
        if (error := _error(files, [(kind, name)])) is not None
    ]
    if found or _error(files, items) is None or _error(files, []) is not None:
        return found
    # none by itself: the first that raises after those before it
    places = range(1, len(items))
    last = bisect_left(places, x=True, key=lambda end: _error(files, items[:end]) is not None)
    (kind, name), error = items[last], _error(files, items[: last + 1])
    return [Culprit(kind=kind, name=name, error=error)] if error is not None else []


def _error(files: _Files, items: list[_Item]) -> Exception | None:
    """Return what :func:`assemble` raises for *items* alone."""
    made = faults.attempt(partial(assemble, files.only(items)))
    return made.error if isinstance(made, faults.Caught) else None
