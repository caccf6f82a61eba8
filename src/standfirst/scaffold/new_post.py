"""A new post: front matter and a first line, under a name that is free."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from standfirst.catalogue import sections
from standfirst.tables import first_words
from standfirst.text import cleaning, dates
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from standfirst.settings.model import Settings


def create(
    root: Path,
    *,
    title: str,
    authors: Sequence[str],
    section: str,
    settings: Settings,
    now: dt.datetime,
) -> Path:
    """Write a post and return its path.

    :param section: Slug or title of a section, a new one too; empty: none.
    :param now: The post's date, put into the publication's zone.
    :raises OSError: It cannot be written.
    """
    # a build's clock is rounded down to the hour: what is later waits for the next one
    date = dates.to_the_hour(now).astimezone(settings.timezone)
    folder = root / settings.posts
    section = cleaning.clean(section)[0]
    if section:
        folder /= sections.folder_for(section, settings)
    folder.mkdir(parents=True, exist_ok=True)
    clean = cleaning.clean(title)[0] or "Untitled"
    stem, number = f"{date:%Y-%m-%d}-{slugify(clean)}", 1
    said = sections.unsaid_title(section, settings) if section else ""
    content = _text(clean, [cleaning.clean(author)[0] for author in authors], said, date)
    while True:
        path = folder / (f"{stem}.md" if number == 1 else f"{stem}-{number}.md")
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(content)
        except FileExistsError:
            number += 1
            continue
        return path


def _text(title: str, authors: Sequence[str], section: str, date: dt.datetime) -> str:
    values = {
        "layout": "post",
        "title": title,
        "author": authors[0] if len(authors) == 1 else list(authors),
        **({"section": section} if section else {}),
    }
    matter = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)
    return (
        f"---\n{matter}date: {date:%Y-%m-%d %H:%M:%S %z}\n"
        f"description: {first_words.DESCRIPTION}\n"
        "excerpt_separator: <excerpt/>\n---\n\n"
        f"_{first_words.STANDFIRST}_\n\n<excerpt/>\n\n{first_words.TEXT}\n"
    )
