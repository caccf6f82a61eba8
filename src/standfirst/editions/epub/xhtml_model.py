"""Blocks within blocks, lists, tables, notes of pronunciation and values of attributes, as XHTML in a book wants them.

Works on a tree of :mod:`lxml.html`; an element that is not as its kind must be becomes a plainer one
with the same text.

Source: https://html.spec.whatwg.org/multipage/indices.html#elements-3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.tables import html_vocabulary as vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

_LANG = re.compile(r"(?:[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)?")
"""https://www.rfc-editor.org/rfc/rfc3066#section-2.1, as the checkers of books read it."""
_DATE = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d))?"
)
"""Days to the 28th of every month, which need no calendar to be right."""
_PARTS = {"caption": "c", "colgroup": "g", "tbody": "b", "tfoot": "f", "thead": "h", "tr": "r"}
_ORDER = re.compile(r"c?g*h?(?:b*|r+)f?")
"""The parts of a table, by their letters: https://html.spec.whatwg.org/multipage/tables.html#the-table-element"""
_BLOCKS = (
    vocabulary.SECTIONS
    | vocabulary.GROUPING
    | vocabulary.INTERACTIVE
    | (vocabulary.TABULAR - {"col", "colgroup"})
)
"""What cannot lie in a line."""
_LINES = vocabulary.HOLD_PHRASING - {"rp"}
"""What holds nothing but lines."""
_WITHIN = {
    **dict.fromkeys(("caption", "colgroup", "tbody", "tfoot", "thead"), ("table",)),
    "col": ("colgroup",),
    **dict.fromkeys(("dd", "dt"), ("dl",)),
    "li": ("ol", "ul"),
    "rt": ("ruby",),
    "summary": ("details",),
    **dict.fromkeys(("td", "th"), ("tr",)),
    "tr": ("table", "tbody", "tfoot", "thead"),
}
"""Element -> in which of others it must lie."""
_ELSEWHERE = {"rt": "span", "summary": "p"}
"""Element -> what it becomes where it lies in none of them, if not a plain block."""
_ITEMS = {
    **dict.fromkeys(("ol", "ul"), "li"),
    **dict.fromkeys(("tbody", "tfoot", "thead"), "tr"),
    "tr": "td",
}
"""Element -> what all that lies in it is."""


def mend(root: HtmlElement) -> None:
    """Make *root* and all in it as XHTML wants it."""
    _mend_nesting(root)
    for element in list(root.iter("rp")):
        element.drop_tree()
    for element in list(root.iterdescendants()):
        # taken out, or wrapped, with what is around it
        if element.getparent() is None:
            continue
        _mend_values(element)
        _mend_place(element)
        if element.tag in _ITEMS:
            _wrap_all(element, _ITEMS[element.tag])
        if element.tag in _RULES:
            _RULES[element.tag](element)


def _mend_nesting(root: HtmlElement) -> None:
    """Give every element in *root* a place where it may be.

    A paragraph or an emphasis that holds a list or a table becomes a plain block, so that the list
    or table stays one: https://html.spec.whatwg.org/multipage/dom.html#content-models
    """
    for element in list(root.iter("a", "dfn")):
        if next(element.iterancestors(element.tag), None) is not None:
            element.drop_tag()
    for element in list(root.iter("details")):
        for ancestor in list(element.iterancestors("a")):
            ancestor.drop_tag()
    for element in list(root.iter(*_BLOCKS)):
        for ancestor in _lines_around(element):
            _become(ancestor, "div")


