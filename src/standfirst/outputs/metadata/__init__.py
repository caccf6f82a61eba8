"""Metadata in the head of a page: tags for search engines, networks and libraries, and JSON-LD.

::

    Article, Page --article(), listing() …--> Head --templates/standfirst/metadata.html--> HTML
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.outputs.metadata import json_ld, tags

if TYPE_CHECKING:
    from standfirst.catalogue.model import Author
    from standfirst.outputs.article import Article, Facts, PageMetadata
    from standfirst.outputs.metadata.tags import Link, Meta


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The metadata in the head of a page; texts are not yet escaped."""

    metas: tuple[Meta, ...]
    links: tuple[Link, ...] = ()
    data: str = ""
    """JSON-LD that may stand in a ``script`` element as it is."""


def of_article(article: Article, page: PageMetadata) -> Head:
    """Return the metadata of an article's page."""
    return Head(
        metas=(*tags.open_graph_of_article(article, page), *tags.highwire(article, page), *tags.dublin_core(article, page)),
        links=tags.links_of_article(article),
        data=json_ld.of_article(article, page),
    )  # fmt: skip


def of_front(page: PageMetadata, search: str) -> Head:
    """Return the metadata of the front page.

    :param search: Absolute address of the search page; empty where there is none.
    """
    return Head(metas=tags.open_graph(page, "website"), data=json_ld.of_front(page, search))


def of_author(page: PageMetadata, author: Author, facts: Facts) -> Head:
    """Return the metadata of an author's page."""
    party = facts.about(author, author.name)
    picture = facts.picture(author.photo)
    return Head(
        metas=tags.open_graph(page, "profile"), data=json_ld.of_author(page, party, picture)
    )


def of_page(page: PageMetadata) -> Head:
    """Return the metadata of any other page."""
    return Head(metas=tags.open_graph(page, "website"), data=json_ld.of_page(page))
