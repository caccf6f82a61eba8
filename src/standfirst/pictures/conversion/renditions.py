"""The renditions of a picture: the files that pages and feeds show, and their widths."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any, Literal

from PIL import features

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.settings.model import Settings

Role = Literal["lead", "text", "portrait", "cover", "print"]
"""How a picture is used: above an article, in its text, for an author, for a volume, in a book.

A book takes one file: JPEG, PNG where it is transparent, or SVG; of what moves the first frame. A JPEG or PNG that is no
wider than the recipe says, and not heavier than what would be made of it, keeps its pixels bit for bit.
"""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Recipe:
    """How pictures are converted."""

    widths: tuple[int, ...] = (480, 800, 1600)
    """In pixels, ascending."""
    format: str = "avif"
    """The modern format: ``avif`` or ``webp``."""
    fallback: int = 1200
    """Most pixels in a row of the file for old browsers, for feeds and for cards; or for books."""

    @classmethod
    def of(cls, settings: Settings) -> Recipe:
        """Return what the publication has chosen, as far as this machine's Pillow can make it."""
        can = features.check(settings.picture_format)
        return cls(
            widths=settings.picture_widths, format=settings.picture_format if can else "webp"
        )


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Rendition:
    """One file made of a picture."""

    name: str
    """Below the folder of the pictures, without a slash: ``<stem>-<hash>-<what>.<suffix>``."""
    type: str
    """MIME type."""
    width: int
    height: int
    bytes: int


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The files of one picture."""

    width: int
    """Of the original, as it is shown."""
    height: int
    fallback: Rendition
    """JPEG, or PNG where that suits it; the picture itself where it moves (GIF, WebP, PNG) or is SVG."""
    modern: tuple[Rendition, ...] = ()
    """In the recipe's format, ascending; empty where they would not be smaller than the fallback."""
    full: Rendition | None = None
    """All pixels of the original, where it is wider than the widest of the others."""
    thumbs: tuple[Rendition, ...] = ()
    """Cropped to 3 : 2, ascending; only of lead pictures, and none of SVG."""
    portrait: Rendition | None = None
    """A square; only of portraits, and none of SVG."""
    dark: Rendition | None = None
    """The same on dark pages; only of SVG that is another there."""

    def files(self) -> tuple[Rendition, ...]:
        """Return all files."""
        some = (*self.modern, self.fallback, self.full, *self.thumbs, self.portrait, self.dark)
        return tuple(dict.fromkeys(file for file in some if file is not None))


def shown(values: Mapping[str, Any], stem: str = "") -> Shown:
    """Return what :func:`dataclasses.asdict` has made into plain values.

    :param stem: Put before the files' names.
    """

    def rendition(given: Mapping[str, Any]) -> Rendition:
        return Rendition(**{**given, "name": f"{stem}-{given['name']}" if stem else given["name"]})

    def some(given: Mapping[str, Any] | None) -> Rendition | None:
        return rendition(given) if given else None

    return Shown(
        width=values["width"],
        height=values["height"],
        fallback=rendition(values["fallback"]),
        modern=tuple(map(rendition, values["modern"])),
        full=some(values["full"]),
        thumbs=tuple(map(rendition, values["thumbs"])),
        portrait=some(values["portrait"]),
        dark=some(values.get("dark")),
    )
