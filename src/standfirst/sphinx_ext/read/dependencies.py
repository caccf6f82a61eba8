"""The files that documents name, so that a document is read again when one appears or goes.

While a document is read, :meth:`.Reading.ask` tells which file each of its targets means, and what was
asked is kept, in two forms: the questions, and a hash of the answers and of what the files hold that it
takes in (Sphinx's dependencies). In the next build all are asked again: a
document whose hash is another by now is outdated. So it is where a file goes or appears, and where
one appears that lies nearer than the one that was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.incremental.manifest import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from standfirst.addresses.local_files import Question
    from standfirst.sphinx_ext.domain import PublicationDomain


def keep(domain: PublicationDomain, docname: str) -> None:
    """Keep the questions of *docname*, which has just been read."""
    answers = domain.reading.answers
    questions = sorted(answers)
    if questions:
        domain.data["asked"][docname] = tuple(questions)
    state = _state([answers[question] for question in questions], _taken_in(domain, docname))
    if state:
        domain.data["found"][docname] = state


def outdated(domain: PublicationDomain, known: Collection[str]) -> Iterator[str]:
    """Yield the documents among *known* whose files differ from those that they were read with."""
    answers: dict[tuple[str, Question], str | None] = {}
    for docname in known:
        state = _state(_answers(domain, docname, answers), _taken_in(domain, docname))
        if state != domain.data["found"].get(docname, ""):
            yield docname


def _state(answers: list[str | None], contents: list[str]) -> str:
    """Return a hash of both; empty where there is neither."""
    return digest(answers, contents) if answers or contents else ""


def _answers(
    domain: PublicationDomain, docname: str, known: dict[tuple[str, Question], str | None]
) -> list[str | None]:
    """Return the present answers to the document's questions; each is asked once for all documents of a folder."""
    asked = domain.data["asked"].get(docname, ())
    source = domain.source(docname) if asked else ""
    folder = source.rpartition("/")[0]
    for question in asked:
        if (folder, question) not in known:
            known[folder, question] = domain.files.answer(question, source)
    return [known[folder, question] for question in asked]


def _taken_in(domain: PublicationDomain, docname: str) -> list[str]:
    """Return what each file that the document takes in holds, in order of their paths."""
    dependencies = domain.env.dependencies
    # which would keep an entry for whatever is looked up
    if docname not in dependencies:
        return []
    return [domain.inputs.contents.of(path) for path in sorted(map(str, dependencies[docname]))]
