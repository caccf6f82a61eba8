"""Hook: decide what Sphinx may read, before it reads anything.

Files that are no text are taken out with one warning each; drafts, embargoed and expired
posts are cut. Sphinx has no event at this point (https://github.com/sphinx-doc/sphinx/issues/2633
asks for one), and ``exclude_patterns`` would make it read everything again whenever an
embargo passes: its ``Project`` is replaced by one that leaves them out itself.
"""

from __future__ import annotations

import unicodedata
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx.project import EXCLUDE_PATHS
from sphinx.util import logging
from sphinx.util.matching import compile_matchers

from standfirst import faults, hygiene, profiles, sources
from standfirst.places import SEARCH
from standfirst.reading import read_matter, stems
from standfirst.sphinx_ext.configuration import settings
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.faults_ import Faults
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.state import Discovery, Inputs
from standfirst.sphinx_ext.upstream.sphinx_ import Files
from standfirst.warnings_ import Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx

    from standfirst.front_matter import FrontMatter

AUTHORS, VOLUMES = "authors", "volumes"
LOGGER = logging.getLogger(__name__)
_Profile = TypeVar("_Profile")


def begin(app: Sphinx) -> None:
    """Read the publication's own files, and put our project in the place of Sphinx's."""
    said, caught = settings(app.config), Faults(app)
    inputs = Inputs(
        settings=said,
        faults=caught,
        site=app.config.standfirst_site,
        authors=_profiles(
            app, caught, AUTHORS, partial(profiles.read_author, classes=said.classes)
        ),
        volumes=_profiles(
            app, caught, VOLUMES, partial(profiles.read_volume, classes=said.classes)
        ),
    )
    caught.report()
    PublicationDomain.of(app.env).inputs = inputs
    project = PublicationProject(app.srcdir, app.config.source_suffix)
    project.restore(app.project)
    project.app = app
    app.project = app.env.project = project


def _profiles(
    app: Sphinx, caught: Faults, folder: str, read: Callable[..., _Profile]
) -> tuple[_Profile, ...]:
    found = []
    for source in sources.walk(Path(app.srcdir), folder):
        one = caught.attempt(partial(_profile, app, source, read))
        if isinstance(one, faults.Caught):
            caught.note(source.path, source.path, one, when="read", done=faults.LEFT_OUT)
        elif one is not None:
            found.append(one)
    return tuple(found)


def _profile(app: Sphinx, source: sources.Source, read: Callable[..., _Profile]) -> _Profile | None:
    text = source.problem or sources.read_text(Path(app.srcdir) / source.path)
    if isinstance(text, Problem):
        log(text, location=shown(source.path))
        return None

    def report(problem: Problem) -> None:
        log(problem, location=shown(source.path, problem.line))

    return read(text, source=source.path, report=report)


class PublicationProject(Files):
    """The source files of a publication."""

    app: Sphinx | None = None
    chosen: frozenset[str] = frozenset()
    """The documents that alone are read; none: all."""

    def __getstate__(self) -> dict[str, Any]:
        """Leave the application out of the pickled environment."""
        return {**self.__dict__, "app": None}

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        """Find all documents that may be read."""
        if self.app is None:
            return super().discover(exclude_paths, include_paths)
        domain = PublicationDomain.of(self.app.env)
        folder = domain.inputs.settings.posts
        found = list(sources.walk(Path(self.srcdir), folder))
        self._find_documents(exclude_paths, include_paths, folder)
        self._leave_to_search()
        self._name_as_sources_do()
        gate, caught = _Gate(self.app, domain), domain.inputs.faults
        for docname in sorted(self.docnames):
            met = caught.attempt(partial(self._drop_unless_text, docname))
            if isinstance(met, faults.Caught):
                path = str(self.doc2path(docname, absolute=False))
                caught.note(path, path, met, when="found", done=faults.LEFT_OUT)
                self.docnames.discard(docname)
        for source in found:
            passes = caught.attempt(partial(gate.passes, source))
            if isinstance(passes, faults.Caught):
                caught.note(source.path, source.path, passes, when="found", done=faults.LEFT_OUT)
            elif passes:
                self.add(source.path, sources.docname(source.path))
        if self.chosen:
            for docname in self.docnames - self.chosen:
                self.drop(docname)
        caught.report()
        domain.discovery = gate.discovery()
        _note_next_change(domain.discovery.next_change, self._beside_the_pages())
        return self.docnames

    def _find_documents(
        self, exclude_paths: Iterable[str], include_paths: Iterable[str], folder: str
    ) -> None:
        """Find the documents that are no posts: as Sphinx does, but for links that lead out of the publication.

        :param folder: Of the posts.
        """
        self.clear()
        excluded = _matching([*exclude_paths, *EXCLUDE_PATHS])
        included = _matching(include_paths)
        apart = {folder, AUTHORS, VOLUMES}

        def enters(path: str) -> bool:
            return path not in apart and not excluded(path)

        for found in sources.documents(Path(self.srcdir), enters, tuple(self.source_suffix)):
            docname = self.path2doc(found.path) or found.path
            if found.problem is None and not included(found.path):
                continue
            source = found
            if docname in self.docnames:
                source = sources.twin(found, str(self.doc2path(docname, absolute=False)))
            if source.problem is not None:
                log(source.problem, location=shown(source.path))
            else:
                self.add(source.path, docname)

    def _beside_the_pages(self) -> Path:
        """Return a folder for what is not to be published; Sphinx's own default lies among the pages."""
        app = self.app
        if app is None:
            raise RuntimeError("the project has no application")
        work, out = Path(app.doctreedir), Path(app.outdir)
        return out.parent if work.is_relative_to(out) else work

    def _leave_to_search(self) -> None:
        """Call the document ``search.md`` otherwise: Sphinx's search page has that name, and is written last."""
        if SEARCH not in self.docnames:
            return
        path = self.drop(SEARCH)
        name = f"{SEARCH}-page"
        while name in self.docnames:
            name += "-page"
        self.add(str(path), name)

    def _name_as_sources_do(self) -> None:
        """Call documents otherwise whose names are too long for the files that are kept of them."""
        for docname in sorted(self.docnames):
            path = str(self.doc2path(docname, absolute=False))
            if docname == sources.stem(path) != sources.docname(path):
                self.drop(docname)
                self.add(path, sources.docname(path))

    def _drop_unless_text(self, docname: str) -> None:
        text = sources.problem_of_name(docname) or sources.read_text(
            Path(self.doc2path(docname, absolute=True))
        )
        if isinstance(text, Problem) and not (docname == self._root and "empty" in text.message):
            path = self.drop(docname)
            log(text, location=shown(str(path), text.line))

    @property
    def _root(self) -> str:
        return self.app.config.root_doc if self.app else "index"


