"""Catalogues of posts that are given as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from standfirst.catalogue.assemble import AssembleInputs, assemble
from standfirst.reading import profiles
from standfirst.reading.post import read_post
from standfirst.reading.read_context import ReadContext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standfirst.catalogue.assemble import Publication
    from standfirst.settings.model import Settings

MARKDOWN = MarkdownIt("commonmark")


def publish(
    settings: Settings,
    *posts: str | tuple[str, ...],
    authors: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    volumes: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    **more: Any,
) -> Publication:
    """Return the publication that posts make, each front matter lines, or those and a text, or with a path.

    :param more: What else it is assembled of.
    """
    own = [
        profiles.read_author(text, source=f"authors/{name}.md", report=lambda _: None)
        for name, text in dict(authors).items()
    ]
    books = tuple(
        profiles.read_volume(text, source=f"volumes/{name}.md", report=lambda _: None)
        for name, text in dict(volumes).items()
    )
    records = {}
    around = ReadContext(settings=settings, names=profiles.names(own))
    for number, post in enumerate(posts):
        lines, text, path = (*((post,) if isinstance(post, str) else post), "", "")[:3]
        source = path or f"posts/2026-01-{number + 1:02}-{number}.md"
        reading = read_post(
            f"---\ntitle: T{number}\n{lines}\n---\n\n{text}",
            source=source,
            around=around,
            markdown=MARKDOWN,
            report=lambda _: None,
        )
        records[reading.record.docname] = reading.record
    return assemble(
        AssembleInputs(
            settings=settings, records=records, authors=tuple(own), volumes=books, **more
        )
    )


def said(publication: Publication) -> list[tuple[str, str]]:
    """Return levels and messages of what is doubtful."""
    return [(p.problem.level, p.problem.message) for p in publication.problems]
