"""Directives: the manual's lists of options, warnings and directives; the theme's; those that include files."""

from __future__ import annotations

import inspect
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst.directives.misc import Raw
from docutils.statemachine import StringList
from sphinx.directives.patches import CSVTable, Figure
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxDirective, is_directive_registered
from sphinx_book_theme.directives import Margin

from standfirst import problems
from standfirst.policy import directives as policy
from standfirst.settings import option_table
from standfirst.sphinx_ext.domain import PublicationDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def setup_directives(app: Sphinx) -> None:
    """Register this stage."""
    for name in ("post", "author"):
        app.add_role(name, OwnRole())
    app.add_directive("csv-table", TableOfFile, override=True)
    app.add_directive("raw", RawFile, override=True)
    app.add_directive("figure", FigureOfNothing, override=True)
    for name in _LISTS:
        app.add_directive(name, ListOfAll)


def complete(app: Sphinx) -> None:
    """Register the theme's directive also without the theme: an article is read once for all its forms."""
    if not is_directive_registered("margin"):
        app.add_directive("margin", Margin)


class OwnRole(XRefRole):
    """A role of our domain that needs no prefix: authors do not know what a domain is."""

    def __call__(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Carry the role out under its full name."""
        return super().__call__(f"{PublicationDomain.name}:{name}", *args, **kwargs)


class _Asking(SphinxDirective):
    """Notes the file that a directive includes, also a missing one, which docutils does not."""

    def run(self) -> list[Any]:
        """Carry the directive out."""
        if file := self.options.get("file"):
            path, _ = self.env.relfn2path(file, self.env.docname)
            PublicationDomain.of(self.env).reading.ask("there", path)
        return list(super().run())


class TableOfFile(_Asking, CSVTable):
    """Sphinx's ``csv-table``."""


class RawFile(_Asking, Raw):
    """docutils' ``raw``."""


class FigureOfNothing(Figure):
    """Sphinx's ``figure``, also where its caption is nothing, such as a comment.

    docutils 0.22 fails at that: it looks for the place of the last of at least one node.
    """

    def run(self) -> list[Any]:
        """Return the figure."""
        given = dict(self.options)
        try:
            return list(super().run())
        except UnboundLocalError:
            self.options, self.content = given, StringList()
            return list(super().run())


class ListOfAll(SphinxDirective):
    """A list of every option of ``conf.py``, every warning's type, or the directives that posts may and may not use."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        return self.parse_text_to_nodes(_LISTS[self.name.lower()]())


def options_markdown() -> str:
    """Return every option with default and help, as a Markdown definition list."""
    return "\n".join(
        f"`standfirst_{option.name}` (default `{option.default!r}`)\n: {option.help}\n"
        for option in option_table.OPTIONS
    )


def warnings_markdown() -> str:
    """Return every warning's type with its meaning, as a Markdown definition list."""
    said = _docstrings()
    return "\n".join(
        f"`{problems.WARNING_TYPE}.{subtype.value}`\n: {said[subtype.name]}\n"
        for subtype in problems.PostWarning
    )


def directives_markdown() -> str:
    """Return the allowed directives with their options, and the others with reasons, as Markdown."""
    rows = ["| directive | is | options |", "| --- | --- | --- |"]
    rows += [
        f"| {_code(names)} | {use} | {_code(options)} |" for names, options, use in policy.ROWS
    ]
    groups: dict[str, list[str]] = {}
    for name, reason in policy.REFUSED.items():
        groups.setdefault(reason, []).append(name)
    refused = [f"* {_code(' '.join(names))}: {reason}" for reason, names in groups.items()]
    return "\n".join([*rows, "", "Posts may not use these, for the reason given:", "", *refused])


_LISTS = {
    "standfirst-options": options_markdown,
    "standfirst-warnings": warnings_markdown,
    "standfirst-directives": directives_markdown,
}
"""Directive of the manual -> its text."""


def _code(words: str) -> str:
    return ", ".join(f"`{word}`" for word in words.split())


def _docstrings() -> dict[str, str]:
    """Return the text under each member of the enumeration."""
    lines = [line.strip() for line in inspect.getsource(problems.PostWarning).splitlines()]
    pairs = pairwise(lines)
    return {
        name.split(" = ")[0]: text.strip('"').replace("``", "`")
        for name, text in pairs
        if " = " in name and text.startswith('"""')
    }
