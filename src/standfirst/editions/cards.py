"""What is typeset as a picture: social cards, which networks show beside links to pages without one, and covers of books.

::

    Post --of_article()--> Card --png()--> 1200 × 630 pixels        Book --cover()--> JPEG
"""

from __future__ import annotations

import dataclasses as dc
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from standfirst.editions.typst import documents
from standfirst.editions.typst.code import Code, block, text, value
from standfirst.text.cleaning import shorten

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.catalogue.model import Post
    from standfirst.editions.books import Book
    from standfirst.editions.typst.compiler import Compiler
    from standfirst.settings.model import Settings

LONGEST_TITLE = 400
"""Characters that have room in the smallest size."""
_LONGEST_LINE = 200
_LONGEST_RUN = 28
"""Characters of a long word after which a line of the title may be broken."""
_PIXEL = 72
"""Dots per inch at which a point is one."""
_COVER_RESOLUTION = 150
"""Dots per inch: about 1,000 × 1,400 of them."""
_COVER_QUALITY = 88


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """The content of a card: everything that its picture is made from, except the press."""

    title: str
    section: str
    byline: str
    publication: str
    lang: str
    """BCP 47."""

    @property
    def text(self) -> str:
        """Return all characters on it."""
        return f"{self.title}{self.section}{self.byline}{self.publication}"


def of_article(post: Post, settings: Settings) -> Card:
    """Return an article's card."""
    return Card(
        title=_in_line(post.title, LONGEST_TITLE),
        section=_in_line(post.section.name, _LONGEST_LINE),
        byline=_in_line(documents.byline(post), _LONGEST_LINE),
        publication=_in_line(settings.title, _LONGEST_LINE),
        lang=post.lang,
    )


def of_publication(settings: Settings) -> Card:
    """Return the publication's own card, for pages that are no article."""
    return Card(
        title=_in_line(settings.title, LONGEST_TITLE),
        section="",
        byline=_in_line(settings.tagline, _LONGEST_LINE),
        publication="",
        lang=settings.language,
    )


def _in_line(content: str, longest: int) -> str:
    return shorten(" ".join(content.split()), longest)


def png(card: Card, press: Compiler) -> bytes:
    """Return the picture of a card.

    :raises RefusedError: There is none.
    """
    press.glyphs.learn(card.text)
    legible = press.glyphs.legible
    said = {
        **documents.language(card.lang),
        "title": block([text(legible(card.title), _LONGEST_RUN)]),
        **{name: _line(legible(getattr(card, name))) for name in ("section", "byline", "publication")},
    }  # fmt: skip
    source = (
        '#import "/template/standfirst.typ": *\n#import "/template/card.typ": card\n'
        f"#card({value(said)})\n"
    )
    return press.bitmap(source, ppi=_PIXEL)


def _line(content: str) -> Code:
    return block([text(content, _LONGEST_LINE)])


def cover(book: Book, picture: Path | None, press: Compiler) -> bytes:
    """Return a book's cover for reading systems as JPEG: a picture of its PDF's first page.

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
        "own-cover": book.has_own_cover,
    }
    source = (
        '#import "/template/design.typ": base, in-language\n'
        '#import "/template/book.typ": cover\n'
        f"#let it = {value(said)}\n"
        "#show: base\n#show: in-language.with(it.lang, it.script, it.region)\n#cover(it)\n"
    )
    made = BytesIO()
    with Image.open(BytesIO(press.bitmap(source, ppi=_COVER_RESOLUTION))) as image:
        image.convert("RGB").save(made, "JPEG", quality=_COVER_QUALITY, optimize=True)
    return made.getvalue()
