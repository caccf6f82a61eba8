"""MathML -> Typst's mathematics.

::

    LaTeX --editions.mathml--> MathML --parts()--> Typst's code mode: names of functions, text in string literals

Of the author's formula only characters come in; what is built of them is listed here. A formula
with anything else is none, and its caller has it as it is written.
Sources: https://www.w3.org/TR/mathml-core/, https://typst.app/docs/reference/math/.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from standfirst.editions.mathml import parsed
from standfirst.editions.typst import formula_tables
from standfirst.editions.typst.code import NOTHING, Code, block, call
from standfirst.editions.typst.formula_elements import (
    SCRIPTED,
    UnknownError,
    children,
    classes,
    in_em,
    is_delimiter,
    is_function,
    name_of,
    sign_of,
    some,
    text_of,
)
from standfirst.editions.typst.formula_scripts import Scripts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element

_MOST = 4_000
"""Elements of a formula; a page has room for some hundreds."""
_DEEPEST = 40
"""Elements within one another, of which each is some levels of Typst's, which knows 256."""
_WIDEST = 10.0
"""Ems of a space."""
_LARGEST = 4.0
"""Ems of a delimiter."""

_BREAKING = frozenset("+−±×⋅=≠<>≤≥≈≡∼≅→⇒⇔↦∈⊂⊆∪∩∧∨∣≔")
"""Signs of which Typst ends a line behind any, a relation or an operation between two."""
_VARIANTS = {
    "normal": ("upright",), "bold": ("bold", "upright"), "italic": ("italic",), "bold-italic": ("bold", "italic"),
    "double-struck": ("bb",), "fraktur": ("frak",), "script": ("cal",), "sans-serif": ("sans",),
    "monospace": ("mono",),
}  # fmt: skip
_FACES = {"sf-math-bold": "math.bold", "sf-math-italic": "math.italic", "sf-math-code": "math.mono"}
_STRIKES: Mapping[frozenset[str], Mapping[str, bool]] = {
    frozenset({"updiagonalstrike"}): {},
    frozenset({"downdiagonalstrike"}): {"inverted": True},
    frozenset({"updiagonalstrike", "downdiagonalstrike"}): {"cross": True},
}
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


def parts(mathml: str, legible: Callable[[str], str]) -> tuple[Code, ...] | None:
    """Return the parts of a formula, behind each of which a line may be broken; None where it cannot be set.

    :param legible: Text -> text of which some font has every character.
    """
    try:
        root = parsed(mathml)
    except etree.XMLSyntaxError:
        return None
    if not _is_bounded(root):
        return None
    try:
        found = _Formula(legible).runs(root)
    except UnknownError:
        return None
    return found or None


def _is_bounded(root: _Element) -> bool:
    """Return whether the formula is no larger and no deeper than one that is read."""
    left, depth = _MOST, 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        left -= event == "start"
        if left < 0 or depth > _DEEPEST:
            return False
    return True


