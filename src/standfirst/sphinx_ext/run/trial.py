"""A trial build for ``standfirst check``: some posts and pages, read and rendered but not written.

::

    paths --read, resolved, rendered to nothing, in a folder that goes afterwards--> findings

Only what is wrong with a document by itself is told: with a part of the documents alone,
references to the others lead nowhere.
"""

from __future__ import annotations

import logging as py_logging
from contextlib import contextmanager
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.docutils import docutils_namespace, patch_docutils

from standfirst.checking.findings import Finding
from standfirst.incremental import gc_pauses
from standfirst.problems import WARNING_TYPE, PostWarning, Problem
from standfirst.sources import source_files
from standfirst.sphinx_ext.html.translator import PageTranslator
from standfirst.sphinx_ext.logs import PostFilter
from standfirst.sphinx_ext.read.parallel_reading import ParallelReading
from standfirst.sphinx_ext.warnings_heard import place_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from collections.abc import Set as AbstractSet

    from standfirst.problems import Level
    from standfirst.sphinx_ext.read.discovery_ import PublicationProject

NAME = "standfirst-trial"
_OF_READING = frozenset(
    {
        PostWarning.REFUSED,
        PostWarning.SIZE,
        PostWarning.FAULT,
        PostWarning.MARKUP,
        PostWarning.IMAGE,
    }
)
_AFTERWARDS = frozenset({PostWarning.FAULT, PostWarning.SIZE})
"""Types of what is wrong with a document whatever else there is, while it is read and afterwards."""


class TrialTranslator(PageTranslator):
    """Renders everything except pictures."""

    def visit_image(self, node: nodes.image) -> None:  # noqa: ARG002  # as docutils calls it
        """Pass over a picture."""
        raise nodes.SkipNode


class TrialBuilder(ParallelReading, StandaloneHTMLBuilder):
    """Reads and renders documents, and keeps nothing."""

    name = NAME
    format = "trial"
    search = False
    default_translator_class = TrialTranslator
    chosen: frozenset[str] = frozenset()
    listener: _LogListener

    def init(self) -> None:
        """Write nodes of extensions as pages do."""
        super().init()
        handlers = self.application.registry.translation_handlers
        handlers[NAME] = handlers.get("html", {})

    def choose(self, paths: Collection[str]) -> None:
        """Read only these documents, and the front page, which Sphinx needs."""
        self.chosen = frozenset(map(source_files.docname, paths))
        project = cast("PublicationProject", self.application.project)
        project.chosen = self.chosen | {self.config.root_doc}

    def _without_lost(self) -> None:
        """End reading; from now on references to others lead nowhere, of which nothing is told."""
        super()._without_lost()
        self.listener.wanted = _AFTERWARDS

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002  # those that were chosen
        """Render what was chosen."""
        for docname in sorted(self.env.found_docs & self.chosen):
            self.carefully(docname, partial(self.write_doc, docname))
        self.faults.report()

    def handle_page(self, *args: Any, **kwargs: Any) -> None:
        """Make no page of what was rendered."""

    def finish(self) -> None:
        """Make nothing else."""

    def copy_assets(self) -> None:
        """Copy nothing."""


def tried(root: Path, paths: Collection[str]) -> list[Finding]:
    """Return the problems of the documents *paths*, in the order of their reports.

    :param root: Folder of a publication with a ``conf.py``.
    :param paths: Below it, with forward slashes; drafts too.
    """
    options = {"standfirst_preview": "1", "standfirst_fetch": "0"}
    with (
        TemporaryDirectory() as scratch,
        gc_pauses.paused(),
        patch_docutils(root),
        docutils_namespace(),
    ):
        out, work = Path(scratch, "out"), Path(scratch, "work")
        try:
            app = Sphinx(
                root, root, out, work, NAME, confoverrides=options, status=None, warning=StringIO()
            )
            cast("TrialBuilder", app.builder).choose(paths)
            with _heard(app, root) as findings:
                app.build()
        except SphinxError as exc:
            problem = Problem(
                subtype=PostWarning.CONFIG, message=f"a build ends with an error: {exc}"
            )
            return [Finding(path="conf.py", problem=problem)]
    return findings


class _LogListener(py_logging.Handler):
    """Keeps what is logged of documents."""

    def __init__(self, app: Sphinx, root: Path) -> None:
        super().__init__(py_logging.WARNING)
        self.app = app
        self.root = root
        self.found: list[Finding] = []
        self.wanted: AbstractSet[PostWarning] = _OF_READING
        self.addFilter(PostFilter(f"{app.config.standfirst_posts.strip('/')}/"))

    def emit(self, record: py_logging.LogRecord) -> None:
        """Take each message once: Sphinx logs those of reading twice."""
        kinds = {kind.value: kind for kind in self.wanted}
        subtype = kinds.get(str(getattr(record, "subtype", "")))
        if getattr(record, "type", "") != WARNING_TYPE or subtype is None:
            return
        if hasattr(record, "sf_heard"):
            return
        record.sf_heard = True
        path, line = self._place(getattr(record, "location", None))
        level: Level = "warning" if record.levelno <= py_logging.WARNING else "error"
        problem = Problem(subtype=subtype, message=record.getMessage(), line=line, level=level)
        self.found.append(Finding(path=path, problem=problem))

    def _place(self, location: object) -> tuple[str, int]:
        """Return file and line of a message."""
        if isinstance(location, tuple):
            docname, line = location
            return str(self.app.env.doc2path(docname, base=False)), int(line or 1)
        text = logging.get_node_location(location) if isinstance(location, nodes.Node) else location
        path, line = place_of(str(text or ""), self.root)
        return path or ".", line


@contextmanager
def _heard(app: Sphinx, root: Path) -> Iterator[list[Finding]]:
    listener = cast("TrialBuilder", app.builder).listener = _LogListener(app, root)
    logger = py_logging.getLogger(logging.NAMESPACE)
    # before Sphinx's, which write place and type into the message
    logger.handlers.insert(0, listener)
    try:
        yield listener.found
    finally:
        logger.removeHandler(listener)
