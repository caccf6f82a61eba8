"""Hook: what leads from former addresses to the pages that had them, and tells that an article was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from standfirst import links, permalinks, redirects
from standfirst.sphinx_ext.builder import PublicationBuilder
from standfirst.sphinx_ext.files_beside import FileBeside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx.application import Sphinx

    from standfirst.sphinx_ext.domain import PublicationDomain


def setup_redirects(app: Sphinx) -> None:
    """Register this stage."""
    # before they are written
    app.connect("build-finished", on_build_finished, priority=360)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Have pages at former addresses written, and the lists for hosts."""
    if exception is not None or not isinstance(app.builder, PublicationBuilder):
        return
    domain = app.builder.domain
    if domain.addresses is None:
        return
    found = [*_lists(domain, domain.addresses)]
    if domain.build.settings.redirect_pages:
        found += _pages(domain, domain.addresses, app.builder.content_policy)
    app.builder.beside += [FileBeside.of(*file) for file in found]


def _pages(
    domain: PublicationDomain, addresses: links.Addresses, policy: str
) -> Iterator[tuple[str, bytes]]:
    """Yield file and content of the page at every former address."""
    settings = domain.build.settings
    for file, name in addresses.redirects.items():
        record = domain.records.get(name) or domain.pages.get(name)
        address = addresses.pages[name]
        title = record.matter.title if record else settings.title
        yield (
            file,
            redirects.page(
                title=title,
                description=(record and record.matter.description) or title,
                lang=(record and record.body.lang) or settings.language,
                href=links.relative(file, address.href),
                canonical=settings.base_url and settings.base_url + address.uri,
                policy=policy,
            ),
        )


def _lists(domain: PublicationDomain, addresses: links.Addresses) -> Iterator[tuple[str, bytes]]:
    """Yield file and content of what hosts read."""
    root = urlsplit(domain.build.settings.base_url).path or "/"
    pages = {address.file for address in addresses.pages.values()}
    moves = [
        (f"{root}{links.quoted(path)}", f"{root}{addresses.pages[name].uri}")
        for file, name in addresses.redirects.items()
        for path in _ways(file, pages)
    ]
    gone = [f"{root}{post.path}" for post in domain.catalogue.posts.values() if post.withdrawn]
    if moves or gone:
        yield redirects.LIST, redirects.netlify(moves, gone)
    if moves:
        yield redirects.MOVED, redirects.nginx(moves)
    if gone:
        yield redirects.GONE, redirects.nginx_gone(gone)


def _ways(file: str, pages: Collection[str]) -> Iterator[str]:
    """Yield the paths by which readers come to a former address, of which the file is known."""
    if file.rpartition("/")[2] == links.INDEX:
        yield file.removesuffix(links.INDEX)
        return
    yield file
    bare = file.removesuffix(permalinks.HTML)
    # without its ending it may have been written as well, as GitHub Pages has it
    if bare != file and f"{bare}/{links.INDEX}" not in pages:
        yield bare
