"""Hashes of what each page is made from, which tell whether it must be made again.

A page takes from its own document, from the posts, names and addresses that it shows, and from
what is on every page. What our templates show must be in one of the three; what others read, they
are looked at for (:mod:`.template_reads`).
"""

from __future__ import annotations

import dataclasses as dc
from functools import cached_property
from typing import TYPE_CHECKING

from standfirst.incremental.manifest import digest
from standfirst.sphinx_ext import toctrees
from standfirst.tables.listing_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from standfirst.catalogue.archive_chart import Chart
    from standfirst.catalogue.model import Listing, Picture, Post, Ref
    from standfirst.catalogue.pagination import ListingPage
    from standfirst.sphinx_ext.domain import PublicationDomain


NOW, SECTIONS, ALL = "now", "sections", "all"
"""Keys of *now* and of sections' options, which are settings of these names, and of anything, among those of :mod:`.template_reads`."""


class Fingerprints:
    """The hashes of one build, when its catalogue is made."""

    def __init__(self, domain: PublicationDomain) -> None:
        self.domain = domain
        self.env = domain.env
        self.published = domain.published
        self.catalogue = domain.published.catalogue
        self.addresses = domain.published.addresses
        self._front = domain.env.config.root_doc
        self._heads: dict[tuple[str, str], str] = {}
        self._cards: dict[str, str] = {}
        self._documents: dict[str, str] = {}
        self._answers: dict[str, object] = {}

    def document(self, docname: str) -> str:
        """Return the hash of a document's page, without what is on every page."""
        if docname not in self._documents:
            self._documents[docname] = self._document(docname)
        return self._documents[docname]

    def _document(self, docname: str) -> str:
        data = self.domain.data
        shows_posts = docname in data["listing"] or docname == self._front
        return digest(
            data["trees"].get(docname),
            self.addresses.pages[docname],
            list(self._linked(docname)),
            [self._referred(reference) for reference in data["references"].get(docname, ())],
            [(src, self._shown(src)) for src, _ in data["pictures"].get(docname, ())],
            # of its headings and figures, which documents before it move
            self.env.toc_secnumbers.get(docname),
            self.env.toc_fignumbers.get(docname),
            list(self._below(docname)),
            list(self._around(docname)),
            *self._of_post(docname),
            self.all_posts if shows_posts else "",
        )

    def answer(self, key: str) -> object:
        """Return the value of one of the keys of :mod:`.template_reads`."""
        if key not in self._answers:
            self._answers[key] = self._answer(*key.partition(":")[::2])
        return self._answers[key]

    def _answer(self, kind: str, name: str) -> object:
        if kind in {NOW, SECTIONS}:
            return str(getattr(self.domain.inputs.settings, kind))
        if kind == ALL:
            return self._all
        if kind == "post":
            return self.card(name) if name in self.catalogue.posts else ""
        if kind == "page":
            return self.addresses.pages.get(name)
        listing = self._listings.get(name)
        if listing is None:
            return ""
        return digest(listing.posts) if kind == "posts" else self.head(listing)

    @cached_property
    def _listings(self) -> Mapping[str, Listing]:
        """Every list by its page."""
        return {listing.page: listing for _, listing in self.catalogue.listings()}

    @cached_property
    def _all(self) -> str:
        """A hash of everything that a template could be told of."""
        return digest(
            sorted(self.domain.data["trees"].items()),
            sorted(self.addresses.pages.items()),
            self.all_posts,
            self.domain.inputs.settings.sections,
            [(self.head(listing), listing.posts) for listing in self._listings.values()],
        )

    def card(self, docname: str) -> str:
        """Return the hash of a post as lists show it."""
        if docname not in self._cards:
            post, mark = self.catalogue.posts[docname], self.published.marks[docname]
            addresses = [self._address(ref) for ref in _refs(post)]
            self._cards[docname] = digest(mark.whole, addresses, self._picture(post.image))
        return self._cards[docname]

    def listing(self, listing: Listing, part: ListingPage) -> str:
        """Return the hash of one page of a listing."""
        pages = self.addresses.pages
        around = [pages[page] for page in (part.newer, part.older) if page]
        return digest(
            self.head(listing),
            pages[part.page],
            (part.number, len(listing.posts) if part.newer is None else 0),
            self.published.cited.has_list(listing),
            KINDS[listing.kind].feeds(len(listing.posts)),
            around,
            [self.card(docname) for docname in part.posts],
            self.published.editions.of_volume(listing) if listing.kind == "volume" else (),
        )

    def series(self, listing: Listing) -> str:
        """Return the hash of the list of a series."""
        return digest(
            self.head(listing),
            self.addresses.pages[listing.page],
            [self._entry(docname) for docname in listing.posts],
        )

    def index(
        self,
        page: str,
        listings: Iterable[Listing],
        drawn: Chart | None,
        newest: Iterable[str] = (),
    ) -> str:
        """Return the hash of a page that lists listings.

        :param newest: Docnames of the posts that it shows.
        """
        every = (*listings, self.catalogue.everything)
        heads = [(self.head(item), len(item.posts)) for item in every]
        led_to = [self.addresses.pages[other] for other in drawn.pages] if drawn else []
        entries = [self._entry(docname) for docname in newest]
        return digest(self.addresses.pages[page], heads, drawn, led_to, entries)

    def head(self, listing: Listing) -> str:
        """Return the hash of a list without its posts."""
        # one without a name of its own has been given one where its page is made
        key = listing.page, listing.name
        if key not in self._heads:
            names = [field.name for field in dc.fields(listing) if field.name != "posts"]
            shown = [getattr(listing, name) for name in names]
            pictures = [self._picture(getattr(listing, kind, None)) for kind in ("photo", "cover")]
            self._heads[key] = digest(shown, self.addresses.pages[listing.page], pictures)
        return self._heads[key]

    def _picture(self, picture: Picture | None) -> object:
        return self._shown(picture.src) if picture else None

    def _shown(self, src: str) -> object:
        """Return what pages show of a picture, down to the bytes that feeds name."""
        return self.published.pictures.shown.get(src)

    def _address(self, ref: Ref) -> str:
        return self.addresses.pages[ref.page].path

    @cached_property
    def all_posts(self) -> str:
        """A hash of all posts as lists show them."""
        return digest(
            [self.card(docname) for docname in self.catalogue.posts],
            [self.head(volume) for volume in self.catalogue.volumes.values()],
            # in their order, which is the front page's
            [(section.name, section.page) for section in self.catalogue.sections.values()],
        )

    def _below(self, docname: str) -> Iterator[object]:
        """Yield what a document's toctrees show of others."""
        waiting, seen = [docname], {docname}
        while waiting:
            for child in self.env.toctree_includes.get(waiting.pop(), ()):
                if child in self.env.tocs and child not in seen:
                    seen.add(child)
                    waiting.append(child)
                    yield child, self.env.tocs[child].astext(), self.addresses.pages.get(child)

    def _around(self, docname: str) -> Iterator[object]:
        """Yield what Sphinx tells a template of the documents beside and above one, by toctrees."""
        waiting = [docname]
        for name in waiting:
            others = self.relations.get(name, ())
            # those beside are of the document alone, that above has others above it
            for other in others if name == docname else others[:1]:
                if other in self.env.titles:
                    title = self.env.titles[other].astext()
                    yield other, title, self.addresses.pages.get(other)
            if others and others[0] and others[0] not in waiting:
                waiting.append(others[0])
        for other in toctrees.beside(self.env, self.relations, docname):
            yield other, self.env.titles[other].astext(), self.addresses.pages.get(other)

    @cached_property
    def relations(self) -> dict[str, list[str | None]]:
        """The pages above, before and after each page, by toctrees."""
        return toctrees.relations(self.env)

    def _linked(self, docname: str) -> Iterator[object]:
        """Yield the page that each of its links leads to; which file, what its tree was made of tells."""
        asked = self.domain.data["asked"].get(docname, ())
        source = self.domain.source(docname) if asked else ""
        for kind, target in asked:
            if kind in {"attachment", "offered"}:
                found = self.addresses.find(target, source=source, page=docname)
                yield found and (found, self.addresses.pages[found[0]])
                yield self.domain.targets.placed(target, source)
        yield self.published.attachments.refused.get(docname)

    def _referred(self, reference: tuple[str, str, str]) -> object:
        """Return what a role's reference leads to: a page with its address, and the title it takes from there."""
        of, kind, target = reference
        if of == self.domain.name:
            found = self.domain.named(kind, target)
            return found and (found, self.addresses.pages[found[0]])
        std = self.env.domaindata["std"]
        labels = [std[table].get(target) for table in ("labels", "anonlabels")]
        pages = [*(label[0] for label in labels if label), target]
        defined = self._objects.get(target.casefold(), [])
        title = self.env.titles.get(target)
        # the last for ABlog's labels, such as author-ada-lovelace
        return (
            labels,
            title and title.astext(),
            [self.addresses.pages.get(page) for page in pages],
            [self.env.toc_fignumbers.get(page) for page in pages if kind == "numref"],
            [(item, self.addresses.pages.get(item[3])) for item in defined],
            self._labelled(target),
        )

    @cached_property
    def _objects(self) -> Mapping[str, list[tuple[str, str, str, str, str]]]:
        """Domain, name, type, page and place of everything that other domains define, by name."""
        result: dict[str, list[tuple[str, str, str, str, str]]] = {}
        for domain in self.env.domains.sorted():
            for name, shown, kind, page, place, _ in domain.get_objects():
                if kind not in {"doc", "label"}:
                    item = (domain.name, shown, kind, page, place)
                    result.setdefault(name.casefold(), []).append(item)
        return result

    def _labelled(self, label: str) -> object:
        """Return name and page of the listing that one of ABlog's labels means."""
        kind, _, key = label.partition("-")
        lists = (self.catalogue.lists[of.key] for of in KINDS.values() if kind in of.references)
        listing = next(lists, {}).get(key)
        return listing and (listing.name, listing.page)

    def _of_post(self, docname: str) -> Iterator[object]:
        if docname not in self.catalogue.posts:
            return
        yield self.card(docname)
        yield self.published.facts.state(docname)
        yield self.published.cited.state(docname)
        post = self.catalogue.posts[docname]
        yield self.published.editions.state(post)
        for person in (*post.authors, *post.translators):
            author = self.catalogue.authors[person.key]
            yield author.name, author.photo, self._picture(author.photo)
        linked = (
            *self.catalogue.neighbours[docname],
            *self.catalogue.translations.get(docname, ()),
        )
        yield [self._entry(other) for other in linked if other]
        if part := self.catalogue.parts.get(docname):
            yield part.number, part.count, part.page and self.addresses.pages[part.page]
            yield [self._entry(other) for _, other in part.shown]
        # each list by itself: a post may go from one to the next
        yield [self._entry(other) for other in self.catalogue.other_work.get(docname, ())]
        yield [self._related(other) for other in self.catalogue.related.get(docname, ())]

    def _entry(self, docname: str) -> str:
        """Return a hash of what is shown of a post in the lists that an article leads on to."""
        return self.published.marks[docname].entry

    def _related(self, docname: str) -> object:
        """Return what is shown of a post where it has a picture and a line besides."""
        picture = self._picture(self.catalogue.posts[docname].image)
        return self.published.marks[docname].related, picture


def _refs(post: Post) -> Iterator[Ref]:
    yield post.section
    yield from post.tags
    if post.volume:
        yield post.volume
    yield from (*post.authors, *post.translators)  # type: ignore[misc]  # a person has a page as well
