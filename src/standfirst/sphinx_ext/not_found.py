"""Hook: the page that hosts show where there is none, at whatever depth: ``404.html``.

A publication's own document ``404.md`` takes its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from standfirst.manifest import digest
from standfirst.places import NOT_FOUND
from standfirst.sphinx_ext.builder import PublicationBuilder
from standfirst.sphinx_ext.listing_pages import Generated
from standfirst.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx


def setup_not_found(app: Sphinx) -> None:
    """Register this stage."""
    app.connect("html-collect-pages", on_html_collect_pages)
    app.connect("html-page-context", on_html_page_context, priority=930)


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page, where the publication has none of its own."""
    if not isinstance(app.builder, PublicationBuilder) or NOT_FOUND in app.env.found_docs:
        return
    domain = app.builder.domain
    generated = Generated(
        kind="not-found",
        title=words(domain.build.settings.language)("Page not found"),
        context={"indexes": domain.build.indexes},
        made_from=digest(NOT_FOUND),
    )
    yield NOT_FOUND, {"generated": generated}, "standfirst/not_found.html"


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001  # Sphinx's signature
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Have the page's relative links begin at the publication's root, wherever it is shown."""
    if pagename == NOT_FOUND and isinstance(app.builder, PublicationBuilder):
        base_url = app.builder.domain.build.settings.base_url
        context["base"] = urlsplit(base_url).path or "/"
