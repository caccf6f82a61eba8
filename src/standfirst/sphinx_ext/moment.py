"""Hook: *now*, where a text asks for it: ``{{ site.time }}``, ``|today|``, the directive ``date``.

Which documents have asked is kept, with the answer: one to which another would be given by now is
read again. Sphinx and docutils take the day from the clock, and of when a document was read last.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from docutils import nodes
from docutils.parsers.rst.directives.misc import Date
from sphinx.transforms import DefaultSubstitutions, SphinxTransform
from sphinx.util.i18n import format_date

from standfirst import freshness
from standfirst.sphinx_ext.builder import PublicationBuilder
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.reads import NOW
from standfirst.sphinx_ext.upstream.sphinx_ import given
from standfirst.words import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.settings import Settings

Kind = Literal["moment", "day"]
"""What is asked for: *now* itself, or its day in the publication's zone."""
_COPYRIGHT = ("copyright", "project_copyright", "epub_copyright")


def setup_moment(app: Sphinx) -> None:
    """Register this stage."""
    app.add_transform(Today)
    app.add_directive("date", DateOfNow, override=True)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("build-finished", on_build_finished, priority=600)


def ask(env: BuildEnvironment, kind: Kind) -> dt.datetime:
    """Return *now* in the publication's zone, and keep that the document that is being read has asked."""
    domain = PublicationDomain.of(env)
    settings = domain.build.settings
    kept = dict(domain.data["moments"].get(env.docname, ()))
    kept[kind] = _answer(settings, kind)
    domain.data["moments"][env.docname] = tuple(sorted(kept.items()))
    return settings.now.astimezone(settings.timezone)


def _answer(settings: Settings, kind: str) -> str:
    now = settings.now.astimezone(settings.timezone)
    return now.isoformat() if kind == "moment" else now.date().isoformat()


def on_env_get_outdated(
    app: Sphinx,  # noqa: ARG001  # the event's signature
    env: BuildEnvironment,
    added: set[str],  # noqa: ARG001  # the event's signature
    changed: set[str],  # noqa: ARG001  # the event's signature
    removed: set[str],
) -> Collection[str]:
    """Return the documents that would be told of another *now*."""
    domain = PublicationDomain.of(env)
    settings = domain.build.settings
    return [
        docname
        for docname, kept in domain.data["moments"].items()
        if docname not in removed and any(_answer(settings, kind) != said for kind, said in kept)
    ]


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Note which *now* pages show, where one does that a later build would be told another of."""
    if exception is not None or not isinstance(app.builder, PublicationBuilder):
        return
    domain = app.builder.domain
    # in the configuration the years are filled in by now
    said = [given(app.config).get(name) for name in _COPYRIGHT]
    shows = (
        domain.data["moments"]
        or "%Y" in str(said)
        or app.config.html_last_updated_fmt is not None
        or any(NOW in keys for keys in app.builder.reads.values())
    )
    shown = domain.build.settings.now if shows and not app.config.standfirst_now else None
    freshness.note(Path(app.doctreedir, freshness.SHOWN), shown)


class Today(SphinxTransform):
    """Writes the day of *now* for ``|today|``, in the document's language."""

    default_priority = DefaultSubstitutions.default_priority - 1

    def apply(self, **kwargs: object) -> None:  # noqa: ARG002  # Sphinx's signature
        """Put the day in the place of each one that the document does not define, nor ``conf.py``."""
        if self.config.today or "today" in self.document.substitution_defs:
            return
        for ref in list(self.document.findall(nodes.substitution_reference)):
            if ref["refname"] == "today":
                ref.replace_self(nodes.Text(self._day()))

    def _day(self) -> str:
        now = ask(self.env, "day")
        if self.config.today_fmt:
            return format_date(self.config.today_fmt, date=now, language=self.config.language)
        language = PublicationDomain.of(self.env).build.settings.language
        return words(self.document.get("language") or language).date(now)


class DateOfNow(Date):
    """docutils' ``date``, which asks the clock."""

    def run(self) -> list[nodes.Node]:
        """Return *now* in the format that is the directive's content."""
        super().run()  # docutils' complaints
        now = ask(self.state.document.settings.env, "moment")
        return [nodes.Text(now.strftime("\n".join(self.content) or "%Y-%m-%d"))]
