"""A post of Jekyll's form, taken apart, for engines that want another; and the changes that are made to posts."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import yaml

from standfirst.text import bylines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_BLOCK = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)
_NAME = re.compile(r"(\d{4})-(\d\d)-(\d\d)-(.+)\.(?:md|markdown)")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TITLE = re.compile(r"""(?m)^title: *["']?""")
_STOP = re.compile(r"(?<=[a-z]\.) |(?<=。)")


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """What engines take from a post, in plain values."""

    title: str
    slug: str
    date: dt.datetime
    """Without a zone: the hour on the author's clock."""
    authors: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    description: str
    body: str


def parse(name: str, text: str) -> Parsed | None:
    """Return the post in file *name*; None where it is not whole enough for every engine."""
    named, block = _NAME.fullmatch(name), _BLOCK.match(text)
    if not named or not block:
        return None
    try:
        matter = yaml.load(block[1], Loader=_LOADER)  # noqa: S506  # the safe one, in C
        day = dt.date(*map(int, named.groups()[:3]))
    except (yaml.YAMLError, ValueError):
        return None
    if not isinstance(matter, dict) or not isinstance(matter.get("title"), str):
        return None
    return Parsed(
        title=" ".join(matter["title"].split()),
        slug=named[4],
        date=_date(matter.get("date"), day),
        authors=bylines.split_all(_texts(matter.get("author") or matter.get("authors")))[0],
        section=next(iter(_texts(matter.get("categories") or matter.get("category"))), "articles"),
        tags=tuple(_texts(matter.get("tags"))),
        description=" ".join(str(matter.get("description") or "").split()),
        body=text[block.end() :],
    )


def slug(name: str) -> str:
    """Return the part of a file's name that addresses are made of."""
    named = _NAME.fullmatch(name)
    return named[4] if named else name


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item.strip() for item in values if isinstance(item, str) and item.strip()]


def _date(value: Any, day: dt.date) -> dt.datetime:
    if isinstance(value, str):
        try:
            value = dt.datetime.strptime(value.strip(), "%Y-%m-%d %H:%M:%S %z")
        except ValueError:
            value = None
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    return dt.datetime.combine(day, dt.time(12))


def edited(text: str, sentence: str) -> str:
    """Return the post with one more sentence, behind one near the middle of its text."""
    stop = _STOP.search(text, len(text) // 2)
    place = stop.end() if stop else len(text)
    return f"{text[:place]}{sentence} {text[place:]}"


def retitled(text: str, words: str) -> str:
    """Return the post with a title that begins with these words."""
    return _TITLE.sub(lambda found: f"{found[0]}{words} ", text, count=1)


def bylines_in(folder: Path) -> Counter[str]:
    """Return how many posts in a folder each author has written."""
    found: Counter[str] = Counter()
    for path in folder.iterdir():
        parsed = parse(path.name, path.read_text(encoding="utf-8"))
        found.update(parsed.authors if parsed else ())
    return found


def targets(sizes: Sequence[tuple[Path, int]], run: int) -> tuple[Path, Path, Path]:
    """Return the post to be edited, the one to be deleted, and one for other changes: of median length, from the middle of the archive.

    :param sizes: Posts in the order of their dates, with their lengths; two at least.
    :param run: Number of the run from 0; each changes other posts.
    """
    part = len(sizes) // 3
    middle = sizes[part : len(sizes) - part]
    median = sorted(size for _, size in sizes)[len(sizes) // 2]
    nearest = [path for path, _ in sorted(middle, key=lambda item: abs(item[1] - median))]
    edited, deleted, other = (nearest[(3 * run + place) % len(nearest)] for place in range(3))
    return edited, deleted, other