def _lines_around(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements around *element* that may hold no block, up to one that may."""
    for ancestor in element.iterancestors():
        if ancestor.tag in _LINES:
            yield ancestor
        elif ancestor.tag not in vocabulary.TRANSPARENT:
            return


def _become(element: HtmlElement, tag: str) -> None:
    """Change the kind of *element*, and drop the attributes of its old kind."""
    for name in vocabulary.ATTRIBUTES.get(element.tag, ()):
        element.attrib.pop(name, None)
    element.tag = tag


def _mend_values(element: HtmlElement) -> None:
    if not _LANG.fullmatch(element.get("lang", "")):
        del element.attrib["lang"]
    if "datetime" in element.attrib and not _DATE.fullmatch(element.get("datetime", "")):
        del element.attrib["datetime"]


def _mend_place(element: HtmlElement) -> None:
    within = _WITHIN.get(element.tag)
    if within is None or element.getparent().tag in within:
        return
    if element.tag in {"col", "colgroup"}:
        element.drop_tag()
    else:
        _become(element, _ELSEWHERE.get(element.tag, "div"))


def _bdo(element: HtmlElement) -> None:
    if element.get("dir") not in {"ltr", "rtl"}:
        element.tag = "span"


def _time(element: HtmlElement) -> None:
    if "datetime" not in element.attrib:
        element.tag = "span"


def _details(element: HtmlElement) -> None:
    is_first = len(element) > 0 and element[0].tag == "summary"
    if (element.text or "").strip() or not is_first or len(element.findall("summary")) > 1:
        _become(element, "div")


def _item(element: HtmlElement) -> None:
    if element.getparent().tag == "ul":
        element.attrib.pop("value", None)


def _definitions(element: HtmlElement) -> None:
    """Make paragraphs of a list that is not terms and what is said of them, in turn."""
    _wrap_text(element, "dd")
    tags = "".join({"dt": "t", "dd": "d"}.get(str(child.tag), "x") for child in element)
    if not re.fullmatch(r"(?:t+d+)+", tags):
        element.tag = "div"
        for child in element.findall("dd"):
            child.tag = "div"


def _ruby(element: HtmlElement) -> None:
    """Leave a base and its reading, in turn."""
    is_one = (element.text or "").strip() or (len(element) and element[0].tag != "rt")
    if (
        not is_one
        or not len(element)
        or element[-1].tag != "rt"
        or (element[-1].tail or "").strip()
    ):
        element.tag = "span"


def _columns(element: HtmlElement) -> None:
    if len(element):
        element.attrib.pop("span", None)


def _table(element: HtmlElement) -> None:
    """Make plain blocks of a table whose parts are not in order."""
    for column in element.findall("col"):
        before = column.getprevious()
        if before is not None and before.tag == "colgroup":
            before.append(column)
        else:
            _wrap(column, "colgroup")
    order = "".join(_PARTS.get(str(child.tag), "?") for child in element)
    texts = [element.text, *(child.tail for child in element)]
    if not _ORDER.fullmatch(order) or any((text or "").strip() for text in texts):
        element.tag = "div"
        for group in element.findall("colgroup"):
            group.drop_tag()


def _wrap_all(element: HtmlElement, tag: str) -> None:
    """Put all that lies in *element* into items of its kind."""
    _wrap_text(element, tag)
    for child in list(element):
        if child.tag != tag and not (tag == "td" and child.tag == "th"):
            _wrap(child, tag)


def _wrap_text(element: HtmlElement, tag: str) -> None:
    """Put text that lies between the items of a list into items of its own."""
    if (element.text or "").strip():
        item = element.makeelement(tag)
        item.text, element.text = element.text, None
        element.insert(0, item)
    for child in list(element):
        if (child.tail or "").strip():
            item = element.makeelement(tag)
            item.text, child.tail = child.tail, None
            child.addnext(item)


def _wrap(element: HtmlElement, tag: str) -> None:
    item = element.makeelement(tag)
    element.addprevious(item)
    item.append(element)


_RULES: dict[str, Callable[[HtmlElement], None]] = {
    "bdo": _bdo,
    "colgroup": _columns,
    "details": _details,
    "dl": _definitions,
    "li": _item,
    "ruby": _ruby,
    "table": _table,
    "time": _time,
}
"""Element -> what else is done to it; parents come before what lies in them."""
