"""A publication's files -> the sources that are read, and its authors and volumes.

::

    posts/ --walk()--> texts --front matter, now--> posts, and those that are cut
    authors/, volumes/ ---> texts --profiles-----> authors, volumes
    the rest --Sphinx's patterns--> texts -------> other documents

A build and a check both find their files here. Of two files that differ by their suffix alone the
second is left out, as is every file without a text; whoever asks is told why.
"""

from __future__ import annotations

import dataclasses as dc
import re
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import unquote

from standfirst.addresses import page_addresses
from standfirst.addresses.local_files import document_matcher
from standfirst.addresses.page_addresses import SEARCH, UnpublishedPosts
from standfirst.problems import PostWarning, Problem
from standfirst.reading import profiles
from standfirst.reading.post import read_matter, stems
from standfirst.reading.read_context import ReadContext
from standfirst.settings.conf_py import AUTHORS, VOLUMES
from standfirst.sources import schedule, source_files
from standfirst.sources.front_matter import dialects
from standfirst.sources.front_matter.reader import Parsed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from standfirst.problems import Report
    from standfirst.reading.profiles import AuthorProfile, VolumeProfile
    from standfirst.settings.model import Settings
    from standfirst.sources.front_matter.reader import MatterReading
    from standfirst.sources.schedule import Schedule
    from standfirst.sources.site_files import SiteFiles
    from standfirst.sources.source_files import Source

_NEVER = (".*", "**/.*", "**/_sources", "*.lproj/**")
"""As Sphinx has it, and whatever is hidden."""
_WORD = re.compile(r"[^/\s()<>\[\]\"'`?#]+")
"""Of a text, as far as it may be the name of a file, or the end of one that has spaces."""
_HIDING = {PostWarning.DATE, PostWarning.FRONT_MATTER}
"""Slips for which a post may be a draft that its author calls none."""
_Result = TypeVar("_Result")
_Profile = TypeVar("_Profile")


class Listener(Protocol):
    """A listener for the problems of files."""

    def report(self, path: str, problem: Problem, /) -> None:
        """Take a problem of the file *path*."""

    def carefully(self, path: str, do: Callable[[], _Result], *, when: str) -> _Result | None:
        """Return the result of *do*; where it raises, report that at the file *path*, which is left out."""


@dc.dataclass(kw_only=True)
class Discovery:
    """The source files of a publication; :meth:`SourceFiles.discover` alone fills it."""

    posts: dict[str, str] = dc.field(default_factory=dict)
    """Docname -> path of the published posts."""
    cut: dict[str, str] = dc.field(default_factory=dict)
    """Docname -> path of the posts that are not to be seen."""
    by_name: dict[str, str] = dc.field(default_factory=dict)
    """Docname -> path of both, in the order in which they are found."""
    documents: dict[str, str] = dc.field(default_factory=dict)
    """Docname -> path of the documents that are no posts."""
    stems: Mapping[str, str] = dc.field(default_factory=dict)
    """File name without suffix, with and without folders -> path, of all posts."""
    next_change: dt.datetime | None = None
    """When the next post appears, expires or changes."""
    parsed: Parsed = dc.field(default_factory=Parsed)
    """The front matter of the published posts."""

    @property
    def all_posts(self) -> Iterable[str]:
        """The paths of all posts."""
        return self.by_name.values()

    @cached_property
    def unseen(self) -> UnpublishedPosts:
        """The unpublished posts, by the names that links use; asked for when all are found."""
        return UnpublishedPosts.of(self.cut.values())

    def around(
        self,
        settings: Settings,
        names: Collection[str],
        site: Mapping[str, Any],
        files: SiteFiles,
        substitutions: Mapping[str, Any] | None,
    ) -> ReadContext:
        """Return the context in which one post is read.

        :param names: Folded names and aliases of ``authors/``.
        :param site: Liquid's ``site``.
        :param files: Liquid's ``_includes`` and ``_data``.
        :param substitutions: MyST's values for all texts; None: it has none.
        """
        return ReadContext(
            settings=settings,
            names=names,
            stems=self.stems,
            site=site,
            files=files,
            parsed=self.parsed,
            substitutions=substitutions,
        )


