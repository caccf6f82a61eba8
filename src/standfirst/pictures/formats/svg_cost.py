"""The cost of drawing an SVG picture, counted before a browser or Typst draws it.

A few elements that refer to each other, in whatever way, stand for billions. Every reference is
therefore carried out in numbers: what an element draws is known once all is known that it refers to.
The unit is one plain element, about 50 µs in a browser and less in a book.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

from standfirst.pictures.formats import svg_paths
from standfirst.pictures.formats.opening import NoPicture
from standfirst.pictures.formats.svg_declared import Declared, referred

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.pictures.formats.svg_declared import Values

MOST = 250_000
"""Units: some ten seconds in a browser. Charts of a hundred thousand marks have less."""
_ENOUGH = 1e15
"""More than this need not be counted."""

_APART = frozenset({"clipPath", "defs", "filter", "linearGradient", "marker", "mask", "pattern", "radialGradient", "symbol"})  # fmt: skip
"""Drawn only where something refers to them."""
_SIZES = {
    "circle": (6.3, ("r",)),
    "ellipse": (6.3, ("rx", "ry")),
    "line": (1.0, ("x1", "y1", "x2", "y2")),
    "rect": (2.0, ("width", "height")),
}
"""How many times as long as these together the line of a plain shape is at most."""
_ENLARGING = frozenset({"transform", "patternTransform", "scale", "viewBox", "patternContentUnits", "maskContentUnits", "clipPathUnits", "primitiveUnits"})  # fmt: skip
_SHAPES = frozenset({*_SIZES, "path", "polygon", "polyline"})
_TEXTS = frozenset({"text", "textPath", "tspan", "a"})
_AT_VERTICES = frozenset({"marker", "marker-mid"})
_INHERITED = frozenset({"fill", "stroke", "marker-start", "marker-end", *_AT_VERTICES})
"""Properties that count for every shape within, other than those of the element itself."""

# measured in Chromium and Typst with pictures of 1,000 × 1,000 pixels
_OF_A_STOP = 0.1
_OF_A_VERTEX = 0.1
_OF_A_CHARACTER = 0.3
_OF_A_DASH = 0.02
_MOST_DASHES = 1_000_000
"""Of one line: both draw it whole where there would be more."""
_OF_A_LENGTH = 5.0
"""A line as long as the picture is wide: areas are filled by each line that crosses a row of pixels."""
_OF_A_LAYER = {"mask": 100.0, "clip-path": 10.0, "opacity": 5.0, "mix-blend-mode": 5.0}
_OF_A_BITMAP = 100.0
_OF_A_PRIMITIVE = 500.0
"""A step of a filter, over all pixels."""
_NOTHING = frozenset({"", "1", "auto", "inherit", "none", "normal"})
"""Values that ask for no layer."""
_FILTERS = re.compile(r"(?!url)\b[\w-]+\(")
"""Filters that need no element."""


class _Cost(NamedTuple):
    """The cost of drawing an element, with everything in it and all that it refers to."""

    units: float = 0.0
    shapes: float = 0.0
    vertices: float = 0.0
    length: float = 0.0

    def plus(self, other: _Cost, times: float = 1.0) -> _Cost:
        return _Cost(
            self.units + times * other.units,
            self.shapes + times * other.shapes,
            self.vertices + times * other.vertices,
            self.length + times * other.length,
        )

    def bounded(self) -> _Cost:
        return _Cost(*(min(one, _ENOUGH) for one in self))


def check(root: Any) -> None:
    """Find out whether a cleaned picture can be drawn.

    :raises NoPicture: It cannot, or refers to itself in a circle.
    """
    elements = sum(1 for _ in root.iter())
    if elements > MOST or Counter(root).total() > MOST:
        raise NoPicture(
            f"takes as long to draw as more than {MOST:,} plain elements, with all that it refers to"
        )


class Counter:
    """Counts one picture."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._declared = Declared(root)
        self._named: dict[str, list[Any]] = {}
        for element in root.iterfind(".//*[@id]"):
            # of two with one name, not all programs draw the same
            self._named.setdefault(element.get("id"), []).append(element)
        self._side = _side(root)
        self._known: dict[Any, _Cost] = {}
        self._waiting: dict[Any, tuple[Values, list[tuple[str, Any]]]] = {}

    def total(self) -> float:
        """Return what the picture costs."""
        stack = [self._root]
        while stack:
            element = stack[-1]
            if element in self._known:
                stack.pop()
            elif element in self._waiting:
                self._known[element] = self._cost(element, *self._waiting.pop(element))
            else:
                said = self._declared.of(element)
                references = [*self._references(element, said)]
                self._waiting[element] = (said, references)
                needed = [child for child in element if _name(child) not in _APART]
                needed += [target for _, target in references]
                if any(one in self._waiting for one in needed):
                    raise NoPicture("refers to itself in a circle")
                stack += [one for one in needed if one not in self._known]
        of_all = self._known[self._root]
        return of_all.units + _OF_A_LENGTH * of_all.length / self._side

    def _references(self, element: Any, said: Values) -> Iterator[tuple[str, Any]]:
        """Yield what *element* refers to, and by which attribute; nothing refers to what it is a part of."""
        for name, values in said.items():
            is_link = name.rpartition("}")[2] == "href"
            for value in values:
                for found in (value.strip().removeprefix("#"),) if is_link else referred(value):
                    targets = self._named.get(found) or self._named.get(unquote(found)) or ()
                    for target in targets:
                        if target is not element and target not in element.iterancestors():
                            yield name, target

    def _cost(self, element: Any, said: Values, references: list[tuple[str, Any]]) -> _Cost:
        cost = self._own(element, said)
        for child in element:
            if _name(child) not in _APART:
                cost = cost.plus(self._known[child])
        for name, target in references:
            if name not in _INHERITED:
                cost = cost.plus(self._known[target])
        within = cost
        for name, target in references:
            if name in _INHERITED:
                times = within.vertices if name in _AT_VERTICES else within.shapes
                of_one = self._known[target]._replace(shapes=0, vertices=0)
                cost = cost.plus(of_one, max(times, 1))
        if "stroke-dasharray" in said:
            cost = cost.plus(_Cost(units=_of_dashes(said["stroke-dasharray"], within)))
        return cost._replace(length=cost.length * self._scale(element, said)).bounded()

    def _own(self, element: Any, said: Values) -> _Cost:
        """Return what *element* alone costs."""
        name = _name(element)
        units = sum(
            _OF_A_LAYER[key] for key in _OF_A_LAYER if not _NOTHING.issuperset(said.get(key, ()))
        )
        for value in said.get("filter", ()):
            units += _OF_A_PRIMITIVE * len(_FILTERS.findall(value))
        if name == "stop":
            return _Cost(units=units + _OF_A_STOP)
        if name == "image":
            return _Cost(units=units + _OF_A_BITMAP, shapes=1)
        if name.startswith("fe"):
            return _Cost(units=units + _of_a_primitive(element, name, said))
        if name in _TEXTS:
            characters = sum(map(len, element.xpath("text()")))
            return _Cost(1 + units + _OF_A_CHARACTER * characters, 1, 1, 100.0 * characters)
        if name not in _SHAPES:
            return _Cost(units=units + 1)
        vertices, length = self._line(name, said)
        length = max(length, *_of(said, "pathLength"), 0)
        return _Cost(1 + units + _OF_A_VERTEX * vertices, 1, vertices, length)

    def _line(self, name: str, said: Values) -> tuple[int, float]:
        """Return how many vertices a shape has at most, and how long its line is at most."""
        if name == "path":
            every = [svg_paths.of_path(value) for value in said.get("d", ())]
        elif name in {"polygon", "polyline"}:
            every = [svg_paths.of_points(value) for value in said.get("points", ())]
        else:
            times, sizes = _SIZES[name]
            return 4, times * sum(n for size in sizes for n in self._lengths(said, size))
        return max((v for v, _ in every), default=0), max((way for _, way in every), default=0)

    def _lengths(self, said: Values, name: str) -> Iterator[float]:
        for value in said.get(name, ()):
            share = self._side / 100 if "%" in value else 1
            yield from (abs(number) * share for number in svg_paths.numbers(value))

    def _scale(self, element: Any, said: Values) -> float:
        """Return how many times as large *element* is drawn as it is measured."""
        if not _ENLARGING.intersection(said):
            return 1.0
        own = element.get("transform") or element.get("patternTransform") or ""
        others = [*said.get("transform", ()), *said.get("patternTransform", ())]
        # by how much a rule makes it smaller does not count: it may mean another
        larger = [_scale_of(value) for value in others if value != own]
        larger += [_scale_of(f"scale({value})") for value in said.get("scale", ())]
        scale = max([_scale_of(own), *larger])
        if "objectBoundingBox" in (element.get(key) for key in _ENLARGING):
            scale *= self._side
        box = element.get("viewBox")
        if box and element is not self._root:
            inner = max([*svg_paths.numbers(box)[2:4], 0.0])
            sizes = ("width", "height", "markerWidth", "markerHeight")
            outer = max([self._side, *(n for size in sizes for n in self._lengths(said, size))])
            scale *= max(1.0, outer / inner) if inner else 1.0
        return scale


