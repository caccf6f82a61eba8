"""Hook: what programs are told of the publication beside its pages: sitemaps, robots.txt, llms.txt, articles as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from standfirst import freshness, links, markdown_copy, robots, sitemap
from standfirst.places import NOT_FOUND, SEARCH
from standfirst.sphinx_ext import bodies
from standfirst.sphinx_ext.builder import PublicationBuilder
from standfirst.sphinx_ext.files_beside import FileBeside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from standfirst.catalogue import Post


_OF_MARKDOWN = 6
"""What an article as Markdown costs beside a file of citations."""


def setup_robots(app: Sphinx) -> None:
    """Register this stage."""
    # before they are written
    app.connect("build-finished", on_build_finished, priority=370)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Have the files written."""
    if exception is not None or not isinstance(app.builder, PublicationBuilder):
        return
    builder = app.builder
    settings = builder.domain.build.settings
    if settings.preview:
        said = robots.robots((), is_preview=True)
        builder.beside.append(FileBeside.of(robots.ROBOTS, said.encode()))
    elif settings.base_url:
        news = sitemap.news(builder.domain.catalogue, settings)
        freshness.note(
            Path(app.doctreedir, freshness.NEWS), min(map(sitemap.leaves, news), default=None)
        )
        builder.beside += [FileBeside.of(*file) for file in _whole(builder, news)]
        builder.beside += _articles(app, builder)


def _whole(builder: PublicationBuilder, news: list[Post]) -> Iterator[tuple[str, bytes]]:
    """Yield file and content of what is told of the whole publication."""
    domain = builder.domain
    facts, base = domain.facts, domain.build.settings.base_url
    fronts = {domain.env.config.root_doc, *domain.build.indexes.values()}
    found = sitemap.entries(facts, domain.pages, fronts=fronts, without={SEARCH, NOT_FOUND})
    yield from sitemap.write(found, base).items()
    named = [sitemap.SITEMAP]
    if news:
        named.append(sitemap.NEWS)
        yield sitemap.NEWS, sitemap.write_news(news, facts)
    yield robots.ROBOTS, robots.robots([base + name for name in named], is_preview=False).encode()
    yield robots.LLMS, robots.llms(facts, base + sitemap.SITEMAP).encode()


def _articles(app: Sphinx, builder: PublicationBuilder) -> Iterator[FileBeside]:
    facts = builder.domain.facts
    for post in builder.domain.catalogue.posts.values():
        if not post.withdrawn:
            yield FileBeside(
                file=builder.address(post.page).file + links.MARKDOWN,
                docname=post.docname,
                made_from=builder.made_from(post.docname),
                make=lambda post=post: markdown_copy.write(  # type: ignore[misc]  # lambdas have no types
                    facts.article(post.docname), bodies.read(app, post)
                ).encode(),
                weight=_OF_MARKDOWN,
            )
