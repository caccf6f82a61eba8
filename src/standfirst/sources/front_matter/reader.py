r"""A source file -> its front matter and its body, by Jekyll's rules.

::

    source text --yaml_block.read(), post_directive.take()--> values --dialects, fields--> FrontMatter
                                  \--> body, with as many lines as the source

A value that its field cannot take is dropped with a warning; nothing stops the post.
Sources: https://jekyllrb.com/docs/front-matter/, https://jekyllrb.com/docs/posts/.
"""

from __future__ import annotations

import dataclasses as dc
import fnmatch
from typing import TYPE_CHECKING, Any

from standfirst.problems import PostWarning, Problem
from standfirst.sources.front_matter import dialects, lead_picture, post_directive, yaml_block
from standfirst.sources.front_matter.model import FrontMatter
from standfirst.sources.front_matter.post_fields import MatterReader
from standfirst.text import dates
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from standfirst.sources.front_matter.lead_picture import LeadKeys
    from standfirst.sources.front_matter.post_directive import PostDirective

__all__ = ["PAGES", "POSTS", "FrontMatter", "MatterReading", "Parsed", "defaults_for", "read"]

POSTS, PAGES = "posts", "pages"
"""Types that scopes of Jekyll's defaults name, besides collections."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class MatterReading:
    """A source file, taken apart."""

    matter: FrontMatter
    body: str
    """Text after the front matter, preceded by as many empty lines as the front matter had."""
    problems: tuple[Problem, ...] = ()
    lines: Mapping[str, int] = dc.field(default_factory=dict)
    """1-based line of each key in the source."""
    raw: Mapping[str, Any] = dc.field(default_factory=dict)
    """The mapping as YAML gave it (with defaults under it), for Liquid's ``page``."""
    height: int = 0
    """Lines of the front matter, its rules included."""
    excerpt_ends: int | None = None
    """0-based line of its end, where ABlog's directive has one."""
    untitled: Problem | None = None
    """That the file names no title, where it names none: the text's first heading may be one."""


