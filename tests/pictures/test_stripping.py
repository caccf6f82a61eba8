"""Of a file's parts, those that pixels need are copied as they are, and no others."""

from __future__ import annotations

import pytest

from standfirst.pictures.formats.opening import NoPicture
from standfirst.pictures.formats.stripping import stripped

SOI, EOI = b"\xff\xd8", b"\xff\xd9"


def segment(marker: int, inner: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return bytes([0xFF, marker]) + (2 + len(inner)).to_bytes(2) + inner


JFIF = segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\0\0")
TABLE = segment(0xDB, b"a table")
PROFILE = segment(0xE2, b"ICC_PROFILE\0\1\1 colours")
ADOBE = segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")
SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"pixels \xff\x00 \xff\xd0 \xff\xd7 \xff\xff\xd1 more"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (JFIF + TABLE + SCAN, JFIF + TABLE + SCAN),
        # a preview goes, and what is said of its size
        (segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\2\1" + b"p" * 6), JFIF),
        (segment(0xE0, b"JFXX\0\x10 a preview"), b""),
        (segment(0xE1, b"Exif\0\0 a place") + segment(0xEF, b"of a camera"), b""),
        (segment(0xE2, b"MPF\0 a second picture") + segment(0xFE, b"by Ann"), b""),
        (PROFILE + ADOBE, PROFILE + ADOBE),
        (segment(0xE1, b"ICC_PROFILE\0\1\1") + segment(0xED, b"Adobe\0 photograph"), b""),
        (segment(0xDF, b"kept") + segment(0xF0, b"kept"), segment(0xDF, b"kept") + segment(0xF0, b"kept")),
        # what fills, what stands alone, and what is between segments
        (b"\xff\xff" + TABLE + b"\xff\x01\xff\x00" + b"".join(bytes([0xFF, n]) for n in range(0xD0, 0xD9)) + b"..." + TABLE, TABLE + TABLE),
        (SCAN + segment(0xC4, b"codes") + segment(0xFE, b"a note") + SCAN, SCAN + segment(0xC4, b"codes") + SCAN),
        (SCAN + EOI + b"hidden" + TABLE, SCAN),
        (b"", b""),
    ],
)  # fmt: skip
def test_jpeg(inner, expected):
    """Tables, scans, profiles and what they are to be read with."""
    assert stripped(SOI + inner + EOI, "image/jpeg") == SOI + expected + EOI


@pytest.mark.parametrize("end", [b"", b"\xff"])
def test_a_jpeg_without_an_end_gets_one(end):
    """Browsers show as much of it as there is."""
    assert stripped(SOI + TABLE + SCAN + end, "image/jpeg") == SOI + TABLE + SCAN + end + EOI
    assert stripped(SOI + TABLE + end, "image/jpeg") == SOI + TABLE + EOI


def chunk(kind: bytes, inner: bytes = b"12345") -> bytes:
    """Return a chunk of a PNG."""
    return len(inner).to_bytes(4) + kind + inner + b"sum."


PNG = b"\x89PNG\r\n\x1a\n"
END = b"\0\0\0\0IEND\xaeB`\x82"


@pytest.mark.parametrize(
    ("kind", "is_kept"),
    [
        *((kind, True) for kind in b"PLTE IDAT tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT".split()),
        *((kind, False) for kind in b"tEXt zTXt iTXt tIME eXIf caBX".split()),
    ],
)  # fmt: skip
def test_png(kind, is_kept):
    """What says how the pixels look is kept, moving ones too; nothing after the end is."""
    head = chunk(b"IHDR")
    content = PNG + head + chunk(kind) + chunk(b"IDAT", b"pixels") + END + b"hidden"
    expected = PNG + head + (chunk(kind) if is_kept else b"") + chunk(b"IDAT", b"pixels") + END

    assert stripped(content, "image/png") == expected


@pytest.mark.parametrize("content", [PNG, PNG + chunk(b"IHDR"), PNG + chunk(b"IHDR")[:-2]])
def test_a_png_without_pixels_is_cut_off(content):
    """There is nothing to show."""
    with pytest.raises(NoPicture, match="is cut off"):
        stripped(content, "image/png")


@pytest.mark.parametrize("rest", [b"", b"\0", b"\0\0\0IEND", chunk(b"tEXt")[:-1], chunk(b"tEXt")])
def test_a_png_whose_pixels_are_there_gets_its_end(rest):
    """Browsers show it, though nothing, or something broken, is behind its pixels; that is left behind."""
    shown = PNG + chunk(b"IHDR") + chunk(b"IDAT", b"pixels")

    assert stripped(shown + rest, "image/png") == shown + END


