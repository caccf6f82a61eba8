"""Lists, tables, notes of pronunciation and values of attributes, as XHTML in a book wants them.

Works on a tree of :mod:`lxml.html` in which :mod:`.xhtml_nesting` has put blocks into blocks; an
element that is not as its kind must be becomes a plainer one with the same text.

Source: https://html.spec.whatwg.org/multipage/indices.html#elements-3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

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


def mend(root: HtmlElement) -> None:
    """Make *root* and all in it as XHTML wants it."""
    for element in list(root.iter()):
        # taken out, or wrapped, with what is around it
        if element is not root and element.getparent() is None:
            continue
        _mend_values(element)
        rule = _RULES.get(element.tag)
        if rule is not None:
            rule(element)


def _mend_values(element: HtmlElement) -> None:
    if not _LANG.fullmatch(element.get("lang", "")):
        del element.attrib["lang"]
    if "datetime" in element.attrib and not _DATE.fullmatch(element.get("datetime", "")):
        del element.attrib["datetime"]
    # what they name must be a header of the same table, which an author's copy of a part is not
    element.attrib.pop("headers", None)


def _bdo(element: HtmlElement) -> None:
    if element.get("dir") not in {"ltr", "rtl"}:
        element.tag = "span"


def _time(element: HtmlElement) -> None:
    if "datetime" not in element.attrib:
        element.tag = "span"


def _details(element: HtmlElement) -> None:
    is_first = len(element) > 0 and element[0].tag == "summary"
    summaries = [child for child in element if child.tag == "summary"]
    if (element.text or "").strip() or not is_first or len(summaries) > 1:
        element.tag = "div"
        element.attrib.pop("open", None)
        for child in summaries:
            child.tag = "p"


def _summary(element: HtmlElement) -> None:
    parent = element.getparent()
    if parent is None or parent.tag != "details":
        element.tag = "p"


def _list(element: HtmlElement) -> None:
    _wrap_text(element, "li")
    for child in element:
        if child.tag != "li":
            _wrap(child, "li")


def _item(element: HtmlElement) -> None:
    parent = element.getparent()
    if parent is None or parent.tag not in {"ol", "ul"}:
        element.tag = "div"
    if parent is None or parent.tag != "ol":
        element.attrib.pop("value", None)


def _definitions(element: HtmlElement) -> None:
    """Make paragraphs of a list that is not terms and what is said of them, in turn."""
    _wrap_text(element, "dd")
    tags = "".join({"dt": "t", "dd": "d"}.get(str(child.tag), "x") for child in element)
    if re.fullmatch(r"(?:t+d+)+", tags):
        return
    element.tag = "div"
    for child in element:
        if child.tag in {"dt", "dd"}:
            child.tag = "div"


def _term(element: HtmlElement) -> None:
    parent = element.getparent()
    if parent is None or parent.tag != "dl":
        element.tag = "div"


def _ruby(element: HtmlElement) -> None:
    """Leave a base and its reading, in turn; what serves readers without ruby goes."""
    for child in element.findall("rp"):
        child.drop_tree()
    is_one = (element.text or "").strip() or (len(element) and element[0].tag != "rt")
    if (
        not is_one
        or not len(element)
        or element[-1].tag != "rt"
        or (element[-1].tail or "").strip()
    ):
        element.tag = "span"


def _reading(element: HtmlElement) -> None:
    parent = element.getparent()
    if parent is None or parent.tag != "ruby":
        element.tag = "span"


def _rp(element: HtmlElement) -> None:
    """Take out what stands in no ruby."""
    element.drop_tree()


def _table(element: HtmlElement) -> None:
    """Make plain blocks of a table whose parts are not in order."""
    for column in [child for child in element if child.tag == "col"]:
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


def _part(*parents: str) -> Callable[[HtmlElement], None]:
    """Return the rule of a table's part, which is a plain block in anything but *parents*."""

    def rule(element: HtmlElement) -> None:
        parent = element.getparent()
        if parent is None or parent.tag not in parents:
            if element.tag in {"col", "colgroup"}:
                element.drop_tag()
                return
            element.tag = "div"
            for name in ("abbr", "colspan", "rowspan", "scope"):
                element.attrib.pop(name, None)

    return rule


def _columns(element: HtmlElement) -> None:
    if len(element):
        element.attrib.pop("span", None)
    _part("table")(element)


def _rows(element: HtmlElement) -> None:
    _part("table")(element)
    _only(element, "tr")


def _row(element: HtmlElement) -> None:
    _part("table", "tbody", "tfoot", "thead")(element)
    _only(element, "td")


def _only(element: HtmlElement, tag: str) -> None:
    """Wrap whatever cannot lie in a part of a table."""
    if element.tag == "div":
        return
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
    "caption": _part("table"),
    "col": _part("colgroup"),
    "colgroup": _columns,
    "dd": _term,
    "details": _details,
    "dl": _definitions,
    "dt": _term,
    "li": _item,
    "ol": _list,
    "rp": _rp,
    "rt": _reading,
    "ruby": _ruby,
    "summary": _summary,
    "table": _table,
    "tbody": _rows,
    "td": _part("tr"),
    "tfoot": _rows,
    "th": _part("tr"),
    "thead": _rows,
    "time": _time,
    "tr": _row,
    "ul": _list,
}
"""Element -> what is done to it; parents come before what lies in them."""
