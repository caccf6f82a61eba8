"""JSON-LD in schema.org's terms (https://schema.org/NewsArticle), which search engines read.

What is empty is left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from standfirst.outputs.article import ORCID

if TYPE_CHECKING:
    from standfirst.outputs.article import Article, PageMetadata, Party

_CONTEXT = "https://schema.org"
_PERIODICAL = {"NewsArticle": "Newspaper", "ScholarlyArticle": "Periodical"}
_ESCAPED = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
"""What would end a ``script`` element, or a line of JavaScript, inside a text."""


def of_article(article: Article, page: PageMetadata) -> str:
    """Return an article, what it belongs to, and the way to it."""
    post = article.post
    kind = page.settings.article_type
    return _written(
        {
            "@type": kind,
            "@id": article.url and f"{article.url}#article",
            "url": article.url,
            "mainEntityOfPage": article.url,
            "headline": post.title,
            "alternativeHeadline": post.deck,
            "description": post.description,
            "inLanguage": post.lang,
            "datePublished": post.date.isoformat() if post.date else "",
            "dateModified": post.revised.isoformat() if post.revised else "",
            "author": [_party(party) for party in article.authors],
            "translator": [_party(party) for party in article.translators],
            "publisher": _publisher(page),
            "isPartOf": _whole(article, page, _PERIODICAL[kind]),
            "articleSection": post.section.name,
            "keywords": [tag.name for tag in post.tags],
            "wordCount": post.words,
            "image": article.picture or article.card.url,
            "license": post.license_url or post.license,
            "identifier": post.doi and _identifier("doi", post.doi),
            "sameAs": post.doi and f"https://doi.org/{post.doi}",
            "isBasedOn": post.source_url or post.source_title,
            "creativeWorkStatus": "Withdrawn" if post.withdrawn else "",
            "workTranslation": [
                {"@type": kind, "@id": f"{url}#article", "url": url, "inLanguage": lang}
                for lang, url in article.translations
                if url
            ],
            "encoding": article.pdf
            and {
                "@type": "MediaObject",
                "contentUrl": article.pdf,
                "encodingFormat": "application/pdf",
            },
        },
        _trail(page),
    )


def of_front(page: PageMetadata, search: str) -> str:
    """Return the publication, with its search.

    Source: https://schema.org/WebSite, https://schema.org/SearchAction
    """
    action = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{search}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    return _written(
        {
            "@type": "WebSite",
            "@id": page.url and f"{page.url}#website",
            "url": page.url,
            "name": page.settings.title,
            "description": page.description,
            "inLanguage": page.lang,
            "issn": page.settings.issn,
            "publisher": _publisher(page),
            "potentialAction": action if search else "",
        }
    )


def of_author(page: PageMetadata, party: Party, picture: str) -> str:
    """Return an author's page and who it is about."""
    return _written(
        {
            "@type": "ProfilePage",
            "url": page.url,
            "name": page.title,
            "inLanguage": page.lang,
            "mainEntity": {**_party(party), "image": picture},
        },
        _trail(page),
    )


def of_page(page: PageMetadata) -> str:
    """Return any other page, and the way to it."""
    return _written(
        {
            "@type": "CollectionPage" if page.is_list else "WebPage",
            "url": page.url,
            "name": page.title,
            "description": page.description,
            "inLanguage": page.lang,
        },
        _trail(page),
    )


def _party(party: Party) -> dict[str, Any]:
    """Return a person or an organisation."""
    affiliation = party.affiliation and {"@type": "Organization", "name": party.affiliation}
    orcid = party.orcid and ORCID + party.orcid
    common = {
        "name": party.name,
        "url": party.url,
        "identifier": party.orcid and _identifier("ORCID", orcid),
        "sameAs": [*filter(None, [orcid]), *party.same_as],
    }
    if party.parts.is_organisation:
        return {"@type": "Organization", **common, "parentOrganization": affiliation}
    return {
        "@type": "Person",
        **common,
        "givenName": party.parts.given,
        "familyName": party.parts.family if party.parts.given else "",
        "honorificSuffix": party.parts.suffix,
        "jobTitle": party.role,
        "affiliation": affiliation,
    }


def _publisher(page: PageMetadata) -> dict[str, Any]:
    return {
        "@type": "Organization",
        "name": page.publisher,
        "url": page.settings.base_url,
    }


def _whole(article: Article, page: PageMetadata, kind: str) -> dict[str, Any]:
    """Return the publication, or the volume that is a part of it."""
    whole = {
        "@type": kind,
        "name": page.settings.title,
        "url": page.settings.base_url,
        "issn": page.settings.issn,
    }
    if article.post.volume is None:
        return whole
    return {
        "@type": "PublicationVolume",
        "name": article.post.volume.name,
        "volumeNumber": article.volume_number,
        "url": article.volume_url,
        "isPartOf": whole,
    }


def _identifier(kind: str, value: str) -> dict[str, Any]:
    return {"@type": "PropertyValue", "propertyID": kind, "value": value}


def _trail(page: PageMetadata) -> dict[str, Any]:
    """Return the way from the front page; the page itself is its last step.

    Source: https://schema.org/BreadcrumbList
    """
    if not page.url or not page.trail:
        return {}
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": url}
            for number, (name, url) in enumerate([*page.trail, (page.title, page.url)], 1)
        ],
    }


def _written(*things: dict[str, Any]) -> str:
    """Return the things as a text that may stand in a ``script`` element."""
    data = {"@context": _CONTEXT, "@graph": _kept(thing for thing in things if thing)}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPED)


def _kept(value: Any) -> Any:
    """Return *value* without what is empty in it."""
    if isinstance(value, dict):
        pairs = ((key, _kept(part)) for key, part in value.items())
        return {key: part for key, part in pairs if part}
    if isinstance(value, str | int):
        return value
    return [part for part in map(_kept, value) if part]
