"""The facts of articles for programs, and the metadata in the head of each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.addresses.page_addresses import SEARCH
from standfirst.limits import faults
from standfirst.outputs import metadata
from standfirst.outputs.article import Facts, PageMetadata
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.faults_ import leave_out
from standfirst.sphinx_ext.html.logo_files import logos, of_static
from standfirst.sphinx_ext.html.static_files import PICTURES
from standfirst.sphinx_ext.stages import catalogue_
from standfirst.tables.listing_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.catalogue.model import Post
    from standfirst.catalogue.publication import Publication
    from standfirst.editions.shelf import Edition, Editions
    from standfirst.sphinx_ext.html.listing_pages import Generated
    from standfirst.sphinx_ext.html.page_context import Page
    from standfirst.sphinx_ext.state import Pictures

_TOLD = "facts"
"""Name of the file that keeps of which posts there are facts, and as what they were then."""


def gather(
    app: Sphinx,
    env: BuildEnvironment,
    publication: Publication,
    pictures: Pictures,
    extra: Mapping[str, Path],
) -> tuple[Publication, Editions, Facts]:
    """Return the facts of the articles, and the publication without articles that have none.

    :param extra: The files of ``html_extra_path`` by their place in the output.
    """
    domain = PublicationDomain.of(env)
    while True:
        editions = catalogue_.editions(app, publication, extra)
        found = facts(domain, publication, pictures, editions)
        lost = _lost(domain, found)
        if not lost:
            domain.inputs.faults.report()
            return publication, editions, found
        for docname in lost:
            leave_out(app, docname)
        publication = catalogue_.make(app, env, extra)


def _lost(domain: PublicationDomain, facts: Facts) -> list[str]:
    """Return the posts of which there are no facts, by trying those that have not been tried as they are."""
    posts, kept = facts.catalogue.posts, domain.inputs.kept
    key = facts.state_of_all()
    before: dict[str, str] = kept.read(_TOLD, key) or {}
    states = {name: facts.state(name) for name in posts}
    new = [name for name, state in states.items() if before.get(name) != state]
    told = domain.of_each(new, facts.article, when="listed", done=faults.LEFT_OUT)
    lost = [name for name in new if name not in told]
    if states != before:
        kept.write(_TOLD, key, {name: states[name] for name in posts if name not in lost})
    return lost


def facts(
    domain: PublicationDomain, publication: Publication, pictures: Pictures, editions: Editions
) -> Facts:
    """Return the facts of the articles."""
    posts = publication.catalogue.posts
    return Facts(
        publication.catalogue,
        publication.addresses,
        domain.inputs.settings,
        pictures={
            src: f"{PICTURES}/{file.name}"
            for src, shown in pictures.shown.items()
            # of a portrait there is a square only
            for file in (shown.fallback, shown.portrait)
            if file and file.name in pictures.files
        },
        pdfs=_files(posts, editions.of_post),
        cards=_files(posts, editions.card_of),
        card=next((card.file for card in editions.card()), ""),
        logo=of_static(logos(domain.env.config)[0]),
        marks=publication.marks,
    )


def _files(
    posts: Mapping[str, Post], offered: Callable[[Post], tuple[Edition, ...]]
) -> dict[str, str]:
    """Return the first file that is offered of each post, by docname."""
    return {name: found[0].file for name, post in posts.items() if (found := offered(post))}


def head(domain: PublicationDomain, pagename: str, sf: Page, generated: Generated) -> metadata.Head:
    """Return the metadata in the head of a page."""
    published, listing = domain.published, generated.listing
    known = published.facts
    page = PageMetadata(
        title=sf.title,
        description=sf.description,
        url=sf.canonical,
        lang=sf.lang,
        trail=_trail(domain, sf, published.catalogue.posts.get(pagename)),
        is_list=sf.kind not in {"page", "search", "not-found"},
        settings=sf.settings,
        card=known.card,
    )
    if sf.kind == "post":
        return metadata.of_article(known.article(pagename), page)
    if sf.kind == "front":
        search = known.page(SEARCH) if sf.settings.search else ""
        return metadata.of_front(page, search)
    if sf.kind == "author" and listing is not None:
        return metadata.of_author(page, published.catalogue.authors[listing.key], known)
    return metadata.of_page(page)


def _trail(domain: PublicationDomain, sf: Page, post: Post | None) -> tuple[tuple[str, str], ...]:
    """Return names and addresses of the pages above one: the front page, a section, a list of lists."""
    known = domain.published.facts
    front = (sf.site.title, known.page(domain.env.config.root_doc))
    if post is not None:
        return front, (post.section.name, known.page(post.section.page))
    kind = KINDS.get(sf.kind)
    above = KINDS[kind.within or kind.key] if kind else None
    if above is None or not above.index:
        return (front,)
    return front, (sf.words(above.title), known.page(domain.published.indexes[above.path]))
