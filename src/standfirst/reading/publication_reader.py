"""A publication read without a build: for ``standfirst check`` and ``standfirst images``.

Its files are found as a build finds them, and read with a plain Markdown parser in the place of MyST's.
"""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING, Any, TypeVar

from standfirst.addresses.local_files import AT_HOME, Files
from standfirst.limits import faults
from standfirst.markdown.context import ParseContext
from standfirst.markdown.plain_parser import plain_parser, unfolded
from standfirst.policy.refusals import Refusals
from standfirst.problems import PostWarning
from standfirst.reading import profiles, substitutions
from standfirst.reading.discovery import SourceFiles
from standfirst.reading.post import MYST_SCHEMES, read_plainly, read_post
from standfirst.settings import conf_files, conf_py
from standfirst.sources.source_files import HTML, SUFFIXES, Source, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from standfirst.problems import FileReport, Problem, Report
    from standfirst.reading.discovery import Discovery
    from standfirst.reading.post import PostReading
    from standfirst.reading.profiles import AuthorProfile
    from standfirst.reading.read_context import ReadContext
    from standfirst.reading.record import Record
    from standfirst.settings.model import Settings

_Result = TypeVar("_Result")
_CARRIED_OUT = re.compile(r"(?:`{3,}|~{3,})[ \t]*\{|:{3,}[ \t]*[\w{]|\{[A-Za-z][\w.:+-]*\}`")
"""Where a directive, a block of a class or a role begins."""


class PublicationReader:
    """Finds and reads the sources; paths are below the publication's folder, with forward slashes."""

    def __init__(
        self, root: Path, settings: Settings, options: Mapping[str, Any], report: FileReport
    ) -> None:
        """Take where the publication lies and what its ``conf.py`` says.

        :param report: Called with each thing that is wrong.
        """
        self.root = root
        self.settings = settings
        self.report = report
        self.tries = False
        """Whether texts with directives and roles are carried out besides."""
        excluded, templates = _texts(options, "exclude_patterns"), _texts(options, "templates_path")
        static = _texts(options, "html_static_path")
        self.extra = _texts(options, "html_extra_path")
        self.excluded = (*excluded, *AT_HOME)
        self.front = conf_py.front_of(options)
        self.sources = SourceFiles(root, settings, self)
        self.files = Files(
            root=root,
            extra=self.extra,
            excluded=(*excluded, *templates),
            posts=settings.posts,
            folders=settings.attachment_folders,
            base_url=settings.base_url,
        )
        self._not_pages = (*self.excluded, *templates, *self.extra, *static)
        self._options = options
        self._site = options.get("standfirst_site") or {}
        self.markdown = plain_parser(options)

    def reporter(self, path: str, without: Collection[PostWarning] = ()) -> Report:
        """Return a reporter for the problems of the file *path*, except some subtypes."""

        def report(problem: Problem) -> None:
            if problem.subtype not in without:
                self.report(path, problem)

        return report

    def discover(self) -> Discovery:
        """Return the publication's files."""
        documents: dict[str, str] = {}
        # files outside of any publication are all posts
        if self.settings.posts != ".":
            said = self._options.get("source_suffix", ".rst")
            suffixes = (*((said,) if isinstance(said, str) else said), *SUFFIXES)
            included = _texts(self._options, "include_patterns") or ("**",)
            documents = self.sources.documents(
                self._not_pages, included, suffixes, front=self.front
            )
        return self.sources.discover(documents)

    def texts(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the text of each of the files *paths* that has Markdown or HTML."""
        found = {
            path: self.sources.text(Source(path=path), may_be_empty=stem(path) == self.front)
            for path in paths
            if path.endswith((*SUFFIXES, *HTML))
        }
        return {path: text for path, text in found.items() if text is not None}

    def around(self, found: Discovery, authors: Collection[AuthorProfile]) -> ReadContext:
        """Return the context in which one post is read."""
        names, declared = profiles.names(authors), substitutions.declared(self._options)
        return found.around(self.settings, names, self._site, self.files.of_liquid, declared)

    def read(
        self, path: str, text: str, around: ReadContext, without: Collection[PostWarning] = ()
    ) -> PostReading:
        """Return a post or page, read; report its problems, except the subtypes *without*."""
        report = self.reporter(path, without)
        reading = read_post(text, source=path, around=around, markdown=self.markdown, report=report)
        tokens = list(unfolded(reading.tokens, self.markdown, reading.env))
        if not self.is_tried(text):
            reading.refusals.report_classes()
        return dc.replace(reading, tokens=tokens)

    def is_tried(self, text: str) -> bool:
        """Return whether a trial build renders *text*, and so reports its classes."""
        return self.tries and _CARRIED_OUT.search(text) is not None

    def read_or_show(
        self, path: str, text: str, around: ReadContext, without: Collection[PostWarning] = ()
    ) -> tuple[Record, PostReading | None] | None:
        """Return the record and reading of a post or page; where reading raises, as code or None, as a build does.

        What is wrong is told, but for the subtypes *without*.
        """
        reading = faults.attempt(lambda: self.read(path, text, around, without))
        if not isinstance(reading, faults.Caught):
            return reading.record, reading
        plain = faults.attempt(lambda: read_plainly(text, source=path, settings=self.settings)[0])
        found = None if isinstance(plain, faults.Caught) else (plain, None)
        done = faults.AS_CODE if found else faults.LEFT_OUT
        self.report(path, faults.problem(reading.error, when="read", done=done))
        return found

    def report_refused(self, path: str, text: str) -> None:
        """Report the refused links of a document that is MyST's alone."""

        def refused(problem: Problem) -> None:
            if problem.subtype is PostWarning.REFUSED:
                self.report(path, problem)

        refusals = Refusals(report=refused, is_editors=True, schemes=MYST_SCHEMES)
        context = ParseContext(report=refused, lang="", separators=(), refusals=refusals)
        env = {"standfirst": context}
        for _ in unfolded(self.markdown.parse(text, env), self.markdown, env):
            pass  # what reads a text tells

    def carefully(self, path: str, do: Callable[[], _Result], *, when: str) -> _Result | None:
        """Return the result of *do*; where it raises, report that at the file *path*, which is left out."""
        found = faults.attempt(do)
        if not isinstance(found, faults.Caught):
            return found
        self.report(path, faults.problem(found.error, when=when, done=faults.LEFT_OUT))
        return None


def _texts(options: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(map(str, conf_files.listed(options, name)))
