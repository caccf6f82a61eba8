"""The context of every page's template.

The names are those that ``templates/standfirst/layout.html`` lists.
"""

from __future__ import annotations

import dataclasses as dc
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx.util.nodes import clean_astext

from standfirst.addresses.page_addresses import NOT_FOUND
from standfirst.catalogue.front_page import front
from standfirst.pictures import markup
from standfirst.settings import sharing
from standfirst.sphinx_ext import toctrees
from standfirst.sphinx_ext.fingerprints import ALL
from standfirst.sphinx_ext.html import site_context, template_reads
from standfirst.sphinx_ext.html.contents import contents
from standfirst.sphinx_ext.html.listing_pages import Generated
from standfirst.tables.feed_formats import FORMATS
from standfirst.tables.listing_kinds import KINDS
from standfirst.text import cleaning
from standfirst.text.i18n import Words, words
from standfirst.text.language_detection import detect, script_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docutils import nodes

    from standfirst.catalogue.model import Catalogue, Picture, Post
    from standfirst.pictures.conversion.renditions import Shown
    from standfirst.settings.model import Settings
    from standfirst.sphinx_ext.domain import PublicationDomain
    from standfirst.sphinx_ext.html.builder import PublicationBuilder
    from standfirst.sphinx_ext.state import Published
    from standfirst.tables.feed_formats import FeedFormat

_DESCRIPTION = 300
TEMPLATES = {"post": "standfirst/post.html", "front": "standfirst/front.html"}
"""Kind of page -> its template, where Sphinx has another for documents."""


@dc.dataclass(frozen=True, kw_only=True)
class Page:
    """``sf`` in templates."""

    name: str
    kind: str
    title: str
    description: str
    words: Words
    lang: str
    is_foreign: bool
    """Whether its letters need other fonts than those of the publication's language."""
    canonical: str
    noindex: bool
    banner: str
    policy: str
    feeds: tuple[tuple[str, str, str, str], ...]
    site: site_context.Site
    settings: Settings
    catalogue: Catalogue
    _builder: PublicationBuilder

    def href(self, page: str) -> str:
        """Return the relative link to another page."""
        return self._builder.get_relative_uri(self.name, page)

    def file(self, path: str) -> str:
        """Return the relative link to a file of the output."""
        return self._builder.file_uri(self.name, path)

    def has(self, picture: Picture | None) -> bool:
        """Return whether the picture can be shown."""
        return bool(picture and picture.src in self._shown)  # what a template has not is false

    def picture(self, picture: Picture, place: str, css: str = "", alt: str | None = None) -> str:
        """Return the HTML of a picture that can be shown, in one of the :data:`~standfirst.pictures.markup.PLACES`.

        :param alt: Text instead of the picture's own; empty where words beside it say the same.
        """
        shown, text = self._shown[picture.src], picture.alt if alt is None else alt or None
        if markup.is_small(shown, place):
            css = f"{css} sf-small".strip()
        return markup.picture(shown, markup.PLACES[place], folder=self._folder, alt=text, css=css)

    def lead(self, picture: Picture) -> str:
        """Return the HTML of a lead image: a link to the whole, or a frame where it cannot be shown."""
        shown = self._shown.get(picture.src)
        if shown is None:
            text = picture.alt or self.words("Lead picture")
            return markup.placeholder(text, picture.src)
        made = self.picture(picture, "lead")
        label = "" if picture.alt else self.words("Picture in full size")
        return markup.linked(made, shown, folder=self._folder, label=label)

    @property
    def _shown(self) -> Mapping[str, Shown]:
        return self._builder.published.pictures.shown

    @cached_property
    def _folder(self) -> str:
        """The folder of the pictures, as the page reaches it."""
        return self._builder.pictures_uri(self.name)


template_reads.look_at(Page, "catalogue", ALL)


def of_document(
    builder: PublicationBuilder, pagename: str, context: Mapping[str, Any] | None = None
) -> Generated:
    """Return the facts of a document's page.

    :param context: What its template is told already, which has a title where the document has none.
    """
    domain = builder.domain
    if pagename == builder.config.root_doc:
        settings = domain.inputs.settings
        return Generated(
            kind="front", title=settings.title, description=settings.tagline or settings.title
        )
    record = domain.pages.get(pagename) or domain.records.get(pagename)
    if record is not None:
        matter, body = record.matter, record.body
        said = matter.description or body.excerpt or body.standfirst or body.first_paragraph
        return Generated(
            kind="page",
            title=matter.title,
            description=cleaning.shorten(" ".join(said.split()), _DESCRIPTION),
        )
    node = builder.env.titles.get(pagename)
    title = clean_astext(node) if node is not None else str((context or {}).get("title", pagename))
    said = domain.data["descriptions"].get(pagename, "")
    return Generated(kind="page", title=title, description=said or title)


