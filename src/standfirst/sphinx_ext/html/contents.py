"""A finished document tree -> the headings of its page, for the contents beside the text."""

from __future__ import annotations

import dataclasses as dc
import html
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxContentsFilter

from standfirst.sphinx_ext.read.transforms import without_anchors

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """One line of a page's contents."""

    id: str
    title: str
    """Safe HTML without links and ids."""
    below: tuple[Heading, ...] = ()


def contents(doctree: nodes.document | None, builder: StandaloneHTMLBuilder) -> tuple[Heading, ...]:
    """Return the headings of a page below its title.

    The theme's ``generate_toc_html`` does the same by way of a toctree, HTML and BeautifulSoup:
    10 ms for each page.
    """
    if doctree is None:
        return ()
    top = _sections(doctree)
    shown = _sections(top[0]) if len(top) == 1 else top
    return tuple(_heading(section, doctree, builder) for section in shown)


def _sections(parent: nodes.Element) -> list[nodes.section]:
    return [node for node in parent.children if isinstance(node, nodes.section)]


def _heading(
    section: nodes.section, doctree: nodes.document, builder: StandaloneHTMLBuilder
) -> Heading:
    title = next((node for node in section.children if isinstance(node, nodes.title)), None)
    return Heading(
        id=section["ids"][0],
        title=_html(title, doctree, builder) if title is not None else "",
        below=tuple(_heading(node, doctree, builder) for node in _sections(section)),
    )


def _html(title: nodes.title, doctree: nodes.document, builder: StandaloneHTMLBuilder) -> str:
    if all(isinstance(child, nodes.Text) for child in title.children):
        return html.escape(title.astext())
    visitor = SphinxContentsFilter(doctree)
    title.walkabout(visitor)
    entry = nodes.inline("", "", *visitor.get_entry_text())
    without_anchors(entry)
    return str(builder.render_partial(entry)["fragment"])
