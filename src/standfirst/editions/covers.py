"""A book's cover for reading systems: a picture of its PDF's first page."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from standfirst.editions.typst import documents
from standfirst.editions.typst.code import value

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.editions.books import Book
    from standfirst.editions.typst.compiler import Compiler

_RESOLUTION = 150
"""Dots per inch: about 1,000 × 1,400 of them."""
_QUALITY = 88


def jpeg(book: Book, picture: Path | None, press: Compiler) -> bytes:
    """Return the cover as JPEG.

    :param picture: What it shows, where there is something.
    :raises RefusedError: There is none.
    """
    legible = press.glyphs.legible
    press.glyphs.learn(f"{book.publication}{book.title}{book.subtitle}")
    file = press.picture(picture) if picture else None
    said = {
        **documents.language(book.lang),
        "publication": legible(book.publication),
        "title": legible(book.title),
        "subtitle": legible(book.subtitle),
        "cover": {"file": file, "alt": ""} if file else None,
    }
    source = (
        '#import "/template/design.typ": base, in-language\n'
        '#import "/template/book.typ": cover\n'
        f"#let it = {value(said)}\n"
        "#show: base\n#show: in-language.with(it.lang, it.script, it.region)\n#cover(it)\n"
    )
    made = BytesIO()
    with Image.open(BytesIO(press.bitmap(source, ppi=_RESOLUTION))) as image:
        image.convert("RGB").save(made, "JPEG", quality=_QUALITY, optimize=True)
    return made.getvalue()
