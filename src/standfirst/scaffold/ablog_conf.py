"""The ``conf.py`` of a blog of ABlog, read and not run.

::

    conf.py --ast--> what is written there as plain values --read()--> AblogSite

Source: https://ablog.readthedocs.io/en/stable/manual/ablog-configuration-options/
"""

from __future__ import annotations

import ast
import dataclasses as dc
from typing import TYPE_CHECKING, Any

from standfirst.sources.front_matter import field_values
from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONF = "conf.py"
_PLACES = (".", "docs", "source", "src", "doc", "docs/source")
"""Where it lies in a repository."""
_ASKED_FOR = ("blog_title", "project", "blog_baseurl", "html_baseurl", "language", "blog_path", "blog_post_pattern", "blog_authors", "blog_default_author", "exclude_patterns", "myst_enable_extensions", "myst_substitutions", "post_date_format")  # fmt: skip
_PLAIN_DATE = "%d %B %Y"


class AblogError(ValueError):
    """A blog that cannot be taken over; the message says why."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class AblogSite:
    """What ``conf.py`` says."""

    root: Path
    """Its folder."""
    title: str
    base_url: str
    language: str
    feed: str
    """Path of the feed of all posts."""
    patterns: tuple[str, ...]
    """Of posts, as paths below the folder, with or without suffix."""
    excluded: tuple[str, ...]
    authors: Mapping[str, tuple[str, str]]
    """Key in posts -> name and address."""
    author: str
    """Of posts that name none."""
    myst: Mapping[str, Any]
    """Options of MyST that are kept."""
    left: tuple[tuple[str, str], ...]
    """Name and reason of what was not taken over."""


def read(folder: Path) -> AblogSite:
    """Return what the blog's ``conf.py`` says.

    :param folder: Of the blog, or of the repository in which it lies.
    :raises AblogError: There is no ``conf.py`` that can be read.
    """
    root = next((folder / place for place in _PLACES if (folder / place / CONF).is_file()), None)
    if root is None:
        raise AblogError(f"there is no {CONF} in {folder}")
    said, computed = _values(root / CONF)
    left = [(f"{CONF}: {name}", "is computed, and was not read") for name in computed]
    if said.get("post_date_format", _PLAIN_DATE) != _PLAIN_DATE:
        left.append((f"{CONF}: post_date_format", "has no meaning here; dates with a month in words, or year first, are read"))  # fmt: skip
    path = _text(said.get("blog_path")).strip("/") or "blog"
    return AblogSite(
        root=root.resolve(),
        title=_text(said.get("blog_title")) or _text(said.get("project")),
        base_url=_text(said.get("blog_baseurl")) or _text(said.get("html_baseurl")),
        language=field_values.language_or_english(_text(said.get("language"))),
        feed=f"{path}/atom.xml",
        patterns=_texts(said.get("blog_post_pattern")),
        excluded=_texts(said.get("exclude_patterns")),
        authors=_authors(said.get("blog_authors")),
        author=_text(said.get("blog_default_author")),
        myst={
            name: said[name] for name in ("myst_enable_extensions", "myst_substitutions") if said.get(name)
        },
        left=tuple(left),
    )  # fmt: skip


def _values(file: Path) -> tuple[dict[str, Any], list[str]]:
    """Return the plain values of a ``conf.py``, and the names of those that it computes.

    :raises AblogError: It is no Python.
    """
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError) as exc:
        raise AblogError(f"{file} cannot be read ({exc})") from exc
    said: dict[str, Any] = {}
    computed: dict[str, None] = {}
    for step in tree.body:
        target = step.targets[0] if isinstance(step, ast.Assign) else None
        if not isinstance(step, ast.Assign) or not isinstance(target, ast.Name):
            continue
        try:
            said[target.id] = ast.literal_eval(step.value)
        except (ValueError, TypeError, RecursionError, MemoryError):
            computed |= {target.id: None} if target.id in _ASKED_FOR else {}
    return said, [name for name in computed if name not in said]


def _text(value: Any) -> str:
    return cleaning.clean(value)[0] if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    return tuple(filter(None, map(_text, items))) if isinstance(items, list | tuple) else ()


def _authors(value: Any) -> dict[str, tuple[str, str]]:
    """Return name and address of each author by the key that posts use."""
    found = {}
    for key, said in value.items() if isinstance(value, dict) else ():
        name, address = (*(_texts([said] if isinstance(said, str) else said)), "", "")[:2]
        if isinstance(key, str) and name:
            found[_text(key)] = (name, address)
    return found
