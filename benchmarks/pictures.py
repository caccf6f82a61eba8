"""What the conversion of pictures costs: photographs of a camera's size, made here, converted as a build does.

::

    noise of many scales --> photographs of 1 to 3 MB --Workshop--> files of all widths
"""

from __future__ import annotations

import dataclasses as dc
import io
import random
import resource
import time
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from standfirst.pictures.conversion.conversion_cache import ConversionCache, WantedConversion
from standfirst.pictures.conversion.renditions import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from standfirst.pictures.conversion.renditions import Recipe, Rendition

_KINDS = 9
"""Photographs that differ; the others are of the same pixels, but other files."""
_SIZES = ((4000, 3000), (3000, 4000), (3600, 2400))
_QUALITIES = (80, 85, 90)
_OCTAVES = 11
_COLUMN = 800


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """What it took."""

    count: int
    original_bytes: int
    """Of all originals together."""
    first_cpu: float
    """Seconds of all processes, from nothing."""
    first_wall: float
    second_cpu: float
    """Seconds, when everything is there."""
    second_wall: float
    column_bytes: int
    """Of all files that a column of 800 pixels takes."""
    all_bytes: int
    files: int


def photograph(number: int) -> bytes:
    """Return a JPEG with detail at every scale, as in nature, and a little grain."""
    source = random.Random(number)
    width, height = _SIZES[number % len(_SIZES)]
    pixels = Image.new("RGB", (width, height), (128, 128, 128))
    for octave in range(_OCTAVES):
        across = 3 << octave
        noise = Image.frombytes("RGB", (across, across), source.randbytes(across * across * 3))
        layer = noise.resize((width, height), Image.Resampling.BICUBIC)
        share = 0.5 / (1.3**octave)
        pixels = ImageChops.add(pixels, layer.point(lambda v, s=share: int((v - 128) * s + 128)), 1, -128)  # fmt: skip
    out = io.BytesIO()
    pixels.save(out, "JPEG", quality=_QUALITIES[number // len(_SIZES) % len(_QUALITIES)])
    return out.getvalue()


def write(folder: Path, count: int) -> list[Path]:
    """Write *count* photographs into the folder, each a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = [photograph(number) for number in range(min(count, _KINDS))]
    paths = []
    for number in range(count):
        comment = f"{number:06d}".encode()
        mark = b"\xff\xfe" + (len(comment) + 2).to_bytes(2) + comment
        content = kinds[number % _KINDS]
        paths.append(folder / f"{number:06d}.jpg")
        paths[-1].write_bytes(content[:2] + mark + content[2:])
    return paths


def measure(
    paths: list[Path],
    cache: Path,
    recipe: Recipe,
    jobs: int,
    progress: Callable[[Iterable[str], int], Iterable[str]],
) -> Cost:
    """Convert the pictures twice and return what it took.

    :param cache: A folder that is not there yet.
    """
    wanted = {
        path.name: WantedConversion(path=path, stem=path.stem, roles=frozenset({"text"}))
        for path in paths
    }

    def convert() -> tuple[float, float, list[Shown]]:
        cpu, wall = _cpu(), time.perf_counter()
        made = ConversionCache(cache, recipe, jobs=jobs, progress=progress).make(wanted)
        result = [one for one in made.values() if isinstance(one, Shown)]
        return _cpu() - cpu, time.perf_counter() - wall, result

    first_cpu, first_wall, made = convert()
    second_cpu, second_wall, _ = convert()
    return Cost(
        count=len(paths),
        original_bytes=sum(path.stat().st_size for path in paths),
        first_cpu=first_cpu,
        first_wall=first_wall,
        second_cpu=second_cpu,
        second_wall=second_wall,
        column_bytes=sum(_in_column(one).bytes for one in made),
        all_bytes=sum(file.bytes for one in made for file in one.files()),
        files=sum(len(one.files()) for one in made),
    )


def _in_column(one: Shown) -> Rendition:
    """Return the file that a browser takes for a column on a plain screen."""
    wide_enough = [file for file in one.modern if file.width >= _COLUMN]
    return wide_enough[0] if wide_enough else (*one.modern, one.fallback)[0]


def _cpu() -> float:
    """Return the seconds that this process and those it has ended have used."""
    use = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in use)
