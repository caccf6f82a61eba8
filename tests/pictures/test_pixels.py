"""Pixels for display: upright, in red, green and blue, eight bits each."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from pictures import encoded as file_of
from pictures import profile
from standfirst.pictures.formats.opening import NoPicture
from standfirst.pictures.formats.pixels import developed, encoded, middle, scaled


@pytest.mark.parametrize(
    ("size", "ratio", "expected"),
    [
        ((300, 200), None, (0, 0, 300, 200)),
        ((300, 200), (3, 2), (0, 0, 300, 200)),
        ((400, 200), (3, 2), (50, 0, 350, 200)),
        ((401, 200), (3, 2), (50, 0, 350, 200)),
        ((300, 300), (3, 2), (0, 50, 300, 250)),
        ((300, 200), (1, 1), (50, 0, 250, 200)),
        ((200, 303), (1, 1), (0, 51, 200, 251)),
        ((1, 900), (3, 2), (0, 449, 1, 450)),
        ((900, 1), (1, 2), (449, 0, 450, 1)),
    ],
)
def test_the_middle_is_as_large_as_it_can_be(size, ratio, expected):
    """And never empty."""
    assert middle(size, ratio) == expected


@pytest.mark.parametrize(
    ("size", "width", "ratio", "expected"),
    [
        ((300, 200), 150, None, (150, 100)),
        ((300, 200), 101, None, (101, 67)),
        ((300, 200), 320, (3, 2), (320, 213)),
        ((900, 1), 10, None, (10, 1)),
        ((400, 200), 100, (1, 1), (100, 100)),
    ],
)
def test_pixels_are_scaled_to_a_width(size, width, ratio, expected):
    """In their proportions, or those that are asked for; at least one high."""
    assert scaled(Image.new("RGB", size), width, ratio).size == expected


def test_what_has_its_size_is_itself():
    """Nothing is done to it."""
    image = Image.new("RGB", (3, 2))

    assert scaled(image, 3) is image
    assert scaled(image, 3, (3, 2)) is image


def two(mode, *colours, form="PNG", **options):
    """Return the file of two pixels."""
    image = Image.new(mode, (2, 1))
    for at, colour in enumerate(colours):
        image.putpixel((at, 0), colour)
    return file_of(image, form, **options)


def pixels(content):
    """Return mode and pixels of a picture for display."""
    image = developed(content)
    return image.mode, [
        image.getpixel((x, y)) for y in range(image.height) for x in range(image.width)
    ]


@pytest.mark.parametrize(
    ("mode", "colours", "key", "expected"),
    [
        ("RGB", [(1, 2, 3), (4, 5, 6)], None, ("RGB", [(1, 2, 3), (4, 5, 6)])),
        ("RGBA", [(1, 2, 3, 255), (4, 5, 6, 254)], None, ("RGBA", [(1, 2, 3, 255), (4, 5, 6, 254)])),
        ("RGBA", [(1, 2, 3, 255), (4, 5, 6, 255)], None, ("RGB", [(1, 2, 3), (4, 5, 6)])),
        ("L", [7, 8], None, ("RGB", [(7, 7, 7), (8, 8, 8)])),
        ("LA", [(7, 255), (8, 0)], None, ("RGBA", [(7, 7, 7, 255), (8, 8, 8, 0)])),
        ("LA", [(7, 255), (8, 255)], None, ("RGB", [(7, 7, 7), (8, 8, 8)])),
        ("1", [0, 1], None, ("RGB", [(0, 0, 0), (255, 255, 255)])),
        ("I;16", [65_535, 257], None, ("RGB", [(255, 255, 255), (1, 1, 1)])),
        ("I;16", [0, 32_896], None, ("RGB", [(0, 0, 0), (128, 128, 128)])),
        ("L", [7, 8], 8, ("RGBA", [(7, 7, 7, 255), (8, 8, 8, 0)])),
        ("RGB", [(1, 2, 3), (4, 5, 6)], (1, 2, 3), ("RGBA", [(1, 2, 3, 0), (4, 5, 6, 255)])),
    ],
)  # fmt: skip
def test_pixels_of_every_kind(mode, colours, key, expected):
    """In colours as they were, with transparency where there is any, be it one colour's."""
    options = {} if key is None else {"transparency": key}

    assert pixels(two(mode, *colours, **options)) == expected


A, B = (9, 9, 9), (200, 200, 200)


