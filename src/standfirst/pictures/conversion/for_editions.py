"""The file of a picture that books and metadata take: JPEG or PNG, no wider than they need it."""

from __future__ import annotations

import dataclasses as dc
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.pictures.conversion.conversion_cache import (
    ConversionCache,
    WantedConversion,
    silent,
)
from standfirst.pictures.conversion.renditions import Recipe
from standfirst.pictures.errors import NoPicture
from standfirst.pictures.formats import svg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.pictures.conversion.conversion_cache import Progress
    from standfirst.pictures.remote.store import Store


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Printable:
    """A picture as a book or a card takes it."""

    path: Path
    """Its file, which the cache keeps as long as it is asked for; its suffix says the type."""
    type: str
    """``image/jpeg``, ``image/png``, or ``image/svg+xml`` where that is allowed."""
    width: int
    """In pixels; of SVG, in CSS pixels (96 to an inch)."""
    height: int


def printable(
    pictures: Iterable[Path | str],
    *,
    store: Store,
    cache: Path,
    width: int,
    bitmap: bool = False,
    jobs: int = 1,
    progress: Progress = silent,
) -> dict[Path | str, Printable | NoPicture]:
    """Return each picture's file, or why there is none.

    What moves gives its first frame, what is CMYK, WebP or AVIF a JPEG, what is transparent a
    PNG. Metadata is gone, orientation applied, nothing enlarged. A JPEG or PNG that is no wider
    than *width*, and not heavier than what would be made of it, keeps its pixels bit for bit.

    :param pictures: Paths of files, or addresses (text) that are looked up in the store.
    :param cache: The folder that the pictures of pages are kept in as well.
    :param width: Most pixels in a row that are of use.
    :param bitmap: Whether SVG will not do: it gives :class:`NoPicture` then, as nothing here draws it.
    :raises OutputError: The cache cannot be written.
    """
    files = {picture: _file(picture, store) for picture in pictures}
    workshop = ConversionCache(
        cache, Recipe(widths=(), fallback=width), jobs=jobs, progress=progress
    )
    made = workshop.make(
        {
            str(picture): WantedConversion(path=file, stem="print", roles=frozenset({"print"}))
            for picture, file in files.items()
            if isinstance(file, Path)
        }
    )

    def result(picture: Path | str, file: Path | NoPicture) -> Printable | NoPicture:
        shown = file if isinstance(file, NoPicture) else made[str(picture)]
        if isinstance(shown, NoPicture):
            return shown
        only = shown.fallback
        if bitmap and only.type == svg.TYPE:
            return NoPicture("is SVG, of which no bitmap is made")
        return Printable(
            path=workshop.path(only), type=only.type, width=only.width, height=only.height
        )

    return {picture: result(picture, file) for picture, file in files.items()}


def _file(picture: Path | str, store: Store) -> Path | NoPicture:
    if isinstance(picture, Path):
        return picture
    held = store.find(picture)
    return store.file(held) if held else NoPicture("is not in the store")
