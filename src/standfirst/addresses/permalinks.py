"""Jekyll's permalinks: pattern and post -> path.

::

    style, else template --expand(Subject)--> path, not percent-encoded

What comes out is not percent-encoded and not safe yet; :func:`standfirst.addresses.safe_paths.safe_path` sees to that.
Source of all rules: https://jekyllrb.com/docs/permalinks/ and ``Jekyll::URL``,
``Jekyll::Drops::UrlDrop`` and ``Jekyll::Document#destination`` of Jekyll 4.
"""

from __future__ import annotations

import dataclasses as dc
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from standfirst.sources import source_files
from standfirst.tables.placeholders import (
    DATED,
    PLACEHOLDER,
    STYLES,
    explained,
    known,
    unknown,
)
from standfirst.text import dates
from standfirst.text.slugs import jekyll_slug

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from standfirst.settings.model import Department, Settings
    from standfirst.sources.front_matter.reader import FrontMatter

UNDATED = "undated"
"""Folder of the posts that have no date, where the pattern asks for one."""
HTML = ".html"
_OF_A_PAGE = re.compile(r"(:path|:basename|:output_ext)")
_OF_HTML = frozenset({HTML, ".htm", ".xhtml"})
# Not calendar's and not strftime's: those follow the process's locale
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class PermalinkError(ValueError):
    """A pattern that cannot be filled in; the message says why."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What the placeholders of one post stand for."""

    name: str
    """File name without its suffix, the date included."""
    path: str
    """Path below the collection's folder without suffix, the date included."""
    slug: str
    """``slug`` of the front matter, else the file name without date and suffix."""
    collection: str = "posts"
    categories: tuple[str, ...] = ()
    date: dt.datetime | None = None
    """In the publication's zone."""


_DATED: dict[str, Callable[[dt.datetime], str]] = {
    "year": lambda d: f"{d.year:04}",
    "short_year": lambda d: f"{d.year % 100:02}",
    "month": lambda d: f"{d.month:02}",
    "i_month": lambda d: str(d.month),
    "short_month": lambda d: _MONTHS[d.month - 1][:3],
    "long_month": lambda d: _MONTHS[d.month - 1],
    "day": lambda d: f"{d.day:02}",
    "i_day": lambda d: str(d.day),
    "y_day": lambda d: f"{d.timetuple().tm_yday:03}",
    "w_year": lambda d: f"{d.isocalendar().year:04}",
    "week": lambda d: f"{d.isocalendar().week:02}",
    "w_day": lambda d: str(d.isoweekday()),
    "short_day": lambda d: _DAYS[d.weekday()][:3],
    "long_day": lambda d: _DAYS[d.weekday()],
    "hour": lambda d: f"{d.hour:02}",
    "minute": lambda d: f"{d.minute:02}",
    "second": lambda d: f"{d.second:02}",
}
_OTHER: dict[str, Callable[[Subject], str]] = {
    "categories": lambda s: _joined(category.lower() for category in s.categories),
    "slugified_categories": lambda s: _joined(map(jekyll_slug, s.categories)),
    "title": lambda s: jekyll_slug(s.slug, pretty=True, cased=True),
    "slug": lambda s: jekyll_slug(s.slug),
    "name": lambda s: jekyll_slug(s.name),
    "basename": lambda s: s.name,
    "path": lambda s: s.path.rstrip("."),
    "collection": lambda s: s.collection,
    "output_ext": lambda _: HTML,
}


def _joined(parts: object) -> str:
    return "/".join(dict.fromkeys(parts))  # type: ignore[call-overload]


def collection_template(style: str) -> str:
    """Return the template of collections without a pattern of their own, on a site with *style*.

    Source: ``Jekyll::Collection#url_template`` and ``Utils.add_permalink_suffix``.
    """
    if style == "pretty" or style.endswith("/"):
        return "/:collection/:path/"
    if style in {"", "date", "ordinal", "none"} or style.endswith(":output_ext"):
        return "/:collection/:path:output_ext"
    return "/:collection/:path"


def page_template(style: str) -> str:
    """Return the template of standing pages whose site has *style*; empty: their folder, as is our default.

    Source: ``Jekyll::Page#template`` and ``Utils.add_permalink_suffix``.
    """
    return "" if style == "pretty" or style.endswith("/") else "/:path/:basename:output_ext"


def section_around(source: str, settings: Settings) -> Department | None:
    """Return the configured section in whose folder the post in the file *source* lies."""
    # asked several times of each post
    of, _, below = source.partition(f"{settings.posts}/")
    folder, within, _ = below.partition("/")
    if of or not within:
        return None
    return next((item for item in settings.sections if item.slug == folder), None)


