"""Tables: docutils' nodes -> Typst's table, or records where there are more columns than a page has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from standfirst.editions.typst.code import Code, block, call
from standfirst.editions.typst.translator_base import Base, classes_of, elements

if TYPE_CHECKING:
    from docutils.nodes import Element

MOST_COLUMNS = 12
"""Columns that are legible beside one another on a page that lies on its side."""
_DEEPEST = 3
"""Tables within one another that have room for columns; Typst refuses what is nested too deep."""
_NARROW, _WIDE = 6, 48
"""Characters of a cell between which the width of a column grows."""
_IN_A_ROW = 84
"""Characters of code that have room beside one another in the cells of a row."""
_ALIGNED = {"text-left": "left", "text-center": "center", "text-right": "right"}


class Tables(Base):
    """Translates tables."""

    _tables = 0
    """That the one lies in which is being translated."""

    def on_table(self, node: Element) -> list[str]:
        """Return a table, with its title as caption."""
        self._tables += 1
        result = self._table(node)
        self._tables -= 1
        return result

    def _table(self, node: Element) -> list[str]:
        group = next(iter(node.findall(nodes.tgroup)), None)
        if group is None:
            return self.children(node)
        title = next((c for c in node.children if isinstance(c, nodes.title)), None)
        caption = block(self.children(title)) if title is not None else None
        heads, bodies = (
            [row for part in elements(group) if isinstance(part, kind) for row in elements(part)]
            for kind in (nodes.thead, nodes.tbody)
        )
        width = max((_width(row) for row in [*heads, *bodies]), default=0)
        anchors = self.anchors(node)
        if not width:
            return anchors
        if self._tables > _DEEPEST:
            cells = [entry for row in [*heads, *bodies] for entry in elements(row)]
            return [*anchors, *(s for c in cells for s in [*self.children(c), "parbreak()"])]
        if width > MOST_COLUMNS:
            return [*anchors, self._records(heads, bodies, caption)]
        before, self.longest = self.longest, min(self.longest, _IN_A_ROW // width)
        with self.quiet():
            head = [call("table.header", *self._cells(heads))] if heads else []
        rest = self._cells(bodies)
        self.longest = before
        columns = _columns(group, [*heads, *bodies], width)
        shown = call("grid-table", *head, *rest, columns=columns, heads=len(heads), caption=caption)
        return [*anchors, shown]

    def _cells(self, rows: list[Element]) -> list[Code]:
        return [self._cell(entry) for row in rows for entry in elements(row)]

    def _cell(self, entry: Element) -> Code:
        given: dict[str, object] = {}
        for key, name in (("morerows", "rowspan"), ("morecols", "colspan")):
            if entry.get(key):
                given[name] = int(entry[key]) + 1
        align = next((_ALIGNED[c] for c in classes_of(entry) if c in _ALIGNED), None)
        if align:
            given["align"] = Code(align)
        inside = block(self.compact(entry))
        return call("table.cell", inside, **given) if given else inside

    def _records(self, heads: list[Element], bodies: list[Element], caption: Code | None) -> Code:
        """Return each row as a list of its cells, every one under the name of its column."""
        names = [entry.astext() for entry in heads[-1].children] if heads else []
        records = [
            [
                (
                    self.around.legible(names[at]) if at < len(names) else "",
                    block(self.compact(entry)),
                )
                for at, entry in enumerate(elements(row))
            ]
            for row in bodies
        ]
        return call("records", records, caption=caption)

    def compact(self, node: Element) -> list[str]:
        """Return the content of a cell or an item, a single paragraph as its text alone."""
        return self.opened(node.children) if len(node.children) == 1 else self.children(node)


def _width(row: Element) -> int:
    return sum(int(entry.get("morecols", 0)) + 1 for entry in elements(row))


def _columns(group: Element, rows: list[Element], width: int) -> list[Code]:
    """Return the columns' widths: the author's, where they differ, else by how long their cells are."""
    said = [int(spec.get("colwidth", 1)) for spec in group.findall(nodes.colspec)]
    longest = [_NARROW] * width
    if len(set(said)) > 1 and len(said) == width:
        longest = [max(size, 1) for size in said]
    else:
        for row in rows:
            for at, entry in enumerate(elements(row)[:width]):
                if not entry.get("morecols"):
                    longest[at] = max(longest[at], min(_WIDE, len(entry.astext())))
    return [Code(f"{size}fr") for size in longest]
