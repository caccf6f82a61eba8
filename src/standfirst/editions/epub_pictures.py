"""Which files a book may have as pictures: by what they are, not by what they are called."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

_BITMAPS = {
    "GIF": ("gif", "image/gif"),
    "JPEG": ("jpg", "image/jpeg"),
    "MPO": ("jpg", "image/jpeg"),
    "PNG": ("png", "image/png"),
    "WEBP": ("webp", "image/webp"),
}
_SVG = "http://www.w3.org/2000/svg"
_LOADING = re.compile(r"""@import|\\|url\(\s*(?!["']?#)""", re.IGNORECASE)
"""An escape may hide either."""
TYPES = ("image/svg+xml", *dict.fromkeys(type_ for _, type_ in _BITMAPS.values()))
"""What every reading system shows: https://www.w3.org/TR/epub-33/#sec-core-media-types"""


def kind(path: Path) -> tuple[str, str] | None:
    """Return suffix and type of a picture that every reading system shows; None for another file."""
    content = path.read_bytes()
    if b"<svg" in content[:4096]:
        return ("svg", "image/svg+xml") if _is_still_svg(content) else None
    # builds of pages need no Pillow
    from PIL import Image  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(path, formats=["GIF", "JPEG", "PNG", "WEBP"]) as image:
                found = _BITMAPS[image.format or ""]
                image.load()
    except Exception:  # noqa: BLE001  # a decoder raises anything
        return None
    return found


def _is_still_svg(content: bytes) -> bool:
    """Return whether it is a drawing that runs nothing and asks for nothing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return False
    if root.tag != f"{{{_SVG}}}svg":
        return False
    return not any(_is_active(element) for element in root.iter())


def _is_active(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    name = etree.QName(element).localname
    if name in {"foreignObject", "script"} or (name == "style" and _loads(element.text or "")):
        return True
    return any(
        etree.QName(name).localname.startswith("on")
        or (etree.QName(name).localname == "href" and not value.startswith(("#", "data:image/")))
        or _loads(value)
        for name, value in element.attrib.items()
    )


def _loads(style: str) -> bool:
    """Return whether a style asks for a file; a place in the drawing itself begins with ``#``."""
    return bool(_LOADING.search(style))
