"""What a post says about itself, as data."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standfirst.sources.front_matter.contributors import Contributor

UNDATED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""Since when a post is withdrawn that gives no usable day of it, nor one of its own."""
KEYS_OF = {
    "authors": ("authors", "author"),
    "translators": ("translator", "translators"),
    "categories": ("categories", "category"),
    "tags": ("tags", "tag"),
    "updated": ("last_modified_at", "updated"),
    "lang": ("lang", "language", "locale"),
}
"""Field -> its keys, the first that says something counts; other fields have one, their own."""
KEYS = frozenset(
    [
        "layout", "title", "subtitle", "date", "expires", "image", "image_caption", "image_alt", "image_credit", "image_license",
        "description", "excerpt", "excerpt_separator", "section", "volume", "series", "permalink", "redirect_from",
        "published", "draft", "withdrawn", "position", "source", "license", "doi", "slug", "translation_of",
        *(key for keys in KEYS_OF.values() for key in keys),
    ]
)  # fmt: skip


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class FrontMatter:
    """What a post says about itself, in this project's terms; every text is clean and one line."""

    title: str
    """Plain text, never Markdown; from the file name where the post has none."""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    """Byline strings as written: one string may name several people (see :mod:`standfirst.text.bylines`)."""
    translators: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    """The authors and translators of whom it says more than the name."""
    date: dt.datetime | None = None
    """Publication date, always with a UTC offset; None where neither front matter nor file name has one."""
    updated: dt.datetime | None = None
    """Update date (``last_modified_at`` or ``updated``), with a UTC offset."""
    expires: dt.datetime | None = None
    withdrawn: dt.datetime | None = None
    withdrawn_reason: str = ""
    hidden: bool = False
    """``draft: true`` or ``published: false``."""
    image: str = ""
    """Lead image: http(s) URL or a path as written; a path may still lead anywhere."""
    image_key: str = "image"
    """The key that names it, dotted where it lies in a mapping."""
    image_caption: str = ""
    image_alt: str = ""
    image_credit: str = ""
    image_license: str = ""
    description: str = ""
    excerpt: str = ""
    excerpt_separators: tuple[str, ...] = ("<excerpt/>", "<!--more-->")
    categories: tuple[str, ...] = ()
    path_categories: tuple[str, ...] = ()
    """The categories as Jekyll reads them, of which its addresses are made: ``a, b`` gives ``a,`` and ``b``."""
    tags: tuple[str, ...] = ()
    section: str = ""
    volume: str = ""
    series: str = ""
    lang: str = ""
    """BCP 47 tag, empty where the post has none."""
    permalink: str = ""
    redirect_from: tuple[str, ...] = ()
    position: str = ""
    """``left``, ``center``, ``right`` or empty."""
    layout: str = ""
    source: str = ""
    """Where the post first appeared: plain text, may be a URL."""
    source_url: str = ""
    license: str = ""
    doi: str = ""
    slug: str = ""
    translation_of: str = ""
    """File name or address of the post of which this is a translation, as written."""
