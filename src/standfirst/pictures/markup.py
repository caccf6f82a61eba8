"""A picture's renditions -> HTML: one modern format at several widths, one file for all other browsers.

The browser is told how wide the picture will be before it has the style sheet (``sizes``), and
its proportions before it has the picture: it takes the smallest file that will do, and nothing
on the page moves when the file arrives.
"""

from __future__ import annotations

import dataclasses as dc
import math
import re
from html import escape
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from standfirst.pictures.formats import svg
from standfirst.pictures.remote import urls

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from standfirst.pictures.conversion.renditions import Rendition, Role, Shown

COLUMN = 640
"""Pixels of the text's column, ``--sf-measure`` in ``tokens.css``."""
_BESIDE = 0.92
"""The part of a narrow screen that content takes: ``.sf-content`` in ``base.css`` has 4 % on either side."""

_DECORATION = {"alt": " ", "aria-hidden": "true"}
"""Of a picture beside words that say the same. Text browsers show nothing of it: w3m, where the text is
empty, the file's name; what is read aloud passes over it."""

_LENGTH = re.compile(r"[\d.]+(?=(?:rem|vw)(?:,|$))")
"""A number in ``sizes`` that is no condition."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PictureSlot:
    """Where on a page pictures of one kind stand."""

    sizes: str
    """How wide they are there, as HTML's attribute of this name has it."""
    crop: Literal["", "thumb", "portrait"] = ""
    """Which part of the picture stands there; empty: all of it."""
    box: float = 0
    """Width by height of the box into which the style sheet fits the picture, cutting off the rest; 0: there is none."""
    is_lazy: bool = True
    """Whether it may be loaded when the reader comes near it."""
    is_urgent: bool = False
    """Whether it is loaded before others."""


# The lengths are those of front.css, listing.css, card.css, article.css, further.css and base.css.
PLACES: Mapping[str, PictureSlot] = {
    "lead": PictureSlot(
        sizes="(min-width: 75rem) 44rem, (min-width: 43.5rem) 40rem, 92vw",
        is_lazy=False,
        is_urgent=True,
    ),
    "card": PictureSlot(sizes="(min-width: 40rem) 14rem, 92vw", crop="thumb"),
    "column": PictureSlot(sizes="(min-width: 40rem) 22rem, 92vw", crop="thumb"),
    "front-lead": PictureSlot(
        sizes="(min-width: 80rem) 48rem, (min-width: 45rem) 58vw, 92vw",
        box=3 / 2,
        is_lazy=False,
        is_urgent=True,
    ),
    "front-second": PictureSlot(
        sizes="(min-width: 80rem) 20rem, (min-width: 64rem) 25vw, (min-width: 45rem) 45vw, 92vw",
        crop="thumb",
    ),
    "related": PictureSlot(sizes="6rem", crop="thumb"),
    "portrait-small": PictureSlot(sizes="2.5rem", crop="portrait"),
    "portrait": PictureSlot(sizes="3.5rem", crop="portrait"),
    "portrait-large": PictureSlot(
        sizes="(min-width: 75rem) 9rem, 12vw", crop="portrait", is_lazy=False
    ),
    "cover-small": PictureSlot(sizes="6rem"),
    "cover": PictureSlot(sizes="(min-width: 45rem) 9rem, 20vw", box=3 / 4),
    "cover-large": PictureSlot(sizes="(min-width: 60rem) 12rem, 20vw", is_lazy=False),
}
"""The places that templates name."""


_SMALL = COLUMN // 2
"""Pixels in a row below which a picture is not enlarged where an article's picture stands."""
_OF_ARTICLES = frozenset({"lead", "card", "column", "front-lead", "front-second"})


def is_small(shown: Shown, place: str) -> bool:
    """Return whether a picture, a logo say, would be enlarged in one of the places where articles have theirs."""
    is_drawn = shown.fallback.type == svg.TYPE
    return place in _OF_ARTICLES and shown.width < _SMALL and not is_drawn


def in_text(width: float, *, is_first: bool) -> PictureSlot:
    """Return the place of a picture in the text.

    :param width: Pixels that it takes on a wide screen.
    :param is_first: Whether readers may see it without scrolling.
    """
    shown = min(math.ceil(width), COLUMN)
    sizes = f"(min-width: {math.ceil(shown / _BESIDE)}px) {shown}px, 92vw"
    return PictureSlot(sizes=sizes, is_lazy=not is_first)


