"""A Jekyll site's ``_data/authors.yml`` -> authors' files.

The keys are those that an author's file may have as well: :mod:`standfirst.reading.author_keys`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from standfirst.jekyll.site import text_of
from standfirst.reading import author_keys
from standfirst.reading.author_keys import KEYS_OF
from standfirst.sources.front_matter import contributors
from standfirst.text import cleaning
from standfirst.text.name_folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def entries(loaded: Any) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
    """Yield key and description of each author, from a mapping or a list; None where it is no description."""
    if isinstance(loaded, dict):
        for key, said in loaded.items():
            yield str(key), said if isinstance(said, dict) else None
    for number, said in enumerate(loaded if isinstance(loaded, list) else (), start=1):
        described = said if isinstance(said, dict) else {}
        key = _first(described, ("short_name", "username", "slug", "id", "name"))
        yield key or f"entry {number}", described if key else None


def names(found: Iterable[tuple[str, Mapping[str, Any] | None]]) -> set[str]:
    """Return the keys and names of those whom :func:`entries` gives, folded."""
    return {
        fold(name)
        for key, said in found
        if said is not None
        for name in (key, _first(said, KEYS_OF["name"]))
        if name
    }


def author_file(key: str, said: Mapping[str, Any]) -> str:
    """Return an author's file; an e-mail address is not published."""
    name = _first(said, KEYS_OF["name"]) or key
    links = [
        {"label": label, "url": address}
        for label, address in dict.fromkeys(_addresses(said))
        if re.fullmatch(r"https?://\S+", address)
    ]
    more = {
        "short_name": author_keys.short_name(key, name),
        "role": _first(
            said, KEYS_OF["role"] if _first(said, KEYS_OF["name"][:-1]) else KEYS_OF["role"][:-1]
        ),
        "affiliation": _affiliation(said),
        "orcid": contributors.orcid(text_of(said.get("orcid"))),
        "links": links,
        "photo": _first(said, KEYS_OF["photo"]),
    }
    matter = {"name": name, **{field: value for field, value in more.items() if value}}
    text = next((said[k] for k in KEYS_OF["biography"] if isinstance(said.get(k), str)), "")  # fmt: skip
    head = yaml.safe_dump(matter, allow_unicode=True, sort_keys=False)
    return f"---\n{head}---\n\n{cleaning.clean_body(text)[0].strip()}".rstrip() + "\n"


def _first(said: Mapping[str, Any], keys: Iterable[str]) -> str:
    return next(filter(None, (text_of(said.get(key)) for key in keys)), "")


def _affiliation(said: Mapping[str, Any]) -> str:
    values = (said.get(key) for key in KEYS_OF["affiliation"])
    return contributors.affiliation(next(filter(None, values), ""))


def _addresses(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from author_keys.sites(said)
    links = said.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict):
            address = _first(link, ("url", "href", "link"))
            yield _first(link, ("label", "title", "name")) or address, address
