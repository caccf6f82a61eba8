"""Allocates an address to every page of a publication, in a fixed order.

Documents first (a publisher chose their names), then listings and feeds, then posts from the
oldest: a new post never takes an address from one that is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.addresses import page_addresses, page_path
from standfirst.catalogue import address_registry, former_feeds
from standfirst.catalogue.former_addresses import FormerAddresses
from standfirst.catalogue.pagination import numbered_pages, page_name
from standfirst.reading.record import line_of
from standfirst.tables.feed_formats import FORMATS, archived, archives
from standfirst.tables.listing_kinds import KINDS
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from standfirst.reading.record import Record
    from standfirst.settings.model import Settings
    from standfirst.tables.listing_kinds import ListingKind

CONTENTS = "contents"
"""Key of the list of all sections and standing pages among the indexes, where there is one; and its folder."""
_SUFFIXES = ("pdf", "epub", "jpg", "png")
"""Of editions and social cards."""


class AddressAllocation:
    """The pages' addresses, while they are given out."""

    def __init__(
        self,
        *,
        settings: Settings,
        documents: Mapping[str, str],
        pages: Mapping[str, Record],
        root: str,
    ) -> None:
        self.settings = settings
        self.documents = documents
        self.root = root
        self._claims = address_registry.AddressRegistry()
        self.problems = self._claims.problems
        self._pages: dict[str, page_addresses.Address] = {}
        self._redirects: list[tuple[page_addresses.Address, str]] = []
        self._lost: frozenset[str] = frozenset()
        self._feeds = {form.file for form in FORMATS}
        self._former_feeds: Mapping[str, str] = {}
        self._claim(root, "", _editions)
        self._pages[page_addresses.SEARCH] = page_addresses.address("search.html")
        # hosts look for this file: https://docs.readthedocs.com/platform/stable/reference/404-not-found.html
        self._pages[page_addresses.NOT_FOUND] = page_addresses.address("404.html")
        for form in FORMATS:
            self._claims.keep_beside(form.file, f"the feed {form.file}")
        prefix = f"{settings.posts}/"
        for docname in sorted(documents):
            if docname not in {root, page_addresses.NOT_FOUND} and not docname.startswith(prefix):
                self._document(docname, pages.get(docname))
        self.indexes = {
            kind.path: self._folder(settings.paths[kind.path], f"the {kind.path} index")
            for kind in KINDS.values()
            if kind.index or kind.is_single
        }
        """Key in ``standfirst_paths`` -> page name of the page at that folder."""

    def listing(self, kind: ListingKind, key: str, posts: int) -> str:
        """Return the page name of a listing, with an address of its own; so have its numbered pages and its feeds.

        :param posts: How many it has that are divided among pages.
        """
        if kind.is_single:
            page = self.indexes[kind.path]
        else:
            slug = key.replace("-", "/") if kind.within else key
            path = f"{self.settings.paths[kind.path]}/{slug}"
            page = self._folder(path, f"the {kind.path} {quoted(slug)}", _editions)
        folder = self._pages[page].folder
        for number in range(1, numbered_pages(posts, self.settings.page_size) + 1):
            self._claim(page_name(page, number), f"{folder}page/{number}/")
        forms = kind.feeds(posts)
        for form in forms:
            self._claims.keep_beside(f"{folder}{form.file}", f"the feed of {page}")
            self._feeds.add(f"{folder}{form.file}")
        if forms:
            self._archives(folder, page, posts, self.settings.listing_feed_length)
        if kind.is_single:
            self._archives("", self.root, posts, self.settings.feed_length)
        return page

    def _archives(self, folder: str, page: str, posts: int, length: int) -> None:
        """Keep the places of the files with what a feed of *length* has no more; of undated posts it never has one."""
        for number in range(1, archives(posts, length) + 1):
            self._claims.keep_beside(f"{folder}{archived(number)}", f"the feed of {page}")

    def place_posts(self, newest_first: Sequence[Record]) -> None:
        """Give the posts their addresses, the oldest first."""
        for record in reversed(newest_first):
            wanted = page_path.of_post(record.source, record.matter, self.settings)
            self._place(record.docname, record, wanted, "write another permalink", _of_article)

    def place_contents(self) -> None:
        """Give an address to the list of all sections and standing pages, beside all that have theirs."""
        address, _ = self._claims.claim(f"{CONTENTS}/", "the list of sections and pages")
        name = CONTENTS
        while name in self._pages:
            name += "-list"
        self._pages[name] = address
        self.indexes[CONTENTS] = name

    def place_files(self, extra: Mapping[str, str]) -> None:
        """Reserve the places of other files; report those that lie where a page does, which is kept.

        :param extra: Place in the output -> source.
        """
        search = self._pages[page_addresses.SEARCH].file
        self._lost = frozenset(
            file
            for file in extra
            if file == search
            or self._claims.holder_against_editor(file)
            or any(f in extra for f in address_registry.parents(file))
        )
        for file, source in extra.items():
            if file in self._lost:
                said = (
                    "lies where the publication has a page, a feed or another file, which is kept"
                )
                self._claims.warn(source, 1, said, "move or remove the file")
            else:
                self._claims.keep(file, source)

    def place_former_feeds(self) -> None:
        """Have feeds at their former addresses too, where no page or file of another is."""
        moved = self.settings.former_feeds
        self._former_feeds = former_feeds.placed(moved, self._feeds, self._claims)

    def place_former(
        self, posts: Sequence[Record], pages: Iterable[Record], moved: Mapping[str, str]
    ) -> None:
        """Give pages their former addresses, where no other page has them.

        :param posts: Newest first: of two posts that name one, the older keeps it.
        :param moved: Former address -> address, as ``standfirst_redirects`` has them.
        """
        oldest_first = [*reversed(posts)]
        former = FormerAddresses(claims=self._claims, pages=self._pages, documents=self.documents)
        former.of_records([*oldest_first, *pages])
        former.of_patterns(oldest_first, self.settings)
        self._redirects = former.found
        known = self.addresses()

        def find(target: str) -> str | None:
            below = target.removeprefix(self.settings.base_url)
            found = known.find(below, source=self.root, page=self.root)
            return found[0] if found else None

        former.of_list(moved, find, self.settings)

    def uri(self, page: str) -> str:
        """Return the page's root-relative address, percent-encoded, without a leading slash."""
        return self._pages[page].uri

    def addresses(self) -> page_addresses.Addresses:
        """Return every address given out."""
        return page_addresses.Addresses(
            pages=self._pages,
            sources={
                page_addresses.composed(source.rpartition(".")[0]): docname
                for docname, source in self.documents.items()
            },
            base_path=page_addresses.base_path(self.settings.base_url),
            written={
                **page_addresses.ways((p, a) for a, p in self._redirects),
                **page_addresses.ways(self._pages.items()),
            },
            redirects={address.file: page for address, page in self._redirects},
            lost=self._lost,
            feeds=frozenset({*self._feeds, *self._former_feeds}),
            former_feeds=self._former_feeds,
        )

    def _folder(
        self, path: str, what: str, beside: address_registry.Beside = address_registry.nothing
    ) -> str:
        """Claim a generated page's address and name, which no document may have."""
        address, other = self._claims.claim(f"{path}/", what, beside)
        name = address.path.strip("/")
        if other:
            said = (
                f"{what} and {other} have the same address, /{path}/; {what} is at /{address.path}"
            )
            remedy = "rename the page or set standfirst_paths"
            self._claims.warn(self.root, 1, said, remedy, error=True)
        number = 2
        while name in self.documents or name in self._pages:
            name = f"{address.path.strip('/')}-{number}"
            number += 1
        self._pages[name] = address
        return name

    def _claim(
        self, page: str, path: str, beside: address_registry.Beside = address_registry.nothing
    ) -> str:
        self._pages[page], other = self._claims.claim(path, page, beside)
        return other

    def _document(self, docname: str, record: Record | None) -> None:
        source = self.documents[docname]
        permalink = (
            record.matter.permalink
            if record
            else page_path.default_permalink(source, self.settings)
        )
        wanted = page_path.of_page(source, permalink)
        self._place(docname, record, wanted, "write another permalink or rename the file")

    def _place(
        self,
        docname: str,
        record: Record | None,
        wanted: page_path.WantedPath,
        remedy: str,
        beside: address_registry.Beside = address_registry.nothing,
    ) -> None:
        """Give a document the address that it asks for, or one beside that.

        :param remedy: What to write where it cannot lie there at all.
        """
        other = self._claim(docname, wanted.path, beside)
        source = record.source if record else self.documents[docname]
        path = self._pages[docname].path
        line = line_of(record, wanted.key) if record else 1
        if other:
            others = self.documents.get(other, other)
            said = f"{source} and {others} have the same address, /{wanted.path}; {source} is at /{path}"
            mend = "give one of them another permalink or name"
            self._claims.warn(docname, line, said, mend, error=True)
        if wanted.refused:
            line = line_of(record, "permalink", wanted.key) if record else 1
            said = f"{source} {wanted.refused}; it is at /{path}"
            self._claims.warn(docname, line, said, remedy)


def _editions(address: page_addresses.Address) -> tuple[str, ...]:
    """Return what may lie beside the front page and a list, under its page's name."""
    return tuple(page_addresses.beside(address, suffix) for suffix in _SUFFIXES)


def _of_article(address: page_addresses.Address) -> tuple[str, ...]:
    """Return what may lie beside an article's page, and one for all that lies below its address."""
    return (
        page_addresses.beside(address, "pdf"),
        page_addresses.beside(address, "png"),
        address.file + page_addresses.MARKDOWN,
        f"{address.folder}citation.json",
    )
