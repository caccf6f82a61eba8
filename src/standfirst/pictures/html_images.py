"""HTML that an author has written for a document of their own -> what stands between its pictures, and these.

A browser would ask for them where they are from. Posts and standing pages have no such HTML
(see :mod:`standfirst.markdown.html.plugin`).
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from standfirst.markdown.html.tags import HtmlPiece, attributes, browsers_pieces
from standfirst.tables.html_vocabulary import RAW_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

_MENTION = re.compile(r"<img|<source|picture", re.IGNORECASE)
Attributes = dict[str, str]


def split(html: str, is_ours: Callable[[str], bool]) -> list[str | Attributes]:
    """Return *html* in pieces: the attributes of each ``img`` that is ours, and what lies between as it is written.

    ``picture`` is left out with its ``source``: the element that shows one of ours brings its own.

    :param is_ours: Says of an address whether what shows it is written by us.
    """
    if not _MENTION.search(html):
        return [html]
    result: list[str | Attributes] = []
    parts: list[str | Attributes] = [
        part for piece in browsers_pieces(html, RAW_TEXT) if (part := _instead(piece, is_ours))
    ]
    for is_text, group in groupby(parts, lambda part: isinstance(part, str)):
        if is_text:
            result.append("".join(map(str, group)))
        else:
            result.extend(group)
    return result


def _instead(piece: HtmlPiece, is_ours: Callable[[str], bool]) -> str | Attributes:
    given = attributes(piece.inside) if piece.name in {"img", "source"} else {}
    if piece.name == "picture" or (piece.name == "source" and "srcset" in given):
        return ""
    source = given.get("src", "").strip()
    if piece.name == "img" and piece.kind == "open" and is_ours(source):
        return {**given, "src": source}
    return piece.source
