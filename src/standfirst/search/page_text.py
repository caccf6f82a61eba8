"""The body of a page, as a tree -> the text that is searched, and the headings of its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from standfirst.tables.html_vocabulary import EDITS, HEADINGS, SCRIPTING, TEXT_LEVEL
from standfirst.text import html_tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CLASSES = ("headerlink", "sf-biographies")
"""Of what stands in an article's body and is not searched."""
_NOT_SEARCHED = etree.XPath(
    "//*[@role = 'doc-noteref' or @role = 'doc-backlink']"  # numbers of notes, where they are called
    " | //*[@role = 'note']/span[@class = 'label' or @class = 'backrefs']"  # and before the notes
    " | //*[local-name() = 'annotation']"  # a formula's source, beside the formula
    f" | //*[{' or '.join(f'self::{name}' for name in sorted({*SCRIPTING, 'style'}))}]"
)
_WITHIN_WORDS = frozenset((TEXT_LEVEL | EDITS) - {"br"})
"""Elements at whose ends no word ends."""


class PageText(NamedTuple):
    """What is searched of a page's body."""

    text: str
    headings: str
    """A line each; they are in the text as well."""


def of_html(body: str, title: str) -> PageText:
    """Return what is searched of a page's body in HTML; its heading is left out, where that is the title."""
    if not body.strip():
        return PageText("", "")
    return of_tree(html_tree.parsed(body), title)


def of_tree(root: HtmlElement, title: str) -> PageText:
    """Return the same of a body that is parsed already; *root* is of no use afterwards."""
    for element in [*(one for css in _CLASSES for one in root.find_class(css)), *_NOT_SEARCHED(root)]:  # fmt: skip
        if element.getparent() is not None:
            element.drop_tree()
    heading = root.find(".//h1")
    if heading is not None and heading.text_content().strip() == title:
        heading.drop_tree()
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    headings = "\n".join(each.text_content() for each in root.iter(*HEADINGS))
    for element in root.iter():
        if element.tag not in _WITHIN_WORDS:
            element.text = f"\n{element.text or ''}"
            element.tail = f"\n{element.tail or ''}"
    return PageText(etree.tostring(root, method="text", encoding="unicode"), headings)
