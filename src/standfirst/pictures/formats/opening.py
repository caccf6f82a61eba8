"""Opening a picture's bytes: only what browsers show, and only what fits into memory."""

from __future__ import annotations

import io
import warnings

from PIL import Image, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP")
"""What Pillow may open. Its other readers are never asked."""
TYPES = {**{name: f"image/{name.lower()}" for name in FORMATS}, "MPO": "image/jpeg"}
"""MIME types by Pillow's names. MPO is a JPEG file with more pictures after the first."""
MOST_PIXELS = 100_000_000
"""Of one picture: four hundred megabytes in memory."""
MOST_ACROSS = 65_000
"""Width or height: JPEG ends at 65,535."""
MOST_MOVING_PIXELS = 1_000_000_000
"""Of all frames of one picture together."""
_MOVING = frozenset({"GIF", "WEBP", "PNG"})
"""What is shown moving. Of a moving AVIF the first frame is."""

_ORIENTATION = 0x0112
"""Tag of Exif: https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf, 4.6.4."""
_WAYS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ON_ITS_SIDE = frozenset(_WAYS[orientation] for orientation in (5, 6, 7, 8))
"""Ways to turn a picture that exchange its width and height."""


class NoPicture(ValueError):  # noqa: N818  # a finding about bytes from outside, said by the name
    """Bytes that are not a picture, or not safe to open.

    The message is the reason, as the end of a sentence whose subject is the picture: ``is cut off``.
    """


def opened(content: bytes) -> Image.Image:
    """Return the picture, of which only the header is read yet.

    :raises NoPicture: It is of no known type, or too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            frames = frames_of(image)
    except UnidentifiedImageError as exc:
        raise NoPicture("is not a picture of a known type, or is broken") from exc
    except Image.DecompressionBombError as exc:
        raise NoPicture(f"has more than {MOST_PIXELS:,} pixels") from exc
    except Exception as exc:  # a decoder raises anything
        raise NoPicture(f"is broken ({exc or type(exc).__name__})") from exc
    size = f"{image.width:,} × {image.height:,}"
    if image.width * image.height > MOST_PIXELS:
        raise NoPicture(f"has {size} pixels, more than {MOST_PIXELS:,}")
    if max(image.size) > MOST_ACROSS:
        raise NoPicture(f"has {size} pixels, more than {MOST_ACROSS:,} across")
    if image.width * image.height * frames > MOST_MOVING_PIXELS:
        raise NoPicture(f"has {frames:,} frames of {size} pixels, more than {MOST_MOVING_PIXELS:,}")
    return image


def frames_of(image: Image.Image) -> int:
    """Return how many frames the picture shows, one after the other."""
    return getattr(image, "n_frames", 1) if image.format in _MOVING else 1


def way_up(image: Image.Image) -> Image.Transpose | None:
    """Return how to turn the picture upright; None where it is, or where that is unknown."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _WAYS.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001  # a picture with broken metadata is shown as it lies
        return None
