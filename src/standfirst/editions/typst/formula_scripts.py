"""MathML's scripts, limits and accents -> Typst."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.editions.typst.code import NOTHING, Code, call
from standfirst.editions.typst.formula_elements import UnknownError, name_of, sign_of, some

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGE = frozenset("∑∏∐⋂⋃⋀⋁⨀⨁⨂⨄⨆")
"""Operators whose limits stand below and above in a formula of its own lines: ``movablelimits`` of MathML's dictionary."""
_BRACES = {
    "⏞": "math.overbrace", "⏟": "math.underbrace", "⎴": "math.overbracket", "⎵": "math.underbracket",
    "⏜": "math.overparen", "⏝": "math.underparen",
}  # fmt: skip
_ARROWS = frozenset("→←↔⇒⇐⇔↦⟶⟵⟹⟸")
_LINES = frozenset("_¯‾ˉ̅―")
_ACCENTS = {
    "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0304", "ˉ": "\u0304",
    "‾": "\u0304", "_": "\u0304", "˘": "\u0306", "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "ˇ": "\u030c",
    "ˊ": "\u0301", "´": "\u0301", "ˋ": "\u0300", "`": "\u0300", "→": "\u20d7", "⃗": "\u20d7",
    "←": "\u20d6", "↔": "\u20e1", "⃛": "\u20db", "⃜": "\u20dc",
}  # fmt: skip
"""Character of a ``mover`` -> the combining one by which Typst knows the accent."""


class Scripts:
    """Translates what has something small at or above it."""

    def code(self, element: _Element) -> Code:
        """Return an element as one value."""
        raise NotImplementedError

    def _scripts(self, element: _Element, *places: str) -> Code:
        base, *given = some(element, 1 + len(places))
        made = self.code(base)
        is_brace = name_of(base) in {"munder", "mover"}
        made = call("math.limits" if is_brace else "math.scripts", made)
        return call("math.attach", made, **dict(zip(places, map(self.code, given), strict=True)))

    def on_msub(self, element: _Element) -> Code:
        """Return an index."""
        return self._scripts(element, "b")

    def on_msup(self, element: _Element) -> Code:
        """Return a power."""
        return self._scripts(element, "t")

    def on_msubsup(self, element: _Element) -> Code:
        """Return both."""
        return self._scripts(element, "b", "t")

    def on_mmultiscripts(self, element: _Element) -> Code:
        """Return scripts on both sides, a pair on each."""
        base, *given = some(element, 1, 6)
        at = next((n for n, each in enumerate(given) if name_of(each) == "mprescripts"), len(given))
        places = [
            *zip(given[:at], ("br", "tr"), strict=False),
            *zip(given[at + 1 :], ("bl", "tl"), strict=False),
        ]
        if len(places) != len(given) - (at < len(given)):
            raise UnknownError("mmultiscripts")
        made = {place: self.code(each) for each, place in places if name_of(each) != "none"}
        return call(
            "math.attach", self.code(base), **{k: v for k, v in made.items() if v != NOTHING}
        )

    def _limits(self, element: _Element, *places: str) -> Code:
        base, *given = some(element, 1 + len(places))
        said = sign_of(base)
        is_operator = name_of(base) == "mo"
        default = "true" if said in _LARGE else "false"
        movable = is_operator and base.get("movablelimits", default) == "true"
        made = self.code(base)
        if is_operator and said in _ARROWS and base.get("stretchy") != "false":
            made = call("math.stretch", made)
        named = {"inline": False} if movable else {}
        made = call("math.limits", made, **named)
        return call("math.attach", made, **dict(zip(places, map(self.code, given), strict=True)))

    def on_munder(self, element: _Element) -> Code:
        """Return a line or a brace below, or a limit."""
        base, mark = some(element, 2)
        return self._marked(base, mark, "math.underline") or self._limits(element, "b")

    def on_mover(self, element: _Element) -> Code:
        """Return an accent, a line or a brace above, or a limit."""
        base, mark = some(element, 2)
        said = sign_of(mark)
        is_line = said in _LINES and element.get("accent") != "true"
        if (
            name_of(mark) == "mo"
            and not is_line
            and "accent" in element.attrib
            and said in _ACCENTS
        ):
            return call("math.accent", self.code(base), _ACCENTS[said])
        return self._marked(base, mark, "math.overline") or self._limits(element, "t")

    def _marked(self, base: _Element, mark: _Element, line: str) -> Code | None:
        said = sign_of(mark)
        function = line if said in _LINES else _BRACES.get(said)
        return call(function, self.code(base)) if function and name_of(mark) == "mo" else None

    def on_munderover(self, element: _Element) -> Code:
        """Return limits below and above."""
        return self._limits(element, "b", "t")
