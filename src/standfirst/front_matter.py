"""Read a post's Jekyll front matter.

::

    source text --split()--> YAML block --load--> mapping --normalise--> FrontMatter
                         \\--> body, with as many lines as the source

Nothing here imports Sphinx; the hook is :mod:`standfirst.sphinx_ext.intake`.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.warnings_ import Problem


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class FrontMatter:
    """What a post says about itself, in this project's terms; every text is clean and one line."""

    title: str
    """Plain text, never Markdown; from the file name where the post has none."""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    """Byline strings as written: one string may name several people (see :mod:`standfirst.bylines`)."""
    translators: tuple[str, ...] = ()
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
    """Lead image: http(s) URL or a path as written, already checked for safety."""
    image_caption: str = ""
    image_alt: str = ""
    image_credit: str = ""
    description: str = ""
    excerpt: str = ""
    excerpt_separators: tuple[str, ...] = ("<excerpt/>", "<!--more-->")
    categories: tuple[str, ...] = ()
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
    extra: tuple[tuple[str, str], ...] = ()
    """Unknown keys with their values as JSON, in source order."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A source file, taken apart."""

    matter: FrontMatter
    body: str
    """Text after the front matter, preceded by as many empty lines as the front matter had."""
    problems: tuple[Problem, ...] = ()
    lines: Mapping[str, int] = dc.field(default_factory=dict)
    """1-based line of each key in the source."""
    raw: Mapping[str, Any] = dc.field(default_factory=dict)
    """The mapping as YAML gave it (with defaults under it), for Liquid's ``page``."""
