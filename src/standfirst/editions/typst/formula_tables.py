"""MathML's tables -> rows of Typst: matrices, cases, equations below one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.editions.typst.code import NOTHING, Code, block, call
from standfirst.editions.typst.formula_elements import UnknownError, children, classes, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element

_MARK = "mark"
"""The template's name for the place in a row below which the next row has its own; what stands before it is set to the right."""
_BESIDE = "sf-math-beside"
"""Class of the cells before and behind a numbered row."""
_LEFT, _RIGHT = "left", "right"
_APART = Code("h(2em)")


def table(element: _Element, code: Callable[[_Element], Code]) -> Code:
    """Return a table.

    :param code: An element -> its translation.
    :raises UnknownError: It has something else than rows of cells.
    """
    rows = [_cells(row) for row in children(element)]
    is_wide = element.get("displaystyle") == "true" or "ams-align" in classes(element)
    sides = _sides(element, rows)

    def shown(cell: _Element) -> Code:
        made = code(cell)
        return call("math.display", made) if is_wide and made != NOTHING else made

    made = (
        [[_equation(row, shown)] for row in rows]
        if _are_equations(rows, sides)
        else [
            [_set(shown(cell), side) for cell, side in zip(row, sides, strict=False)]
            for row in rows
        ]
    )
    gaps = ".65em" if is_wide else ".35em"
    lines = _lines(rows)
    return call(
        "math.mat",
        *(Code(f"({','.join(row)},)") for row in made if row),
        delim=None,
        row_gap=Code(gaps),
        column_gap=Code(".4em" if element.get("scriptlevel") else ".9em"),
        **({"augment": lines} if lines else {}),
    )


def _cells(row: _Element) -> list[_Element]:
    cells = children(row)
    is_known = name_of(row) == "mtr" and {name_of(cell) for cell in cells} <= {"mtd"}
    if not is_known or any(cell.get("columnspan") or cell.get("rowspan") for cell in cells):
        raise UnknownError("mtable")
    return cells


def _sides(element: _Element, rows: Sequence[Sequence[_Element]]) -> list[str]:
    """Return for each column where its cells stand; empty in the middle."""
    count = max(map(len, rows), default=0)
    if "ams-align" in classes(element):
        return [_LEFT if at % 2 else _RIGHT for at in range(count)]
    said = element.get("columnalign", "").split()
    sides = [said[min(at, len(said) - 1)] if said else "" for at in range(count)]
    for row in rows:
        for at, cell in enumerate(row):
            names = classes(cell)
            sides[at] = next((s for s in (_LEFT, _RIGHT) if f"sf-math-{s}" in names), sides[at])
    return [side if side in {_LEFT, _RIGHT} else "" for side in sides]


def _are_equations(rows: Sequence[Sequence[_Element]], sides: Sequence[str]) -> bool:
    """Return whether columns stand in pairs, the first of each to the right, the second to the left, or have numbers."""
    if any(_BESIDE in classes(cell) for row in rows for cell in row):
        return True
    return len(sides) > 1 and all(
        side == (_LEFT if at % 2 else _RIGHT) for at, side in enumerate(sides)
    )


def _equation(row: Sequence[_Element], shown: Callable[[_Element], Code]) -> Code:
    """Return a row of equations as one cell, its number behind them."""
    found: list[str] = []
    for at, cell in enumerate(cell for cell in row if _BESIDE not in classes(cell)):
        found += [_MARK] if at else []
        found += [_APART] if at and at % 2 == 0 else []
        found.append(shown(cell))
    numbers = [shown(cell) for cell in row[1:] if _BESIDE in classes(cell)]
    found += [part for number in numbers if number != NOTHING for part in (_APART, number)]
    return block([each for each in found if each != NOTHING])


def _set(made: Code, side: str) -> Code:
    return block({_LEFT: [_MARK, made], _RIGHT: [made, _MARK]}.get(side) or [made])


def _lines(rows: Sequence[Sequence[_Element]]) -> dict[str, tuple[int, ...]]:
    """Return after how many rows and columns there are lines."""
    across = sorted(
        {at for y, row in enumerate(rows) for cell in row for at in _of(cell, y, "above", "below")}
    )
    down = sorted(
        {at for row in rows for x, cell in enumerate(row) for at in _of(cell, x, "before", "after")}
    )
    found = {"hline": tuple(across), "vline": tuple(down)}
    return {name: places for name, places in found.items() if places}


def _of(cell: _Element, at: int, first: str, second: str) -> Iterator[int]:
    names = classes(cell)
    if f"sf-math-line-{first}" in names:
        yield at
    if f"sf-math-line-{second}" in names:
        yield at + 1
