"""Blocks within blocks and lines within lines, as XHTML in a book wants them.

A paragraph or an emphasis that holds a list or a table becomes a plain block, so that the list
or table stays one. Works on a tree of :mod:`lxml.html`.

Source: https://html.spec.whatwg.org/multipage/dom.html#content-models
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.tables import html_vocabulary as vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_BLOCKS = (
    vocabulary.SECTIONS
    | vocabulary.GROUPING
    | vocabulary.INTERACTIVE
    | (vocabulary.TABULAR - {"col", "colgroup"})
)
"""What cannot lie in a line."""
_LINES = vocabulary.HOLD_PHRASING - {"rp"}
"""What holds nothing but lines."""


def mend(root: HtmlElement) -> None:
    """Give every element in *root* a place where it may be."""
    for element in list(root.iter("a", "dfn")):
        if next(element.iterancestors(element.tag), None) is not None:
            element.drop_tag()
    for element in list(root.iter("details")):
        for ancestor in list(element.iterancestors("a")):
            ancestor.drop_tag()
    for element in list(root.iter(*_BLOCKS)):
        for ancestor in _lines_around(element):
            become(ancestor, "div")


def _lines_around(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements around *element* that may hold no block, up to one that may."""
    for ancestor in element.iterancestors():
        if ancestor.tag in _LINES:
            yield ancestor
        elif ancestor.tag not in vocabulary.TRANSPARENT:
            return


def become(element: HtmlElement, tag: str) -> None:
    """Change the kind of *element*, and drop the attributes of its old kind."""
    for name in vocabulary.ATTRIBUTES.get(element.tag, ()):
        element.attrib.pop(name, None)
    element.tag = tag
