"""The current time in a text: ``{{ site.time }}``, ``|today|``, the directive ``date``.

Which documents have asked is kept, with the answer: one to which another would be given by now is
read again. Sphinx and docutils take the day from the clock, and of when a document was read last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from docutils import nodes
from docutils.parsers.rst.directives.misc import Date
from sphinx.transforms import DefaultSubstitutions, SphinxTransform
from sphinx.util.i18n import format_date

from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.text.i18n import words

if TYPE_CHECKING:
    import datetime as dt

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.settings.model import Settings

Kind = Literal["moment", "day"]
"""What is asked for: *now* itself, or its day in the publication's zone."""


def setup_moment(app: Sphinx) -> None:
    """Register what shows *now*."""
    app.add_transform(Today)
    app.add_directive("date", DateOfNow, override=True)


def ask(env: BuildEnvironment, kind: Kind) -> dt.datetime:
    """Return *now* in the publication's zone, and note that the document being read shows it."""
    domain = PublicationDomain.of(env)
    settings = domain.inputs.settings
    kept = dict(domain.data["moments"].get(env.docname, ()))
    kept[kind] = _answer(settings, kind)
    domain.data["moments"][env.docname] = tuple(sorted(kept.items()))
    return settings.now.astimezone(settings.timezone)


def _answer(settings: Settings, kind: str) -> str:
    now = settings.now.astimezone(settings.timezone)
    return now.isoformat() if kind == "moment" else now.date().isoformat()


def outdated(env: BuildEnvironment) -> list[str]:
    """Return the documents that would show another *now*."""
    domain = PublicationDomain.of(env)
    settings = domain.inputs.settings
    return [
        docname
        for docname, kept in domain.data["moments"].items()
        if docname in env.found_docs and any(_answer(settings, kind) != said for kind, said in kept)
    ]


class Today(SphinxTransform):
    """Writes the day of *now* for ``|today|``, in the document's language."""

    default_priority = DefaultSubstitutions.default_priority - 1

    def apply(self, **kwargs: object) -> None:  # noqa: ARG002  # Sphinx's signature
        """Put the day in place of each ``|today|`` that neither the document nor ``conf.py`` defines."""
        if self.config.today or "today" in self.document.substitution_defs:
            return
        for ref in list(self.document.findall(nodes.substitution_reference)):
            if ref["refname"] == "today":
                ref.replace_self(nodes.Text(self._day()))

    def _day(self) -> str:
        now = ask(self.env, "day")
        if self.config.today_fmt:
            return format_date(self.config.today_fmt, date=now, language=self.config.language)
        language = PublicationDomain.of(self.env).inputs.settings.language
        return words(self.document.get("language") or language).date(now)


class DateOfNow(Date):
    """docutils' ``date``, which shows *now* and not the clock."""

    def run(self) -> list[nodes.Node]:
        """Return *now* in the format that is the directive's content."""
        super().run()  # docutils' complaints
        now = ask(self.state.document.settings.env, "moment")
        return [nodes.Text(now.strftime("\n".join(self.content) or "%Y-%m-%d"))]
