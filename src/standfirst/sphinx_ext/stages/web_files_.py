"""Files for programs beside the pages: sitemaps, robots.txt, llms.txt, articles as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.addresses import page_addresses
from standfirst.addresses.page_addresses import NOT_FOUND, SEARCH
from standfirst.incremental import freshness
from standfirst.incremental.manifest import ExtraFile
from standfirst.outputs import markdown_copy, web_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.catalogue.model import Post
    from standfirst.sphinx_ext.html.builder import PublicationBuilder


_OF_MARKDOWN = 6
"""What an article as Markdown costs beside a file of citations."""


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
        yield from (ExtraFile.of(*file) for file in _whole(builder, news))
        yield from _articles(builder)


def _whole(builder: PublicationBuilder, news: list[Post]) -> Iterator[tuple[str, bytes]]:
    """Yield file and content of what is told of the whole publication."""
    domain = builder.domain
    facts, base = builder.published.facts, domain.inputs.settings.base_url
    fronts = {domain.env.config.root_doc, *builder.published.indexes.values()}
    found = web_files.sitemap_entries(
        facts, domain.pages, fronts=fronts, without={SEARCH, NOT_FOUND}
    )
    yield from web_files.sitemaps(found, base).items()
    named = [web_files.SITEMAP]
    if news:
        named.append(web_files.NEWS)
        yield web_files.NEWS, web_files.news_sitemap(news, facts)
    addresses = [base + name for name in named]
    yield web_files.ROBOTS, web_files.robots(addresses, is_preview=False).encode()
    yield web_files.LLMS, web_files.llms(facts, base + web_files.SITEMAP).encode()


def _articles(builder: PublicationBuilder) -> Iterator[ExtraFile]:
    facts = builder.published.facts
    for post in builder.published.catalogue.posts.values():
        if not post.withdrawn:
            yield ExtraFile(
                file=builder.address(post.page).file + page_addresses.MARKDOWN,
                docname=post.docname,
                made_from=builder.fingerprints.document(post.docname),
                make=lambda post=post: markdown_copy.write(  # type: ignore[misc]  # lambdas have no types
                    facts.article(post.docname), builder.body(post)
                ).encode(),
                weight=_OF_MARKDOWN,
            )
