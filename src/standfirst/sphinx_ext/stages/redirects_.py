"""Redirects from former addresses, and answers for withdrawn articles."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from standfirst.addresses import page_addresses, permalinks
from standfirst.incremental.manifest import ExtraFile
from standfirst.outputs import redirects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from standfirst.sphinx_ext.domain import PublicationDomain
    from standfirst.sphinx_ext.html.builder import PublicationBuilder


def files(builder: PublicationBuilder) -> Iterator[ExtraFile]:
    """Yield pages at former addresses, and the lists for hosts."""
    domain, addresses = builder.domain, builder.published.addresses
    found = [*_lists(domain, addresses)]
    if domain.inputs.settings.redirect_pages:
        found += _pages(domain, addresses, builder.content_policy)
    yield from (ExtraFile.of(*file) for file in found)


def _pages(
    domain: PublicationDomain, addresses: page_addresses.Addresses, policy: str
) -> Iterator[tuple[str, bytes]]:
    """Yield file and content of the page at every former address."""
    settings = domain.inputs.settings
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
                href=page_addresses.relative(file, address.href),
                canonical=settings.base_url and settings.base_url + address.uri,
                policy=policy,
            ),
        )


def _lists(
    domain: PublicationDomain, addresses: page_addresses.Addresses
) -> Iterator[tuple[str, bytes]]:
    """Yield file and content of what hosts read."""
    root = urlsplit(domain.inputs.settings.base_url).path or "/"
    pages = {address.file for address in addresses.pages.values()}
    moves = [
        (f"{root}{page_addresses.quoted(path)}", f"{root}{addresses.pages[name].uri}")
        for file, name in addresses.redirects.items()
        for path in _ways(file, pages)
    ]
    gone = [
        f"{root}{post.path}" for post in domain.published.catalogue.posts.values() if post.withdrawn
    ]
    if moves or gone:
        yield redirects.LIST, redirects.netlify(moves, gone)
    if moves:
        yield redirects.MOVED, redirects.nginx(moves)
    if gone:
        yield redirects.GONE, redirects.nginx_gone(gone)


def _ways(file: str, pages: Collection[str]) -> Iterator[str]:
    """Yield the paths by which readers come to a former address, of which the file is known."""
    if file.rpartition("/")[2] == page_addresses.INDEX:
        yield file.removesuffix(page_addresses.INDEX)
        return
    yield file
    bare = file.removesuffix(permalinks.HTML)
    # without its ending it may have been written as well, as GitHub Pages has it
    if bare != file and f"{bare}/{page_addresses.INDEX}" not in pages:
        yield bare
