"""An SVG picture from anywhere -> one that draws the same and does nothing else.

::

    bytes --lxml, no entities from outside--> tree --what svg_names knows, values that load nothing--> new tree --> bytes

The result is made anew from what is known, so that what is unknown cannot be forgotten. Pictures
within it are looked at like any other, and lose their metadata.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from standfirst.pictures.formats import svg_cost, svg_names, svg_style
from standfirst.pictures.formats.opening import MOST_PIXELS, NoPicture, opened
from standfirst.pictures.formats.opening import TYPES as BY_FORMAT
from standfirst.pictures.formats.stripping import TYPES as STRIPPABLE
from standfirst.pictures.formats.stripping import stripped

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPE = "image/svg+xml"
MOST_BYTES = 10_000_000
CHECKS = 2
"""Raised whenever a picture that was taken may be refused: what was made of it before is not used any more."""
_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_HREFS = frozenset({"href", f"{{{_XLINK}}}href"})
_XML_ATTRIBUTES = frozenset({f"{{{_XML}}}lang", f"{{{_XML}}}space"})
_LOOKS_LIKE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!doctype\s+svg|(?:\w+:)?svg\b)", re.IGNORECASE
)
_DATA = re.compile(r"\s*data:image/[\w.+-]+;base64,([\sA-Za-z0-9+/=]*)")
_SCHEME = re.compile(rb"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)", re.IGNORECASE)
_PART = re.compile(r"\s*#\S+\s*")


def looks_like(content: bytes) -> bool:
    """Return whether *content* begins like SVG."""
    return bool(_LOOKS_LIKE.match(content)) and b"svg" in content[:65_536].lower()


def sanitise(content: bytes) -> bytes:
    """Return the picture without scripts, links, and anything that would be loaded; sanitised again, it is the same.

    :raises NoPicture: It is no SVG, too large, or stands for more than can be drawn.
    """
    old = _parsed(content)
    new = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG, "xlink": _XLINK})
    _copy(old, new)
    if _pixels(new) > MOST_PIXELS:
        raise NoPicture(f"holds pictures of more than {MOST_PIXELS:,} pixels together")
    svg_cost.check(new)
    etree.cleanup_namespaces(new)
    result: bytes = etree.tostring(new, encoding="UTF-8")
    return result + b"\n"


def dark(content: bytes) -> bytes:
    """Return a picture as it is on dark pages, whatever a browser tells it of the page; empty where it is the same on all.

    :param content: It, sanitised.
    """
    if not _SCHEME.search(content):
        return b""
    # a condition that always holds, and one that never does: what is said beside them stays
    return _SCHEME.sub(
        lambda found: b"(min-width:0)" if found[1].lower() == b"dark" else b"(max-width:0)", content
    )


def _parsed(content: bytes) -> Any:
    if len(content) > MOST_BYTES:
        raise NoPicture(f"is an SVG of more than {MOST_BYTES // 1_000_000} MB")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise NoPicture(f"is not a readable SVG ({exc})") from exc
    if _name(root) != "svg":
        raise NoPicture("is XML, but not SVG")
    return root


def _name(element: Any) -> str:
    """Return the element's name if it is one of SVG's, else nothing."""
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    return name.localname if name.namespace in {None, _SVG} else ""


def _copy(old: Any, new: Any) -> None:
    """Copy what is known of *old* and everything in it."""
    pairs = [(old, new)]
    while pairs:
        source, target = pairs.pop()
        name = _name(source)
        for key, value in sorted(_attributes(source, name)):
            target.set(key, value)
        if name == "style":
            target.text = svg_style.sheet("".join(source.itertext()))
            continue
        _add_text(target, source.text, name)
        for child in source:
            if (kind := _name(child)) in svg_names.ELEMENTS and _does_no_harm(child, kind):
                pairs.append((child, etree.SubElement(target, f"{{{_SVG}}}{kind}")))
            _add_text(target, child.tail, name)


def _add_text(target: Any, text: str | None, name: str) -> None:
    if not text or name not in svg_names.WITH_TEXT:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def _does_no_harm(element: Any, name: str) -> bool:
    return (
        name not in svg_names.ANIMATIONS
        or element.get("attributeName", "transform") in svg_names.MOVABLE
    )


def _attributes(element: Any, name: str) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        if key in _HREFS:
            if address := _address(value, name):
                yield key, address
        elif key == "style":
            if style := svg_style.declarations(value):
                yield key, style
        elif key in _XML_ATTRIBUTES or (
            key in svg_names.ATTRIBUTES
            and (key in svg_names.PLAIN or svg_style.value_is_safe(value))
        ):
            yield key, value


def _address(value: str, name: str) -> str | None:
    """Return the address if it is a part of the same picture, or a picture itself; without its metadata."""
    if name in svg_names.REFERRING and _PART.fullmatch(value):
        return value.strip()
    if name not in svg_names.EMBEDDING or not (found := _DATA.fullmatch(value)):
        return None
    try:
        content = base64.b64decode(found[1])
        with opened(content) as image:
            type_ = BY_FORMAT[image.format or ""]
        if type_ in STRIPPABLE:
            content = stripped(content, type_)
    except (NoPicture, binascii.Error):
        return None
    return f"data:{type_};base64,{base64.b64encode(content).decode()}"


def _pixels(root: Any) -> int:
    """Return how many pixels the pictures within have together."""
    total = 0
    for element in root.iter(*(f"{{{_SVG}}}{name}" for name in svg_names.EMBEDDING)):
        for key in _HREFS:
            if found := _DATA.fullmatch(element.get(key, "")):
                with opened(base64.b64decode(found[1])) as image:
                    total += image.width * image.height
    return total


_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:[eE][+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex|rem|)\s*")
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16, "ex": 8, "rem": 16}  # fmt: skip
_DEFAULT, _LARGEST = (300, 150), 16_384


def size(content: bytes) -> tuple[int, int]:
    """Return the picture's width and height in CSS pixels, by https://www.w3.org/TR/SVG2/coords.html#SizingSVGInCSS.

    :raises NoPicture: It is no SVG.
    """
    root = _parsed(content)
    width, height = _length(root.get("width")), _length(root.get("height"))
    box = [_length(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:]]
    wide, high = box if len(box) == 2 and all(box) else (None, None)  # noqa: PLR2004
    if wide and high:
        if width and not height:
            height = width * high / wide
        elif height and not width:
            width = height * wide / high
        elif not width:
            width, height = wide, high
    return _whole(width or _DEFAULT[0]), _whole(height or _DEFAULT[1])


def _length(value: str | None) -> float | None:
    found = _LENGTH.fullmatch(value or "")
    return float(found[1]) * _UNITS[found[2]] or None if found else None


def _whole(length: float) -> int:
    return max(1, round(min(length, _LARGEST)))
