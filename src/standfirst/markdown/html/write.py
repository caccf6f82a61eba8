"""Cleaned HTML, written anew with the tags and attributes that nh3 passes."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import nh3
from markdown_it.token import Token

from standfirst.markdown.html.tags import ALIASES, BLOCKS, PHRASING
from standfirst.policy import links
from standfirst.tables.html_vocabulary import ATTRIBUTES, GLOBAL_ATTRIBUTES, HEADINGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Set  # noqa: PYI025

    from markdown_it import MarkdownIt

_PASSED = {name: GLOBAL_ATTRIBUTES | ATTRIBUTES.get(name, set()) for name in PHRASING | BLOCKS}
"""Element -> attributes."""

_LENGTH = re.compile(r"\d{1,5}(?:px|%)?")


def opening(name: str, given: dict[str, str]) -> str:
    """Return the opening tag of an allowed element, with the attributes that nh3 passes.

    :param name: An element of :data:`PHRASING` or :data:`BLOCKS`, not a heading.
    """
    allowed = _PASSED[name]
    written = " ".join(
        f'{key}="{html.escape(value)}"' for key, value in given.items() if key in allowed
    )
    if not written:
        return f"<{name}>"
    # every element is cleaned as a div, since parts of a table alone are not HTML
    cleaned = _passed(f"<div {written}></div>", {"div": allowed})
    inside = cleaned.removeprefix("<div").removesuffix("></div>")
    return f"<{name}{inside}>" if cleaned.startswith("<div") else f"<{name}>"


def clean(fragment: str) -> str:
    """Return *fragment*, whose tags are all closed, as nh3 passes and a browser would read it."""
    return _passed(fragment, _PASSED) if "<" in fragment or "&" in fragment else fragment


def _passed(fragment: str, attributes: Mapping[str, Set[str]]) -> str:
    return nh3.clean(
        fragment,
        tags=set(attributes),
        attributes=attributes,
        url_schemes=set(links.SCHEMES),
        link_rel=None,
    )


def escaped(text: str) -> str:
    """Return text between tags, its character references kept in meaning."""
    return html.escape(html.unescape(text), quote=False)


def closing(name: str) -> str:
    """Return the closing tag; a heading is a strong paragraph."""
    return "</strong></p>" if name in HEADINGS else f"</{name}>"


def element(name: str, given: dict[str, str]) -> str:
    """Return the opening tag for what an author wrote, an alias or a heading too."""
    if name in HEADINGS:
        return f"{opening('p', given)}<strong>"
    if name == "center":
        given = {**given, "class": f"{given.get('class', '')} sf-center".strip()}
    if name == "a" and "name" in given:
        given = {"id": given["name"], **given}
    return opening(ALIASES.get(name, name), given)


def picture(md: MarkdownIt, given: dict[str, str]) -> Token | None:
    """Return the image token for an ``img``; None where its address is missing or unsafe."""
    source = md.normalizeLink(given.get("src", "").strip())
    if not source or not links.is_tried(source):
        return None
    alt = " ".join(given.get("alt", "").split())
    shown: dict[str, str | int | float] = {"src": source, "alt": ""}
    if title := " ".join(given.get("title", "").split()):
        shown["title"] = title
    shown |= {key: given[key] for key in ("width", "height") if _LENGTH.fullmatch(given.get(key, ""))}  # fmt: skip
    children = [Token("text", "", 0, content=alt)] if alt else []
    return Token("image", "img", 0, attrs=shown, children=children, content=alt)
