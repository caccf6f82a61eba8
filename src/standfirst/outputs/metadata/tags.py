"""``meta`` and ``link`` elements: OpenGraph, Highwire Press and Dublin Core."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from standfirst.outputs.article import ORCID
from standfirst.text.i18n import parse_locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standfirst.catalogue.model import Picture
    from standfirst.outputs.article import Article, LinkCard, PageMetadata, Party

Meta: TypeAlias = tuple[str, str, str]
"""``name`` or ``property``, the name, the content."""
Link: TypeAlias = tuple[tuple[str, str], ...]
"""Attributes."""

CARD_SIZE = (1200, 630)
"""Width and height of social cards in pixels: https://developers.facebook.com/docs/sharing/webmasters/images/"""
_OPEN_GRAPH = ("og:", "article:", "book:", "music:", "profile:", "video:")
"""Prefixes of OpenGraph's vocabularies, whose tags have their names under ``property``: https://ogp.me/#types."""
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"


def open_graph(page: PageMetadata, kind: str) -> tuple[Meta, ...]:
    """Return the tags of a page as networks show it.

    Source: https://ogp.me/; the card is that of https://developer.x.com/en/docs/x-for-websites/cards

    :param kind: ``website``, ``article``, ``profile``.
    """
    return _kept([*_common(page, kind), *_image(page.card), _twitter_card(page.card)])


def open_graph_of_article(article: Article, page: PageMetadata) -> tuple[Meta, ...]:
    """Return the tags of an article as networks show it."""
    post = article.post
    said: list[tuple[str, str]] = [*_common(page, "article")]
    said += [("og:locale:alternate", _locale(lang)) for lang, _ in article.translations]
    said += _image(article.card, post.image)
    said += [
        ("article:published_time", post.date.isoformat() if post.date else ""),
        ("article:modified_time", post.revised.isoformat() if post.revised else ""),
        ("article:section", post.section.name),
    ]
    said += [("article:author", party.url) for party in article.authors]
    said += [("article:tag", tag.name) for tag in post.tags]
    names = [("author", party.name) for party in article.authors]
    return _kept([*said, _twitter_card(article.card), *names])


def _image(card: LinkCard, picture: Picture | None = None) -> list[tuple[str, str]]:
    """Return the tags of what is shown beside a link; measures of a social card, that networks need not ask.

    :param picture: What is shown where it is no card.
    """
    measures = [
        ("og:image:type", "image/png"),
        ("og:image:width", str(CARD_SIZE[0])),
        ("og:image:height", str(CARD_SIZE[1])),
    ]
    is_set = card.words and not card.is_logo
    alt = card.words or (picture.alt if card.url and picture else "")
    return [("og:image", card.url), *(measures if is_set else []), ("og:image:alt", alt)]


def _twitter_card(card: LinkCard) -> tuple[str, str]:
    return "twitter:card", "summary_large_image" if card.url and not card.is_logo else "summary"


def _common(page: PageMetadata, kind: str) -> list[tuple[str, str]]:
    return [
        ("og:type", kind),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", page.url),
        ("og:site_name", page.settings.title),
        ("og:locale", _locale(page.lang)),
    ]


def _locale(lang: str) -> str:
    """Return language and territory as OpenGraph wants them, ``zh_CN`` for ``zh-Hans``; ``en`` where Babel knows none."""
    locale = parse_locale(lang)
    likely = {("zh", "Hans"): "CN", ("zh", "Hant"): "TW", ("zh", None): "CN"}
    territory = re.search(r"[-_]([A-Z]{2})\b", lang)
    place = territory[1] if territory else likely.get((locale.language, locale.script), "")
    return f"{locale.language}_{place}" if place else locale.language


def highwire(article: Article, page: PageMetadata) -> tuple[Meta, ...]:
    """Return the tags that reference managers and Google Scholar read.

    Source: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
    """
    post = article.post
    day = f"{post.date:%Y/%m/%d}" if post.date else ""
    said = [("citation_title", post.title), *_people(article.authors)]
    said += [
        ("citation_publication_date", day),
        ("citation_online_date", day),
        ("citation_journal_title", page.settings.title),
        ("citation_issn", page.settings.issn),
        ("citation_volume", article.volume),
        ("citation_publisher", page.publisher),
        ("citation_section", post.section.name),
        ("citation_doi", post.doi),
        ("citation_language", post.lang),
        ("citation_abstract", post.description),
        ("citation_public_url", article.url),
        ("citation_fulltext_html_url", article.url),
        ("citation_pdf_url", article.pdf),
    ]  # fmt: skip
    said += [("citation_keywords", tag.name) for tag in post.tags]
    return _kept(said)


def _people(parties: Iterable[Party]) -> Iterator[tuple[str, str]]:
    for party in parties:
        yield "citation_author", party.parts.inverted
        yield "citation_author_orcid", party.orcid and ORCID + party.orcid
        yield "citation_author_institution", party.affiliation


def dublin_core(article: Article, page: PageMetadata) -> tuple[Meta, ...]:
    """Return the tags that libraries read.

    Source: https://www.dublincore.org/specifications/dublin-core/dc-html/
    """
    post = article.post
    said = [("DC.title", post.title)]
    said += [("DC.creator", party.parts.inverted) for party in article.authors]
    said += [("DC.contributor", party.parts.inverted) for party in article.translators]
    said += [
        ("DC.publisher", page.publisher),
        ("DC.date", f"{post.date:%Y-%m-%d}" if post.date else ""),
        ("DCTERMS.modified", f"{post.revised:%Y-%m-%d}" if post.revised else ""),
        ("DC.language", post.lang),
        ("DC.type", "Text"),
        ("DC.format", "text/html"),
        ("DC.identifier", article.url),
        ("DC.identifier", post.doi and f"doi:{post.doi}"),
        ("DC.source", post.source_url or post.source_title),
        ("DC.rights", post.license_url or post.license),
        ("DC.description", post.description),
        ("DCTERMS.isPartOf", page.settings.title),
    ]
    said += [("DC.subject", tag.name) for tag in post.tags]
    return _kept(said)


def links_of_article(article: Article) -> tuple[Link, ...]:
    """Return the relations of an article: its authors, the same in other languages, its licence, its PDF."""
    found: list[Link] = [(("rel", "author"), ("href", party.url)) for party in article.authors]
    # without a base URL there are no addresses, and none of translations
    if article.translations:
        every = sorted([(article.post.lang, article.url), *article.translations])
        found += [(("rel", "alternate"), ("hreflang", lang), ("href", url)) for lang, url in every]
    found += [
        (("rel", "license"), ("href", article.post.license_url)),
        (("rel", "alternate"), ("type", "application/pdf"), ("href", article.pdf)),
        (("rel", "alternate"), ("type", "text/markdown"), ("href", article.markdown)),
        (("rel", "schema.DC"), ("href", _DC)),
        (("rel", "schema.DCTERMS"), ("href", _DCTERMS)),
    ]
    return tuple(link for link in found if link[-1] != ("href", ""))


def _kept(said: Iterable[tuple[str, str]]) -> tuple[Meta, ...]:
    """Return the tags that have a content."""
    return tuple(
        ("property" if name.startswith(_OPEN_GRAPH) else "name", name, content)
        for name, content in said
        if content
    )
