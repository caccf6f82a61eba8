"""Hook: what the head of each page tells programs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from standfirst import faults, metadata
from standfirst.facts import Facts
from standfirst.listing_kinds import KINDS
from standfirst.places import SEARCH
from standfirst.sphinx_ext.assets import PICTURES
from standfirst.sphinx_ext.builder import PublicationBuilder
from standfirst.sphinx_ext.catalogue_ import make
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.faults_ import leave_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.catalogue import Listing, Post
    from standfirst.links import Addresses
    from standfirst.sphinx_ext.editions_ import Edition
    from standfirst.sphinx_ext.pages import Page


def setup_metadata(app: Sphinx) -> None:
    """Register this stage."""
    # when the catalogue is made, before what each page is made from
    app.connect("env-updated", on_env_updated, priority=150)
    # when the page's template is told what is on it
    app.connect("html-page-context", on_html_page_context, priority=910)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> None:
    """Gather what is told of the articles; leave out those of which nothing can be told."""
    domain = PublicationDomain.of(env)
    build = domain.build
    if build.addresses is None:
        return
    build.facts = _facts(domain, build.addresses)
    while untold := _untold(domain):
        for docname in untold:
            leave_out(app, docname)
        make(app, env)
        build.facts = _facts(domain, build.addresses)
    build.faults.report()


def _untold(domain: PublicationDomain) -> list[str]:
    """Return the articles of which nothing can be told, and note why."""
    caught = domain.build.faults
    found = []
    for docname in domain.catalogue.posts:
        met = caught.attempt(partial(domain.facts.article, docname))
        if isinstance(met, faults.Caught):
            path = domain.source(docname)
            caught.note(docname, path, met, when="listed", done=faults.LEFT_OUT)
            found.append(docname)
    return found


def _facts(domain: PublicationDomain, addresses: Addresses) -> Facts:
    build = domain.build
    return Facts(
        domain.catalogue,
        addresses,
        build.settings,
        pictures={
            src: f"{PICTURES}/{file.name}"
            for src, shown in build.shown.items()
            # of a portrait there is a square only
            for file in (shown.fallback, shown.portrait)
            if file and file.name in build.picture_files
        },
        pdfs=_files(domain, domain.editions.of_post),
        cards=_files(domain, domain.editions.card_of),
        card=next((card.file for card in domain.editions.card()), ""),
    )


def _files(
    domain: PublicationDomain, offered: Callable[[Post], tuple[Edition, ...]]
) -> dict[str, str]:
    """Return the first file that is offered of each post, by docname."""
    posts = domain.catalogue.posts
    return {name: found[0].file for name, post in posts.items() if (found := offered(post))}


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001  # Sphinx's signature
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Tell the template what goes into the head."""
    if isinstance(app.builder, PublicationBuilder):
        context["head"] = _head(app.builder.domain, pagename, context)


def _head(domain: PublicationDomain, pagename: str, context: dict[str, Any]) -> metadata.Head:
    facts, sf = domain.facts, context["sf"]
    listing: Listing | None = context.get("listing")
    page = metadata.Page(
        title=sf.title,
        description=sf.description,
        url=sf.canonical,
        lang=sf.lang,
        trail=_trail(domain, sf, context.get("post")),
        is_list=sf.kind not in {"page", "search", "not-found"},
        settings=sf.settings,
        card=facts.card,
    )
    if sf.kind == "post":
        return metadata.of_article(facts.article(pagename), page)
    if sf.kind == "front":
        search = facts.page(SEARCH) if sf.settings.search else ""
        return metadata.of_front(page, search)
    if sf.kind == "author" and listing is not None:
        return metadata.of_author(page, domain.catalogue.authors[listing.key], facts)
    return metadata.of_page(page)


def _trail(domain: PublicationDomain, sf: Page, post: Post | None) -> tuple[tuple[str, str], ...]:
    """Return names and addresses of the pages above one: the front page, a section, a list of lists."""
    facts = domain.facts
    front = (sf.site.title, facts.page(domain.env.config.root_doc))
    if post is not None:
        return front, (post.section.name, facts.page(post.section.page))
    kind = KINDS.get(sf.kind)
    above = KINDS[kind.within or kind.key] if kind else None
    if above is None or not above.index:
        return (front,)
    return front, (sf.words(above.title), facts.page(domain.build.indexes[above.path]))
