"""Hook: decide what Sphinx may read, before it reads anything.

Files that are no text are taken out with one warning each; drafts, embargoed and expired
posts are cut. Sphinx has no event at this point (https://github.com/sphinx-doc/sphinx/issues/2633
asks for one): ``exclude_patterns`` would make it read everything again whenever an
embargo passes, so its ``Project`` is replaced by one that leaves them out itself.
"""

from __future__ import annotations

import dataclasses as dc
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx.project import Project

from standfirst import sources
from standfirst.reading import read_matter
from standfirst.sphinx_ext.domain import Discovery, PublicationDomain
from standfirst.sphinx_ext.parser import log
from standfirst.warnings_ import PostWarning, Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from standfirst.front_matter import FrontMatter

PROFILE_FOLDERS = ("authors", "volumes")


def setup_intake(app: Sphinx) -> None:
    """Register this stage."""
    app.connect("builder-inited", on_builder_inited, priority=100)


def on_builder_inited(app: Sphinx) -> None:
    """Put our project in the place of Sphinx's."""
    project = PublicationProject(app.srcdir, app.config.source_suffix)
    project.restore(app.project)
    project.app = app
    app.project = app.env.project = project


class PublicationProject(Project):
    """The source files of a publication."""

    app: Sphinx | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Leave the application out of the pickled environment."""
        return {**self.__dict__, "app": None}

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        """Find all documents that may be read."""
        assert self.app is not None  # noqa: S101  # set where the project is made
        domain = PublicationDomain.of(self.app.env)
        folder = domain.settings.posts
        found = list(sources.walk(Path(self.srcdir), folder))
        super().discover(
            [*exclude_paths, *(f"{name}/**" for name in (folder, *PROFILE_FOLDERS))], include_paths
        )
        for docname in sorted(self.docnames):
            self._drop_unless_text(docname)
        gate = _Gate(self.app, domain)
        for source in found:
            if gate.passes(source):
                self._add(source.path)
        domain.discovery = gate.discovery()
        gate.note_next_change(Path(self.app.doctreedir))
        return self.docnames

    def _add(self, path: str) -> None:
        docname = sources.docname(path)
        self.docnames.add(docname)
        self._path_to_docname[Path(path)] = docname
        self._docname_to_path[docname] = Path(path)

    def _drop_unless_text(self, docname: str) -> None:
        text = sources.read_text(Path(self.doc2path(docname)))
        if isinstance(text, Problem):
            path = self._docname_to_path.pop(docname)
            self._path_to_docname.pop(path)
            self.docnames.discard(docname)
            log(text, location=str(path))


class _Gate:
    """Sorts the posts into published ones and others."""

    def __init__(self, app: Sphinx, domain: PublicationDomain) -> None:
        self.app = app
        self.domain = domain
        self.now = domain.settings.now
        self.posts: dict[str, str] = {}
        self.cut: dict[str, str] = {}
        self.next: dt.datetime | None = None

    def passes(self, source: sources.Source) -> bool:
        """Return whether *source* may be read; say why not where that is a fault."""
        other = self.posts.get(source.docname) or self.cut.get(source.docname)
        if other and source.problem is None:
            source = dc.replace(
                source,
                problem=Problem(
                    subtype=PostWarning.FILE,
                    message=f"has the name of {other} but for its suffix; it is left out",
                    remedy="rename one of the two",
                ),
            )
        if source.problem is not None:
            log(source.problem, location=_location(source.path))
            return False
        matter = self._matter(source)
        if matter is None:
            return False
        status = sources.status(matter, self.now)
        change = sources.next_change(matter, self.now)
        if change is not None and (self.next is None or change < self.next):
            self.next = change
        if status is sources.Status.PUBLISHED or self.domain.settings.preview:
            self.posts[source.docname] = source.path
            return True
        self.cut[source.docname] = source.path
        return False

    def _matter(self, source: sources.Source) -> FrontMatter | None:
        """Return the front matter: the record's where the file has not changed since it was read."""
        record = self.domain.records.get(source.docname)
        read = self.app.env.all_docs.get(source.docname, -1)
        if record is not None and source.modified <= read and self.app.env.config_status == 1:
            return record.matter
        text = sources.read_text(Path(self.app.srcdir) / source.path)
        if isinstance(text, Problem):
            log(text, location=_location(source.path, text.line))
            return None
        return read_matter(text, source=source.path, settings=self.domain.settings).matter

    def discovery(self) -> Discovery:
        """Return what was found."""
        stems: dict[str, str] = {}
        for path in (*self.cut.values(), *self.posts.values()):
            below = PurePosixPath(path).relative_to(self.domain.settings.posts).with_suffix("")
            stems[below.name] = path
            stems[str(below)] = path
        return Discovery(posts=self.posts, cut=self.cut, stems=stems)

    def note_next_change(self, folder: Path) -> None:
        """Write when the next post appears or expires, for whoever schedules builds."""
        file = folder / "next-publication.txt"
        if self.next is None:
            file.unlink(missing_ok=True)
            return
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{self.next.isoformat()}\n", encoding="utf-8")
        from sphinx.util import logging  # noqa: PLC0415

        logging.getLogger(__name__).info(
            "the next post appears or expires at %s", self.next.isoformat()
        )


def _location(path: str, line: int | None = None) -> str:
    shown = path.encode("utf-8", "backslashreplace").decode()
    return f"{shown}:{line}" if line else shown