def _name(element: Any) -> str:
    name: str = etree.QName(element).localname
    return name


def _side(root: Any) -> float:
    """Return the longer side of the picture, in its own units."""
    box = svg_paths.numbers(root.get("viewBox", ""))[2:4]
    sizes = [n for key in ("width", "height") for n in svg_paths.numbers(root.get(key, ""))]
    return max([*(box or sizes or [300.0]), 1e-6])


def _of(said: Values, name: str) -> list[float]:
    return [abs(number) for value in said.get(name, ()) for number in svg_paths.numbers(value)]


def _of_dashes(values: list[str], within: _Cost) -> float:
    """Return what the dashes of all lines within cost."""
    most = 0.0
    for value in values:
        pattern = svg_paths.numbers(value)
        if pattern and any(pattern):
            period = sum(map(abs, pattern)) / len(pattern)
            most = max(most, within.length / period)
    return _OF_A_DASH * min(most, _MOST_DASHES * within.shapes)


def _of_a_primitive(element: Any, name: str, said: Values) -> float:
    """Return what a step of a filter costs, or a part of one."""
    if _name(element.getparent()) != "filter":
        return 1.0
    times = 1.0
    if name == "feTurbulence":
        times = max([1.0, *_of(said, "numOctaves")])
    elif name == "feMorphology":
        times = 1 + max([0.0, *_of(said, "radius")]) ** 2 / 5
    elif name == "feConvolveMatrix":
        times = 1 + max([3.0, *_of(said, "order")]) ** 2 / 10
    return _OF_A_PRIMITIVE * times


_OF_A_MATRIX = 6
_TRANSFORM = re.compile(r"(scale|matrix)(?:3d|[xyz])?\s*\(([^)]*)\)", re.IGNORECASE)


def _scale_of(value: str) -> float:
    """Return by how much a transform enlarges at most."""
    result = 1.0
    for function, given in _TRANSFORM.findall(value):
        sizes = svg_paths.numbers(given)
        if function.lower() == "matrix" and len(sizes) == _OF_A_MATRIX:
            sizes = [math.hypot(*sizes[:2]), math.hypot(*sizes[2:4])]
        result *= max(map(abs, sizes), default=1.0)
    return min(result, svg_paths.MOST)