class _Formula(Scripts):
    """Translates elements: a method for each that is known."""

    def __init__(self, legible: Callable[[str], str]) -> None:
        self._legible = legible

    def runs(self, root: _Element) -> tuple[Code, ...]:
        """Return the parts of the whole; one where all of it is within another element."""
        inside = [root]
        while len(inside) == 1 and name_of(inside[0]) in {"math", "mrow"}:
            holder = inside[0]
            if set(holder.attrib) - {"display"} or is_delimiter(holder):
                break
            inside = children(holder)
        found: list[list[str]] = [[]]
        for element in inside:
            made = self.code(element)
            found[-1] += [made] if made != NOTHING else []
            if name_of(element) == "mo" and sign_of(element) in _BREAKING:
                found.append([])
        return tuple(block(run) for run in found if run)

    def code(self, element: _Element) -> Code:
        """Return an element as one value."""
        translate = getattr(self, f"on_{name_of(element)}", None)
        if translate is None:
            raise UnknownError(name_of(element))
        made: Code = translate(element)
        if "boldsymbol" in classes(element):
            made = call("math.bold", made)
        if element.get("displaystyle") in {"true", "false"} and name_of(element) != "mtable":
            made = call(
                "math.display" if element.get("displaystyle") == "true" else "math.inline", made
            )
        if _COLOUR.fullmatch(element.get("mathcolor", "")):
            made = call("text", made, fill=call("rgb", element.get("mathcolor")))
        return made

    def row(self, element: _Element) -> Code:
        """Return all children, one after another."""
        made = [each for each in map(self.code, children(element)) if each != NOTHING]
        return made[0] if len(made) == 1 else block(made)

    on_math = on_mstyle = on_mpadded = on_mtd = row

    def on_mrow(self, element: _Element) -> Code:
        """Return a row; delimiters at its ends are as high as what is between them."""
        return call("math.lr", self.row(element)) if is_delimiter(element) else self.row(element)

    def on_semantics(self, element: _Element) -> Code:
        """Return what is shown, without what is said about it."""
        first, *_ = some(element, 1, _MOST)
        return self.code(first)

    def on_mphantom(self, element: _Element) -> Code:
        """Return its room alone."""
        return call("hide", self.row(element))

    # -- characters

    def _text(self, said: str) -> Code:
        """Return text: a character as mathematics has it, several upright."""
        shown = self._legible(said)
        if not shown:
            return NOTHING
        return call("sign" if len(shown) == 1 else "text", shown)

    def on_mi(self, element: _Element) -> Code:
        """Return a name: that of a function with the room that it has."""
        said = sign_of(element)
        if len(said) > 1 and is_function(element):
            return call("math.op", self._text(said))
        made = self._text(said)
        for variant in _VARIANTS.get(element.get("mathvariant", ""), ()):
            made = call(f"math.{variant}", made)
        return made

    def on_mn(self, element: _Element) -> Code:
        """Return a number."""
        return self.on_mi(element)

    def on_mtext(self, element: _Element) -> Code:
        """Return words, with the spaces around them."""
        said = " ".join(re.split(r"[ \t\r\n]+", "".join(map(str, element.itertext()))))
        shown = self._legible(said)
        made = call("text", shown) if shown else NOTHING
        for name in classes(element):
            made = call(_FACES[name], made) if name in _FACES else made
        return made

    def on_mo(self, element: _Element) -> Code:
        """Return an operator; a prime that has nothing to stand at stands high."""
        said = sign_of(element)
        if not said:
            return NOTHING
        if len(said) > 1:
            has_room = element.get("lspace") or not said.isalpha()
            return (
                call("math.class", "binary", self._text(said))
                if has_room
                else call("math.op", self._text(said))
            )
        parent = element.getparent()
        if said == "′" and (
            parent is None or name_of(parent) not in SCRIPTED or parent[0] is element
        ):
            return call("math.attach", NOTHING, t=self._text(said))
        size = min(in_em(element.get("minsize", "")), _LARGEST)
        if size:
            return call("math.lr", self._text(said), size=Code(f"{size:g}em"))
        is_between = element.get("stretchy") == "true" and said in "|∣‖∥/"
        return call("math.mid", self._text(said)) if is_between else self._text(said)

    def on_mspace(self, element: _Element) -> Code:
        """Return room; none that goes back."""
        width = min(max(in_em(element.get("width", "")), 0), _WIDEST)
        return call("h", Code(f"{width:g}em")) if width else NOTHING

    # -- fractions and roots

    def on_mfrac(self, element: _Element) -> Code:
        """Return a fraction; without a line, two rows."""
        above, below = map(self.code, some(element, 2))
        if in_em(element.get("linethickness", "1em")) == 0:
            rows = (Code(f"({each},)") for each in (above, below))
            return call("math.mat", *rows, delim=None, row_gap=Code(".3em"))
        return call("math.frac", above, below)

    def on_msqrt(self, element: _Element) -> Code:
        """Return a square root."""
        return call("math.sqrt", self.row(element))

    def on_mroot(self, element: _Element) -> Code:
        """Return a root."""
        base, degree = map(self.code, some(element, 2))
        return call("math.root", degree, base)

    def on_menclose(self, element: _Element) -> Code:
        """Return something in a frame or struck out."""
        notation = frozenset(element.get("notation", "").split())
        if notation == {"box"}:
            return call("framed", self._legible(text_of(element)), self.row(element))
        if notation not in _STRIKES:
            raise UnknownError("menclose")
        return call("math.cancel", self.row(element), **_STRIKES[notation])

    def on_mtable(self, element: _Element) -> Code:
        """Return rows."""
        return formula_tables.table(element, self.code)
