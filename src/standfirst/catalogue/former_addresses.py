"""Former addresses -> the pages' present ones; a redirect never overwrites a page or another redirect.

::

    redirect_from of posts and pages, then the publication's former patterns, then its own list
        --Former--> file of each former address -> page name

Everything leads to a page itself: what is said of an address that has moved again leads on to
where it is now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from standfirst.addresses import page_addresses, permalinks, safe_paths
from standfirst.reading.record import line_of
from standfirst.settings.conf_py import CONF
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from standfirst.catalogue.address_registry import AddressRegistry
    from standfirst.reading.record import Record
    from standfirst.settings.model import Settings


class FormerAddresses:
    """The former addresses, while they are given out; pages have theirs already."""

    def __init__(
        self,
        *,
        claims: AddressRegistry,
        pages: Mapping[str, page_addresses.Address],
        documents: Mapping[str, str],
    ) -> None:
        self.found: list[tuple[page_addresses.Address, str]] = []
        """Former address and page name."""
        self._claims = claims
        self._pages = pages
        self._documents = documents

    def of_records(self, records: Iterable[Record]) -> None:
        """Take what posts and pages say in ``redirect_from``."""
        for record in records:
            for written in record.matter.redirect_from:
                self._of_record(record, written)

    def _of_record(self, record: Record, written: str) -> None:
        line = line_of(record, "redirect_from")
        remedy = "write another path in redirect_from or remove it"
        try:
            address = page_addresses.address(safe_paths.safe_path(unquote(written), leads_on=True))
        except safe_paths.PathError as exc:
            said = f"redirect_from: {quoted(written)} {exc}; no redirect was made"
            self._claims.warn(record.docname, line, said, remedy)
            return
        other = self._taken(address, record.docname)
        if other:
            said = f"redirect_from: {quoted(written)} is the address of {other}; no redirect to {record.source} was made"
            self._claims.warn(record.docname, line, said, remedy, error=True)

    def of_patterns(self, records: Iterable[Record], settings: Settings) -> None:
        """Take the addresses that the former patterns gave to posts without a permalink of their own."""
        records = [record for record in records if not record.matter.permalink]
        for pattern in settings.former_permalinks:
            for record in records:
                subject = permalinks.subject(record.source, record.matter, settings)
                try:
                    path = safe_paths.safe_path(permalinks.expand(pattern, subject), leads_on=True)
                except (safe_paths.PathError, permalinks.PermalinkError):
                    continue
                other = self._taken(page_addresses.address(path), record.docname) if path else ""
                if other:
                    said = f"the former address /{path} of {record.source} is that of {other}; no redirect was made"
                    remedy = "name another pattern in standfirst_former_permalinks, or give the post a redirect_from"
                    self._claims.warn(record.docname, 1, said, remedy)

    def of_list(
        self, moved: Mapping[str, str], find: Callable[[str], str | None], settings: Settings
    ) -> None:
        """Take the publication's own list.

        :param find: Address as written -> page name; of former addresses too that are known by now.
        """
        usable = self._usable(moved)
        onward = {_bare(old, settings): new for old, (_, new) in usable.items()}
        for old, (address, new) in usable.items():
            passed = [_bare(old, settings)]
            while (key := _bare(new, settings)) in onward and key not in passed:
                passed.append(key)
                new = onward[key]  # noqa: PLW2901  # it has moved again
            if key in passed:
                # named once, by the first of those in the circle
                if passed[0] == min(passed[passed.index(key) :]):
                    way = " -> ".join(f"/{part}" for part in (*passed, passed[0]))
                    self._of_conf(old, f"{way} leads in a circle; no redirect was made")
                elif passed[0] not in passed[passed.index(key) :]:
                    self._of_conf(old, f"{quoted(old)} leads into a circle; no redirect was made")
                continue
            page = find(new)
            if page is None:
                self._of_conf(
                    old,
                    f"{quoted(old)} leads to {quoted(new)}, which is not a page; no redirect was made",
                )
                continue
            other = self._taken(address, page)
            if other:
                self._clash(old, other)

    def _usable(self, moved: Mapping[str, str]) -> dict[str, tuple[page_addresses.Address, str]]:
        """Return address and target of each entry whose address no page has now."""
        usable = {}
        pages = {address.file: page for page, address in self._pages.items()}
        for old, new in moved.items():
            if any(mark in old for mark in "?#") or not old.strip("/"):
                self._of_conf(
                    old,
                    f"{quoted(old)} is not a path, or has a query or a fragment; no redirect was made",
                )
                continue
            try:
                address = page_addresses.address(
                    safe_paths.safe_path(unquote(old), is_editors=True)
                )
            except safe_paths.PathError as exc:
                self._of_conf(old, f"{quoted(old)} {exc}; no redirect was made")
                continue
            page = pages.get(address.file)
            if page is None:
                usable[old] = (address, new)
            else:
                self._clash(old, self._documents.get(page, page))
        return usable

    def _clash(self, old: str, other: str) -> None:
        self._of_conf(old, f"{quoted(old)} is the address of {other}; no redirect was made")

    def _of_conf(self, old: str, said: str) -> None:
        option, remedy = "standfirst_redirects", "mend standfirst_redirects"
        self._claims.warn(CONF, 1, f"{option}: {said}", remedy, error=True, way=(option, old))

    def _taken(self, address: page_addresses.Address, page: str) -> str:
        """Have *address* lead to *page*; return whose it is where it is another's."""
        if address.file == self._pages[page].file:
            return ""
        other = self._claims.holder_of_page(address)
        if other == page and any(known.file == address.file for known, _ in self.found):
            return ""
        if other:
            return self._documents.get(other, other)
        self._claims.claim(address.path, page)
        self.found.append((address, page))
        return ""


def _bare(path: str, settings: Settings) -> str:
    """Return *path* as two ways to write it are one: below the base URL's path, without slashes at its ends."""
    return path.removeprefix(settings.base_url).strip("/")