def _matching(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a path, composed, is one that Sphinx's *patterns* name."""
    matchers = compile_matchers(patterns)

    def matches(path: str) -> bool:
        composed = unicodedata.normalize("NFC", path)
        return any(matcher(composed) for matcher in matchers)

    return matches


class _Gate:
    """Sorts the posts into published ones and others."""

    def __init__(self, app: Sphinx, domain: PublicationDomain) -> None:
        self.app = app
        self.domain = domain
        self.settings = domain.inputs.settings
        self.posts: dict[str, str] = {}
        self.cut: dict[str, str] = {}
        self.next: dt.datetime | None = None

    def passes(self, source: sources.Source) -> bool:
        """Return whether *source* may be read; say why not where that is a fault."""
        other = self.posts.get(source.docname) or self.cut.get(source.docname)
        if other:
            source = sources.twin(source, other)
        if not sources.is_among(source.path, self.settings.posts, self.settings.only):
            self.cut[source.docname] = source.path
            return False
        if source.problem is not None:
            log(source.problem, location=shown(source.path))
            return False
        matter = self._matter(source)
        if matter is None:
            return False
        status = sources.status(matter, self.settings.now)
        change = sources.next_change(matter, self.settings.now)
        if change is not None and (self.next is None or change < self.next):
            self.next = change
        if status is sources.Status.PUBLISHED or self.settings.preview:
            self.posts[source.docname] = source.path
            return True
        self.cut[source.docname] = source.path
        return False

    def _matter(self, source: sources.Source) -> FrontMatter | None:
        """Return the front matter: the record's where the file has not changed since it was read."""
        record = self.domain.records.get(source.docname)
        read = self.domain.data["modified"].get(source.docname, -1)
        if record is not None and source.modified == read and self.app.env.config_status == 1:
            return record.matter
        text = sources.read_text(Path(self.app.srcdir) / source.path)
        if isinstance(text, Problem):
            log(text, location=shown(source.path, text.line))
            return None
        return read_matter(text, source=source.path, settings=self.settings).matter

    def discovery(self) -> Discovery:
        """Return what was found."""
        found = stems((*self.cut.values(), *self.posts.values()), self.settings.posts)
        return Discovery(posts=self.posts, cut=self.cut, stems=found, next_change=self.next)


def _note_next_change(moment: dt.datetime | None, folder: Path) -> None:
    """Write when the next post appears or expires, for whoever schedules builds; outside the HTML."""
    file = folder / "next-publication.txt"
    if moment is None:
        file.unlink(missing_ok=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{moment.isoformat()}\n", encoding="utf-8")
    LOGGER.info("the next post appears or expires at %s", moment.isoformat())


def shown(path: str, line: int | None = None) -> str:
    """Return the location of a line, for messages."""
    # Sphinx takes a text without a colon for the name of a document
    return f"{hygiene.shown(path)}:{line or 1}"
