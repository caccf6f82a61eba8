"""The record of one post, from its reading to the catalogue: small, pickled with the environment."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, NamedTuple

from standfirst.incremental.manifest import digest
from standfirst.problems import Located, PostWarning, Problem
from standfirst.sources.front_matter.model import KEYS_OF

if TYPE_CHECKING:
    from standfirst.problems import Level
    from standfirst.sources.front_matter.reader import FrontMatter


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Biography:
    """One closing paragraph of a post that says who somebody is."""

    name: str
    markdown: str
    """The paragraph's Markdown source, name included; empty where the article was withdrawn."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """What intake learned from a post's text (see :mod:`standfirst.reading.structure`)."""

    standfirst: str = ""
    """Plain text of the italic opening paragraph."""
    excerpt: str = ""
    """Plain text before the marker (paragraphs joined by a newline), empty where there is no marker."""
    first_paragraph: str = ""
    """Plain text."""
    biographies: tuple[Biography, ...] = ()
    words: int = 0
    """Words of alphabetic scripts."""
    han: int = 0
    """CJK characters."""
    terms: bytes = dc.field(default=b"", repr=False)
    """What the text is about, as :func:`standfirst.reading.keywords.signature` makes it."""
    lang: str = ""
    """BCP 47 tag found by looking at the text, empty where it tells nothing."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What the environment keeps of one post: small, pickled, merged, purged."""

    docname: str
    source: str
    """Path of the source file below the source folder, with forward slashes."""
    matter: FrontMatter
    body: Body
    lines: tuple[tuple[str, int], ...] = ()
    """1-based lines of the keys that a later warning may name: ``permalink``, ``author``, ``tags`` …"""


class Mark(NamedTuple):
    """What tells a record from others: hashes of it."""

    whole: str
    outline: str
    """Of :func:`outline` alone."""


def marked(record: Record) -> Mark:
    """Return the mark of *record*."""
    # no repr has the terms
    return Mark(digest(record, record.body.terms), digest(outline(record)))


def outline(record: Record) -> Record:
    """Return *record* without what its text says: all of it from which names, lists and addresses are made."""
    body = record.body
    return dc.replace(record, body=Body(biographies=body.biographies, lang=body.lang))


def line_of(record: Record, *keys: str) -> int:
    """Return the 1-based line of the first of *keys* that the post has, else 1."""
    lines = dict(record.lines)
    return next((lines[key] for key in keys if key in lines), 1)


def problem_at(
    record: Record,
    field: str,
    subtype: PostWarning,
    message: str,
    remedy: str,
    *,
    level: Level = "warning",
) -> Located:
    """Return a problem of a post, at the line of its front matter's *field*."""
    line = line_of(record, *KEYS_OF.get(field, (field,)))
    problem = Problem(subtype=subtype, message=message, remedy=remedy, line=line, level=level)
    return Located(docname=record.docname, problem=problem)


def without_words(record: Record) -> Record:
    """Return what stays of a withdrawn article: its title, who signed it, and where it belongs.

    What it said, and what was said of it, goes: deck, description, excerpt, pictures, files,
    keywords, its place in a series, what it told of its authors.
    """
    matter = dc.replace(
        record.matter,
        subtitle="",
        description="",
        excerpt="",
        series="",
        position="",
        contributors=(),
        image="",
        image_caption="",
        image_alt="",
        image_credit="",
        image_license="",
    )
    # a byline may name some of its people there only
    names = tuple(dc.replace(said, markdown="") for said in record.body.biographies)
    return dc.replace(record, matter=matter, body=Body(biographies=names, lang=record.body.lang))
