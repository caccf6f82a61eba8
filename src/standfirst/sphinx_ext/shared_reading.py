"""Reading with several processes: what every builder of ours does before it writes.

All builders have one environment, so what one has read no other reads again.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.util.build_phase import BuildPhase

from standfirst import garbage
from standfirst.editions.books import Book, books
from standfirst.sphinx_ext import definitions, registers, workers
from standfirst.sphinx_ext.domain import PublicationDomain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes

_OF_A_PAGE = 4_000
"""Bytes of text that cost as much as what every page costs."""


class SharedReading(Builder):
    """A builder that shares its reading among processes."""

    makes_editions = False
    """Whether it makes books, for which pictures are made ready."""
    read_documents: tuple[str, ...] = ()
    """The documents that this build has read."""

    @property
    def domain(self) -> PublicationDomain:
        """Return the publication's domain."""
        return PublicationDomain.of(self.env)

    @property
    def jobs(self) -> int:
        """Return how many processes may write."""
        return self._app.parallel if self.parallel_ok else 1

    # Sphinx has no hook for this: https://github.com/sphinx-doc/sphinx/issues/10967 and 11448
    def _read_serial(self, docnames: list[str]) -> None:
        """Read documents here, without keeping each one's tree in memory until it is written."""
        self.read_documents = tuple(docnames)
        self._forget(docnames)
        self._read(docnames)

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        """Read documents in *nproc* processes."""
        self.read_documents = tuple(docnames)
        self._forget(docnames)
        if len(docnames) < workers.FEWEST:
            self._read(docnames)
            return

        def read(names: list[str]) -> bytes:
            self.env._app = self._app  # noqa: SLF001  # as Sphinx's own reader does
            self._read(names)
            return pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL)

        def merge(names: list[str], other: bytes) -> None:
            self.env.merge_info_from(names, pickle.loads(other), self._app)  # noqa: S301  # our own process's

        workers.share(
            docnames,
            self.weights(docnames),
            jobs=nproc,
            do=read,
            take=merge,
            here=lambda docname: self._read([docname]),
        )

    def _forget(self, docnames: Iterable[str]) -> None:
        for docname in docnames:
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)

    def _read(self, docnames: Iterable[str]) -> None:
        for docname in garbage.between(docnames):
            with registers.of_one_document(), definitions.of_one_document(self.env):
                self.read_doc(docname, _cache=False)

    def resolved(self, docname: str) -> nodes.document:
        """Return the tree of a document, ready to be written."""
        self.phase = BuildPhase.RESOLVING
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        # Sphinx keeps the pickled form of every tree: https://github.com/sphinx-doc/sphinx/issues/11124
        self.env._pickled_doctree_cache.pop(docname, None)  # noqa: SLF001
        self.phase = BuildPhase.WRITING
        return doctree

    def books(self) -> tuple[Book, ...]:
        """Return the volumes, and the whole publication as the last."""
        domain = self.domain
        pages = domain.addresses.pages if domain.addresses else {}
        return books(domain.catalogue, domain.build.settings, pages, root=self.config.root_doc)

    def weights(self, docnames: Iterable[str]) -> list[int]:
        """Return what each document costs beside the others."""
        return [self.env.doc2path(name).stat().st_size + _OF_A_PAGE for name in docnames]
