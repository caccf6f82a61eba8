"""Schema.org's rules for the types that pages use, as far as they use them: https://schema.org/docs/full.html.

A property belongs to a type or to one above it, and takes values of certain types.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ABOVE = {
    "CreativeWork": "Thing",
    "Article": "CreativeWork",
    "NewsArticle": "Article",
    "ScholarlyArticle": "Article",
    "CreativeWorkSeries": "CreativeWork",
    "Periodical": "CreativeWorkSeries",
    "Newspaper": "Periodical",
    "PublicationVolume": "CreativeWork",
    "MediaObject": "CreativeWork",
    "WebSite": "CreativeWork",
    "WebPage": "CreativeWork",
    "CollectionPage": "WebPage",
    "ProfilePage": "WebPage",
    "Person": "Thing",
    "Organization": "Thing",
    "Action": "Thing",
    "SearchAction": "Action",
    "Intangible": "Thing",
    "EntryPoint": "Intangible",
    "PropertyValue": "Intangible",
    "ListItem": "Intangible",
    "ItemList": "Intangible",
    "BreadcrumbList": "ItemList",
}
PROPERTIES = {
    "Thing": {
        "name": {"Text"},
        "alternateName": {"Text"},
        "description": {"Text"},
        "url": {"URL"},
        "sameAs": {"URL"},
        "identifier": {"PropertyValue", "Text", "URL"},
        "image": {"URL", "ImageObject"},
        "mainEntityOfPage": {"URL", "CreativeWork"},
        "potentialAction": {"Action"},
    },
    "CreativeWork": {
        "headline": {"Text"},
        "alternativeHeadline": {"Text"},
        "inLanguage": {"Text"},
        "datePublished": {"DateTime"},
        "dateModified": {"DateTime"},
        "author": {"Person", "Organization"},
        "translator": {"Person", "Organization"},
        "publisher": {"Person", "Organization"},
        "isPartOf": {"CreativeWork", "URL"},
        "keywords": {"Text"},
        "license": {"URL", "CreativeWork", "Text"},
        "isBasedOn": {"URL", "CreativeWork", "Text"},
        "creativeWorkStatus": {"Text"},
        "workTranslation": {"CreativeWork"},
        "encoding": {"MediaObject"},
        "encodingFormat": {"Text"},
        "mainEntity": {"Thing"},
    },
    "Article": {"articleSection": {"Text"}, "wordCount": {"Integer"}},
    "CreativeWorkSeries": {"issn": {"Text"}},
    "WebSite": {"issn": {"Text"}},
    "PublicationVolume": {"volumeNumber": {"Text", "Integer"}},
    "MediaObject": {"contentUrl": {"URL"}},
    "Person": {
        "givenName": {"Text"},
        "familyName": {"Text"},
        "honorificSuffix": {"Text"},
        "affiliation": {"Organization"},
    },
    "Organization": {"parentOrganization": {"Organization"}},
    "Action": {"target": {"EntryPoint", "URL"}},
    "SearchAction": {"query-input": {"Text"}},
    "EntryPoint": {"urlTemplate": {"Text"}},
    "PropertyValue": {"propertyID": {"Text", "URL"}, "value": {"Text"}},
    "ItemList": {"itemListElement": {"ListItem"}},
    "ListItem": {"position": {"Integer"}, "item": {"URL", "Thing"}},
}
REQUIRED = {
    "Article": {"headline", "author", "datePublished", "publisher", "url"},
    "Person": {"name"},
    "Organization": {"name"},
    "ListItem": {"position", "name", "item"},
    "BreadcrumbList": {"itemListElement"},
    "SearchAction": {"target", "query-input"},
}
"""What search engines want: https://developers.google.com/search/docs/appearance/structured-data."""


def lineage(kind: str) -> list[str]:
    """Return a type and those above it."""
    found = [kind]
    while found[-1] in ABOVE:
        found.append(ABOVE[found[-1]])
    return found


def faults(data: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a JSON-LD document."""
    if data.get("@context") != "https://schema.org":
        yield "no context"
    for thing in data["@graph"]:
        yield from _of_thing(thing, thing["@type"])


def _of_thing(thing: dict[str, Any], where: str) -> Iterator[str]:
    kinds = lineage(thing["@type"])
    if kinds[-1] != "Thing":
        yield f"{where}: unknown type {thing['@type']}"
    yield from _missing(thing, kinds, where)
    known = {name: types for kind in kinds for name, types in PROPERTIES.get(kind, {}).items()}
    for name, value in thing.items():
        if name not in known:
            if name not in {"@type", "@id"}:
                yield f"{where}: {name} is none of {thing['@type']}'s"
            continue
        for item in value if isinstance(value, list) else [value]:
            if not any(_is(item, kind) for kind in known[name]):
                yield f"{where}.{name}: {item!r} is none of {known[name]}"
            if isinstance(item, dict):
                yield from _of_thing(item, f"{where}.{name}")


def _missing(thing: dict[str, Any], kinds: Iterable[str], where: str) -> Iterator[str]:
    # a translation is only named
    if where.endswith(".workTranslation"):
        return
    for kind in kinds:
        yield from (f"{where}: no {name}" for name in REQUIRED.get(kind, set()) - set(thing))


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, dict):
        return kind in lineage(value["@type"])
    if kind == "Integer":
        return isinstance(value, int)
    if not isinstance(value, str) or not value:
        return False
    if kind == "Text":
        return True
    if kind == "URL":
        parts = urlsplit(value)
        return (
            parts.scheme in {"http", "https"} and bool(parts.netloc) and not re.search(r"\s", value)
        )
    return kind == "DateTime" and dt.datetime.fromisoformat(value).tzinfo is not None
