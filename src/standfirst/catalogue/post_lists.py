"""What a directive ``postlist`` asks for -> the names that posts have; and which of it no post has.

ABlog has the posts that have all that is named, and passes over what it does not know: a list of
nothing else would be one of everything.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from standfirst.problems import PostWarning, Problem
from standfirst.text.cleaning import quoted
from standfirst.text.name_folding import fold
from standfirst.text.nearest import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from standfirst.catalogue.model import Catalogue

    Asked = Mapping[str, Sequence[str]]
    """Option -> what it names, as written."""

OPTIONS = {"tags": "tag", "author": "author", "category": "category", "location": "location", "language": "language"}  # fmt: skip
"""Option -> what it names."""
_KINDS = {"tags": "tag", "author": "author", "category": "section"}
"""Option -> kind of listing."""


class ListedNames:
    """The names by which lists of posts may ask for them, looked through when the first is asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def _known(self) -> Mapping[str, Mapping[str, str]]:
        """Option -> name, key or alias, folded -> name."""
        known: dict[str, dict[str, str]] = defaultdict(dict)
        for option, spelling, name in self._spellings():
            known[option].setdefault(fold(spelling), name)
        return known

    def _spellings(self) -> Iterator[tuple[str, str, str]]:
        """Yield option, spelling and name; a name before what else means another."""
        for option, kind in _KINDS.items():
            listings = self._catalogue.lists[kind].values()
            yield from ((option, each.name, each.name) for each in listings)
            for each in listings:
                for spelling in (each.key, *getattr(each, "aliases", ())):
                    yield option, spelling, each.name
        for post in self._catalogue.posts.values():
            yield "language", post.lang, post.lang

    @cached_property
    def _near(self) -> Mapping[str, Names]:
        spelt: dict[str, list[str]] = defaultdict(list)
        for option, spelling, _ in self._spellings() if self._known else ():
            spelt[option].append(spelling)
        return {option: Names(dict.fromkeys(spelt[option])) for option in OPTIONS}

    def found(self, asked: Asked) -> dict[str, list[str]]:
        """Return the names that *asked* means, without what nothing has."""
        return {
            option: [known[key] for key in map(fold, names) if key in known]
            for option, names in asked.items()
            for known in [self._known.get(option, {})]
        }

    def problems(self, asked: Asked, line: int) -> Iterator[Problem]:
        """Yield a problem for each name of *asked* that nothing has.

        :param line: 1-based, of the directive.
        """
        rest = any(self.found(asked).values())
        done = "only what else it names counts" if rest else "it lists nothing"
        for option, names in asked.items():
            known = self._known.get(option, {})
            for name in dict.fromkeys(names):
                if fold(name) not in known:
                    yield self._problem(option, name, done, line)

    def _problem(self, option: str, name: str, done: str, line: int) -> Problem:
        near = self._near[option].nearest(name)
        return Problem(
            subtype=PostWarning.NAME,
            message=f"no article has the {OPTIONS[option]} {quoted(name[:200])}, which {{postlist}} names; {done}",
            remedy=f"perhaps {quoted(near)} is meant"
            if near
            else "write the name as articles have it, or leave it out",
            line=line,
        )


def asked(options: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return what *options* of a directive name; nothing where one is empty."""
    return {option: list(filter(None, options.get(option, ()))) for option in OPTIONS}