@pytest.mark.parametrize(
    ("orientation", "size", "expected"),
    [
        (1, (2, 1), [A, B]),
        (2, (2, 1), [B, A]),
        (3, (2, 1), [B, A]),
        (4, (2, 1), [A, B]),
        (5, (1, 2), [A, B]),
        (6, (1, 2), [A, B]),
        (7, (1, 2), [B, A]),
        (8, (1, 2), [B, A]),
        (9, (2, 1), [A, B]),
    ],
)
def test_a_picture_is_upright(orientation, size, expected):
    """However the camera lay; what nobody knows is as it lies."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = two("RGB", A, B, exif=exif)

    assert developed(content).size == size
    assert pixels(content)[1] == expected
    assert developed(content, width=1).size == size


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("mode", "colour", "profile", "is_kept"),
    [
        ("RGB", (1, 2, 3), SRGB, True),
        ("RGB", (1, 2, 3), SRGB[:16] + b"GRAY" + SRGB[20:], False),
        ("RGB", (1, 2, 3), b"", False),
        ("L", 7, SRGB, True),
    ],
)
def test_a_profile_is_kept_where_it_is_of_such_pixels(mode, colour, profile, is_kept):
    """And nothing else that the file says."""
    content = two(mode, colour, colour, icc_profile=profile, dpi=(72, 72))

    assert developed(content).info == ({"icc_profile": profile} if is_kept else {})


OF_ANOTHER = profile(b"CMYK")[:16] + b"RGB " + profile(b"CMYK")[20:]


@pytest.mark.parametrize(
    ("mode", "colour", "said", "expected"),
    [
        ("CMYK", (0, 255, 255, 0), b"", (255, 0, 0)),
        ("CMYK", (0, 255, 255, 0), profile(b"CMYK"), (255, 255, 255)),
        ("CMYK", (0, 0, 0, 255), profile(b"CMYK"), (0, 0, 0)),
        ("CMYK", (0, 255, 255, 0), profile(b"CMYK")[:200], (255, 0, 0)),
        ("CMYK", (0, 255, 255, 0), profile(b"GRAY"), (255, 0, 0)),
        ("CMYK", (0, 255, 255, 0), OF_ANOTHER, (255, 0, 0)),
        ("CMYK", (0, 255, 255, 0), SRGB, (255, 0, 0)),
        ("L", 128, b"", (128, 128, 128)),
        ("L", 128, profile(b"GRAY"), (188, 188, 188)),
        ("L", 128, profile(b"CMYK"), (128, 128, 128)),
        ("L", 128, SRGB, (128, 128, 128)),
    ],
)
def test_other_colours_are_shown_by_their_own_profile(mode, colour, said, expected):
    """Where it is one of theirs that can be read; without one as well as is known."""
    content = file_of(Image.new(mode, (8, 8), colour), "JPEG", icc_profile=said)
    shown = developed(content)

    assert (shown.mode, shown.getpixel((4, 4))) == ("RGB", pytest.approx(expected, abs=2))


def test_fewer_pixels_are_as_many_as_are_asked_for():
    """A photograph of a quarter of the size is read at once; never one that is too small."""
    content = file_of(Image.new("RGB", (800, 400), "red"), "JPEG")

    assert [developed(content, width=n).size for n in (1000, 500, 400, 201, 200)] == [
        (800, 400), (800, 400), (400, 200), (400, 200), (200, 100),
    ]  # fmt: skip


@pytest.mark.parametrize("type_", ["image/jpeg", "image/png", "image/webp", "image/avif"])
@pytest.mark.parametrize("fine", [False, True])
def test_a_file_has_the_pixels_and_their_profile(type_, fine):
    """The same bytes each time."""
    image = Image.new("RGB", (8, 8), (10, 200, 30))
    image.info["icc_profile"] = SRGB
    content = encoded(image, type_, fine=fine)
    with Image.open(io.BytesIO(content)) as found:
        assert (Image.MIME[found.format], found.size, found.info.get("icc_profile")) == (type_, (8, 8), SRGB)  # fmt: skip
    assert encoded(image, type_, fine=fine) == content


def test_what_cannot_be_written_is_no_picture():
    """With the name of what it was to be."""
    with pytest.raises(NoPicture, match="cannot be made into JPEG"):
        encoded(Image.new("RGBA", (1, 1)), "image/jpeg")
