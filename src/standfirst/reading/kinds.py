"""What kind of source a file is, to Jekyll's defaults."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from standfirst.addresses import permalinks
from standfirst.sources.front_matter import reader

if TYPE_CHECKING:
    from standfirst.settings.model import Settings


def kind(source: str, settings: Settings) -> str:
    """Return the type of a file in Jekyll's defaults: a section with addresses of its own is a collection."""
    if not PurePosixPath(source).is_relative_to(settings.posts):
        return reader.PAGES
    section = permalinks.section_around(source, settings)
    return section.slug if section and section.permalink else reader.POSTS
