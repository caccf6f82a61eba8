"""One picture's file -> the files that show it. Nothing is enlarged, and nothing grows.

::

    content --developed--> pixels --scaled--> --encoded--> modern, fallback, thumbs, portrait
       +-------------------stripped----------------------> full, and what moves
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from PIL import ImageChops

from standfirst.pictures.encoding import SUFFIXES, encoded
from standfirst.pictures.pixels import developed, scaled
from standfirst.pictures.renditions import (
    FALLBACK_WIDTH,
    PORTRAIT_WIDTH,
    THUMB_RATIO,
    THUMB_WIDTHS,
    Recipe,
    Rendition,
    Role,
    Shown,
)
from standfirst.pictures.stripping import stripped

if TYPE_CHECKING:
    from PIL.Image import Image

_FLAT = 0.5
"""Share of pixels equal to their neighbour above which a picture is drawn rather than taken."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """One picture to be converted."""

    type: str
    animated: bool
    turned: bool
    width: int
    height: int
    roles: tuple[Role, ...]
    recipe: Recipe
    mark: str
    """Beginning of the files' names."""


class Converter:
    """One picture, and the files that have been made of it."""

    def __init__(self, content: bytes, task: Task) -> None:
        self._content = content
        self._task = task
        self.files: dict[str, bytes] = {}

    def shown(self) -> Shown:
        """Return what was made; the files' bytes are in :attr:`files`.

        :raises NoPicture: It is broken.
        """
        task = self._task
        if task.animated:
            own = self._kept("still", stripped(self._content, task.type), task.type)
            pixels = developed(self._content)
            return self._with_crops(
                pixels, Shown(width=task.width, height=task.height, fallback=own)
            )
        widest = max(*task.recipe.widths, FALLBACK_WIDTH)
        pixels = developed(self._content, widest)
        fallback = self._fallback(pixels)
        modern = self._modern(pixels, fallback)
        result = Shown(
            width=task.width,
            height=task.height,
            fallback=fallback,
            modern=modern,
            full=self._full(max(r.width for r in (*modern, fallback))),
        )
        return self._with_crops(pixels, result)

    def _fallback(self, pixels: Image) -> Rendition:
        task = self._task
        type_ = "image/png" if pixels.mode == "RGBA" or self._is_flat(pixels) else "image/jpeg"
        width = min(task.width, FALLBACK_WIDTH)
        content = encoded(scaled(pixels, width), type_)
        if width == task.width and not task.turned and task.type in {"image/jpeg", "image/png"}:
            own = stripped(self._content, task.type)
            if len(own) <= len(content):
                return self._kept(f"{width}", own, task.type)
        return self._file(f"{width}", content, type_, scaled(pixels, width))

    def _is_flat(self, pixels: Image) -> bool:
        if self._task.type == "image/jpeg" or pixels.width < 2:  # noqa: PLR2004
            return False
        middle = pixels.convert("L")
        beside = ImageChops.difference(middle, ImageChops.offset(middle, 1, 0))
        return beside.histogram()[0] > _FLAT * middle.width * middle.height

    def _modern(self, pixels: Image, fallback: Rendition) -> tuple[Rendition, ...]:
        task = self._task
        widest = min(task.width, max(task.recipe.widths))
        widths = sorted({w for w in task.recipe.widths if w < widest} | {widest}, reverse=True)
        type_ = f"image/{task.recipe.format}"
        made: list[tuple[Image, bytes]] = []
        for width in widths:
            pixels = scaled(pixels, width)
            made.append((pixels, encoded(pixels, type_)))
        if widths[0] <= fallback.width and len(made[0][1]) >= fallback.bytes:
            return ()
        return tuple(
            self._file(f"{image.width}", content, type_, image) for image, content in reversed(made)
        )

    def _full(self, widest: int) -> Rendition | None:
        task = self._task
        if task.width <= widest:
            return None
        if not task.turned and task.type in {"image/jpeg", "image/png", "image/webp"}:
            return self._kept("full", stripped(self._content, task.type), task.type)
        pixels = developed(self._content)
        type_ = "image/png" if pixels.mode == "RGBA" else "image/jpeg"
        return self._file("full", encoded(pixels, type_), type_, pixels)

    def _with_crops(self, pixels: Image, result: Shown) -> Shown:
        roles = self._task.roles
        thumbs: tuple[Rendition, ...] = ()
        portrait = None
        if "lead" in roles:
            thumbs = tuple(
                self._crop("thumb", pixels, width, THUMB_RATIO)
                for width in THUMB_WIDTHS
                if width <= result.width or width == THUMB_WIDTHS[0]
            )
        if "portrait" in roles:
            portrait = self._crop("portrait", pixels, PORTRAIT_WIDTH, (1, 1))
        return dc.replace(result, thumbs=thumbs, portrait=portrait)

    def _crop(self, what: str, pixels: Image, width: int, ratio: tuple[int, int]) -> Rendition:
        image = scaled(pixels, width, ratio)
        type_ = "image/png" if image.mode == "RGBA" else "image/jpeg"
        return self._file(f"{what}{width}", encoded(image, type_), type_, image)

    def _kept(self, what: str, content: bytes, type_: str) -> Rendition:
        return self._add(what, content, type_, (self._task.width, self._task.height))

    def _file(self, what: str, content: bytes, type_: str, image: Image) -> Rendition:
        return self._add(what, content, type_, image.size)

    def _add(self, what: str, content: bytes, type_: str, size: tuple[int, int]) -> Rendition:
        name = f"{self._task.mark}-{what}.{SUFFIXES[type_]}"
        self.files[name] = content
        return Rendition(name=name, type=type_, width=size[0], height=size[1], bytes=len(content))
