"""Reading with several processes, for all our builders.

All builders have one environment, so what one has read no other reads again.
"""

from __future__ import annotations

import pickle
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.build_phase import BuildPhase

from standfirst.editions.books import Book, books, without
from standfirst.incremental import gc_pauses
from standfirst.limits import faults
from standfirst.progress import Progress
from standfirst.sphinx_ext import workers
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.faults_ import Faults, forget, leave_out
from standfirst.sphinx_ext.fingerprints import Fingerprints
from standfirst.sphinx_ext.read import as_code, definitions
from standfirst.sphinx_ext.upstream.moved import tell_place
from standfirst.sphinx_ext.upstream.sphinx_ import (
    SphinxReading,
    registers_of_one_document,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docutils import nodes

    from standfirst.sphinx_ext.state import Published

_OF_A_PAGE = 4_000
"""Bytes of text that cost as much as what every page costs."""
_RUNS_EACH = 32
"""Runs for each process that reads: a text costs more than another of as many bytes."""


class ParallelReading(SphinxReading):
    """A builder that shares its reading among processes."""

    makes_editions = False
    """Whether it makes books, for which pictures are made ready."""
    publishes = True
    """Whether the publication is put together when documents are read."""
    read_documents: tuple[str, ...] = ()
    """The documents that this build has read."""

    @property
    def domain(self) -> PublicationDomain:
        """Return the publication's domain."""
        return PublicationDomain.of(self.env)

    @property
    def published(self) -> Published:
        """Return the publication; when all documents are read."""
        return self.domain.published

    @cached_property
    def fingerprints(self) -> Fingerprints:
        """What each page is made from; when all documents are read."""
        return Fingerprints(self.domain)

    @cached_property
    def progress(self) -> Progress:
        """What shows how far the build is, where Sphinx was not told to be quiet; a command gives another."""
        return Progress(None if self.application.quiet else sys.stderr)

    @property
    def is_part(self) -> bool:
        """Return whether a part of the publication is made, and what is of all of it elsewhere."""
        planned = self.domain.inputs.planned
        return planned is not None and planned.is_part

    def is_mine(self, name: str) -> bool:
        """Return whether a document or page is made in this build: all are, unless a part is."""
        planned = self.domain.inputs.planned
        return planned is None or planned.has(name)

    @property
    def faults(self) -> Faults:
        """Return the errors caught in this build."""
        return self.domain.inputs.faults

    @property
    def jobs(self) -> int:
        """Return how many processes may write."""
        return self.application.parallel if self.parallel_ok else 1

    def read_here(self, docnames: list[str]) -> None:
        """Read documents here, without keeping each one's tree in memory until it is written."""
        self.read_documents = tuple(docnames)
        self._forget(docnames)
        with self.progress.of("reading", len(docnames)) as stage:
            self._read(stage.through(docnames))
        self._without_lost()

    def read_shared(self, docnames: list[str], jobs: int) -> None:
        """Read documents in some processes, with runs of about the same size."""
        if len(docnames) < workers.FEWEST:
            self.read_here(docnames)
            return
        self.read_documents = tuple(docnames)
        self._forget(docnames)

        def read(names: Iterator[str]) -> bytes:
            self._read(stage.through(names))
            return pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL)

        def merge(names: list[str], other: bytes) -> None:
            env = pickle.loads(other)  # noqa: S301  # our own process's
            self.env.merge_info_from(
                [name for name in names if name in env.all_docs], env, self.application
            )

        with self.progress.of("reading", len(docnames)) as stage:
            self.faults.share(
                docnames,
                self.weights(docnames),
                jobs=jobs,
                do=read,
                take=merge,
                runs_each=_RUNS_EACH,
                here=lambda docname: self._read(stage.through([docname])),
            )
        self._without_lost()

    def _forget(self, docnames: Iterable[str]) -> None:
        for docname in docnames:
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)

    def _read(self, docnames: Iterable[str]) -> None:
        for docname in gc_pauses.between(docnames):
            with registers_of_one_document(), definitions.of_one_document(self.env):
                self._read_one(docname)

    def _read_one(self, docname: str) -> None:
        """Read a document; where that raises, its text as code; where that does, leave it out."""
        caught = self.faults.attempt(lambda: self._read_and_note(docname))
        if not isinstance(caught, faults.Caught):
            return
        forget(self.env, docname)
        self.faults.as_code.add(docname)
        again = self.faults.attempt(lambda: self._read_and_note(docname))
        done = faults.AS_CODE
        if isinstance(again, faults.Caught):
            if docname == self.config.root_doc:
                raise caught.error  # without a front page there is no publication
            forget(self.env, docname)
            self.faults.left_out.add(docname)
            done = faults.LEFT_OUT
        source = self.domain.source(docname)
        self.faults.note(docname, source, caught, when="read", done=done)

    def _read_and_note(self, docname: str) -> None:
        self.read_doc(docname, _cache=False)
        self.domain.note_tree(docname)

    def _without_lost(self) -> None:
        """Take out the documents that cannot be read: when all others are, which may name them, whatever the order."""
        self.faults.report()
        for docname in sorted(self.faults.left_out):
            leave_out(self.application, docname)

    def resolved(self, docname: str, doctree: nodes.document | None = None) -> nodes.document:
        """Return the tree of a document, ready to be written.

        :param doctree: Another in its place.
        """
        self.phase = BuildPhase.RESOLVING
        if doctree is None:
            doctree = self.env.get_doctree(docname)
            tell_place(doctree, str(self.env.srcdir), self.domain.source(docname))
        with definitions.own_first(self.env, docname):
            doctree = self.env.get_and_resolve_doctree(
                docname, self, tags=self.tags, doctree=doctree
            )
        self.phase = BuildPhase.WRITING
        return doctree

    def carefully(self, docname: str, write: Callable[[nodes.document], object]) -> None:
        """Call *write* with the resolved tree of a document; where that raises, with that of its text as code.

        Where that raises as well, :meth:`give_up_writing` decides what there is of it.
        """
        caught = self.faults.attempt(lambda: write(self.resolved(docname)))
        if not isinstance(caught, faults.Caught):
            return
        done = faults.AS_CODE
        again = self.faults.attempt(lambda: write(self._as_code(docname)))
        if isinstance(again, faults.Caught):
            given_up = self.faults.attempt(lambda: self.give_up_writing(docname))
            done = faults.LEFT_OUT if isinstance(given_up, faults.Caught) else given_up
        source = self.domain.source(docname)
        self.faults.note(docname, source, caught, when="written", done=done)

    def _as_code(self, docname: str) -> nodes.document:
        """Return the tree of a document's text as code; what resolves trees may be what raises."""
        tree = as_code.tree(docname, self.domain)
        resolved = self.faults.attempt(lambda: self.resolved(docname, tree))
        if not isinstance(resolved, faults.Caught):
            return resolved
        is_titled = self.format != "html" or docname not in self.domain.records
        return as_code.tree(docname, self.domain, is_titled=is_titled)

    def give_up_writing(self, docname: str) -> str:
        """Leave out a document that cannot be written; return what was done, as the end of a sentence."""
        self.faults.left_out.add(docname)
        return faults.LEFT_OUT

    def books(self) -> tuple[Book, ...]:
        """Return the volumes, then the whole publication, without articles that cannot be written."""
        settings, published = self.domain.inputs.settings, self.published
        pages, root = published.addresses.pages, self.config.root_doc
        found = books(published.catalogue, settings, pages, root=root)
        lost = self.faults.left_out
        return without(found, lost) if lost else found

    def close(self) -> None:
        """End this build's processes, however the build has ended."""

    def weights(self, docnames: Iterable[str]) -> list[int]:
        """Return the relative cost of each document."""
        paths = map(self.env.doc2path, docnames)
        # where parts are joined, the posts' texts need not lie
        return [_OF_A_PAGE + (path.stat().st_size if path.is_file() else 0) for path in paths]


class Selecting(ParallelReading):
    """A builder that chooses the documents to write itself."""

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield one document, so that Sphinx always calls ``write_documents``."""
        yield self.config.root_doc

    def output(self, file: str) -> Path:
        """Return the place of a file of the output."""
        return Path(self.outdir, *file.split("/"))
