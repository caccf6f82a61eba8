"""A file without its metadata, its pixels untouched.

Only what pixels need is copied: place, time, camera, comments, previews and whatever is hidden
after the picture's end are left behind. Colour profiles stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.pictures.formats.opening import NoPicture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CUT_OFF = "is cut off"


def stripped(content: bytes, type_: str) -> bytes:
    """Return the file without metadata.

    :param type_: MIME type, one of :data:`TYPES`.
    :raises NoPicture: It is not made of what its type is made of.
    """
    return b"".join(_PARTS[type_](content))


_SOS, _EOI = 0xDA, 0xD9
_ALONE = {0x01, *range(0xD0, 0xD9)}
"""Markers that no length follows."""
_APP0, _APP15, _COMMENT = 0xE0, 0xEF, 0xFE
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_KEPT_SEGMENTS = (b"\xff\xe2ICC_PROFILE\0", b"\xff\xeeAdobe")
"""Marker and signature, without the length between."""
_JFIF_HEAD = 16
"""Bytes before a preview: marker, length, signature, version, units and density."""


def _jpeg(content: bytes) -> Iterator[bytes]:
    """Yield the segments of ITU-T T.81, B.1."""
    yield b"\xff\xd8"
    at = 2
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        marker = content[at + 1]
        if marker == _EOI:
            break
        if marker in _ALONE or marker in {0x00, 0xFF}:
            at += 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if marker == _SOS:
            found = _AFTER_SCAN.search(content, end)
            end = found.start() if found else len(content)
        yield _segment(content[at:end])
        at = end
    yield b"\xff\xd9"


def _segment(segment: bytes) -> bytes:
    if segment[1] == _APP0 and segment[4:9] == b"JFIF\0":
        return segment[:2] + b"\0\x10" + segment[4:_JFIF_HEAD] + b"\0\0"
    if _APP0 <= segment[1] <= _APP15 or segment[1] == _COMMENT:
        signature = segment[:2] + segment[4:16]
        return segment if signature.startswith(_KEPT_SEGMENTS) else b""
    return segment


_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
_PNG_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT".split()
)


def _png(content: bytes) -> Iterator[bytes]:
    """Yield the chunks of https://www.w3.org/TR/png-3/#5Chunk-layout.

    One that lacks its end, or has broken chunks behind its pixels, gets an end: browsers show it.
    """
    yield _PNG_HEAD
    at = len(_PNG_HEAD)
    has_pixels = False
    while (end := at + 12 + int.from_bytes(content[at : at + 4])) <= len(content):
        kind = content[at + 4 : at + 8]
        if kind == b"IEND":
            break
        if kind in _PNG_CHUNKS:
            yield content[at:end]
            has_pixels = has_pixels or kind == b"IDAT"
        at = end
    if not has_pixels:
        raise NoPicture(_CUT_OFF)
    yield _PNG_END


_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_GRAPHIC_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""Applications that say how often a picture moves."""


def _gif(content: bytes) -> Iterator[bytes]:
    """Yield the blocks of https://www.w3.org/Graphics/GIF/spec-gif89a.txt, section 12 on."""
    try:
        at = 13 + _colours(content[10])
        yield content[:at]
        while content[at] != _TRAILER:
            start = at
            if content[at] == _EXTENSION:
                at = _after_blocks(content, at + 2)
                if _is_kept(content[start + 1], content[start + 3 : start + 14]):
                    yield content[start:at]
            elif content[at] == _IMAGE:
                at = _after_blocks(content, at + 11 + _colours(content[at + 9]))
                yield content[start:at]
            else:
                break
    except IndexError as exc:
        raise NoPicture(_CUT_OFF) from exc
    yield bytes([_TRAILER])


def _colours(flags: int) -> int:
    """Return how many bytes the table of colours has."""
    return 3 << (flags % 8 + 1) if flags & 0x80 else 0


def _after_blocks(content: bytes, at: int) -> int:
    while content[at]:
        at += 1 + content[at]
    return at + 1


def _is_kept(label: int, application: bytes) -> bool:
    return label == _GRAPHIC_CONTROL or (label == _APPLICATION and application in _LOOPS)


_WEBP_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_HAS_EXIF_OR_XMP = 0x0C


def _webp(content: bytes) -> Iterator[bytes]:
    """Yield the chunks of RFC 9649, section 2."""
    kept = [b"WEBP"]
    at, whole = 12, 8 + int.from_bytes(content[4:8], "little")
    while at + 8 <= min(whole, len(content)):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        chunk = content[at:end]
        if chunk[:4] == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_HAS_EXIF_OR_XMP]) + chunk[9:]
        if chunk[:4] in _WEBP_CHUNKS:
            kept.append(chunk)
        at = end
    yield b"RIFF" + sum(map(len, kept)).to_bytes(4, "little")
    yield from kept


_PARTS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/gif": _gif,
    "image/webp": _webp,
}
TYPES = frozenset(_PARTS)
"""What can be stripped without touching pixels."""
