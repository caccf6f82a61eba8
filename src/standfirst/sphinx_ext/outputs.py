"""Hook: write what no builder writes (feeds), and remove the pages of what is gone."""

from __future__ import annotations

import contextlib
import json
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst import feeds, links, redirects
from standfirst.freshness import WRITTEN
from standfirst.sphinx_ext import bodies
from standfirst.sphinx_ext.builder import PublicationBuilder
from standfirst.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx.application import Sphinx

    from standfirst.catalogue import Catalogue, Listing, Post
    from standfirst.settings import Settings
    from standfirst.sphinx_ext.domain import PublicationDomain

_WRITERS: dict[str, Callable[[feeds.Feed, str], bytes]] = {
    "atom.xml": feeds.atom,
    "rss.xml": feeds.rss,
    "feed.json": feeds.json_feed,
}
_CACHED = 256
"""Feed entries kept in memory."""


def setup_outputs(app: Sphinx) -> None:
    """Register this stage."""
    app.connect("build-finished", on_build_finished, priority=400)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the feeds, then remove what an earlier build wrote and this one did not."""
    if exception is not None or not isinstance(app.builder, PublicationBuilder):
        return
    domain = app.builder.domain
    if domain.addresses is None:
        return
    written = {address.file for address in domain.addresses.pages.values()}
    written |= _copied(app, domain)
    if domain.build.settings.base_url:
        for file, content in _feeds(app, domain):
            _write(Path(app.outdir), file, content)
            written.add(file)
    for file, content in _redirects(domain):
        _write(Path(app.outdir), file, content)
        written.add(file)
    _remove_stale(Path(app.outdir), Path(app.doctreedir, WRITTEN), written)


def _copied(app: Sphinx, domain: PublicationDomain) -> set[str]:
    """Return the pictures and other files that pages show or link to, and those that lie beside the pages."""
    pictures = {name for _, name in app.env.images.values()} | {*domain.build.pictures.values()}
    downloads = {path.as_posix() for _, path in app.env.dlfiles.values()}
    return {
        *(f"_images/{name}" for name in pictures),
        *(f"_downloads/{path}" for path in downloads),
        *_extra(app),
    }


def _extra(app: Sphinx) -> Iterator[str]:
    """Yield where the files of ``html_extra_path`` lie in the output."""
    for name in app.config.html_extra_path:
        root = Path(app.confdir, name)
        if root.is_file():
            yield root.name
        for file in root.rglob("*"):
            if file.is_file():
                yield file.relative_to(root).as_posix()


def _write(root: Path, file: str, content: bytes) -> None:
    path = root.joinpath(*file.split("/"))
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _remove_stale(root: Path, kept: Path, written: set[str]) -> None:
    try:
        before = set(json.loads(kept.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        before = set()
    for file in sorted(before - written):
        path = root.joinpath(*file.split("/"))
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == root or any(folder.iterdir()):
                break
            folder.rmdir()
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(sorted(written), ensure_ascii=False), encoding="utf-8")


def _redirects(domain: PublicationDomain) -> Iterator[tuple[str, bytes]]:
    """Yield file and content of the page at every former address."""
    addresses, settings = domain.addresses, domain.build.settings
    if addresses is None:
        return
    for file, name in addresses.redirects.items():
        record = domain.records.get(name) or domain.pages[name]
        address = addresses.pages[name]
        yield (
            file,
            redirects.page(
                title=record.matter.title,
                description=record.matter.description or record.matter.title,
                lang=record.body.lang or settings.language,
                href=links.relative(file, address.href),
                canonical=settings.base_url and settings.base_url + address.uri,
            ),
        )


def _feeds(app: Sphinx, domain: PublicationDomain) -> Iterator[tuple[str, bytes]]:
    """Yield file and content of every feed."""
    catalogue, settings = domain.catalogue, domain.build.settings
    maker = _Maker(app, domain)
    yield from maker.feed(None, catalogue.posts, settings.feed_length)
    for listing in _with_feeds(catalogue):
        yield from maker.feed(listing, listing.posts, settings.listing_feed_length)


def _with_feeds(catalogue: Catalogue) -> Iterator[Listing]:
    for group in (catalogue.authors, catalogue.sections, catalogue.tags, catalogue.volumes):
        yield from group.values()


class _Maker:
    def __init__(self, app: Sphinx, domain: PublicationDomain) -> None:
        self.app = app
        self.catalogue = domain.catalogue
        self.settings: Settings = domain.build.settings
        self.pages = domain.addresses.pages if domain.addresses else {}
        self.pictures = domain.build.pictures
        self.entry = lru_cache(maxsize=_CACHED)(self._entry)

    def feed(
        self, listing: Listing | None, docnames: Iterable[str], length: int
    ) -> Iterator[tuple[str, bytes]]:
        """Yield one listing's feeds; those of the whole where it is None."""
        base = self.settings.base_url
        address = self.pages[listing.page if listing else self.app.config.root_doc]
        chosen = [name for name in docnames if self.catalogue.posts[name].date][:length]
        url = base + address.uri
        feed = feeds.Feed(
            title=f"{self.settings.title}: {listing.name}" if listing else self.settings.title,
            subtitle=self.settings.tagline,
            id=url,
            url=url,
            lang=self.settings.language,
            entries=tuple(self.entry(name) for name in chosen),
            rights=self.settings.license,
        )
        for name, write in _WRITERS.items():
            file = address.folder + name
            yield file, write(feed, base + links.quoted(file))

    def _entry(self, docname: str) -> feeds.Entry:
        post = self.catalogue.posts[docname]
        base = self.settings.base_url
        if post.date is None or post.revised is None:
            raise ValueError(docname)
        image = ""
        if post.image:
            image = (
                post.image.src
                if post.image.is_remote
                else f"{base}_images/{links.quoted(self.pictures[post.image.src])}"
            )
        return feeds.Entry(
            id=base + post.path,
            url=base + post.path,
            title=post.title,
            authors=tuple((p.name, base + self.pages[p.page].uri) for p in post.authors),
            published=post.date,
            updated=max(post.date, post.revised, post.withdrawn or post.date),
            summary=post.description,
            html=_withdrawn(post) if post.withdrawn else bodies.read(self.app, post),
            tags=tuple(tag.name for tag in post.tags),
            rights=post.license,
            rights_url=post.license_url,
            lang=post.lang,
            image="" if post.withdrawn else image,
        )


def _withdrawn(post: Post) -> str:

    w = words(post.lang)
    said = (
        w("This article was withdrawn on %(date)s.", date=w.date(post.withdrawn))
        if post.withdrawn
        else ""
    )
    return f"<p>{escape(said)} {escape(post.withdrawn_reason)}</p>"
