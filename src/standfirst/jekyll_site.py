"""A Jekyll site's ``_config.yml`` and ``_data/authors.yml``, read.

Sources: https://jekyllrb.com/docs/configuration/, https://jekyllrb.com/docs/collections/.
"""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from standfirst import fields, hygiene

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_CARRIED = frozenset(
    {
        "title",
        "description",
        "url",
        "baseurl",
        "collections",
        "collections_dir",
        "excerpt_separator",
        "permalink",
        "defaults",
        "timezone",
        "lang",
        "locale",
    }
)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """What ``_config.yml`` says."""

    title: str = ""
    description: str = ""
    url: str = ""
    baseurl: str = ""
    collections: Mapping[str, Mapping[str, Any]] = dc.field(default_factory=dict)
    collections_dir: str = ""
    excerpt_separator: str = ""
    permalink: str = "date"
    defaults: tuple[Mapping[str, Any], ...] = ()
    timezone: str = "UTC"
    lang: str = "en"
    values: Mapping[str, Any] = dc.field(default_factory=dict)
    """Plain values of its own, for Liquid's ``site``."""
    left: tuple[tuple[str, str], ...] = ()
    """What in it has no meaning here."""


def read_site(folder: Path) -> Site:
    """Return what the site's configuration says; defaults, and why, where it cannot be read."""
    left: list[tuple[str, str]] = []
    try:
        loaded = yaml.safe_load((folder / "_config.yml").read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        loaded = {}
        left.append(("_config.yml", "is not there; Jekyll's defaults are used"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as exc:
        loaded = {}
        left.append(
            (
                "_config.yml",
                f"cannot be read ({' '.join(str(exc).split())[:200]}); Jekyll's defaults are used",
            )
        )
    config = loaded if isinstance(loaded, dict) else {}
    values = {
        str(key): value
        for key, value in config.items()
        if key not in _CARRIED and isinstance(value, str | int | float | bool)
    }
    left += [
        (f"_config.yml: {key}", "has no meaning here")
        for key in config
        if key not in _CARRIED and str(key) not in values
    ]
    return Site(
        title=text_of(config.get("title")),
        description=text_of(config.get("description")),
        url=text_of(config.get("url")).rstrip("/"),
        baseurl=text_of(config.get("baseurl")).strip("/"),
        collections=_collections(config.get("collections")),
        collections_dir=text_of(config.get("collections_dir")).strip("/"),
        excerpt_separator=text_of(config.get("excerpt_separator")),
        permalink=text_of(config.get("permalink")) or "date",
        defaults=tuple(d for d in config.get("defaults") or () if isinstance(d, dict)),
        timezone=_zone(text_of(config.get("timezone")), left),
        lang=_language(text_of(config.get("lang") or config.get("locale"))),
        values=values,
        left=tuple(left),
    )


def text_of(value: Any) -> str:
    """Return a plain value as one line of text; empty for lists and mappings."""
    return hygiene.clean(str(value))[0] if isinstance(value, str | int | float) else ""


def _zone(name: str, left: list[tuple[str, str]]) -> str:
    if not name:
        return "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        left.append(("_config.yml: timezone", f"{name!r} is no time zone; UTC is used"))
        return "UTC"
    return name


def _language(tag: str) -> str:
    try:
        return fields.language(tag) or "en"
    except fields.FieldError:
        return "en"


def _collections(value: Any) -> dict[str, Mapping[str, Any]]:
    """Return the collections' settings by name; Jekyll takes a list of names too."""
    if isinstance(value, list):
        return {str(name): {} for name in value}
    if isinstance(value, dict):
        return {
            str(name): options if isinstance(options, dict) else {}
            for name, options in value.items()
        }
    return {}


def author_file(key: str, said: Mapping[str, Any]) -> str:
    """Return an author's file; an e-mail address is not published."""
    name = text_of(said.get("name") or said.get("display_name")) or key
    matter: dict[str, Any] = {"name": name}
    if name.casefold() != key.casefold():
        matter["aliases"] = [key]
    links = [
        {"label": label, "url": address}
        for label, address in _addresses(said)
        if re.fullmatch(r"https?://\S+", address)
    ]
    if links:
        matter["links"] = links
    photo = text_of(said.get("avatar") or said.get("picture") or said.get("photo"))
    if photo:
        matter["photo"] = photo
    text = text_of(said.get("bio") or said.get("about") or said.get("description"))
    return (
        f"---\n{yaml.safe_dump(matter, allow_unicode=True, sort_keys=False)}---\n\n{text}\n".rstrip()
        + "\n"
    )


def _addresses(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for label, key in (("Web", "web"), ("Web", "url"), ("Web", "site"), ("Web", "home")):
        if said.get(key):
            yield label, text_of(said[key])
    for label, key, base in (
        ("X", "twitter", "https://x.com/"),
        ("GitHub", "github", "https://github.com/"),
        ("LinkedIn", "linkedin", "https://www.linkedin.com/in/"),
    ):
        value = text_of(said.get(key)).lstrip("@")
        if value:
            yield label, value if "://" in value else base + value
