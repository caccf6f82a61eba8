"""A Jekyll site's ``_data/authors.yml`` -> authors' files.

There is no standard for it; the keys are those of Minimal Mistakes, So Simple and their like:
https://mmistakes.github.io/minimal-mistakes/docs/authors/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from standfirst.jekyll.site import text_of
from standfirst.reading import profiles
from standfirst.sources.front_matter import field_values
from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SITES = (
    ("Web", ("web", "url", "uri", "site", "website", "home"), "https://"),
    ("X", ("twitter", "x"), "https://x.com/"),
    ("GitHub", ("github",), "https://github.com/"),
    ("LinkedIn", ("linkedin",), "https://www.linkedin.com/in/"),
    ("Mastodon", ("mastodon",), "https://"),
    ("Facebook", ("facebook",), "https://www.facebook.com/"),
    ("Instagram", ("instagram",), "https://www.instagram.com/"),
)


def entries(loaded: Any) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
    """Yield key and description of each author, from a mapping or a list; None where it is no description."""
    if isinstance(loaded, dict):
        for key, said in loaded.items():
            yield str(key), said if isinstance(said, dict) else None
    for number, said in enumerate(loaded if isinstance(loaded, list) else (), start=1):
        described = said if isinstance(said, dict) else {}
        key = _first(described, ("short_name", "username", "slug", "id", "name"))
        yield key or f"entry {number}", described if key else None


def author_file(key: str, said: Mapping[str, Any]) -> str:
    """Return an author's file; an e-mail address is not published."""
    name = _first(said, ("name", "display_name", "title")) or key
    links = [
        {"label": label, "url": address}
        for label, address in dict.fromkeys(_addresses(said))
        if re.fullmatch(r"https?://\S+", address)
    ]
    more = {
        "aliases": [key] if name.casefold() != key.casefold() else [],
        "affiliation": _first(said, ("affiliation", "organization", "employer")),
        "orcid": _orcid(text_of(said.get("orcid"))),
        "links": links,
        "photo": _first(said, ("avatar", "picture", "photo", "image")),
    }
    matter = {"name": name, **{field: value for field, value in more.items() if value}}
    text = next((said[k] for k in ("bio", "about", "description") if isinstance(said.get(k), str)), "")  # fmt: skip
    head = yaml.safe_dump(matter, allow_unicode=True, sort_keys=False)
    return f"---\n{head}---\n\n{cleaning.clean_body(text)[0].strip()}".rstrip() + "\n"


def _first(said: Mapping[str, Any], keys: Iterable[str]) -> str:
    return next(filter(None, (text_of(said.get(key)) for key in keys)), "")


def _orcid(text: str) -> str:
    try:
        return profiles.orcid(text)
    except field_values.FieldError:
        return ""


def _addresses(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for label, keys, base in _SITES:
        value = _first(said, keys).lstrip("@")
        if value:
            yield label, value if "://" in value else base + value
    links = said.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict):
            address = _first(link, ("url", "href", "link"))
            yield _first(link, ("label", "title", "name")) or address, address
