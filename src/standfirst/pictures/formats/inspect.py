"""The bytes of a response -> the picture's type and size, whatever the server says."""

from __future__ import annotations

import dataclasses as dc
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


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Inspected:
    """A picture, by its bytes."""

    type: str
    """MIME type."""
    width: int
    """In pixels, as the bytes have them, before any orientation is applied; of an SVG those of CSS."""
    height: int


def inspect(content: bytes) -> Inspected:
    """Return what picture *content* is, all of which can be shown.

    What else it holds, such as metadata or an SVG's scripts, is not judged: no page gets these bytes.

    :raises NoPicture: It is none, a broken one, or one that is too large.
    """
    if not content:
        raise NoPicture("is empty")
    if _WEB_PAGE.match(content[:_START]):
        raise NoPicture("is a web page, not a picture")
    if svg.looks_like(content):
        svg.sanitise(content)
        width, height = svg.size(content)
        return Inspected(type=svg.TYPE, width=width, height=height)
    with opened(content) as image, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image.load()
        except Exception as exc:  # a decoder raises anything
            raise NoPicture(f"is broken or cut off ({exc or type(exc).__name__})") from exc
        type_ = TYPES[image.format or ""]
        return Inspected(type=type_, width=image.width, height=image.height)