def read_of_sections(source: str, settings: Settings) -> tuple[object, ...]:
    """Return what the reading of the file *source* may take from the options of sections; what they are called and say is not in it.

    That is slug, pattern and language of the section in whose folder it lies, and, where any section has
    addresses of its own, which, as Liquid's ``page.url`` asks for them by slug or title; empty: nothing.
    """
    around = section_around(source, settings)
    own = (around.slug, around.permalink, around.lang) if around else ()
    every = settings.sections if any(each.permalink for each in settings.sections) else ()
    patterns = tuple((each.slug, each.title, each.permalink) for each in every)
    return (own, patterns) if own or patterns else ()


def is_page_of_collection(source: str, matter: FrontMatter, settings: Settings) -> bool:
    """Return whether a post is a page of its collection and no article: it has no date, and its section addresses of its own.

    Source: https://jekyllrb.com/docs/collections/, whose documents need no date.
    """
    section = section_around(source, settings)
    return matter.date is None and section is not None and bool(section.permalink)


def subject(source: str, matter: FrontMatter, settings: Settings) -> Subject:
    """Return the values of the placeholders for the post in the file *source*.

    A configured section's folder is the post's collection, as a Jekyll site's collections become sections.
    """
    below = source_files.stem(source).removeprefix(f"{settings.posts}/")
    section = section_around(source, settings)
    if section:
        below = below.removeprefix(f"{section.slug}/")
    date = matter.date
    stem = dates.from_file_name(source.rpartition("/")[2], tz=settings.timezone)[1]
    return Subject(
        name=below.rpartition("/")[2],
        path=below,
        slug=matter.slug or stem.rstrip("."),
        collection=section.slug if section else "posts",
        categories=matter.path_categories,
        date=local(date, settings) if date else None,
    )


def local(moment: dt.datetime, settings: Settings) -> dt.datetime:
    """Return *moment* in the publication's zone; as it is where that has no year."""
    try:
        return moment.astimezone(settings.timezone)
    except OverflowError:
        return moment


def expand(pattern: str, subject: Subject) -> str:
    """Return the path that *pattern* gives *subject*, not percent-encoded.

    A template that asks for a date, filled in for a post without one, has ``undated``
    in the place of its date.

    :param pattern: One of Jekyll's styles or a template.
    :raises PermalinkError: *pattern* has a placeholder that does not exist.
    """
    wanted = STYLES.get(pattern, pattern)
    if strange := unknown(wanted):
        raise PermalinkError(explained(strange[0]))
    if subject.date is None:
        wanted = _undated(wanted)
    parts = PLACEHOLDER.split(wanted)  # literal, name, literal, name …, literal
    filled = [unquote(parts[0])]
    for name, literal in zip(parts[1::2], parts[2::2], strict=True):
        meant = known(name) or ""
        filled.append(_value(meant, subject) + name.removeprefix(meant))
        filled.append(unquote(literal))
    return _sanitized("".join(filled))


def expand_page(pattern: str, source: str) -> str:
    """Return the path that *pattern* gives the standing page in the file *source*, not percent-encoded.

    A page knows ``:path`` (its folder), ``:basename`` and ``:output_ext``; any other colon is
    text. Source: ``Jekyll::Page#url_placeholders``.
    """
    path = PurePosixPath(source)
    values = {
        ":path": "" if path.parent == PurePosixPath() else str(path.parent),
        ":basename": path.stem.rstrip("."),
        ":output_ext": HTML,
    }
    filled = _OF_A_PAGE.split(unquote(pattern))  # text, placeholder, text …
    return _sanitized("".join(values.get(part, part) for part in filled))


def _sanitized(path: str) -> str:
    """Return *path* from the root as ``Jekyll::URL#sanitize_url`` leaves it."""
    return re.sub("/{2,}", "/", f"/{path}".replace("..", "/").replace("./", ""))


def _value(name: str, subject: Subject) -> str:
    if name in DATED:
        return _DATED[name](subject.date) if subject.date else ""
    return _OTHER[name](subject)


def _undated(pattern: str) -> str:
    """Return *pattern* without placeholders of dates, the first segment that had one replaced."""
    result: list[str] = []
    for segment in pattern.split("/"):
        names = [known(name) for name in PLACEHOLDER.findall(segment)]
        if not any(name in DATED for name in names):
            result.append(segment)
            continue
        if UNDATED not in result:
            result.append(UNDATED)
        if any(name not in DATED and name != "output_ext" for name in names):
            result.append(PLACEHOLDER.sub(_drop_dated, segment).strip("-_."))
        elif segment == pattern.rpartition("/")[2]:
            result.append(
                ":slug:output_ext"
            )  # a pattern of a date alone would give all one address
    return "/".join(result)


def _drop_dated(found: re.Match[str]) -> str:
    return "" if known(found[1]) in DATED else found[0]


def extension(permalink: str) -> str:
    """Return the extension under which a page with *permalink* is written: its own where that says HTML, else ``.html``.

    So ``/gpt-4.5`` and ``/node.js`` are pages, as in Jekyll and on GitHub Pages.
    """
    suffix = PurePosixPath(permalink).suffix
    return suffix if suffix in _OF_HTML and not permalink.endswith("/") else HTML
