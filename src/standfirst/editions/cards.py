"""Social cards: the pictures that networks show beside links to pages without a picture.

::

    Post --of_article()--> Card --png()--> 1200 × 630 pixels
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.editions.typst import documents
from standfirst.editions.typst.code import Code, block, text, value
from standfirst.text.cleaning import shorten

if TYPE_CHECKING:
    from standfirst.catalogue.model import Post
    from standfirst.editions.typst.compiler import Compiler
    from standfirst.settings.model import Settings

LONGEST_TITLE = 400
"""Characters that have room in the smallest size."""
_LONGEST_LINE = 200
_LONGEST_RUN = 28
"""Characters of a long word after which a line of the title may be broken."""
_PIXEL = 72
"""Dots per inch at which a point is one."""


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
