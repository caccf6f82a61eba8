"""HTML without the addresses that it may not have, otherwise unchanged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.markdown.html import tags
from standfirst.policy import links
from standfirst.tables.html_vocabulary import ADDRESSES

if TYPE_CHECKING:
    from collections.abc import Callable

_ATTRIBUTE = re.compile(rf"{tags.ATTRIBUTE.pattern}[ \t\n\f\r]*+")
_IMAGES = frozenset({"image", "feimage", "img", "input", "source"})
"""Elements whose address may be the picture itself."""
_REFRESH = re.compile(r"[\s\d.;,]*(?:url\s*=)?\s*[\"']?(.*)", re.IGNORECASE | re.DOTALL)
"""What a page that moves on says in ``content``: seconds, and where to."""


def without(html: str, is_astray: Callable[[str], bool]) -> str:
    """Return *html* without attributes that have refused addresses.

    :param is_astray: Told each address in it, character references resolved.
    """
    if ":" not in html and "&" not in html:
        return html
    return "".join(
        _tag(piece, is_astray) if piece.kind == "open" else piece.source
        for piece in tags.browsers_pieces(html)
    )


def _tag(piece: tags.HtmlPiece, is_astray: Callable[[str], bool]) -> str:
    given = tags.attributes(piece.inside)
    is_refresh = given.get("http-equiv", "").strip().lower() == "refresh"
    lost = {
        attribute
        for attribute, value in given.items()
        for address in _addresses(piece.name, attribute, value, is_refresh=is_refresh)
        if is_astray(address)
    }
    if not lost:
        return piece.source
    kept = _ATTRIBUTE.sub(lambda found: "" if found[1].lower() in lost else found[0], piece.inside)
    return f"<{piece.source[1 : 1 + len(piece.name)]}{kept.rstrip()}>"


def _addresses(name: str, attribute: str, value: str, *, is_refresh: bool) -> list[str]:
    """Return the addresses in an attribute of an element, but for pictures themselves."""
    if is_refresh and attribute == "content":
        refresh = _REFRESH.fullmatch(value)
        found = [refresh[1]] if refresh else []
    else:
        found = links.within(attribute, value) if attribute in ADDRESSES else []
    if name in _IMAGES and attribute not in {"action", "formaction"}:
        return [address for address in found if not links.is_picture(address)]
    return found
