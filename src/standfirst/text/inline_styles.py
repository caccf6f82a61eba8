"""An inline style with a width -> attributes that a strict Content-Security-Policy allows.

docutils writes widths of pictures, figures, tables and columns into ``style``, which
``default-src 'self'`` forbids. A picture's length in pixels becomes its ``width``; anything else
becomes a class, in steps of 1 % and of 1 rem, whose rules are :func:`stylesheet`.
"""

from __future__ import annotations

import math
import re

_DECLARATION = re.compile(r"(width|height):\s*(\d{1,5}(?:\.\d{1,5})?)(%|[a-z]{2,3})")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
"""https://www.w3.org/TR/css-values-4/#absolute-lengths"""
_PIXELS |= {"em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0}
_REM = 16
_WIDEST = 48
"""Rem; what is wider fills the column."""


def attributes(style: str, tag: str) -> dict[str, str]:
    """Return attributes of an element *tag* for the widths in *style*; other styles are left out."""
    result: dict[str, str] = {}
    for name, number, unit in _DECLARATION.findall(style):
        size = float(number)
        if tag == "img" and unit in _PIXELS:
            result[name] = str(round(size * _PIXELS[unit]))
        elif name == "width" and unit == "%":
            result["class"] = f"sf-width-{min(100, max(1, round(size)))}"
        elif name == "width" and unit in _PIXELS:
            steps = min(_WIDEST, max(1, math.ceil(size * _PIXELS[unit] / _REM)))
            result["class"] = f"sf-width-{steps}rem"
    return result


def stylesheet() -> str:
    """Return the rules of the classes."""
    percents = [f".sf-width-{n} {{ inline-size: {n}%; }}" for n in range(1, 101)]
    lengths = [f".sf-width-{n}rem {{ inline-size: {n}rem; }}" for n in range(1, _WIDEST + 1)]
    return "\n".join([*percents, *lengths, ""])
