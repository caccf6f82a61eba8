"""``404.html``, the page that hosts show for missing addresses at any depth.

A publication's own document ``404.md`` takes its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from standfirst.addresses.page_addresses import NOT_FOUND
from standfirst.incremental.manifest import digest
from standfirst.sphinx_ext.html.listing_pages import Generated
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.sphinx_ext.html.builder import PublicationBuilder


def page(builder: PublicationBuilder) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page, where the publication has none of its own."""
    if NOT_FOUND in builder.env.found_docs:
        return
    domain = builder.domain
    generated = Generated(
        kind="not-found",
        title=words(domain.inputs.settings.language)("Page not found"),
        context={"indexes": domain.published.indexes},
        made_from=digest(NOT_FOUND),
    )
    yield NOT_FOUND, {"generated": generated}, "standfirst/not_found.html"


def context(pagename: str, base_url: str) -> dict[str, str]:
    """Return the context that makes the page's links start at the publication's root, wherever it is shown."""
    return {"base": urlsplit(base_url).path or "/"} if pagename == NOT_FOUND else {}