def context(
    builder: PublicationBuilder, page: Page, generated: Generated, doctree: nodes.document | None
) -> dict[str, Any]:
    """Return the context of *page*'s template besides ``sf``."""
    told: dict[str, Any] = {
        "contents": contents(doctree, builder),
        "beside": _beside(builder, page.name),
        "pageurl": page.canonical or None,
        **generated.context,
    }
    post = builder.published.catalogue.posts.get(page.name)
    if page.name == NOT_FOUND:
        # wherever it is shown, its links start at the publication's root
        told["base"] = urlsplit(page.settings.base_url).path or "/"
    if post is not None:
        told |= _post_context(builder.published, post)
        told["share"] = _share(page, post)
    elif generated.kind == "front":
        told["front"] = front(builder.published.catalogue)
    return told


def _beside(builder: PublicationBuilder, pagename: str) -> list[tuple[str, str, bool]]:
    """Return title and link of the page that lists this one and of those of its list, and whether it is this one."""
    return [
        (
            clean_astext(builder.env.titles[name]),
            builder.get_relative_uri(pagename, name),
            name == pagename,
        )
        for name in toctrees.beside(builder.env, builder.relations, pagename)
    ]


def page(builder: PublicationBuilder, pagename: str, generated: Generated) -> Page:
    """Return ``sf``."""
    domain, settings = builder.domain, builder.domain.inputs.settings
    post = builder.published.catalogue.posts.get(pagename)
    lang = post.lang if post else language(domain, pagename)
    w = words(lang)
    base = settings.base_url
    return Page(
        name=pagename,
        kind="post" if post else generated.kind,
        title=post.title if post else generated.title,
        description=(post.description if post else generated.description) or generated.title,
        words=w,
        lang=lang,
        is_foreign=script_key(lang) != script_key(settings.language),
        canonical=f"{base}{builder.address(pagename).uri}"
        if base and pagename != NOT_FOUND
        else "",
        noindex=settings.preview or generated.kind == "search" or pagename == NOT_FOUND,
        banner=w("Preview: this article is not yet public") if post and post.hidden else "",
        policy=builder.content_policy,
        feeds=_feeds(builder, pagename, generated) if base else (),
        site=site_context.of_page(builder, pagename),
        settings=settings,
        catalogue=builder.published.catalogue,
        _builder=builder,
    )


def language(domain: PublicationDomain, pagename: str) -> str:
    """Return a document's own language, else the publication's; the front page has none of its own."""
    usual = domain.inputs.settings.language
    if pagename == domain.env.config.root_doc:
        return usual
    record = domain.pages.get(pagename)
    said = domain.data["descriptions"].get(pagename, "")
    return (record.body.lang if record else "") or detect(said, usual)


def _feeds(
    builder: PublicationBuilder, pagename: str, generated: Generated
) -> tuple[tuple[str, str, str, str], ...]:
    """Return MIME type, label, title and link of the feeds of the page's list, else of the publication's."""
    title, folder, listing = builder.domain.inputs.settings.title, "", generated.listing
    forms: Iterable[FeedFormat] = FORMATS
    if listing is not None and KINDS[listing.kind].has_feed:
        title = f"{title}: {listing.name}"
        folder = builder.address(listing.page).folder
        forms = KINDS[listing.kind].feeds(len(listing.posts))
    return tuple(
        (form.type, form.label, title, builder.file_uri(pagename, folder + form.file))
        for form in forms
    )


def _post_context(published: Published, post: Post) -> dict[str, Any]:
    catalogue, editions = published.catalogue, published.editions
    previous, following = catalogue.neighbours[post.docname]
    part = catalogue.parts.get(post.docname)

    def listed(lists: Mapping[str, tuple[str, ...]]) -> list[Post]:
        return [catalogue.posts[name] for name in lists.get(post.docname, ())]

    return {
        "post": post,
        "section": next(s for s in catalogue.sections.values() if s.page == post.section.page),
        "editions": editions.of_post(post),
        "volume_edition": editions.of_its_volume(post),
        "post_authors": [catalogue.authors[person.key] for person in post.authors],
        "previous": catalogue.posts[previous] if previous else None,
        "next": catalogue.posts[following] if following else None,
        "versions": listed(catalogue.translations),
        "part": part,
        "parts": [(number, catalogue.posts[name]) for number, name in part.shown] if part else [],
        "related": listed(catalogue.related),
        "other_work": listed(catalogue.other_work),
    }


def _share(page: Page, post: Post) -> tuple[tuple[str, str], ...]:
    """Return label and link of each way to pass a post on that everybody may read."""
    if not page.canonical or post.hidden or post.withdrawn:
        return ()
    return sharing.links(page.settings.share, title=post.title, address=page.canonical)
