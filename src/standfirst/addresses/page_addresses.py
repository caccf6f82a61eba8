"""The address of every page; no other module makes one.

::

    pattern or permalink --safe_paths--> path --AddressRegistry--> Address, unique --> Addresses

A *path* has no leading slash and is not percent-encoded. ``2025/08/slug/`` is a page written
as ``index.html`` in that folder; ``a/b.html`` is a file; ``a/b`` is written as ``a/b.html``, as
Jekyll and GitHub Pages do.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from standfirst.addresses import permalinks
from standfirst.incremental.quick_pickles import quickly_pickled
from standfirst.policy import links
from standfirst.sources import source_files
from standfirst.text import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

INDEX = "index.html"
SEARCH, NOT_FOUND = "search", "404"
"""Names of the pages that are always there."""
MARKDOWN = ".md"
"""After the name of a page's file: an article as Markdown."""
_SAFE_IN_URI = "/~!$&'()*+,;=:@"


@quickly_pickled
@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """Where a page is."""

    path: str
    """As it is linked to from outside; empty for the root."""
    file: str
    """Below the output folder."""

    @property
    def uri(self) -> str:
        """Return the path, percent-encoded: what follows the base URL."""
        return quoted(self.path)

    @property
    def href(self) -> str:
        """Return what links within the publication end in, percent-encoded; works on any host."""
        shown = (
            self.file.removesuffix(INDEX) if self.path.endswith("/") or not self.path else self.file
        )
        return quoted(shown)

    @property
    def folder(self) -> str:
        """Return the folder of this page's feeds and numbered pages, with a slash at its end."""
        if self.path.endswith("/") or not self.path:
            return self.path
        return f"{self.path.removesuffix(permalinks.extension(self.path))}/"


def address(path: str) -> Address:
    """Return the address of a page with the safe *path*."""
    if not path or path.endswith("/"):
        return Address(path=path, file=f"{path}{INDEX}")
    if path.rpartition("/")[2] == INDEX:
        return Address(path=path.removesuffix(INDEX), file=path)
    extension = permalinks.extension(path)
    return Address(path=path, file=path if path.endswith(extension) else path + extension)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Addresses:
    """Every page's address, and the way back from what an author wrote to a page."""

    pages: Mapping[str, Address]
    """By page name: a docname, or the name of a generated page."""
    sources: Mapping[str, str] = dc.field(default_factory=dict)
    """Path of a source file without suffix, composed (NFC) -> docname, of all documents."""
    base_path: str = ""
    """Path of the base URL, with which links from the root may begin; no slashes at its ends."""
    written: Mapping[str, str] = dc.field(default_factory=dict)
    """What :func:`ways` gives for each address, present and former -> page name."""
    redirects: Mapping[str, str] = dc.field(default_factory=dict)
    """File of a former address, below the output folder -> page name."""
    lost: frozenset[str] = frozenset()
    """Files of others, below the output folder, in whose place or way a page lies: they are left out."""
    feeds: frozenset[str] = frozenset()
    """Files of feeds, below the output folder, at former addresses too."""
    former_feeds: Mapping[str, str] = dc.field(default_factory=dict)
    """File of a former address of a feed -> file of the feed, which is there too."""

    def relative(self, source: str, target: str) -> str:
        """Return the relative link from page *source* to page *target*; both must exist."""
        return relative(self.pages[source].file, self.pages[target].href)

    def named(self, target: str, *, front: str) -> tuple[str, str] | None:
        """Return the page that *target*, written in ``conf.py``, means, and its fragment with ``#``; None where there is none.

        :param front: Page name of the front page.
        """
        if target in self.pages:
            return target, ""
        return None if "://" in target else self.find(target, source=front, page=front)

    def find(self, target: str, *, source: str, page: str) -> tuple[str, str] | None:
        """Return the page that *target* means, and its fragment with ``#``; None where there is none.

        Tried in order: an address, as browsers resolve it from the page's own; a source file beside
        *source*; a source file or an address from the root; an address below the page's own.

        :param target: As written: without scheme, perhaps with a fragment.
        :param source: Path of the source file where it stands.
        :param page: Page name of that file.
        """
        path, _, fragment = target.partition("#")
        path = unquote(path.partition("?")[0])
        tail = f"#{fragment}" if fragment else ""
        if not path:
            return page, tail
        own = self.pages[page].path if page in self.pages else ""
        if not path.startswith("/") and (there := self._from(own, path)):
            return there, tail
        for base in (str(PurePosixPath(source).parent), "", own):
            if path.startswith("/") and base:
                continue
            joined = normalise(f"{'' if base == '.' else base}/{path}")
            if joined is None:
                continue
            found = self._at(joined) or (self._below_base(joined) if path.startswith("/") else None)
            if found is not None:
                return found, tail
        return None

    def _from(self, own: str, path: str) -> str | None:
        """Return the page at the relative address *path* on the page at *own*; ``..`` ends at the host's root."""
        parts = f"{self.base_path}/{own}".split("/")[:-1]
        for part in path.split("/"):
            if part == "..":
                del parts[-1:]
            elif part != ".":
                parts.append(part)
        within = self._within_base(normalise("/".join(parts)) or "")
        return None if within is None else self.written.get(_bare(composed(within)))

    def _at(self, path: str) -> str | None:
        path = composed(path)
        for suffix in source_files.SUFFIXES:
            if path.endswith(suffix):
                return self.sources.get(path.removesuffix(suffix))
        found = self.written.get(_bare(path)) or self.sources.get(path)
        if found is None and path.endswith(source_files.HTML):
            return self.sources.get(source_files.stem(path))
        return found

    def _below_base(self, path: str) -> str | None:
        within = self._within_base(path)
        return None if within is None else self._at(within)

    def _within_base(self, path: str) -> str | None:
        """Return *path*, from the host's root, as it is from the publication's; None where it lies outside."""
        if not self.base_path:
            return path
        if not f"{path}/".startswith(f"{self.base_path}/"):
            return None
        return path.removeprefix(self.base_path).removeprefix("/")


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class UnpublishedPosts:
    """The drafts, embargoed and expired posts, as links may name them.

    Those links are text without a warning, so that a post may link to what is yet to come.
    """

    paths: frozenset[str] = frozenset()
    """Of their files, composed."""
    names: frozenset[str] = frozenset()
    """File names without suffix, with and without the date, composed: how most addresses end."""

    @classmethod
    def of(cls, paths: Iterable[str]) -> UnpublishedPosts:
        """Return the index of the posts in the files *paths*."""
        files = frozenset(map(composed, paths))
        names = {PurePosixPath(file).stem for file in files}
        slugs = {dates.from_file_name(PurePosixPath(file).name, tz=dt.UTC)[1] for file in files}
        return cls(paths=files, names=frozenset(names | slugs))

    def are_meant(self, target: str, source: str) -> bool:
        """Return whether the link *target*, written in *source*, means one of them."""
        path, beside = (composed(local_target(way, source) or "") for way in (target, f"/{target}"))
        return bool(self.paths & {path, beside}) or PurePosixPath(path).stem in self.names


