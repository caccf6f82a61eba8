"""All articles as they are cited, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from standfirst.outputs.citations import work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.outputs.article import Facts
    from standfirst.outputs.citations.work import Work


class Works(Mapping[str, "Work"]):
    """The works by docname."""

    def __init__(self, facts: Facts, keys: Mapping[str, str]) -> None:
        """Make none yet.

        :param keys: Docname -> under which key it is cited.
        """
        self._facts = facts
        self._keys = keys
        self._made: dict[str, Work] = {}

    def __getitem__(self, docname: str) -> Work:
        """Return an article as it is cited."""
        if docname not in self._made:
            article = self._facts.article(docname)
            self._made[docname] = work.of(article, self._keys[docname], self._facts.settings)
        return self._made[docname]

    def __iter__(self) -> Iterator[str]:
        """Return the docnames."""
        return iter(self._keys)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._keys)

    def __contains__(self, docname: object) -> bool:
        """Return whether an article is cited; none is made for that."""
        return docname in self._keys
