"""Files for programs beside the pages: sitemaps, robots.txt, llms.txt, articles as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.addresses import page_addresses
from standfirst.addresses.page_addresses import NOT_FOUND, SEARCH
from standfirst.incremental import freshness
from standfirst.incremental.extra_file import ExtraFile
from standfirst.outputs import markdown_copy, robots, sitemap
from standfirst.sphinx_ext.html import kept_bodies

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
        said = robots.robots((), is_preview=True)
        yield ExtraFile.of(robots.ROBOTS, said.encode())
    elif settings.base_url:
        news = sitemap.news(builder.published.catalogue, settings)
        # it changes then
        kept = Path(builder.doctreedir, freshness.NEWS)
        freshness.note(kept, sitemap.news_until(news))
        yield from (ExtraFile.of(*file) for file in _whole(builder, news))
        yield from _articles(builder)


def _whole(builder: PublicationBuilder, news: list[Post]) -> Iterator[tuple[str, bytes]]:
    """Yield file and content of what is told of the whole publication."""
    domain = builder.domain
    facts, base = builder.published.facts, domain.inputs.settings.base_url
    fronts = {domain.env.config.root_doc, *builder.published.indexes.values()}
    found = sitemap.entries(facts, domain.pages, fronts=fronts, without={SEARCH, NOT_FOUND})
    yield from sitemap.write(found, base).items()
    named = [sitemap.SITEMAP]
    if news:
        named.append(sitemap.NEWS)
        yield sitemap.NEWS, sitemap.write_news(news, facts)
    yield robots.ROBOTS, robots.robots([base + name for name in named], is_preview=False).encode()
    yield robots.LLMS, robots.llms(facts, base + sitemap.SITEMAP).encode()


def _articles(builder: PublicationBuilder) -> Iterator[ExtraFile]:
    facts = builder.published.facts
    for post in builder.published.catalogue.posts.values():
        if not post.withdrawn:
            yield ExtraFile(
                file=builder.address(post.page).file + page_addresses.MARKDOWN,
                docname=post.docname,
                made_from=builder.made_from(post.docname),
                make=lambda post=post: markdown_copy.write(  # type: ignore[misc]  # lambdas have no types
                    facts.article(post.docname), kept_bodies.read(builder, post)
                ).encode(),
                weight=_OF_MARKDOWN,
            )
