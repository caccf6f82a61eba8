"""Pictures for tests, made when they are needed."""

from __future__ import annotations

import io
import random
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
