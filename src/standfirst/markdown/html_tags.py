"""HTML as authors write it, in pieces; and which of its tags a post may use.

Which elements there are, and what may lie in what:
https://html.spec.whatwg.org/multipage/indices.html#elements-3.
"""

from __future__ import annotations

import dataclasses as dc
import html
import re
from typing import TYPE_CHECKING, Literal

import nh3
from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

VOID = frozenset(["br", "hr", "wbr", "col"])
PHRASING = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
TABLE_PARTS = frozenset(["caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"])
BLOCKS = TABLE_PARTS | frozenset(
    [
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "summary",
        "table",
        "ul",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
ALIASES = {
    "acronym": "abbr",
    "address": "div",
    "article": "div",
    "aside": "div",
    "big": "span",
    "center": "div",
    "dir": "ul",
    "font": "span",
    "footer": "div",
    "header": "div",
    "main": "div",
    "menu": "ul",
    "nav": "div",
    "nobr": "span",
    "section": "div",
    "strike": "s",
    "tt": "code",
}
"""Element -> what serves in its place, without a word."""
QUIET = frozenset(["picture", "source", "track", "figure", "param"])
"""Elements whose tags vanish without a word: what lies in them is kept."""
DROPPED = frozenset(
    [
        "applet",
        "canvas",
        "frameset",
        "head",
        "math",
        "noembed",
        "noframes",
        "noscript",
        "plaintext",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "xmp",
    ]
)
"""Elements that vanish with all that is in them."""
MEDIA = frozenset(["iframe", "video", "audio", "embed", "object"])
UNWANTED = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "blink",
        "body",
        "button",
        "command",
        "data",
        "datalist",
        "dialog",
        "fieldset",
        "form",
        "frame",
        "hgroup",
        "html",
        "input",
        "keygen",
        "label",
        "legend",
        "link",
        "map",
        "marquee",
        "meta",
        "meter",
        "optgroup",
        "option",
        "output",
        "progress",
        "search",
        "slot",
        "spacer",
    ]
)
"""Elements whose tags are taken out, with a warning."""
KNOWN = PHRASING | BLOCKS | QUIET | DROPPED | MEDIA | UNWANTED | frozenset(ALIASES) | {"img", "figcaption"}  # fmt: skip

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
_SCHEMES = {"http", "https", "mailto"}
_PASSED = set(PHRASING | BLOCKS)
_PASSED_ATTRIBUTES = {name: _GLOBAL | _ATTRIBUTES.get(name, set()) for name in _PASSED}

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_LENGTH = re.compile(r"\d{1,5}(?:px|%)?")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?")

Kind = Literal["open", "close", "text", "comment"]


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A tag, a comment (also a declaration or instruction), or text between them."""

    kind: Kind
    source: str
    name: str = ""
    """Of a tag, in lower case."""
    inside: str = ""
    """What stands in an opening tag after its name."""


def pieces(source: str) -> Iterator[Piece]:
    """Yield the pieces of *source*; joined, their ``source`` is *source*."""
    pos = text = 0
    ends: dict[str, int] = {}
    while (start := source.find("<", pos)) >= 0:
        piece = _markup(source, start, ends)
        pos = start + (len(piece.source) if piece else 1)
        if piece:
            if text < start:
                yield Piece(kind="text", source=source[text:start])
            yield piece
            text = pos
    if text < len(source):
        yield Piece(kind="text", source=source[text:])


def _markup(source: str, start: int, ends: dict[str, int]) -> Piece | None:
    found = _TAG.match(source, start)
    if found:
        closing, name, inside = found.groups()
        kind: Kind = "close" if closing else "open"
        return Piece(kind=kind, source=found.group(), name=name.lower(), inside=inside)
    if source.startswith("<!--", start):
        end = "-->"
    elif source.startswith("<![CDATA[", start):
        end = "]]>"
    elif source.startswith(("<!", "<?"), start):
        end = ">"
    else:
        return None
    # what is never closed goes to the end, as browsers read it; asked once for each kind
    last = ends.setdefault(end, source.rfind(end))
    at = source.find(end, start + 2) if last >= start + 2 else -1
    stop = at + len(end) if at >= 0 else len(source)
    return Piece(kind="comment", source=source[start:stop])


def attributes(inside: str) -> dict[str, str]:
    """Return the attributes of a tag; names in lower case, the first of a name counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(inside):
        bare = value[1:-1] if value[:1] in {'"', "'"} else value
        found.setdefault(name.lower(), html.unescape(bare))
    return found


def opening(name: str, given: dict[str, str]) -> str:
    """Return the opening tag of an allowed element, with the attributes that nh3 passes.

    :param name: An element of :data:`PHRASING` or :data:`BLOCKS`, not a heading.
    """
    if not given:
        return f"<{name}>"
    written = " ".join(
        f'{key}="{html.escape(value)}"'
        for key, value in given.items()
        if key in _allowed(name) and not is_unsafe(key, value)
    )
    if not written:
        return f"<{name}>"
    # every element is cleaned as a div, since parts of a table alone are not HTML
    cleaned = nh3.clean(
        f"<div {written}></div>",
        tags={"div"},
        attributes={"div": _allowed(name)},
        url_schemes=_SCHEMES,
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
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def is_unsafe(name: str, value: str) -> bool:
    """Return whether an attribute could run a script."""
    if name.startswith("on") or name in {"formaction", "srcdoc"}:
        return True
    if name not in {"href", "src", "cite", "action", "data", "xlink:href"}:
        return False
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20]+", "", value).lower())
    return scheme is not None and scheme[1] not in {*_SCHEMES, "tel"}


def escaped(text: str) -> str:
    """Return text between tags, its character references kept in meaning."""
    return html.escape(html.unescape(text), quote=False)


def closing(name: str) -> str:
    """Return the closing tag; a heading is a strong paragraph."""
    return "</strong></p>" if is_heading(name) else f"</{name}>"


def is_heading(name: str) -> bool:
    """Return whether *name* is that of a heading."""
    return len(name) == 2 and name[0] == "h" and name[1] in "123456"  # noqa: PLR2004  # h1 to h6


def element(name: str, given: dict[str, str]) -> str:
    """Return the opening tag for what an author wrote, an alias or a heading too."""
    if is_heading(name):
        return f"{opening('p', given)}<strong>"
    if name == "center":
        given = {**given, "class": f"{given.get('class', '')} sf-center".strip()}
    return opening(ALIASES.get(name, name), given)


def picture(md: MarkdownIt, given: dict[str, str]) -> Token | None:
    """Return the image token for an ``img``; None where its address is missing or unsafe."""
    source = md.normalizeLink(given.get("src", "").strip())
    if not source or not md.validateLink(source):
        return None
    alt = " ".join(given.get("alt", "").split())
    shown: dict[str, str | int | float] = {"src": source, "alt": ""}
    if title := " ".join(given.get("title", "").split()):
        shown["title"] = title
    shown |= {key: given[key] for key in ("width", "height") if _LENGTH.fullmatch(given.get(key, ""))}  # fmt: skip
    children = [Token("text", "", 0, content=alt)] if alt else []
    return Token("image", "img", 0, attrs=shown, children=children, content=alt)