class Parsed:
    """Front matter that discovery has parsed, kept for the reading of the same texts.

    Kept without the texts, which would be all of the publication; hashes of texts hold in this
    process and those forked off it.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, MatterReading]] = {}

    def keep(self, source: str, text: str, reading: MatterReading) -> None:
        """Keep the *reading* of *text* for the next reading of the file *source*."""
        self._kept[source] = (hash(yaml_block.unified(text)), dc.replace(reading, body=""))

    def take(self, source: str, text: str) -> MatterReading | None:
        """Return, once, what was kept of *source*; None where *text* is not what was parsed: a file may have changed by now."""
        known, reading = self._kept.pop(source, (0, None))
        if reading is None or hash(yaml_block.unified(text)) != known:
            return None
        body = yaml_block.body(text, reading.height)
        directive = post_directive.take(body)
        return dc.replace(reading, body=directive.body if directive else body)

    def clear(self) -> None:
        """Forget all readings that were not taken."""
        self._kept.clear()


def read(
    text: str,
    *,
    name: str,
    tz: dt.tzinfo,
    timestamps: dt.tzinfo | None = None,
    defaults: Mapping[str, Any] | None = None,
    separators: tuple[str, ...] = ("<excerpt/>", "<!--more-->"),
    is_ablogs: bool = False,
    leads: LeadKeys = lead_picture.DEFAULT,
) -> MatterReading:
    """Take a source file apart.

    :param text: The whole file; a byte order mark, CRLF and a missing last line end are fine.
    :param name: The file's name, which gives date and title where the front matter has none.
    :param tz: Zone of dates without an offset.
    :param timestamps: Zone of those that are YAML's timestamps, where it is another one.
    :param defaults: Values for keys that the post does not have.
    :param is_ablogs: Whether the post is to be read as ABlog reads it, also where it does not say so.
    :param leads: The keys of lead pictures.
    """
    block = yaml_block.read(text)
    problems = list(block.problems)
    defaults = defaults or {}
    directive = post_directive.take(block.body)
    said, lines = dict(block.values), block.lines
    if directive is not None:
        problems += directive.problems
        said, lines = {**_options(directive, tz, problems), **said}, {**directive.lines, **lines}
    is_ablogs = is_ablogs or directive is not None or dialects.OF_ABLOG in said
    values = dialects.as_jekyll_has_them(_with_defaults(defaults, said), is_ablogs=is_ablogs)
    if is_ablogs and not values.get("date") and (directive or not _is_dated(name, tz)):
        values.setdefault("draft", "true")
    reader = MatterReader(values, lines, problems.append, tz=tz, timestamps=timestamps)
    matter = reader.matter(name, separators, defaults.get("categories"), leads)
    return MatterReading(
        matter=matter,
        body=directive.body if directive else block.body,
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
        lines=lines,
        raw=reader.values,
        height=block.height,
        excerpt_ends=directive.excerpt_ends if directive else None,
        untitled=reader.untitled,
    )


def _is_dated(name: str, tz: dt.tzinfo) -> bool:
    return dates.from_file_name(name, tz=tz)[0] is not None


def _options(directive: PostDirective, tz: dt.tzinfo, problems: list[Problem]) -> dict[str, Any]:
    """Return what a directive says, as front matter; with *problems*, where its date is none."""
    if not directive.date:
        return directive.values
    try:
        dates.parse(directive.date, tz=tz)
    except dates.DateError as exc:
        message = f"the directive {{post}}: {quoted(directive.date[:120])} {exc}; the post counts as a draft"
        remedy, line = "write a usable date", directive.lines["date"]
        problems.append(
            Problem(subtype=PostWarning.DATE, message=message, remedy=remedy, line=line)
        )
        return directive.values
    return {**directive.values, "date": directive.date}


def _with_defaults(defaults: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return *values* over *defaults*; as in Jekyll, a key without a value leaves the default, and mappings are merged.

    Categories are added to the defaults', not put in their place (``Jekyll::Document#merge_categories!``).
    """
    under = {key: value for key, value in defaults.items() if key != "categories"}
    said = {key: value for key, value in values.items() if value is not None or key not in under}
    return _merged(under, said)


def _merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return the mapping *over* another, and what both have as mappings so too (``Jekyll::Utils.deep_merge_hashes``)."""
    both = {
        key: _merged(under[key], value)
        for key, value in over.items()
        if isinstance(value, dict) and isinstance(under.get(key), dict)
    }
    return {**under, **over, **both}


def defaults_for(path: str, kind: str, defaults: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the values that Jekyll's front matter defaults give to the file at *path*.

    The longer path wins, then the scope with a type, then the later one.
    Source: ``Jekyll::FrontmatterDefaults``, https://jekyllrb.com/docs/configuration/front-matter-defaults/

    :param path: Below the source folder.
    :param kind: ``posts``, ``pages`` or the slug of a section that is a collection.
    """
    found: list[tuple[tuple[int, bool], Mapping[str, Any]]] = []
    for entry in defaults:
        scope, values = entry.get("scope"), entry.get("values")
        scope = scope if isinstance(scope, dict) else {}
        where, what = str(scope.get("path") or "").lstrip("/"), scope.get("type")
        inside = _globbed(path, where) if "*" in where else path.startswith(where)
        if isinstance(values, dict) and inside and what in {None, "", kind}:
            found.append(((len(where), bool(what)), values))
    merged: dict[str, Any] = {}
    for _, values in sorted(found, key=lambda pair: pair[0]):
        merged.update(
            {
                key: value if isinstance(value, str | list | dict) or value is None else str(value)
                for key, value in values.items()
            }
        )
    return merged


def _globbed(path: str, pattern: str) -> bool:
    """Return whether *path* or a folder that it lies in matches *pattern*."""
    parts = path.split("/")
    return any(
        fnmatch.fnmatchcase("/".join(parts[:end]), pattern) for end in range(1, len(parts) + 1)
    )
