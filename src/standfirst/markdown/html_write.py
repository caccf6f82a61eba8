"""What is left of HTML, written anew: tags and attributes that nh3 passes."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import nh3
from markdown_it.token import Token

from standfirst.markdown.html_tags import ALIASES, BLOCKS, PHRASING, is_heading
from standfirst.policy import links

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_GLOBAL = {"class", "dir", "id", "lang", "title"}
_ATTRIBUTES = {
    "a": {"href"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}
_PASSED = set(PHRASING | BLOCKS)
_PASSED_ATTRIBUTES = {name: _GLOBAL | _ATTRIBUTES.get(name, set()) for name in _PASSED}

_LENGTH = re.compile(r"\d{1,5}(?:px|%)?")


def opening(name: str, given: dict[str, str]) -> str:
    """Return the opening tag of an allowed element, with the attributes that nh3 passes.

    :param name: An element of :data:`PHRASING` or :data:`BLOCKS`, not a heading.
    """
    if not given:
        return f"<{name}>"
    written = " ".join(
        f'{key}="{html.escape(value)}"' for key, value in given.items() if key in _allowed(name)
    )
    if not written:
        return f"<{name}>"
    # every element is cleaned as a div, since parts of a table alone are not HTML
    cleaned = nh3.clean(
        f"<div {written}></div>",
        tags={"div"},
        attributes={"div": _allowed(name)},
        url_schemes=set(links.SCHEMES),
        link_rel=None,
    )
    inside = cleaned.removeprefix("<div").removesuffix("></div>")
    return f"<{name}{inside}>" if cleaned.startswith("<div") else f"<{name}>"


def _allowed(name: str) -> set[str]:
    return _GLOBAL | _ATTRIBUTES.get(name, set())


def clean(fragment: str) -> str:
    """Return *fragment*, whose tags are all closed, as nh3 passes and a browser would read it."""
    if "<" not in fragment and "&" not in fragment:
        return fragment
    return nh3.clean(
        fragment,
        tags=_PASSED,
        attributes=_PASSED_ATTRIBUTES,
        url_schemes=set(links.SCHEMES),
        link_rel=None,
    )


def escaped(text: str) -> str:
    """Return text between tags, its character references kept in meaning."""
    return html.escape(html.unescape(text), quote=False)


def closing(name: str) -> str:
    """Return the closing tag; a heading is a strong paragraph."""
    return "</strong></p>" if is_heading(name) else f"</{name}>"


def element(name: str, given: dict[str, str]) -> str:
    """Return the opening tag for what an author wrote, an alias or a heading too."""
    if is_heading(name):
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
