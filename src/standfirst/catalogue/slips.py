"""What looks like a slip when all posts are seen together: a name that is nearly another, a title that is used twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.problems import PostWarning
from standfirst.reading.record import problem_at
from standfirst.text import cjk
from standfirst.text.cleaning import quoted
from standfirst.text.name_folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from standfirst.catalogue.name_registry import Name, NameUse
    from standfirst.problems import Located
    from standfirst.reading.record import Record

_CJK = re.compile(f"[{cjk.LETTERS}]")
_SHORTEST, _LONGEST = 6, 60
"""Letters and digits of a name of which one may be wrong."""
_OFTEN = 3
"""Uses that make a name known, where it has no file."""


def near_misses(
    uses: Iterable[NameUse], names: Mapping[str, Name], known: Iterable[str]
) -> Iterator[Located]:
    """Yield each author who is named once, and whose name is another's but for one letter.

    The other has a file, or is named at least three times. A name of few letters is passed over,
    as is one in Chinese, Japanese or Korean, where one character makes another person.

    :param uses: In order, newest first.
    :param names: Folded spelling -> what it means, of all in *uses* and *known*.
    :param known: Folded names and aliases of ``authors/``.
    """
    counts: dict[str, int] = {}
    first: dict[str, NameUse] = {}
    for use in uses:
        key = fold(use.spelling)
        counts[key] = counts.get(key, 0) + 1
        first.setdefault(key, use)
    sure = {*known} | {key for key, count in counts.items() if count >= _OFTEN}
    shapes: dict[str, str] = {}
    for key in sorted(filter(_is_comparable, sure)):
        for shape in _shapes(key):
            shapes.setdefault(shape, key)
    for key, use in first.items():
        if counts[key] > 1 or key in sure or not _is_comparable(key):
            continue
        near = next((shapes[shape] for shape in _shapes(key) if shape in shapes), "")
        if near and names[near].slug != names[key].slug:
            said = f"{quoted(use.spelling)} is nearly {quoted(names[near].name)}, who is known; they are taken for two people"
            remedy = (
                "write the name as it is written elsewhere, or give this author a file in authors/"
            )
            yield problem_at(use.record, use.field, PostWarning.NAME, said, remedy)


def _is_comparable(key: str) -> bool:
    return _SHORTEST <= len(key) <= _LONGEST and _CJK.search(key) is None


def _shapes(key: str) -> Iterator[str]:
    """Yield the name itself and all that is left of it where one letter goes: two that share one differ by a letter or two neighbours."""
    yield key
    for index in range(len(key)):
        yield key[:index] + key[index + 1 :]


def titles_used_twice(records: Iterable[Record]) -> Iterator[Located]:
    """Yield the newest post of each title that several have in one language.

    :param records: Newest first. Parts of one series may share a title, and withdrawn posts count for nothing.
    """
    same: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        if not record.matter.withdrawn:
            key = (fold(record.matter.title), record.body.lang)
            same.setdefault(key, []).append(record)
    for posts in same.values():
        newest, *others = posts
        series = {record.matter.series for record in posts}
        if others and (len(series) > 1 or "" in series):
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            said = f"the title {quoted(newest.matter.title[:120])} is that of {others[0].source}{more} as well; lists do not tell them apart"
            yield problem_at(
                newest, "title", PostWarning.TITLE, said, "say in the title what is new"
            )