def proportioned(shown: Shown, *, width: int = 0, height: int = 0) -> tuple[int, int]:
    """Return the width and height in pixels that the author asks for; 0 where there is none.

    The picture's own proportions stay: a browser would make room for others, then for these.
    """
    if not width and height:
        width = round(height * shown.width / shown.height)
    width = width or shown.width
    return max(1, width), max(1, round(width * shown.height / shown.width))


def picture(
    shown: Shown, place: PictureSlot, *, folder: str, alt: str | None, css: str = ""
) -> str:
    """Return the element that shows a picture.

    :param folder: The pictures' folder as the page reaches it, ``../../_images/``.
    :param alt: Its alternative text; None where words beside it say the same.
    :param css: Classes.
    """
    text = _DECORATION if alt is None else {"alt": alt}
    given = {**attributes(shown, place, folder=folder), **text}
    if css:
        given["class"] = css
    return around(_tag("img", given), shown, place, folder=folder)


def attributes(shown: Shown, place: PictureSlot, *, folder: str) -> dict[str, str]:
    """Return the attributes of ``img``, but for its text, as :func:`picture` takes them."""
    cut = _cut(shown, place)
    file = cut[-1] if cut else shown.fallback
    width, height = (file.width, file.height) if cut else (shown.width, shown.height)
    given = {"src": folder + quote(file.name), "width": str(width), "height": str(height)}
    if len(cut) > 1:
        given |= {"srcset": _srcset(cut, folder), "sizes": place.sizes}
    if shown.dark:
        given["data-dark"] = folder + quote(shown.dark.name)  # static/standfirst/mode.js
    if place.is_lazy:
        given["loading"] = "lazy"
    if place.is_urgent:
        given["fetchpriority"] = "high"
    return {**given, "decoding": "async"}


def around(image: str, shown: Shown, place: PictureSlot, *, folder: str) -> str:
    """Return the element around the tag *image* with the other files that a browser may choose."""
    if _cut(shown, place) or not shown.modern:
        return image
    source = {
        "type": shown.modern[0].type,
        "srcset": _srcset(shown.modern, folder),
        "sizes": _sizes(shown, place),
    }
    return f"<picture>{_tag('source', source)}{image}</picture>"


def _sizes(shown: Shown, place: PictureSlot) -> str:
    """Return how wide the whole picture is, also where the sides of a wide one are cut off."""
    wider = shown.width / shown.height / place.box if place.box else 1
    if wider <= 1:
        return place.sizes
    return _LENGTH.sub(lambda found: f"{float(found[0]) * wider:.0f}", place.sizes)


def _cut(shown: Shown, place: PictureSlot) -> tuple[Rendition, ...]:
    """Return the files of the part of the picture that stands in *place*, which every browser can show."""
    if place.crop == "thumb":
        return shown.thumbs
    return (shown.portrait,) if place.crop == "portrait" and shown.portrait else ()


def linked(image: str, shown: Shown, *, folder: str, label: str) -> str:
    """Return *image* as a link to all its pixels; as it is where it shows them.

    :param label: What the link is called where the picture says nothing.
    """
    if shown.full is None:
        return image
    named = f' aria-label="{escape(label)}"' if label else ""
    return f'<a class="sf-full" href="{escape(folder + quote(shown.full.name))}"{named}>{image}</a>'


def files(shown: Shown, roles: Collection[Role]) -> tuple[Rendition, ...]:
    """Return the files of a picture that pages and feeds name for this use."""
    named: list[Rendition | None] = []
    if "portrait" in roles:
        named.append(shown.portrait or shown.fallback)
    if roles != {"portrait"}:
        named += [*shown.modern, shown.fallback, shown.dark]
    if "lead" in roles or "text" in roles:
        named += [shown.full, *shown.thumbs]
    return tuple(dict.fromkeys(file for file in named if file is not None))


def placeholder(text: str, address: str = "", *, is_block: bool = True) -> str:
    """Return the placeholder of a picture: a frame with its text, with a link where one is allowed.

    :param address: Of the picture; a path within the publication is not linked to, where there is nothing.
    :param is_block: Whether the picture stands by itself, not in a line of text.
    """
    kind = "sf-placeholder" if is_block else "sf-placeholder sf-placeholder--inline"
    inside = escape(text)
    if urls.is_remote(address) and not urls.why_not(address):
        inside = f'<a href="{escape(address)}" rel="external">{inside}</a>'
    return f'<span class="{kind}">{inside}</span>'


def _srcset(renditions: Iterable[Rendition], folder: str) -> str:
    return ", ".join(f"{folder}{quote(each.name)} {each.width}w" for each in renditions)


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    written = " ".join(f'{key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name} {written}>"
