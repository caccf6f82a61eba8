"""Pixels -> the bytes of a file, the same each time, with no metadata but the colour profile."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

SUFFIXES = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/svg+xml": "svg",
}
_OPTIONS: dict[str, dict[str, Any]] = {
    "image/jpeg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    "image/png": {"format": "PNG", "compress_level": 9},
    "image/webp": {"format": "WEBP", "quality": 78, "method": 4},
    "image/avif": {"format": "AVIF", "quality": 60, "speed": 8, "max_threads": 1},
}


def encoded(pixels: Image.Image, type_: str, **options: object) -> bytes:
    """Return a file of the MIME type *type_*.

    :param options: Of Pillow's writer, where they differ from ours.
    """
    out = io.BytesIO()
    profile = pixels.info.get("icc_profile")
    pixels.save(out, **{**_OPTIONS[type_], "icc_profile": profile, **options})
    return out.getvalue()
