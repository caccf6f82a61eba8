"""The bytes of a response -> the picture's type and size, whatever the server says."""

from __future__ import annotations

import re
import warnings

from standfirst.pictures.formats import svg
from standfirst.pictures.formats.opening import TYPES, NoPicture, opened

_START = 4_096
"""Bytes at the beginning that tell a text's kind."""
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script)\b",
    re.IGNORECASE | re.DOTALL,
)


def inspect(content: bytes) -> tuple[str, int, int]:
    """Return MIME type, width and height of the picture *content*, all of which can be shown.

    The size is in pixels as the bytes have them, before any orientation is applied; of an SVG in
    those of CSS. What else it holds, such as metadata or an SVG's scripts, is not judged: no page
    gets these bytes.

    :raises NoPicture: It is none, a broken one, or one that is too large.
    """
    if not content:
        raise NoPicture("is empty")
    if _WEB_PAGE.match(content[:_START]):
        raise NoPicture("is a web page, not a picture")
    if svg.looks_like(content):
        svg.sanitise(content)
        return svg.TYPE, *svg.size(content)
    with opened(content) as image, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image.load()
        except Exception as exc:  # a decoder raises anything
            raise NoPicture(f"is broken or cut off ({exc or type(exc).__name__})") from exc
        return TYPES[image.format or ""], image.width, image.height