def ways(pages: Iterable[tuple[str, Address]]) -> dict[str, str]:
    """Return the pages by address, composed and without ``index.html``, ``.html`` and slash at its end."""
    return {composed(_bare(address.path)): page for page, address in pages}


def base_path(base_url: str) -> str:
    """Return the path of the base URL, without slashes at its ends; empty for a host's root."""
    return urlsplit(base_url).path.strip("/")


def composed(path: str) -> str:
    """Return *path* with composed accents; file names from macOS have them apart."""
    return unicodedata.normalize("NFC", path)


def _bare(path: str) -> str:
    return path.removesuffix(INDEX).removesuffix(permalinks.HTML).strip("/")


def relative(source: str, target: str) -> str:
    """Return the relative link from the file *source* to *target*, both below the output folder.

    :param target: Percent-encoded; ends in a slash or is empty for a folder's index.
    """
    here = source.split("/")[:-1]
    there = target.split("/")
    there, name = there[:-1], there[-1]
    common = 0
    # quoted and unquoted names of folders meet here
    while common < min(len(here), len(there)) and quoted(here[common]) == there[common]:
        common += 1
    way = [".."] * (len(here) - common) + there[common:]
    if not way:
        # a colon in the first segment would read as a scheme (RFC 3986, section 4.2)
        return f"./{name}" if not name or ":" in name else name
    return "/".join([*way, name]) if ":" not in way[0] else "./" + "/".join([*way, name])


def beside(page: Address, suffix: str) -> str:
    """Return the file in which a page's edition lies, below the output folder: ``2025/08/slug/slug.pdf``."""
    if page.file == INDEX:
        return f"edition.{suffix}"
    folder = page.file.removesuffix(f"/{INDEX}")
    if folder != page.file:
        return f"{folder}/{folder.rpartition('/')[2]}.{suffix}"
    return f"{page.file.removesuffix(permalinks.extension(page.file))}.{suffix}"


def normalise(path: str) -> str | None:
    """Return *path* from the root with ``.`` and ``..`` carried out; None where it leads outside."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def local_target(target: str, source: str) -> str | None:
    """Return the file that *target*, written in *source*, names: a path from the root; None: outside.

    :param target: Without scheme; a leading slash means the root.
    """
    path = unquote(links.without_tail(target))
    base = "" if path.startswith("/") else source.rpartition("/")[0]
    return normalise(f"{base}/{path}")


def quoted(path: str) -> str:
    """Return *path*, percent-encoded for an address."""
    return quote(path, safe=_SAFE_IN_URI)
