"""The body of a page, as a tree -> the text that is searched, and the headings of its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from standfirst.tables.html_vocabulary import EDITS, HEADINGS, SCRIPTING, TEXT_LEVEL

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CLASSES = frozenset({"headerlink", "sf-biographies"})
_ROLES = frozenset({"doc-noteref", "doc-backlink"})
"""Of numbers of notes, where they are called; before the notes they are spans of :data:`_OF_NOTE`."""
_OF_NOTE = frozenset({"label", "backrefs"})
_ELEMENTS = SCRIPTING | {"style", "annotation"}
"""The last has a formula's source, beside the formula."""
_WITHIN_WORDS = frozenset((TEXT_LEVEL | EDITS) - {"br"})
"""Elements at whose ends no word ends."""


class PageText(NamedTuple):
    """What is searched of a page's body."""

    text: str
    headings: str
    """A line each; they are in the text as well."""


def of_tree(root: HtmlElement, title: str) -> PageText:
    """Return what is searched of a page's body; its heading is left out, where that is the title.

    :param root: The body, parsed; it is of no use afterwards.
    """
    # as long as they are held, lxml does not make them anew, and think about their classes, for each walk
    every = list(root.iter())
    for element in [element for element in every if not _is_searched(element)]:
        if element.getparent() is not None:
            element.drop_tree()
    heading = root.find(".//h1")
    if heading is not None and heading.text_content().strip() == title:
        heading.drop_tree()
    headings = "\n".join(each.text_content() for each in root.iter(*HEADINGS))
    for element in every:
        if element.tag not in _WITHIN_WORDS:
            element.text = f"\n{element.text or ''}"
            element.tail = f"\n{element.tail or ''}"
    return PageText(etree.tostring(root, method="text", encoding="unicode"), headings)


def _is_searched(element: HtmlElement) -> bool:
    """Return whether what an element holds is searched; a comment, and a processing instruction, hold nothing that is."""
    if element.tag in _ELEMENTS or not isinstance(element.tag, str):
        return False
    css = element.get("class")
    if css and not _CLASSES.isdisjoint(css.split()):
        return False
    if css in _OF_NOTE and element.tag == "span":
        return bool(element.getparent().get("role") != "note")
    return element.get("role") not in _ROLES
