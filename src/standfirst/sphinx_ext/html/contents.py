"""A finished document tree -> the headings of its page, for the contents beside the text."""

from __future__ import annotations

import dataclasses as dc
import html
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxContentsFilter

from standfirst.sphinx_ext.read.transforms import without_anchors

if TYPE_CHECKING:
    from collections.abc import Callable

    Render = Callable[[nodes.Node], str]


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """One line of a page's contents."""

    id: str
    title: str
    """Safe HTML without links and ids."""
    below: tuple[Heading, ...] = ()


def contents(doctree: nodes.document | None, render: Render) -> tuple[Heading, ...]:
    """Return the headings of a page below its title.

    The theme's ``generate_toc_html`` does the same by way of a toctree, HTML and BeautifulSoup:
    10 ms for each page.

    :param render: Makes HTML of a node; asked only for titles that are more than text.
    """
    if doctree is None:
        return ()
    top = _sections(doctree)
    shown = _sections(top[0]) if len(top) == 1 else top
    return tuple(_heading(section, doctree, render) for section in shown)


def _sections(parent: nodes.Element) -> list[nodes.section]:
    return [node for node in parent.children if isinstance(node, nodes.section)]


def _heading(section: nodes.section, doctree: nodes.document, render: Render) -> Heading:
    title = next((node for node in section.children if isinstance(node, nodes.title)), None)
    return Heading(
        id=section["ids"][0],
        title=_html(title, doctree, render) if title is not None else "",
        below=tuple(_heading(node, doctree, render) for node in _sections(section)),
    )


def _html(title: nodes.title, doctree: nodes.document, render: Render) -> str:
    if all(isinstance(child, nodes.Text) for child in title.children):
        return html.escape(title.astext())
    visitor = SphinxContentsFilter(doctree)
    title.walkabout(visitor)
    entry = nodes.inline("", "", *visitor.get_entry_text())
    without_anchors(entry)
    return render(entry)
