"""The pattern of addresses that a post has from its section."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from standfirst.text.name_folding import fold

if TYPE_CHECKING:
    from standfirst.settings.model import Department, Settings


def configured(source: str, settings: Settings) -> Department | None:
    """Return the configured section in whose folder *source* lies."""
    path = PurePosixPath(source)
    if not path.is_relative_to(settings.posts):
        return None
    parts = path.relative_to(settings.posts).parts
    folder = parts[0] if len(parts) > 1 else ""
    return next((item for item in settings.sections if item.slug == folder), None)


def pattern(source: str, section: str, settings: Settings) -> str:
    """Return the pattern of addresses of the section in whose folder a post lies, or which it names; empty: none.

    Not of one that a category alone means: posts in a category are not in the collection of that name.
    """
    around = configured(source, settings)
    if around and around.permalink:
        return around.permalink
    named = (d for d in reversed(settings.sections) if fold(section) in {fold(d.slug), fold(d.title)})  # fmt: skip
    return next((d.permalink for d in named), "") if section else ""
