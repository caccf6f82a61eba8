"""HTML within a document -> docutils nodes, for editions that are not made of HTML.

The HTML has been cleaned and balanced by :mod:`standfirst.markdown.html.plugin`, but one element
may begin in one ``raw`` node and end in another, with Markdown between them. Here every parent
with such children gets them as one tree. An element without a node of its own leaves its text.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from docutils import nodes

from standfirst.tables.html_vocabulary import GROUPING, INTERACTIVE, SECTIONS, TABULAR, VOID

if TYPE_CHECKING:
    from collections.abc import Iterable

_NODES: dict[str, type[nodes.Element]] = {
    **dict.fromkeys(SECTIONS | GROUPING | INTERACTIVE | {"center"}, nodes.container),
    **dict.fromkeys(("b", "strong"), nodes.strong),
    **dict.fromkeys(("cite", "dfn", "em", "i", "var"), nodes.emphasis),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), nodes.literal),
    "blockquote": nodes.block_quote,
    "dd": nodes.definition,
    "dl": nodes.definition_list,
    "dt": nodes.term,
    "figcaption": nodes.caption,
    "figure": nodes.figure,
    "hr": nodes.transition,
    "li": nodes.list_item,
    "ol": nodes.enumerated_list,
    "p": nodes.paragraph,
    "pre": nodes.literal_block,
    "sub": nodes.subscript,
    "summary": nodes.rubric,
    "sup": nodes.superscript,
    "ul": nodes.bullet_list,
}
"""Element -> what it is in docutils; others are lines of text."""
_NUMBER = re.compile(r"[0-9]{1,9}")
STRUCK = "struck"
"""Class of what is struck out; docutils has no node for it."""
BREAK = "line-break"
"""Class of an empty inline node where a line ends."""
_NUMBERINGS = {
    "a": "loweralpha",
    "A": "upperalpha",
    "i": "lowerroman",
    "I": "upperroman",
}
"""What an ordered list's ``type`` is in docutils."""
_CLASSES = {"br": BREAK, "s": STRUCK, "del": STRUCK, "strike": STRUCK}


def fold(document: nodes.document) -> None:
    """Replace the HTML in *document* by nodes."""
    parents = {id(raw.parent): raw.parent for raw in document.findall(nodes.raw)}
    for parent in parents.values():
        if isinstance(parent, nodes.Element):
            folded = _Folder(parent.children).result
            parent.children = []
            parent.extend(folded)


class _Element(nodes.Element):
    """An HTML element of a table, until the table is whole."""


class _Folder(HTMLParser):
    """Reads siblings: HTML as tags and text, other nodes as they are."""

    def __init__(self, children: Iterable[nodes.Node]) -> None:
        super().__init__(convert_charrefs=True)
        self._root = nodes.Element()
        self._open: list[tuple[str, nodes.Element]] = [("", self._root)]
        for child in children:
            if isinstance(child, nodes.raw):
                if "html" in child.get("format", "").split():
                    self.feed(child.astext())
            else:
                self._append(child)
        self.close()
        self.result = self._root.children

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        node = _node(tag, given)
        self._append(node)
        if tag not in VOID:
            self._open.append((tag, node))

    def handle_endtag(self, tag: str) -> None:
        if not any(tag == name for name, _ in self._open):
            return
        while True:
            name, node = self._open.pop()
            if name == "table":
                node.parent.replace(node, _as_table(node))
            if name == "dl":
                _define(node)
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        inside = self._open[-1][1]
        is_text = isinstance(inside, nodes.TextElement) or (
            bool(inside.children) and isinstance(inside[-1], nodes.Text | nodes.Inline)
        )
        if data.strip() or is_text:
            is_code = isinstance(inside, nodes.literal_block)
            self._append(nodes.Text(data if is_code else re.sub(r"\s+", " ", data)))

    def _append(self, node: nodes.Node) -> None:
        self._open[-1][1].append(node)


def _node(tag: str, given: dict[str, str]) -> nodes.Element:
    """Return the node for an element's start tag."""
    ids = [given["id"]] if given.get("id") else []
    if tag in TABULAR:
        return _Element(tag=tag, given=given)
    if tag in _CLASSES:
        return nodes.inline(classes=[_CLASSES[tag]])
    if tag == "img":
        return nodes.image(uri=given.get("src", ""), alt=given.get("alt", ""))
    if tag == "abbr":
        return nodes.abbreviation(ids=ids, explanation=given.get("title", ""))
    if tag == "a" and given.get("href"):
        return nodes.reference(refuri=given["href"], ids=ids)
    kind = _NODES.get(tag, nodes.inline)
    node: nodes.Element = kind(ids=ids)
    if kind is nodes.enumerated_list and _NUMBER.fullmatch(given.get("start", "")):
        node["start"] = int(given["start"])
    if kind is nodes.enumerated_list and given.get("type") in _NUMBERINGS:
        node["enumtype"] = _NUMBERINGS[given["type"]]
    return node


def _define(node: nodes.Element) -> None:
    """Put terms and what they mean together, as docutils has them; HTML has all in one row."""
    items: list[nodes.definition_list_item] = []
    for child in node.children:
        opens = isinstance(child, nodes.term) and not (
            items and all(isinstance(c, nodes.term) for c in items[-1].children)
        )
        if opens or not items:
            items.append(nodes.definition_list_item())
        items[-1] += child
    node.children = []
    node.extend(items)


def _as_table(element: nodes.Element) -> nodes.table:
    """Return docutils' form of a table whose rows, sections and cells are HTML elements."""
    table = nodes.table()
    rows = [row for row in element.findall(_Element) if row["tag"] == "tr"]
    heads = [row for row in rows if _is_in_head(row)]
    if not heads and rows and all(cell["tag"] == "th" for cell in _cells(rows[0])):
        heads = rows[:1]
    caption = next((e for e in element.findall(_Element) if e["tag"] == "caption"), None)
    if caption is not None:
        table += nodes.title("", "", *caption.children)
    width = max((sum(_span(cell, "colspan") for cell in _cells(row)) for row in rows), default=0)
    if not width:
        return table
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in range(width)), cols=width)
    table += group
    for kind, chosen in ((nodes.thead, heads), (nodes.tbody, [r for r in rows if r not in heads])):
        if chosen:
            group += kind("", *(_row(row) for row in chosen))
    return table


def _is_in_head(row: nodes.Element) -> bool:
    return isinstance(row.parent, _Element) and row.parent["tag"] == "thead"


def _cells(row: nodes.Element) -> list[nodes.Element]:
    return [c for c in row.children if isinstance(c, _Element) and c["tag"] in {"td", "th"}]


def _span(cell: nodes.Element, name: str) -> int:
    said = cell["given"].get(name, "1")
    return min(max(int(said), 1), 100) if _NUMBER.fullmatch(said) else 1


def _row(row: nodes.Element) -> nodes.row:
    result = nodes.row()
    for cell in _cells(row):
        entry = nodes.entry("", *cell.children)
        if (columns := _span(cell, "colspan")) > 1:
            entry["morecols"] = columns - 1
        if (lines := _span(cell, "rowspan")) > 1:
            entry["morerows"] = lines - 1
        result += entry
    return result
