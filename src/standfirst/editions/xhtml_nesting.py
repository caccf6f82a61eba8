"""Blocks within blocks and lines within lines, as XHTML in a book wants them.

A paragraph or an emphasis that holds a list or a table becomes a plain block, so that the list
or table stays one. Works on a tree of :mod:`lxml.html`.

Source: https://html.spec.whatwg.org/multipage/dom.html#content-models
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    ["article", "aside", "blockquote", "details", "div", "dl", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "nav", "ol", "p", "pre", "section", "table", "ul", "caption", "dd", "dt", "figcaption", "li", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"]
)  # fmt: skip
"""What cannot lie in a line."""
_LINES = frozenset(
    ["abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "kbd", "mark", "p", "pre", "q", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "time", "u", "var"]
)  # fmt: skip
"""What holds nothing but lines."""
_EITHER = frozenset(["a", "del", "ins"])
"""What holds what its parent may hold."""
_ATTRIBUTES = ("datetime", "href")


def mend(root: HtmlElement) -> None:
    """Give every element in *root* a place where it may be."""
    for element in list(root.iter("wbr")):
        _empty(element)
    for element in list(root.iter("a", "dfn")):
        if _is_within(element, {element.tag}):
            element.drop_tag()
    for element in list(root.iter("details")):
        for ancestor in [above for above in element.iterancestors("a") if above is not root]:
            ancestor.drop_tag()
    for element in list(root.iter()):
        if element.tag in _BLOCKS:
            for ancestor in _lines_around(element, root):
                _as_block(ancestor)


def _empty(element: HtmlElement) -> None:
    """Put what the parser has taken for the content of a void element after it."""
    element.addprevious(element.makeelement(element.tag))
    element.drop_tag()


def _is_within(element: HtmlElement, tags: set[str]) -> bool:
    return any(ancestor.tag in tags for ancestor in element.iterancestors())


def _lines_around(element: HtmlElement, root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements around *element* that may hold no block, up to one that may."""
    for ancestor in element.iterancestors():
        if ancestor is root or (ancestor.tag not in _LINES and ancestor.tag not in _EITHER):
            return
        if ancestor.tag in _LINES:
            yield ancestor


def _as_block(element: HtmlElement) -> None:
    element.tag = "div"
    for name in _ATTRIBUTES:
        element.attrib.pop(name, None)
