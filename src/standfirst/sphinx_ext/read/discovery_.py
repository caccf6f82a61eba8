"""The discovery of sources: which documents Sphinx may read.

Files that are no text are taken out with one warning each; drafts, embargoed and expired
posts are cut. Sphinx has no event at this point (https://github.com/sphinx-doc/sphinx/issues/2633
asks for one), and ``exclude_patterns`` would make it read everything again whenever an
embargo passes: its ``Project`` is replaced by one that leaves them out itself.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx.environment import CONFIG_OK
from sphinx.util import logging

from standfirst.incremental import freshness
from standfirst.limits import faults
from standfirst.reading import substitutions
from standfirst.reading.discovery import SourceFiles
from standfirst.sources import source_files
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.faults_ import Faults
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.options_ import settings
from standfirst.sphinx_ext.planned_sphinx import plan_of
from standfirst.sphinx_ext.state import Inputs
from standfirst.sphinx_ext.upstream import trees
from standfirst.sphinx_ext.upstream.sphinx_ import SphinxFiles, forget_times
from standfirst.text import cleaning

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx

    from standfirst.incremental.contents import Contents
    from standfirst.incremental.kept_files import KeptFiles
    from standfirst.parts.part import Part
    from standfirst.problems import Problem
    from standfirst.reading.discovery import Discovery
    from standfirst.sources.schedule import Schedule
    from standfirst.sources.source_files import Source

LOGGER = logging.getLogger(__name__)
_Result = TypeVar("_Result")


def begin(app: Sphinx, kept: KeptFiles, contents: Contents) -> None:
    """Read the publication's own files, and replace Sphinx's project by ours.

    :param kept: What is kept from build to build.
    :param contents: What files hold.
    """
    said, caught = settings(app.config), Faults(app)
    planned = plan_of(app)
    files = SourceFiles(Path(app.srcdir), said, _FileListener(caught))
    inputs = Inputs(
        settings=said,
        faults=caught,
        kept=kept,
        contents=contents,
        site=app.config.standfirst_site,
        substitutions=substitutions.declared(
            {name: app.config[name] for name in ("myst_enable_extensions", "myst_substitutions")}
        ),
        authors=files.authors(),
        volumes=files.volumes(),
        planned=planned,
    )
    caught.report()
    PublicationDomain.of(app.env).inputs = inputs
    # HTML is a document by its front matter, not by its name
    suffixes = [suffix for suffix in app.config.source_suffix if suffix not in source_files.HTML]
    project = PublicationProject(app.srcdir, suffixes)
    project.restore(app.project)
    project.app = app
    app.project = app.env.project = project
    if planned is not None:
        project.given, project.chosen = planned.discovery, planned.documents
        trees.of(app.env).elsewhere = planned.tree


class _FileListener:
    """Reports problems of files as a build does."""

    def __init__(self, caught: Faults) -> None:
        self._caught = caught

    def report(self, path: str, problem: Problem) -> None:
        # Sphinx takes a text without a colon for the name of a document
        log(problem, location=f"{cleaning.shown(path)}:{problem.line}")

    def carefully(self, path: str, do: Callable[[], _Result], *, when: str) -> _Result | None:
        found = self._caught.attempt(do)
        if not isinstance(found, faults.Caught):
            return found
        self._caught.note(path, path, found, when=when, done=faults.LEFT_OUT)
        return None


class PublicationProject(SphinxFiles):
    """The source files of a publication."""

    app: Sphinx | None = None
    chosen: frozenset[str] = frozenset()
    """The documents that alone are read; none: all."""
    given: Discovery | None = None
    """What another build has found; None: it is looked for."""
    part: Part | None = None
    """The part whose documents alone are read here, though which others there are is asked too."""

    def __getstate__(self) -> dict[str, Any]:
        """Leave the application out of the pickled environment."""
        return {**self.__dict__, "app": None}

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        """Find all documents that may be read."""
        app = self.app
        if app is None:
            return super().discover(exclude_paths, include_paths)
        found = self.given or self._find(app, exclude_paths, include_paths)
        domain = PublicationDomain.of(app.env)
        domain.discovery = found
        read = {
            docname: path
            for docname, path in (found.documents | found.posts).items()
            if not self.chosen or docname in self.chosen
        }
        self.take({docname: Path(path) for docname, path in read.items()})
        if self.given is None:
            # before anything is read: what changes from now on is read again by the next build
            for path in read.values():
                domain.content(path)
            forget_times(app.env)
        _note_next_change(found.next_change, _beside_the_pages(app))
        return self.docnames

    def _find(self, app: Sphinx, excluded: Iterable[str], included: Iterable[str]) -> Discovery:
        domain = PublicationDomain.of(app.env)
        caught = domain.inputs.faults
        files = SourceFiles(
            Path(self.srcdir),
            domain.inputs.settings,
            _FileListener(caught),
            self.part.has if self.part else None,
        )
        documents = files.documents(
            excluded, included, tuple(self.source_suffix), front=app.config.root_doc
        )
        found = files.discover(documents, _known(app))
        caught.report()
        return found


def _known(app: Sphinx) -> Callable[[Source], Schedule | None]:
    """Return what tells by its record when a post is to be seen, where the file has not changed since it was read."""
    domain = PublicationDomain.of(app.env)
    as_read = domain.data["contents"] if app.env.config_status == CONFIG_OK else {}
    contents, root = domain.inputs.contents, f"{app.srcdir}{os.sep}"

    def known(source: Source) -> Schedule | None:
        name = source.docname
        # asked of new ones too: the system has just said what it knows of them
        content = contents.of(root + source.path, source.info)
        is_same = as_read.get(name) == content and domain.is_of_same_sections(name, source.path)
        return domain.records.head(name).schedule if is_same and name in domain.records else None

    return known


def _beside_the_pages(app: Sphinx) -> Path:
    """Return a folder for what is not to be published; Sphinx's own default lies among the pages."""
    work, out = Path(app.doctreedir), Path(app.outdir)
    return out.parent if work.is_relative_to(out) else work


def _note_next_change(moment: dt.datetime | None, folder: Path) -> None:
    """Write when the next post appears, expires or changes, for whoever schedules builds; outside the HTML."""
    folder.mkdir(parents=True, exist_ok=True)
    freshness.note(folder / freshness.NEXT, moment)
    if moment is not None:
        LOGGER.info("the next post appears, expires or changes at %s", moment.isoformat())
