"""Files for programs beside the pages: sitemaps, robots.txt, llms.txt."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.addresses.page_addresses import NOT_FOUND, SEARCH
from standfirst.incremental import freshness
from standfirst.incremental.manifest import ExtraFile, digest
from standfirst.outputs import web_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.catalogue.model import Post
    from standfirst.sphinx_ext.html.builder import PublicationBuilder


def files(builder: PublicationBuilder) -> Iterator[ExtraFile]:
    """Yield the files; note until when the news sitemap is current."""
    settings = builder.domain.inputs.settings
    if settings.preview:
        said = web_files.robots((), is_preview=True)
        yield ExtraFile.of(web_files.ROBOTS, said.encode())
    elif settings.base_url:
        news = web_files.news(builder.published.catalogue, settings)
        # which is another when the next of its articles is news no more
        kept = Path(builder.doctreedir, freshness.NEWS)
        freshness.note(kept, web_files.news_until(news))
        yield from _sitemaps(builder)
        yield from (ExtraFile.of(*file) for file in _of_articles(builder, news))


def _sitemaps(builder: PublicationBuilder) -> Iterator[ExtraFile]:
    """Yield the files that list all pages: made only where an address or a date is another."""
    domain = builder.domain
    base = domain.inputs.settings.base_url
    fronts = {domain.env.config.root_doc, *builder.published.indexes.values()}
    found = web_files.sitemap_entries(
        builder.published.facts, domain.pages, fronts=fronts, without={SEARCH, NOT_FOUND}
    )
    made_from = digest(base, found)
    made = cache(lambda: web_files.sitemaps(found, base))
    for file in web_files.sitemap_names(len(found)):
        yield ExtraFile(file=file, made_from=made_from, make=lambda file=file: made()[file])  # type: ignore[misc]  # lambdas have no types


def _of_articles(builder: PublicationBuilder, news: list[Post]) -> Iterator[tuple[str, bytes]]:
    """Yield file and content of what tells of the newest articles, and where all pages are listed."""
    facts, base = builder.published.facts, builder.domain.inputs.settings.base_url
    named = [web_files.SITEMAP]
    if news:
        named.append(web_files.NEWS)
        yield web_files.NEWS, web_files.news_sitemap(news, facts)
    addresses = [base + name for name in named]
    yield web_files.ROBOTS, web_files.robots(addresses, is_preview=False).encode()
    yield web_files.LLMS, web_files.llms(facts, base + web_files.SITEMAP).encode()