class SourceFiles:
    """Finds the files of a publication; paths are below its folder, with forward slashes."""

    def __init__(
        self,
        root: Path,
        settings: Settings,
        listener: Listener,
        is_read: Callable[[str], bool] | None = None,
    ) -> None:
        """Look for the files of the publication in *root*.

        :param is_read: Tells whether a post is read here, so that its front matter is kept for that; None: each is.
        """
        self._is_read = is_read
        self.root = root
        self.settings = settings
        self._listener = listener

    def authors(self) -> tuple[AuthorProfile, ...]:
        """Return what ``authors/`` says."""
        return tuple(self._profiles(AUTHORS, profiles.read_author))

    def volumes(self) -> tuple[VolumeProfile, ...]:
        """Return what ``volumes/`` says."""
        return tuple(self._profiles(VOLUMES, profiles.read_volume))

    def discover(
        self,
        documents: dict[str, str],
        known: Callable[[Source], Schedule | None] = lambda _source: None,
    ) -> Discovery:
        """Return the publication's files: *documents*, and the posts, each published or cut.

        :param known: Returns when a post is to be seen, where its front matter need not be read for that.
        """
        found = Discovery(documents=documents)
        notebooks: list[Source] = []
        for source in source_files.walk(self.root, self.settings.posts):
            if source.path.lower().endswith(source_files.NOTEBOOK):
                notebooks.append(source)
                continue
            sort = partial(self._sort, source, found, known)
            self._listener.carefully(source.path, sort, when="found")
        found.stems = stems((*found.cut.values(), *found.posts.values()), self.settings.posts)
        self._report_notebooks(notebooks, found)
        return found

    def _report_notebooks(self, notebooks: list[Source], found: Discovery) -> None:
        """Report the notebooks that no post names, and which so are no data that one offers."""
        named: set[str] = set()
        for path in found.all_posts if notebooks else ():
            text = source_files.read_text(self.root / path)
            named.update(_notebooks(text) if isinstance(text, str) else ())
        for source in notebooks:
            is_asked_for = source_files.is_among(
                source.path, self.settings.posts, self.settings.only
            )
            if is_asked_for and named.isdisjoint(_notebooks(source.path)):
                self.text(source)

    def documents(
        self,
        excluded: Iterable[str],
        included: Iterable[str],
        suffixes: tuple[str, ...],
        *,
        front: str,
    ) -> dict[str, str]:
        """Return the path of each document that is no post, by docname.

        :param excluded: Sphinx's patterns of what is passed over, and *included* of what is read.
        :param front: Docname of the front page, which alone may be empty.
        """
        apart = {self.settings.posts, AUTHORS, VOLUMES}
        passed_over = document_matcher((*excluded, *_NEVER))
        wanted = document_matcher(tuple(included))

        def enters(path: str) -> bool:
            return path not in apart and not passed_over.match(page_addresses.composed(path))

        found: dict[str, str] = {}
        for source in source_files.documents(self.root, enters, suffixes):
            path = page_addresses.composed(source.path)
            if source.problem is None and not wanted.match(path):
                continue
            suffix = next(filter(path.endswith, (*suffixes, *source_files.HTML)), "")
            name = source_files.fitted(path.removesuffix(suffix))
            one = source_files.twin(source, found[name]) if name in found else source
            read = partial(self._page, one, may_be_empty=name == front)
            if self._listener.carefully(one.path, read, when="found"):
                found[name] = one.path
        return _without_search(found)

    def text(self, source: Source, *, may_be_empty: bool = False) -> str | None:
        """Return the text of a file; None, with a report, where it cannot be read."""
        text = source.problem or source_files.read_text(
            self.root / source.path, may_be_empty=may_be_empty
        )
        if isinstance(text, str):
            return text
        self._listener.report(source.path, text)
        return None

    def _page(self, source: Source, *, may_be_empty: bool) -> bool:
        """Return whether a document other than a post can be read; report one of ABlog's posts, which is none here."""
        text = self.text(source, may_be_empty=may_be_empty)
        if text is not None and dialects.is_ablogs(source.path, text):
            folder = self.settings.posts
            message = (
                f"is a post of ABlog's, and is shown as a page, since it does not lie in {folder}/"
            )
            remedy = f"move it to {folder}/, or name its folder in standfirst_posts"
            problem = Problem(subtype=PostWarning.FILE, message=message, remedy=remedy)
            self._listener.report(source.path, problem)
        return text is not None

    def _sort(
        self, source: Source, found: Discovery, known: Callable[[Source], Schedule | None]
    ) -> None:
        """Put the post *source* where it belongs, unless it cannot be read."""
        settings, name = self.settings, source.docname
        if name in found.by_name:
            source = source_files.twin(source, found.by_name[name])
        is_seen = source_files.is_among(source.path, settings.posts, settings.only)
        if is_seen:
            problems: tuple[Problem, ...] = ()
            said = None if source.problem else known(source)
            if said is None:
                reading = self._reading(source, found.parsed)
                if reading is None:
                    return
                said, problems = schedule.Schedule.of(reading.matter), reading.problems
            change = schedule.next_change(said, settings.now)
            found.next_change = min(filter(None, (change, found.next_change)), default=None)
            is_seen = schedule.is_published(said, settings.now) or settings.preview
            if not is_seen:
                self._report_slips(source.path, problems)
        found.by_name[name] = source.path
        (found.posts if is_seen else found.cut)[name] = source.path

    def _report_slips(self, path: str, problems: Iterable[Problem]) -> None:
        """Report what may be why a post is hidden; nobody reads the rest of it in this build."""
        for problem in problems:
            if problem.subtype in _HIDING:
                self._listener.report(path, problem)

    def _reading(self, source: Source, parsed: Parsed) -> MatterReading | None:
        text = self.text(source)
        if text is None:
            return None
        reading = read_matter(text, source=source.path, settings=self.settings)
        if self._is_read is None or self._is_read(source.docname):
            parsed.keep(source.path, text, reading)
        return reading

    def _profiles(self, folder: str, profile: Callable[..., _Profile]) -> Iterator[_Profile]:
        read: dict[str, str] = {}
        for source in source_files.walk(self.root, folder):
            name, path = source.docname, source.path
            text = self.text(source_files.twin(source, read[name]) if name in read else source)
            if text is None:
                continue
            read[name] = path
            report: Report = partial(self._listener.report, path)
            classes = self.settings.classes
            make = partial(profile, text, source=path, report=report, classes=classes)
            found = self._listener.carefully(path, make, when="read")
            if found is not None:
                yield found


def _notebooks(text: str) -> Iterator[str]:
    """Yield the last word of each name of a notebook in *text*."""
    for word in _WORD.findall(text):
        if word.lower().endswith(source_files.NOTEBOOK):
            yield _WORD.findall(unquote(word))[-1]


def _without_search(found: dict[str, str]) -> dict[str, str]:
    """Return *found* with another name for ``search``: Sphinx's search page has that, and is written last."""
    if SEARCH in found:
        name = f"{SEARCH}-page"
        while name in found:
            name += "-page"
        found[name] = found.pop(SEARCH)
    return found
