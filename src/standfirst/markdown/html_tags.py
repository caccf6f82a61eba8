"""HTML as authors write it, in pieces; and which of its elements a post may use.

Which elements there are, and what may lie in what:
https://html.spec.whatwg.org/multipage/indices.html#elements-3.
"""

from __future__ import annotations

import dataclasses as dc
import html
import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

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

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?")

_ENDS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">"))

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
    end = next((stop for begin, stop in _ENDS if source.startswith(begin, start)), "")
    if not end:
        return None
    # what is never closed is text, so that none of it is lost; asked once for each kind
    last = ends.setdefault(end, source.rfind(end))
    at = source.find(end, start + 2) if last >= start + 2 else -1
    return Piece(kind="comment", source=source[start : at + len(end)]) if at >= 0 else None


def attributes(inside: str) -> dict[str, str]:
    """Return the attributes of a tag; names in lower case, the first of a name counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(inside):
        bare = value[1:-1] if value[:1] in {'"', "'"} else value
        found.setdefault(name.lower(), html.unescape(bare))
    return found


def is_unsafe(name: str) -> bool:
    """Return whether the attribute *name* could run a script, whatever its value."""
    return name.startswith("on") or name in {"formaction", "srcdoc"}


def is_heading(name: str) -> bool:
    """Return whether *name* is that of a heading."""
    return len(name) == 2 and name[0] == "h" and name[1] in "123456"  # noqa: PLR2004  # h1 to h6
