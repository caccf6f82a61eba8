"""A picture's file -> its pixels for display, upright, in RGB, eight bits each -> the bytes of a file.

A colour profile for such pixels is kept with them, as a wide range of colours needs it; pixels of
other kinds (CMYK, grey) are converted by theirs. Files are the same each time, with no other metadata.
"""

from __future__ import annotations

import io
import warnings
from math import ceil
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageCms

from standfirst.pictures.formats.opening import ON_ITS_SIDE, NoPicture, opened, way_up

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsProfile

_SIXTEEN_TO_EIGHT = 1 / 257
_SPACE = slice(16, 20)
"""Where a profile says what it is of: ICC.1:2022, 7.2.6."""
_OPAQUE = (255, 255)

# qualities such that WebP and AVIF come out alike (structural similarity of brightness 0.936 on
# photographs at 1,600 pixels)
_OPTIONS: dict[str, dict[str, Any]] = {
    "image/jpeg": {"quality": 80, "progressive": True, "optimize": True},
    "image/png": {},
    "image/webp": {"quality": 78, "method": 4},
    "image/avif": {"quality": 60, "speed": 9, "max_threads": 1},
}
# lines of charts and screenshots keep their full resolution of colours, and are worth a slower search
_FINE: dict[str, dict[str, Any]] = {
    "image/jpeg": {"quality": 90, "subsampling": "4:4:4"},
    "image/avif": {"speed": 8, "subsampling": "4:4:4"},
}


def developed(content: bytes, width: int | None = None) -> Image.Image:
    """Return the pixels of the picture, or of its first frame, in the mode ``RGB``, or ``RGBA`` where one is transparent.

    :param width: A reader that can will give fewer pixels, but at least this many in a row, more quickly.
    :raises NoPicture: It is broken or too large.
    """
    image = opened(content)
    way = way_up(image)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if width is not None:
                share = width / (image.height if way in ON_ITS_SIDE else image.width)
                image.draft(None, (ceil(image.width * share), ceil(image.height * share)))
            image.load()
            pixels = _coloured(image)
    except Exception as exc:  # a decoder raises anything
        raise NoPicture(f"is broken ({exc or type(exc).__name__})") from exc
    return pixels if way is None else pixels.transpose(way)


def _coloured(image: Image.Image) -> Image.Image:
    """Return the picture as ``RGB`` or ``RGBA``, with nothing of its metadata but the profile of these colours."""
    profile = image.info.get("icc_profile") or b""
    alpha = _alpha(image)
    if image.mode == ("RGBA" if alpha else "RGB"):
        result = image  # which may be large: no copy
    else:
        result = _red_green_blue(image, profile)
        if alpha:
            result.putalpha(alpha)
    result.info = {"icc_profile": profile} if profile[_SPACE] == b"RGB " else {}
    return result


def _alpha(image: Image.Image) -> Image.Image | None:
    """Return how opaque each pixel is, or None where all are."""
    if not image.has_transparency_data:
        return None
    alpha = (image if image.mode in {"LA", "RGBA"} else image.convert("RGBA")).getchannel("A")
    return None if alpha.getextrema() == _OPAQUE else alpha


def _red_green_blue(image: Image.Image, profile: bytes) -> Image.Image:
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda level: level * _SIXTEEN_TO_EIGHT)
    if image.mode in {"1", "I", "LA", "La"}:
        image = image.convert("L")
    by_profile = _by_profile(image, profile) if image.mode in {"CMYK", "L"} and profile else None
    return by_profile or image.convert("RGB")


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image | None:
    """Return the picture in sRGB, or None where the profile is broken or of other colours."""
    if profile[_SPACE] != {"CMYK": b"CMYK", "L": b"GRAY"}[image.mode]:
        return None
    try:
        own: ImageCmsProfile = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        return ImageCms.profileToProfile(image, own, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def scaled(pixels: Image.Image, width: int, ratio: tuple[int, int] | None = None) -> Image.Image:
    """Return the pixels at *width*, cropped at the middle to *ratio* where one is given."""
    box = middle(pixels.size, ratio)
    wide, high = box[2] - box[0], box[3] - box[1]
    height = max(1, round(high * width / wide))
    if (width, height) == pixels.size:
        return pixels
    return pixels.resize((width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)


def middle(size: tuple[int, int], ratio: tuple[int, int] | None) -> tuple[int, int, int, int]:
    """Return the edges of the largest part of *ratio* in the middle: left, top, right, bottom."""
    width, height = size
    if ratio is None:
        return (0, 0, width, height)
    wide = max(1, min(width, height * ratio[0] // ratio[1]))
    high = max(1, min(height, width * ratio[1] // ratio[0]))
    left, top = (width - wide) // 2, (height - high) // 2
    return (left, top, left + wide, top + high)


def encoded(pixels: Image.Image, type_: str, *, fine: bool = False) -> bytes:
    """Return a file of the MIME type *type_*.

    :param fine: Whether it is a drawing rather than a photograph, or to be printed.
    :raises NoPicture: Pillow cannot write it.
    """
    out = io.BytesIO()
    options = {**_OPTIONS[type_], **(_FINE.get(type_, {}) if fine else {})}
    profile = pixels.info.get("icc_profile")
    name = type_.removeprefix("image/")
    try:
        pixels.save(out, format=name, icc_profile=profile, **options)
    except (OSError, ValueError, RuntimeError) as exc:
        raise NoPicture(f"cannot be made into {name.upper()} ({exc})") from exc
    return out.getvalue()
