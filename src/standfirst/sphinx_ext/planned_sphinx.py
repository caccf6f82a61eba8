"""Sphinx, with a plan from which a build goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standfirst.sphinx_ext.upstream.sphinx_ import SphinxWithEnvironment

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from standfirst.sphinx_ext.state import Plannable


class PlannedSphinx(SphinxWithEnvironment):
    """Sphinx, which has the plan from its first event on."""

    def __init__(self, planned: Plannable, buildername: str, **kwargs: Any) -> None:
        self.planned = planned
        self.making = buildername
        """Name of the builder, which is not there yet where the folders are locked."""
        super().__init__(buildername=buildername, **kwargs)

    def environment(self) -> bytes:
        """Return the environment of all documents, pickled."""
        return self.planned.environment


def begin(app: Sphinx) -> None:
    """Put in its place what the build goes on from, where it goes on from a plan; when the folders are locked."""
    if isinstance(app, PlannedSphinx):
        app.planned.begin(app.making)


def plan_of(app: Sphinx) -> Plannable | None:
    """Return the plan from which a build goes on; None where it reads what it publishes."""
    return app.planned if isinstance(app, PlannedSphinx) else None


def read_nothing(app: Sphinx, docnames: list[str]) -> None:
    """Take out of *docnames* what is to be read, where a build goes on from a plan; headings and figures have their numbers."""
    if isinstance(app, PlannedSphinx):
        docnames.clear()
        app.events.listeners["env-get-updated"].clear()
