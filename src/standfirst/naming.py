"""Spellings found in posts -> the authors, sections and tags that they mean, each with a slug."""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from typing import TYPE_CHECKING

from standfirst.names import fold
from standfirst.slugs import slugify
from standfirst.warnings_ import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standfirst.catalogue import Record


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """One thing with a name."""

    name: str
    slug: str
    """Unique among its kind."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """A spelling in a post."""

    spelling: str
    record: Record
    key: str
    """Key of the front matter where it stands."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Located:
    """A problem and where it is."""

    docname: str
    problem: Problem


def line_of(record: Record, *keys: str) -> int:
    """Return the 1-based line of the first of *keys* that the post has, else 1."""
    lines = dict(record.lines)
    return next((lines[key] for key in keys if key in lines), 1)


def settle(
    uses: Iterable[Use], *, kind: str, fixed: Mapping[str, Name] | None = None
) -> tuple[dict[str, Name], list[Located]]:
    """Return what each spelling means, by its folded form, and what is doubtful.

    :param kind: ``author``, ``tag`` or ``section``, for messages.
    :param fixed: Folded name or alias -> what it means, from the publication's own files.
    """
    fixed = dict(fixed or {})
    spellings: dict[str, Counter[str]] = {}
    first: dict[tuple[str, str], Use] = {}
    for use in uses:
        folded = fold(use.spelling)
        spellings.setdefault(folded, Counter())[use.spelling] += 1
        first.setdefault((folded, use.spelling), use)
    result: dict[str, Name] = dict(fixed)
    problems: list[Located] = []
    slugs = {name.slug: name.name for name in fixed.values()}
    for folded in sorted(spellings):
        counted = spellings[folded]
        best = min(counted, key=lambda spelling: (-counted[spelling], spelling))
        if folded not in result:
            slug, other = _free(slugify(best), slugs)
            slugs[slug] = best
            result[folded] = Name(name=best, slug=slug)
            if other:
                problems.append(_collision(kind, best, other, slug, first[folded, best]))
        meant = result[folded]
        if folded in fixed and fold(meant.name) != folded:
            continue  # an alias is meant to be another spelling
        problems += [
            _variant(kind, spelling, meant.name, first[folded, spelling])
            for spelling in sorted(counted)
            if spelling != meant.name
        ]
    return result, problems


def _free(slug: str, taken: Mapping[str, str]) -> tuple[str, str]:
    found, number = slug, 2
    while found in taken:
        found = f"{slug}-{number}"
        number += 1
    return found, taken.get(slug, "")


def _variant(kind: str, spelling: str, name: str, use: Use) -> Located:
    problem = Problem(
        subtype=PostWarning.NAME,
        message=f"the {kind} {spelling!r} is written {name!r} elsewhere; both are one, {name!r}",
        remedy="write it one way, or name the spelling in an author's aliases"
        if kind == "author"
        else "write it one way",
        line=line_of(use.record, use.key),
    )
    return Located(docname=use.record.docname, problem=problem)


def _collision(kind: str, name: str, other: str, slug: str, use: Use) -> Located:
    problem = Problem(
        subtype=PostWarning.NAME,
        message=f"the {kind}s {other!r} and {name!r} would have one address; {name!r} is at {slug!r}",
        remedy="rename one of them",
        line=line_of(use.record, use.key),
        level="error",
    )
    return Located(docname=use.record.docname, problem=problem)
