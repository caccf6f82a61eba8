"""What all pages show of the publication: its names, logos and menu, linked from each."""

from __future__ import annotations

import dataclasses as dc
from functools import partial
from typing import TYPE_CHECKING

from standfirst.sphinx_ext.html import logo_files
from standfirst.sphinx_ext.html.everywhere import menu
from standfirst.tables.feed_formats import FORMATS

if TYPE_CHECKING:
    from standfirst.catalogue.model import Post
    from standfirst.sphinx_ext.html.builder import PublicationBuilder


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """The facts that all pages share."""

    title: str
    tagline: str
    logo: str
    dark_logo: str
    """For dark pages; empty where one logo is for both."""
    menu: tuple[tuple[str, str, str], ...]
    footer_links: tuple[tuple[str, str], ...]
    feeds: tuple[tuple[str, str], ...]


def of_page(builder: PublicationBuilder, pagename: str) -> Site:
    """Return them, linked from a page."""
    conf = builder.config
    light, dark = logo_files.logos(conf)
    settings, link = builder.domain.inputs.settings, partial(_link, builder, pagename)
    return Site(
        title=settings.title,
        tagline=settings.tagline,
        logo=logo_files.linked(builder, pagename, light),
        dark_logo=logo_files.linked(builder, pagename, dark),
        menu=tuple((label, *link(target)) for label, target in menu(builder.domain)),
        footer_links=tuple(
            (label, link(target)[0]) for label, target in conf.standfirst_footer_links
        ),
        feeds=tuple((form.label, builder.file_uri(pagename, form.file)) for form in FORMATS)
        if settings.base_url
        else (),
    )


def _link(builder: PublicationBuilder, pagename: str, target: str) -> tuple[str, str]:
    """Return the link of a menu entry, to a page, an address or a URL, and its ``aria-current``: empty where it means another."""
    found = builder.published.addresses.named(target, front=builder.config.root_doc)
    if found is None:
        return target, ""
    is_as_written = "://" in target or target.startswith(("mailto:", "#"))
    link = target if is_as_written else builder.get_relative_uri(pagename, found[0]) + found[1]
    if found[0] == pagename:
        return link, "page"
    post = builder.published.catalogue.posts.get(pagename)
    return link, "true" if is_within(post, pagename, found[0]) else ""


def is_within(post: Post | None, pagename: str, page: str) -> bool:
    """Return whether a page is an article of the section on *page*, or lies below its folder.

    :param post: The article that the page has, if it has one.
    """
    if post is not None:
        return post.section.page == page
    return page.endswith("/index") and pagename.startswith(page.removesuffix("index"))
