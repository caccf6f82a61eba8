r"""Read a post's Jekyll front matter.

::

    source text --yaml_block.read()--> values --fields--> FrontMatter
                                  \--> body, with as many lines as the source

A value that its field cannot take is dropped with a warning; nothing stops the post.
Sources: https://jekyllrb.com/docs/front-matter/, https://jekyllrb.com/docs/posts/.
"""

from __future__ import annotations

import dataclasses as dc
import fnmatch
from typing import TYPE_CHECKING, Any

from standfirst import yaml_block
from standfirst.matter import FrontMatter
from standfirst.matter_reader import MatterReader

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from standfirst.warnings_ import Problem

__all__ = ["FrontMatter", "Reading", "defaults_for", "read"]


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


def read(
    text: str,
    *,
    name: str,
    tz: dt.tzinfo,
    defaults: Mapping[str, Any] | None = None,
    separators: tuple[str, ...] = ("<excerpt/>", "<!--more-->"),
) -> Reading:
    """Take a source file apart.

    :param text: The whole file; a byte order mark, CRLF and a missing last line end are fine.
    :param name: The file's name, which gives date and title where the front matter has none.
    :param tz: Zone of dates without an offset.
    :param defaults: Values for keys that the post does not have.
    """
    block = yaml_block.read(text)
    problems = list(block.problems)
    reader = MatterReader({**(defaults or {}), **block.values}, block.lines, problems, name, tz)
    matter = reader.matter(separators)
    return Reading(
        matter=matter,
        body=block.body,
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
        lines=block.lines,
        raw=reader.values,
    )


def defaults_for(path: str, kind: str, defaults: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the values that Jekyll's front matter defaults give to the file at *path*.

    A later and a narrower scope wins. Source: https://jekyllrb.com/docs/configuration/front-matter-defaults/

    :param path: Below the source folder.
    :param kind: ``posts``, ``pages``, ``drafts`` or a collection's name.
    """
    found: list[tuple[int, Mapping[str, Any]]] = []
    for entry in defaults:
        scope, values = entry.get("scope") or {}, entry.get("values")
        where, what = str(scope.get("path") or "").strip("/"), scope.get("type")
        inside = (
            not where
            or path == where
            or path.startswith(f"{where}/")
            or fnmatch.fnmatch(path, where)
        )
        if isinstance(values, dict) and inside and what in {None, "", kind}:
            found.append((len(where), values))
    merged: dict[str, Any] = {}
    for _, values in sorted(found, key=lambda pair: pair[0]):
        merged.update(
            {
                key: value if isinstance(value, str | list | dict) or value is None else str(value)
                for key, value in values.items()
            }
        )
    return merged