def blocks(*inner: bytes) -> bytes:
    """Return the blocks of a GIF's part."""
    return b"".join(bytes([len(one)]) + one for one in inner) + b"\0"


CONTROL = b"!\xf9" + blocks(b"\0\1\0\0")
LOOP = b"!\xff" + blocks(b"NETSCAPE2.0", b"\1\0\0")
PIXELS = b"\2" + blocks(b"some", b"pixels")


def shown(flags: int) -> bytes:
    """Return a picture of a GIF, with its own colours where *flags* say so."""
    table = b"rgb" * (2 << flags % 8) if flags & 0x80 else b""
    return b",\0\0\0\0\5\0\5\0" + bytes([flags]) + table + PIXELS


def gif(flags: int, *parts: bytes) -> bytes:
    """Return a GIF up to its end."""
    table = b"RGB" * (2 << flags % 8) if flags & 0x80 else b""
    return b"GIF89a\5\0\5\0" + bytes([flags]) + b"\0\0" + table + b"".join(parts)


@pytest.mark.parametrize("flags", [0x00, 0x07, 0x80, 0x82, 0x87])
@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        ([CONTROL, shown(0), CONTROL, shown(0x81)], [CONTROL, shown(0), CONTROL, shown(0x81)]),
        ([LOOP, shown(0x87)], [LOOP, shown(0x87)]),
        ([b"!\xff" + blocks(b"ANIMEXTS1.0", b"\1\0\0")], [b"!\xff" + blocks(b"ANIMEXTS1.0", b"\1\0\0")]),
        ([b"!\xff" + blocks(b"XMP DataXMP", b"a place"), shown(0)], [shown(0)]),
        ([b"!\xfe" + blocks(b"by Ann"), shown(0)], [shown(0)]),
        ([b"!\xfe" + blocks(b"NETSCAPE2.0"), shown(0)], [shown(0)]),
        ([shown(0), b";", b"hidden"], [shown(0)]),
        # what is no part ends the picture
        ([shown(0), b"?", CONTROL], [shown(0)]),
    ],
)  # fmt: skip
def test_gif(flags, parts, kept):
    """Pictures, how long each is seen, and how often all are; with whatever table of colours."""
    assert stripped(gif(flags, *parts, b";"), "image/gif") == gif(flags, *kept) + b";"


@pytest.mark.parametrize("content", [b"GIF89a", gif(0x80)[:-1], gif(0, CONTROL), gif(0, shown(0))[:-3]])  # fmt: skip
def test_a_gif_without_an_end_is_cut_off(content):
    """Wherever that is."""
    with pytest.raises(NoPicture, match="is cut off"):
        stripped(content, "image/gif")


def riff(kind: bytes, inner: bytes) -> bytes:
    """Return a chunk of a WebP."""
    return kind + len(inner).to_bytes(4, "little") + inner + b"\0" * (len(inner) % 2)


def webp(*chunks: bytes) -> bytes:
    """Return a WebP."""
    inner = b"WEBP" + b"".join(chunks)
    return b"RIFF" + len(inner).to_bytes(4, "little") + inner


EXTENDED = riff(b"VP8X", b"\x32\0\0\0" + b"\4\0\0\3\0\0")


@pytest.mark.parametrize(
    ("chunks", "kept"),
    [
        ([riff(b"VP8 ", b"pixels")], [riff(b"VP8 ", b"pixels")]),
        ([riff(b"VP8L", b"odd")], [riff(b"VP8L", b"odd")]),
        # that there is Exif or XMP is said no longer; what else there is, is
        ([riff(b"VP8X", b"\x3e\0\0\0" + b"\4\0\0\3\0\0"), riff(b"ICCP", b"c"), riff(b"ALPH", b"a"), riff(b"VP8 ", b"p"), riff(b"EXIF", b"place"), riff(b"XMP ", b"<x/>")],
         [EXTENDED, riff(b"ICCP", b"c"), riff(b"ALPH", b"a"), riff(b"VP8 ", b"p")]),
        ([EXTENDED, riff(b"ANIM", b"123456"), riff(b"ANMF", b"frame"), riff(b"ABCD", b"unknown")], [EXTENDED, riff(b"ANIM", b"123456"), riff(b"ANMF", b"frame")]),
        ([riff(b"ANIM", b"")], [riff(b"ANIM", b"")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("after", [b"", b"VP8 \4\0\0\0hide"])
def test_webp(chunks, kept, after):
    """Pixels, profile and frames; the file's length is said anew."""
    assert stripped(webp(*chunks) + after, "image/webp") == webp(*kept)
