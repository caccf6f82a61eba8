"""HTML as authors write it, in pieces; and which of its elements a post may use."""

from __future__ import annotations

import dataclasses as dc
import html
import re
from typing import TYPE_CHECKING, Literal

from standfirst.markdown.html.embeds import KINDS
from standfirst.tables.html_vocabulary import (
    EDITS,
    ELEMENTS,
    GROUPING,
    HEADINGS,
    TABULAR,
    TEXT_LEVEL,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set  # noqa: PYI025

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

_SPACE = r"[ \t\n\f\r]"
_NAMED = r"([^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)"
_VALUED = (
    rf"(?:{_SPACE}*+={_SPACE}*+(\"[^\"]*+\"|'[^']*+'|(?![\"'])[^ \t\n\f\r>]*+)|(?!{_SPACE}*+=))"
)
ATTRIBUTE = re.compile(_NAMED + _VALUED)
"""Name and value, as browsers read them: https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state"""
_QUOTED = r"""\"[^\"]*+\"(?:\"(?=[ \t\n\f\r/>]))?+|'[^']*+'(?:'(?=[ \t\n\f\r/>]))?+"""
"""A value, also with a quotation mark too many, as in ``title="x"">``: else all would be one up to the next in the text."""
TAG = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:[^<>\"']++|{_QUOTED})*+)>")
_BROWSERS_TAG = re.compile(
    rf"<(/?)([A-Za-z][^ \t\n\f\r/>]*+)((?:{_SPACE}++|/|{_NAMED}{_VALUED})*+)>"
)

_BROWSERS_BEGIN = re.compile(r"<(?:[A-Za-z!?]|/[^>])")

_TO_ANGLE = re.compile(">")
_ENDS = {"<!--": re.compile("-->"), "<![CDATA[": re.compile("]]>"), "<!": _TO_ANGLE, "<?": _TO_ANGLE}  # fmt: skip
_BROWSERS_ENDS = {"<!--": re.compile("--!?>"), **dict.fromkeys(("<!", "<?", "</"), _TO_ANGLE)}

Kind = Literal["open", "close", "text", "comment"]


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class HtmlPiece:
    """A tag, a comment (also a declaration or instruction), or text between them."""

    kind: Kind
    source: str
    name: str = ""
    """Of a tag, in lower case."""
    inside: str = ""
    """What stands in an opening tag after its name."""


def pieces(source: str) -> Iterator[HtmlPiece]:
    """Yield the pieces of *source*; joined, their ``source`` is *source*.

    What is not written as a tag, or never closed, is text, so that none of it is lost.
    """
    return _pieces(source, TAG, _ENDS)


def browsers_pieces(source: str, raw_text: Set[str] = frozenset()) -> Iterator[HtmlPiece]:
    """Yield the pieces of *source* as browsers see them: they take more for tags.

    :param raw_text: Elements in which there are no tags; those of SVG are none of them.
    """
    return _pieces(source, _BROWSERS_TAG, _BROWSERS_ENDS, _BROWSERS_BEGIN, raw_text)


def _pieces(
    source: str,
    tag: re.Pattern[str],
    ends: Mapping[str, re.Pattern[str]],
    last: re.Pattern[str] | None = None,
    raw_text: Set[str] = frozenset(),
) -> Iterator[HtmlPiece]:
    """Yield pieces.

    :param last: What goes on to the end of the text where it is not closed.
    """
    pos = text = 0
    missing: set[str] = set()
    while (start := source.find("<", pos)) >= 0:
        piece = _tag(tag.match(source, start)) or _comment(source, start, ends, missing)
        if piece is None and last is not None and last.match(source, start):
            break
        pos = start + (len(piece.source) if piece else 1)
        if piece:
            if text < start:
                yield HtmlPiece(kind="text", source=source[text:start])
            yield piece
            text = pos
            if piece.kind == "open" and piece.name in raw_text:
                end = re.compile(rf"</{piece.name}(?=[ \t\n\f\r/>])", re.IGNORECASE)
                found = end.search(source, pos)
                pos = found.start() if found else len(source)
    if text < len(source):
        yield HtmlPiece(kind="text", source=source[text:])


def _tag(found: re.Match[str] | None) -> HtmlPiece | None:
    if found is None:
        return None
    kind: Kind = "close" if found[1] else "open"
    return HtmlPiece(kind=kind, source=found[0], name=found[2].lower(), inside=found[3])


def _comment(
    source: str, start: int, ends: Mapping[str, re.Pattern[str]], missing: set[str]
) -> HtmlPiece | None:
    """Return what begins at *start*, if it ends.

    :param missing: What is known to have no end from here on, which is sought once.
    """
    begin = next((begin for begin in ends if source.startswith(begin, start)), None)
    if begin is None or begin in missing:
        return None
    end = ends[begin].search(source, start + 2)
    if end is None:
        missing.add(begin)
        return None
    return HtmlPiece(kind="comment", source=source[start : end.end()])


def attributes(inside: str) -> dict[str, str]:
    """Return the attributes of a tag; names in lower case, the first of a name counts."""
    found: dict[str, str] = {}
    for name, value in ATTRIBUTE.findall(inside):
        bare = value[1:-1] if value[:1] in {'"', "'"} else value
        found.setdefault(name.lower(), html.unescape(bare))
    return found


def is_unsafe(name: str) -> bool:
    """Return whether the attribute *name* could run a script, whatever its value."""
    return name.startswith("on") or name in {"formaction", "srcdoc"}
