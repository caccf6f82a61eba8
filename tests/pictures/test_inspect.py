"""What came of a request is looked at before it is kept."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from picture_server import PNG, png
from PIL import Image

from standfirst.pictures.formats.inspect import inspect
from standfirst.pictures.formats.opening import NoPicture


def gif(frames):
    """Return a moving picture."""
    first, *more = [Image.new("RGB", (8, 6), (50 * number, 0, 0)) for number in range(frames)]
    file = io.BytesIO()
    first.save(file, "GIF", save_all=True, append_images=more, duration=40)
    return file.getvalue()


def huge_png(width, height):
    """Return a small file that says it is a huge picture."""

    def chunk(name, content):
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9000))) + chunk(b"IEND", b"")  # fmt: skip


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("WEBP", "image/webp"),
        ("AVIF", "image/avif"),
        ("GIF", "image/gif"),
        ("BMP", "image/bmp"),
    ],
)
def test_a_picture_is_known_by_its_bytes(form, kind):
    """Type and size, whatever the server called it."""
    assert inspect(png(size=(40, 30), form=form)) == (kind, 40, 30)


def test_a_moving_picture_is_one():
    """However many frames it has."""
    assert inspect(gif(5))[0] == "image/gif"


def test_an_svg_is_a_picture():
    """With or without a declaration; what scripts are in it stays out of what is made of it."""
    plain = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="30mm" viewBox="0 0 3 2"><path d="M0 0"/>'
    )

    found = inspect(plain + b"</svg>")
    scripted = inspect(
        b'<?xml version="1.0"?><!-- x -->' + plain + b"<script>alert(1)</script></svg>"
    )

    assert found == ("image/svg+xml", 113, 76)
    assert scripted == found


LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9))
"""A billion of them."""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><title>Not here</title>", "web page"),
        (b"\xef\xbb\xbf  <!-- hello -->\n<html><body><svg></svg>", "web page"),
        (b"<script>alert(1)</script>", "web page"),
        (b"%PDF-1.7 ...", "not a picture"),
        (b'{"error": "not found"}', "not a picture"),
        (b"\x89PNG\r\n\x1a\n", "not a picture"),
        (PNG[:-30], "cut off"),
        (png(form="JPEG", size=(300, 300))[:1000], "cut off"),
        (PNG[:50] + b"\0" * 20 + PNG[70:], "broken"),
        (huge_png(60_000, 60_000), "100,000,000 pixels"),
        (huge_png(20_000, 20_000), "100,000,000 pixels"),
        (b"<svg><path></svg>", "not a readable SVG"),
        (b"<?xml version='1.0'?><rss><svg/></rss>", "not SVG"),
        (b"<svg/>" + bytes(9), "not a readable SVG"),
        (
            b"<?xml version='1.0'?><!-- svg --><!DOCTYPE svg [<!ENTITY l0 'ha'>"
            + LAUGHS
            + b"]><rss>&l9;</rss>",
            "SVG",
        ),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not a picture"),
    ],
)
def test_what_is_no_picture_is_refused(content, reason):
    """And said why: a page, something else, a broken one, one that is cut off, a bomb."""
    with pytest.raises(NoPicture, match=reason):
        inspect(content)


def test_a_program_that_begins_as_a_picture_is_refused():
    """A GIF's first bytes make no GIF."""
    with pytest.raises(NoPicture):
        inspect(b"GIF89a/*\x00\x00\x00\x00*/=1;alert(document.cookie);//")


def test_what_else_is_in_a_file_does_not_make_it_something_else():
    """An archive behind a picture is a picture; pages show what is made of its pixels."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.txt", "text")

    assert inspect(PNG + archive.getvalue())[0] == "image/png"


@given(st.binary(max_size=400), st.sampled_from([b"", PNG[:20], b"GIF89a", b"\xff\xd8\xff\xe0", b"RIFF\x10\0\0\0WEBP", b"BM", b"<svg "]), st.integers(0, 60))  # fmt: skip
def test_any_bytes_are_a_picture_or_none(content, start, cut):
    """No error of a decoder comes out."""
    for tried in (start + content, PNG[:cut] + content + PNG[cut:]):
        try:
            _, width, _ = inspect(tried)
        except NoPicture as exc:
            assert str(exc)  # noqa: PT017  # either is right
        else:
            assert width > 0
