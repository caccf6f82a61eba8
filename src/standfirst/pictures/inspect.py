"""What came of a request -> what picture it is; whatever the server called it."""

from __future__ import annotations

import dataclasses as dc
import re
import warnings

from standfirst.pictures.errors import NoPicture
from standfirst.pictures.opening import TYPES, opened

_START = 4_096
"""Bytes at the beginning that tell a text's kind."""
_WEB_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip
_SVG = re.compile(rb"\s*<(?:\?xml|!--|!doctype\s+svg|svg\b).*", re.IGNORECASE | re.DOTALL)
_BOM = b"\xef\xbb\xbf"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A picture, by its bytes."""

    type: str
    """MIME type."""
    width: int
    """In pixels, as the bytes have them, before any orientation is applied; 0 where an SVG says none."""
    height: int
    frames: int = 1


def inspect(content: bytes) -> Found:
    """Return what picture *content* is, all of which can be shown.

    :raises NoPicture: It is none, a broken one, or one that is too large.
    """
    start = content[:_START].removeprefix(_BOM)
    if not start:
        raise NoPicture("is empty")
    if _WEB_PAGE.match(start):
        raise NoPicture("is a web page and no picture")
    with opened(content) as image, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frames = 1
        try:
            image.load()
            frames = int(getattr(image, "n_frames", 1))
        except Exception as exc:  # a decoder raises anything
            raise NoPicture(f"is broken or cut off ({exc or type(exc).__name__})") from exc
        return Found(
            type=TYPES[image.format or ""], width=image.width, height=image.height, frames=frames
        )
