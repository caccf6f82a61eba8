"""Which files a book may have as pictures: by what they are, not by what they are called."""

from __future__ import annotations

import pytest
from lxml import etree

from pictures import encoded, photograph
from standfirst.editions import epub_pictures

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'


def kind(tmp_path, content):
    """Return what a file with the content is."""
    path = tmp_path / "picture.bin"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return epub_pictures.kind(path)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("GIF", ("gif", "image/gif")),
        ("JPEG", ("jpg", "image/jpeg")),
        ("PNG", ("png", "image/png")),
        ("WEBP", ("webp", "image/webp")),
        ("AVIF", None),
        ("BMP", None),
    ],
)
def test_a_bitmap_is_what_its_bytes_are(tmp_path, form, expected):
    """One that reading systems need not show is none, nor is one that is cut off."""
    content = encoded(photograph(40, 30), form)

    assert kind(tmp_path, content) == expected
    assert kind(tmp_path, content[: len(content) // 2]) is None
    assert kind(tmp_path, b"no picture") is None


@pytest.mark.parametrize(
    "inner",
    [
        "<rect/>",
        "<style>rect{fill:red}</style><text>url(x) and @import</text>",
        "<style>rect{fill:url(#a)}</style><rect style=\"fill:url('#a')\"/>",
        '<a x:href="#a"/><image href="data:image/png;base64,x"/>',
        "<title>script</title><!-- @import -->",
    ],
)
def test_a_drawing_that_runs_and_loads_nothing_is_a_picture(tmp_path, inner):
    """Words are no styles."""
    assert kind(tmp_path, f"{HEAD}{inner}</svg>") == ("svg", "image/svg+xml")
    assert etree.fromstring(f"{HEAD}{inner}</svg>") is not None


@pytest.mark.parametrize(
    "inner",
    [
        "<script>1</script>",
        "<foreignObject/>",
        "<style>@import 'a'</style>",
        "<style>rect{fill:url(a)}</style>",
        "<style>rect{fill:u\\72l(a)}</style>",
        '<rect onload="1"/>',
        '<rect style="fill:url(a)"/>',
        '<a href="https://a.example/"/>',
        '<image x:href="a.png"/>',
        "<rect>",
    ],
)
def test_a_drawing_that_runs_or_loads_is_none(tmp_path, inner):
    """Nor is one that is no XML, or of another kind."""
    assert kind(tmp_path, f"{HEAD}{inner}</svg>") is None
    assert kind(tmp_path, "<svg><rect/></svg>") is None
