"""The length and points of an SVG picture's lines, which dashes, markers and crossings cost.

Both are bounds from above: a curve is no longer than the way through its control points.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STRETCH = re.compile(r"([A-Za-z])([^A-DF-Za-df-z]*)")
"""A command of a path with its numbers, in which an ``e`` is no command."""
_TAKES = {"m": 2, "l": 2, "t": 2, "h": 1, "v": 1, "s": 4, "q": 4, "c": 6, "a": 7, "z": 0}
"""Numbers of a command, https://www.w3.org/TR/SVG2/paths.html#PathData."""
MOST = 1e12
"""What is larger is as if it were this."""


def numbers(text: str) -> list[float]:
    """Return the numbers in *text*, none larger than :data:`MOST`."""
    return [max(-MOST, min(MOST, float(found))) for found in _NUMBER.findall(text)]


def of_path(data: str) -> tuple[int, float]:
    """Return upper bounds of a path's number of vertices and its length."""
    vertices, length = 0, 0.0
    at = (0.0, 0.0)
    for command, text in _STRETCH.findall(data):
        kind = command.lower()
        if kind not in _TAKES:
            continue
        given = numbers(text)
        if kind == "a":
            # flags may stand without a space before what follows: each digit may be a number
            vertices += len(given)
            length += 2 * sum(map(abs, given)) + 2 * math.hypot(*at)
            at = (given[-2], given[-1]) if len(given) > 1 else at
            continue
        vertices += kind == "z"
        for points in _stretches(kind, given, at, is_relative=command.islower()):
            vertices += 1
            length += sum(math.dist(*pair) for pair in zip([at, *points], points, strict=False))
            at = points[-1]
    return vertices, length


def _stretches(
    kind: str, given: Sequence[float], at: tuple[float, float], *, is_relative: bool
) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each curve or line that a command draws."""
    size = _TAKES[kind]
    for start in range(0, len(given) - size + 1, size) if size else ():
        part = given[start : start + size]
        x, y = at if is_relative else (0.0, 0.0)
        if kind == "h":
            points = [(x + part[0], at[1])]
        elif kind == "v":
            points = [(at[0], y + part[0])]
        else:
            points = [(x + part[i], y + part[i + 1]) for i in range(0, size, 2)]
        yield points
        at = points[-1]


def of_points(text: str) -> tuple[int, float]:
    """Return the same of the points of a polygon or a line."""
    given = numbers(text)
    points = [*zip(given[::2], given[1::2], strict=False)]
    way = zip(points, [*points[1:], *points[:1]], strict=False)
    return len(points), sum(math.dist(*pair) for pair in way)
