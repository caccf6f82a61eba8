"""What the text of a post says, on its page, in lists and to programs: all of a post that is not of its outline.

Apart from :mod:`.posts`, as an edit changes a text far more often than to what a post belongs.
"""

from __future__ import annotations

import dataclasses as dc
import unicodedata
from typing import TYPE_CHECKING

from standfirst.markdown.quotes import smarten
from standfirst.text import cleaning, line_breaks, reading_time

if TYPE_CHECKING:
    from standfirst.catalogue.model import Post
    from standfirst.reading.record import Record

_EXCERPT = 500
_DESCRIPTION = 300
"""Characters."""
_STOPS = (".", "!", "?", "。")


def with_texts(post: Post, record: Record) -> Post:
    """Return *post*, which is of the outline of *record*, with the texts of *record*."""
    matter, body, lang = record.matter, record.body, post.lang
    excerpt = (
        smarten(matter.excerpt, lang) or body.excerpt or body.standfirst or body.first_paragraph
    )
    excerpt = cleaning.shorten(" ".join(line_breaks.closed_up(excerpt, lang).split()), _EXCERPT)
    deck = smarten(matter.subtitle or matter.description, lang)
    description = smarten(matter.description, lang) or deck or excerpt
    return dc.replace(
        post,
        deck="" if _is_said_by(deck, body.standfirst) else deck,
        standfirst=body.standfirst,
        excerpt=excerpt,
        description=cleaning.shorten(description, _DESCRIPTION),
        minutes=reading_time.minutes(body.words, body.han),
        words=body.words + body.han,
    )


def _is_said_by(deck: str, standfirst: str) -> bool:
    """Return whether the text's own standfirst, which stands below the deck, is the same, or begins with its sentences."""
    said, below = (
        "".join(unicodedata.normalize("NFKC", text).casefold().split())
        for text in (deck, standfirst)
    )
    cut = said.removesuffix("...")  # NFKC's for "…"
    is_whole = cut != said or said.endswith(_STOPS)
    is_same = said.rstrip("".join(_STOPS)) == below.rstrip("".join(_STOPS))
    return bool(said and below) and (is_same or (is_whole and below.startswith(cut)))
