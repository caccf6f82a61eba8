"""The files that documents name, so that a document is read again when one appears or goes.

While a document is read, :meth:`.Reading.ask` tells which file each of its targets means, and what was
asked is kept, in two forms: the questions, and a hash of the answers and of when the files that it
takes in (Sphinx's dependencies) were changed. In the next build all are asked again: a
document whose hash is another by now is outdated. So it is where a file goes or appears, where
one appears that lies nearer than the one that was found, and where an older one is put in place.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from standfirst.incremental.manifest import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from standfirst.addresses.local_files import Question
    from standfirst.sphinx_ext.domain import PublicationDomain


def keep(domain: PublicationDomain, docname: str) -> None:
    """Keep the questions of *docname*, which has just been read."""
    answers = domain.reading.answers
    if answers:
        domain.data["asked"][docname] = tuple(sorted(answers))
    state = _state([answers[question] for question in sorted(answers)], _Times(domain).of(docname))
    if state:
        domain.data["found"][docname] = state


def outdated(domain: PublicationDomain, known: Collection[str]) -> Iterator[str]:
    """Yield the documents among *known* whose files differ from those that they were read with."""
    answers, times = _Answers(domain), _Times(domain)
    data = domain.data
    for docname in known:
        state = _state(answers.of(docname), times.of(docname))
        if state != data["found"].get(docname, ""):
            yield docname


def _state(answers: list[str | None], times: list[int]) -> str:
    """Return a hash of both; empty where there is neither."""
    return digest(answers, times) if answers or times else ""


class _Answers:
    """The present answers; each question is asked once for all documents of a folder."""

    def __init__(self, domain: PublicationDomain) -> None:
        self._domain = domain
        self._known: dict[tuple[str, Question], str | None] = {}

    def of(self, docname: str) -> list[str | None]:
        """Return the answers to the document's questions."""
        asked = self._domain.data["asked"].get(docname, ())
        source = self._domain.source(docname) if asked else ""
        folder = source.rpartition("/")[0]
        return [self._answer(question, folder, source) for question in asked]

    def _answer(self, question: Question, folder: str, source: str) -> str | None:
        key = (folder, question)
        if key not in self._known:
            self._known[key] = self._domain.files.answer(question, source)
        return self._known[key]


class _Times:
    """When files were changed; each is looked at once."""

    def __init__(self, domain: PublicationDomain) -> None:
        self._dependencies = domain.env.dependencies
        self._known: dict[str, int] = {}

    def of(self, docname: str) -> list[int]:
        """Return when each file that the document takes in was changed, in order of their paths."""
        if docname not in self._dependencies:
            return []
        return [self._time(path) for path in sorted(map(str, self._dependencies[docname]))]

    def _time(self, path: str) -> int:
        if path not in self._known:
            try:
                self._known[path] = os.stat(path).st_mtime_ns  # noqa: PTH116  # thousands of files, quickly
            except (OSError, ValueError):
                self._known[path] = -1
        return self._known[path]
