"""Errors caught at the posts of a build, each reported once and tried again in the next build.

::

    a document read, resolved, written --Faults.attempt()--> done, else what was met
        --note()--> of all processes --report()--> one warning with file and line
        --``faults.json``--> read again in the next build, in which the fault may be gone

What is the machine's (no room, no memory) or the editor's (a template) ends the build, as ever.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jinja2 import TemplateError
from sphinx.errors import SphinxWarning

from standfirst.incremental.atomic_files import write
from standfirst.limits import faults
from standfirst.sphinx_ext import workers
from standfirst.sphinx_ext.logs import log
from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.problems import Problem

_Result = TypeVar("_Result")
_Work = TypeVar("_Work")
_NOT_A_POSTS = (SphinxWarning, TemplateError)
"""A warning where ``-W`` makes it an error, and what the editor's templates raise."""


class Faults:
    """The errors caught in one build."""

    def __init__(self, app: Sphinx) -> None:
        out, work = Path(app.outdir), Path(app.doctreedir)
        self._writes_to = (out, work, work.parent / "pictures")
        self._kept = work / "standfirst" / "faults.json"
        self._new: dict[str, tuple[str, Problem]] = {}
        """Docname, or what else is at fault -> where it is, and what is said of it; of this process."""
        self.known: set[str] = set()
        """Of which it has been said."""
        self.as_code: set[str] = set()
        """Documents of which the text is read as code, as they cannot be read otherwise."""
        self.left_out: set[str] = set()
        """Documents that cannot be read, or of which this builder cannot make anything."""

    def attempt(self, do: Callable[[], _Result]) -> _Result | faults.Caught:
        """Return the result of *do*, or the exception where a post is to blame."""
        return faults.attempt(do, writes_to=self._writes_to, never=_NOT_A_POSTS)

    def note(
        self, name: str, path: str, caught: faults.Caught, *, when: str, done: str, what: str = ""
    ) -> None:
        """Note what was caught at *name*, to be reported unless something was before.

        :param name: A docname, or the file or page that is at fault.
        :param path: Of the source file; empty: of no file.
        :param when: For :func:`standfirst.limits.faults.problem`, as *done* and *what*.
        """
        problem = faults.problem(caught.error, when=when, done=done, what=what)
        self._new.setdefault(name, (path, problem))

    def report(self) -> None:
        """Report what is new, in order of the names, whichever process caught it."""
        for name, (path, problem) in sorted(self._new.items()):
            if name not in self.known:
                # Sphinx takes a text without a colon for the name of a document, which may be gone by now
                log(problem, location=f"{cleaning.shown(path)}:{problem.line}" if path else None)
        self.known.update(self._new)
        self._new = {}

    def share(  # as workers.share()
        self,
        work: Sequence[_Work],
        weights: Sequence[int],
        *,
        jobs: int,
        do: Callable[[Iterator[_Work]], _Result],
        take: Callable[[list[_Work], _Result], None] = lambda *_: None,
        runs_each: int = 1,
        fewest: int | None = None,
        here: Callable[[_Work], None] | None = None,
    ) -> None:
        """Share the work among *jobs* processes, as :func:`.workers.share`, and report here what they caught."""

        def apart(
            pieces: Iterator[_Work],
        ) -> tuple[_Result, dict[str, tuple[str, Problem]], set[str]]:
            return do(pieces), self._new, self.left_out

        def merge(
            done: list[_Work], made: tuple[_Result, dict[str, tuple[str, Problem]], set[str]]
        ) -> None:
            result, new, left_out = made
            self._new = {**new, **self._new}
            self.left_out |= left_out
            take(done, result)

        workers.share(
            work,
            weights,
            jobs=jobs,
            do=apart,
            take=merge,
            runs_each=runs_each,
            fewest=fewest,
            here=here,
        )
        self.report()

    def keep(self, docnames: Iterable[str]) -> None:
        """Keep the names of the documents among *docnames* that are to be read again."""
        found = [*self.known.intersection(docnames)]
        if found:
            write(self._kept, json.dumps(found).encode())
        else:
            self._kept.unlink(missing_ok=True)

    def of_last_build(self) -> set[str]:
        """Return the names that were kept."""
        try:
            return {str(name) for name in json.loads(self._kept.read_text(encoding="ascii"))}
        except (OSError, ValueError, TypeError):
            return set()


def leave_out(app: Sphinx, docname: str) -> None:
    """Take a document out of the environment, as if it had no file."""
    forget(app.env, docname)
    app.project.docnames.discard(docname)


def forget(env: BuildEnvironment, docname: str) -> None:
    """Forget a document, also one whose reading did not end."""
    env.events.emit("env-purge-doc", env, docname)
    env.all_docs.setdefault(docname, 0)  # else Sphinx keeps a part of it
    env.clear_doc(docname)
    env.current_document.clear()
    env.ref_context.clear()
    tree = Path(env.doctreedir, *f"{docname}.doctree".split("/"))
    faults.attempt(lambda: tree.unlink(missing_ok=True))
