"""Tables of contents, one of each document: packed, since a build of what has changed asks for few of them. Read in Sphinx 9.0.4, 9.1.1 and 9.2.0.

::

    BuildEnvironment.tocs --a document is read--> its tree, as Sphinx made it --the environment is pickled--> packed
                          <--asked for--------------------------------------------the environment is loaded--

As trees of nodes they are a third of what it takes to keep the environment of 10,000 articles, and nearly half of what it takes to load it.
"""

from __future__ import annotations

import pickle
from collections.abc import MutableMapping
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    Packed = dict[str, bytes]


class PackedTocs(MutableMapping[str, nodes.bullet_list]):
    """Docname -> table of contents; one that was asked for may be changed, and stays a tree until it is pickled."""

    def __init__(self, tocs: Mapping[str, nodes.bullet_list | bytes]) -> None:
        self._tocs = dict(tocs)

    def __getitem__(self, docname: str) -> nodes.bullet_list:
        """Return a table of contents."""
        toc = self._tocs[docname]
        if isinstance(toc, bytes):
            self._tocs[docname] = toc = pickle.loads(toc)  # noqa: S301  # the environment is a pickle itself
        return toc

    def __setitem__(self, docname: str, toc: nodes.bullet_list) -> None:
        """Keep a table of contents."""
        self._tocs[docname] = toc

    def __delitem__(self, docname: str) -> None:
        """Keep one no more."""
        del self._tocs[docname]

    def __iter__(self) -> Iterator[str]:
        """Yield the docnames."""
        return iter(self._tocs)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._tocs)

    def __contains__(self, docname: object) -> bool:
        """Return whether there is one; none is unpacked."""
        return docname in self._tocs

    def __reduce__(self) -> tuple[Callable[[Packed], PackedTocs], tuple[Packed]]:
        """Have each pickled by itself."""
        return type(self), ({docname: _packed(toc) for docname, toc in self._tocs.items()},)


def _packed(toc: nodes.bullet_list | bytes) -> bytes:
    return toc if isinstance(toc, bytes) else pickle.dumps(toc, pickle.HIGHEST_PROTOCOL)


def pack(env: BuildEnvironment) -> None:
    """Have *env* keep its tables of contents packed."""
    if not isinstance(env.tocs, PackedTocs):
        env.tocs = PackedTocs(env.tocs)  # type: ignore[assignment]  # Sphinx asks for nothing that this has not
