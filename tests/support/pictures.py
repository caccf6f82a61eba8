"""Pictures for tests, made when they are needed."""

from __future__ import annotations

import io
import random
import struct
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from pathlib import Path


def photograph(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return colours that run into each other, with the grain of a photograph."""
    grain = random.Random(width * height)  # noqa: S311
    small = Image.frombytes("RGB", (32, 32), grain.randbytes(32 * 32 * 3))
    large = small.resize((width, height), Image.Resampling.BICUBIC)
    noise = Image.frombytes("L", (width, height), grain.randbytes(width * height))
    return Image.blend(large, noise.convert("RGB"), 0.06).convert(mode)


def drawing(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return lines on white."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for x in range(0, width, 40):
        draw.line((x, 0, width - x, height), fill="navy", width=2)
    return image.convert(mode)


def saved(image: Image.Image, path: Path, **options: Any) -> Path:
    """Write the picture in the format that its name says."""
    image.save(path, **options)
    return path


def encoded(image: Image.Image, format_: str, **options: Any) -> bytes:
    """Return the picture's bytes."""
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def profile(space: bytes) -> bytes:
    """Return a profile of colours: of ``CMYK`` only black is seen, of ``GRAY`` what is written is the light itself."""
    if space == b"CMYK":
        kind, pcs, name = b"prtr", b"Lab ", b"A2B0"
        ramp = bytes(range(256))
        identity = struct.pack(">9i", *(65536 * (n % 4 == 0) for n in range(9)))
        data = b"mft1\0\0\0\0\4\3\2\0" + identity + ramp * 4 + bytes([255, 128, 128, 0, 128, 128]) * 8 + ramp * 3  # fmt: skip
    else:
        kind, pcs, name = b"mntr", b"XYZ ", b"kTRC"
        data = b"curv\0\0\0\0" + struct.pack(">I", 0)
    d50 = struct.pack(">3I", 0xF6D6, 0x10000, 0xD32D)
    head = struct.pack(">4xI4s4s4s12x4s28x12s48x", 0x2100000, kind, space, pcs, b"acsp", d50)
    tags = struct.pack(">I4sII", 1, name, 144, len(data))
    return struct.pack(">I", 128 + len(tags) + len(data)) + head + tags + data
