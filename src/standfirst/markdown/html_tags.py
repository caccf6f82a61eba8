"""HTML as authors write it, in pieces; and which of its elements a post may use."""

from __future__ import annotations

import dataclasses as dc
import html
import re
from typing import TYPE_CHECKING, Literal

from standfirst.html_vocabulary import EDITS, ELEMENTS, GROUPING, HEADINGS, TABULAR, TEXT_LEVEL
from standfirst.markdown.embeds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

PHRASING = (TEXT_LEVEL | EDITS) - {"data"}
BLOCKS = (
    TABULAR
    | HEADINGS
    | {"details", "summary"}
    | (GROUPING - {"figcaption", "figure", "main", "menu", "search"})
)
ALIASES = {
    "acronym": "abbr",
    **dict.fromkeys(("big", "font", "nobr"), "span"),
    **dict.fromkeys(("dir", "menu"), "ul"),
    **dict.fromkeys(("address", "article", "aside", "center", "footer", "header", "main", "nav", "section"), "div"),
    "strike": "s",
    "tt": "code",
}  # fmt: skip
"""Element -> what serves in its place, without a word."""
QUIET = frozenset({"figure", "param", "picture", "rb", "rtc", "source", "track"})
"""Elements whose tags vanish without a word: what lies in them is kept."""
DROPPED = frozenset(
    ["applet", "canvas", "frameset", "head", "math", "noembed", "noframes", "noscript", "plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "xmp"]
)  # fmt: skip
"""Elements that vanish with all that is in them."""
UNWANTED = ELEMENTS - PHRASING - BLOCKS - QUIET - DROPPED - {"figcaption", "img", *ALIASES, *KINDS}
"""Elements whose tags are taken out, with a warning."""

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
