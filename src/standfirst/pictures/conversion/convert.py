"""One picture's file -> the files that show it. Nothing is enlarged, and nothing grows.

::

    content --developed--> pixels --scaled--> --encoded--> modern, fallback, thumbs, portrait
       +-------------------stripped----------------------> full, and what moves
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from PIL import ImageChops

from standfirst.pictures.conversion.renditions import Recipe, Rendition, Role, Shown
from standfirst.pictures.formats import svg
from standfirst.pictures.formats.opening import opened
from standfirst.pictures.formats.pixels import developed, encoded, middle, scaled
from standfirst.pictures.formats.stripping import TYPES, stripped
from standfirst.pictures.remote.lock_file import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from standfirst.pictures.conversion.originals import Original

_THUMB_WIDTHS = (320, 640)
_THUMB_RATIO = (3, 2)
_PORTRAIT_WIDTH = 320
_COMMON = frozenset({"image/jpeg", "image/png"})
"""What everything can show."""
_FLAT = 0.5
"""Share of pixels equal to their neighbour above which a picture is drawn rather than taken."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """One picture to be converted."""

    original: Original
    roles: tuple[Role, ...]
    recipe: Recipe
    mark: str
    """Beginning of the files' names."""


class Converter:
    """One picture, and the files that have been made of it."""

    def __init__(self, content: bytes, task: Task) -> None:
        self._content = content
        self._task = task
        self._original = task.original
        self._sizes: list[Image] = []
        """The pixels, and what was scaled from them."""
        self._drawn = False
        self.files: dict[str, bytes] = {}

    def shown(self) -> Shown:
        """Return what was made; the files' bytes are in :attr:`files`.

        :raises NoPicture: It is broken.
        """
        task = self._task
        original = self._original
        if original.type == svg.TYPE:
            return self._drawing(svg.sanitise(self._content))
        widths = (*task.recipe.widths, task.recipe.fallback)
        self._sizes = [developed(self._content, None if original.animated else max(widths))]
        self._drawn = original.type != "image/jpeg" and _is_drawn(self._sizes[0])
        modern: tuple[Rendition, ...] = ()
        if "print" in task.roles:
            fallback = self._fallback()
            return Shown(width=original.width, height=original.height, fallback=fallback)
        if original.animated:
            fallback = self._kept("moving", stripped(self._content, original.type))
        else:
            widest = self._scaled(min(original.width, max(task.recipe.widths)))
            fallback = self._fallback()
            modern = self._modern(widest, fallback)
        return Shown(
            width=original.width,
            height=original.height,
            fallback=fallback,
            modern=modern,
            full=self._full(max(made.width for made in (*modern, fallback))),
            thumbs=self._crops("thumb", _THUMB_WIDTHS, _THUMB_RATIO)
            if "lead" in task.roles
            else (),
            portrait=self._crops("portrait", (_PORTRAIT_WIDTH,), (1, 1))[0]
            if "portrait" in task.roles
            else None,
        )

    def _drawing(self, content: bytes) -> Shown:
        drawing, dark = self._kept("drawing", content), svg.dark(content)
        return Shown(
            width=drawing.width,
            height=drawing.height,
            fallback=drawing,
            dark=self._kept("dark", dark) if dark and "print" not in self._task.roles else None,
        )

    def _scaled(self, width: int, ratio: tuple[int, int] | None = None) -> Image:
        """Return the picture at *width*, from the smallest of the sizes there are that will do."""
        source = self._sizes[0]
        for one in self._sizes:
            left, _, right, _ = middle(one.size, ratio)
            if width <= right - left and one.width < source.width:
                source = one
        result = scaled(source, width, ratio)
        if ratio is None:
            self._sizes.append(result)
        return result

    def _fallback(self) -> Rendition:
        task = self._task
        original = self._original
        most = task.recipe.fallback
        small = self._scaled(min(original.width, most))
        content, type_ = self._common(small)
        own_most = most if "print" in task.roles else 2 * most
        if (
            original.width <= own_most
            and original.type in _COMMON
            and not (original.turned or original.animated)
        ):
            own = stripped(self._content, original.type)
            if len(own) <= len(content) and opened(own).mode != "CMYK":
                return self._kept(f"{original.width}", own)
        return self._file(f"{small.width}", content, type_, small.size)

    def _common(self, pixels: Image) -> tuple[bytes, str]:
        """Return a file that everything can show, and its type."""
        if pixels.mode == "RGBA":
            return encoded(pixels, "image/png"), "image/png"
        if not self._drawn:
            fine = "print" in self._task.roles
            return encoded(pixels, "image/jpeg", fine=fine), "image/jpeg"
        return min(
            ((encoded(pixels, type_, fine=True), type_) for type_ in ("image/png", "image/jpeg")),
            key=lambda made: len(made[0]),
        )

    def _modern(self, widest: Image, fallback: Rendition) -> tuple[Rendition, ...]:
        type_ = f"image/{self._task.recipe.format}"
        largest = encoded(widest, type_, fine=self._drawn)
        if widest.width <= fallback.width and len(largest) >= fallback.bytes:
            return ()
        smaller = (self._scaled(w) for w in self._task.recipe.widths if w < widest.width)
        return (
            *(
                self._file(f"{p.width}", encoded(p, type_, fine=self._drawn), type_, p.size)
                for p in smaller
            ),
            self._file(f"{widest.width}", largest, type_, widest.size),
        )

    def _full(self, widest: int) -> Rendition | None:
        original = self._original
        if original.width <= widest:
            return None
        if not original.turned and original.type in TYPES:
            return self._kept("full", stripped(self._content, original.type))
        pixels = developed(self._content)
        return self._file("full", *self._common(pixels), pixels.size)

    def _crops(
        self, what: str, widths: Sequence[int], ratio: tuple[int, int]
    ) -> tuple[Rendition, ...]:
        """Return the picture cropped to *ratio* at *widths*, but for those that would enlarge it; one at least."""
        left, _, right, _ = middle((self._original.width, self._original.height), ratio)
        most = right - left
        made = [self._scaled(width, ratio) for width in sorted({min(w, most) for w in widths})]
        return tuple(self._file(f"{what}{p.width}", *self._common(p), p.size) for p in made)

    def _kept(self, what: str, content: bytes) -> Rendition:
        original = self._original
        return self._file(what, content, original.type, (original.width, original.height))

    def _file(self, what: str, content: bytes, type_: str, size: tuple[int, int]) -> Rendition:
        name = f"{self._task.mark}-{what}{SUFFIXES[type_]}"
        self.files[name] = content
        return Rendition(name=name, type=type_, width=size[0], height=size[1], bytes=len(content))


def _is_drawn(pixels: Image) -> bool:
    """Return whether the picture is a drawing: most of its pixels are as their neighbours."""
    grey = pixels.convert("L")
    beside = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0))
    return beside.histogram()[0] > _FLAT * grey.width * grey.height
