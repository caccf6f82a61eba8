"""Spellings found in posts -> the authors, sections, tags and other listings that they mean, each with a slug."""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from typing import TYPE_CHECKING, Generic, TypeVar

from standfirst.problems import Located, PostWarning, Problem
from standfirst.reading.record import problem_at
from standfirst.text.cleaning import quoted
from standfirst.text.name_folding import fold
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from standfirst.reading.profiles import AuthorProfile, VolumeProfile
    from standfirst.reading.record import Record

_P = TypeVar("_P", "AuthorProfile", "VolumeProfile")
"""A file of the publication's own about an author or a volume."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """One thing with a name."""

    name: str
    slug: str
    """Unique among its kind."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class NameUse:
    """A spelling in a post."""

    spelling: str
    record: Record
    field: str
    """Field of the front matter where it stands."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class OwnProfiles(Generic[_P]):
    """What the publication's own files name."""

    names: dict[str, Name]
    """By folded name or alias."""
    spellings: frozenset[str]
    """Names and aliases as written."""
    keys: frozenset[str]
    """Of :attr:`names` those that stand for a name and are shown to nobody."""
    profiles: dict[str, _P]
    """By slug."""
    problems: tuple[Located, ...]


class Slugs:
    """Gives everything of a kind a slug that nothing else has."""

    def __init__(self, taken: Mapping[str, str] | None = None) -> None:
        """Take the slugs that are had already, each with who has it."""
        self._taken = dict(taken or {})
        self._next: dict[str, int] = {}

    def claim(self, slug: str, who: str) -> tuple[str, str]:
        """Return the slug of *who*, and who already has *slug* (empty: nobody)."""
        found = slug
        while found in self._taken:
            number = self._next.get(slug, 2)
            self._next[slug] = number + 1
            found = f"{slug}-{number}"
        self._taken[found] = who
        return found, self._taken[slug] if found != slug else ""


def own(
    profiles: Iterable[_P],
    *,
    kind: str,
    names_of: Callable[[_P], tuple[str, ...]],
    keys_of: Callable[[_P], tuple[str, ...]] = lambda _profile: (),
) -> OwnProfiles[_P]:
    """Return the entries of *profiles*, each with its own slug; a name means the first that claims it.

    :param kind: ``author`` or ``volume``, for messages.
    :param names_of: The name, and the aliases after it.
    :param keys_of: What stands for the name where it is nobody's name.
    """
    names: dict[str, Name] = {}
    claimed: dict[str, _P] = {}
    by_slug: dict[str, _P] = {}
    slugs = Slugs()
    spellings: set[str] = set()
    problems: list[Located] = []
    for profile in profiles:
        name, *aliases = names_of(profile)
        slug, other = slugs.claim(slugify(profile.key), profile.source)
        by_slug[slug] = profile
        if other:
            said = f"{other} and {profile.source} would have the same address; {profile.source} is at {quoted(slug)}"
            problems.append(_at_profile(profile.source, said, "rename one of them"))
        for spelling in (name, *aliases):
            first = claimed.setdefault(fold(spelling), profile)
            names.setdefault(fold(spelling), Name(name=name, slug=slug))
            if first is not profile:
                said = f"{first.source} and {profile.source} both claim the {kind} {quoted(spelling)}; it means {first.source}"
                problems.append(_at_profile(profile.source, said, "name it in one of them"))
        spellings.update((name, *aliases))
    keys = {
        fold(key): Name(name=names_of(profile)[0], slug=slug)
        for slug, profile in reversed(by_slug.items())
        for key in keys_of(profile)
    }
    return OwnProfiles(
        names=keys | names,
        spellings=frozenset(spellings),
        keys=frozenset(keys.keys() - names.keys()),
        profiles=by_slug,
        problems=tuple(problems),
    )


def settle(
    uses: Iterable[NameUse],
    *,
    kind: str,
    fixed: Mapping[str, Name] | None = None,
    declared: Collection[str] = (),
) -> tuple[dict[str, Name], list[Located]]:
    """Return the meaning of each spelling, by its folded form, and the problems.

    :param kind: ``author``, ``tag``, ``section`` or ``volume``, for messages.
    :param fixed: Folded name or alias -> what it means, from the publication's own files.
    :param declared: Spellings that those files or settings name, which are no variants.
    """
    fixed = dict(fixed or {})
    spellings: dict[str, Counter[str]] = {}
    first: dict[tuple[str, str], NameUse] = {}
    for use in uses:
        folded = fold(use.spelling)
        spellings.setdefault(folded, Counter())[use.spelling] += 1
        first.setdefault((folded, use.spelling), use)
    result: dict[str, Name] = dict(fixed)
    problems: list[Located] = []
    slugs = Slugs({name.slug: name.name for name in fixed.values()})
    for folded in sorted(spellings):
        counted = spellings[folded]
        best = min(counted, key=lambda spelling: (-counted[spelling], spelling))
        if folded not in result:
            slug, other = slugs.claim(slugify(best), best)
            result[folded] = Name(name=best, slug=slug)
            if other:
                problems.append(_collision(kind, best, other, slug, first[folded, best]))
        meant = result[folded]
        if folded in fixed and fold(meant.name) != folded:
            continue  # an alias is meant to be another spelling
        problems += [
            _variant(kind, spelling, meant.name, first[folded, spelling])
            for spelling in counted
            if spelling != meant.name and spelling not in declared
        ]
    return result, problems


def _variant(kind: str, spelling: str, name: str, use: NameUse) -> Located:
    said = f"the {kind} {quoted(spelling)} is written {quoted(name)} elsewhere; both count as {quoted(name)}"
    remedy = "write it one way"
    if kind == "author":
        remedy += ", or add the spelling to the author's aliases"
    return problem_at(use.record, use.field, PostWarning.NAME, said, remedy)


def _collision(kind: str, name: str, other: str, slug: str, use: NameUse) -> Located:
    said = f"the {kind}s {quoted(other)} and {quoted(name)} would have the same address; {quoted(name)} is at {quoted(slug)}"
    return problem_at(
        use.record, use.field, PostWarning.NAME, said, "rename one of them", level="error"
    )


def _at_profile(source: str, message: str, remedy: str) -> Located:
    problem = Problem(subtype=PostWarning.NAME, message=message, remedy=remedy, level="error")
    return Located(docname=source, problem=problem)
