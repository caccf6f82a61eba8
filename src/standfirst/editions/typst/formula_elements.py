"""What is asked of the elements of MathML."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

SCRIPTED = frozenset(["msub", "msup", "msubsup", "munder", "mover", "munderover"])
_APPLIED = "\u2061"
"""FUNCTION APPLICATION, behind the name of a function."""
_DELIMITERS = frozenset("()[]{}|‖∣∥⟨⟩⌈⌉⌊⌋⟦⟧⟮⟯⟪⟫/\\↑↓↕⇑⇓⇕⎰⎱⌜⌝⌞⌟")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2061\u2062\u2063\u2064"))
_SIGNS = {"-": "−", "*": "∗", "'": "′"}
"""What is typed -> the sign of mathematics that TeX reads in it."""
_LENGTH = re.compile(r"(-?\d{0,6}\.?\d{0,9})(em|ex|px|pt|)")
_UNITS = {"em": 1.0, "ex": 0.43, "px": 1 / 16, "pt": 0.1, "": 1.0}


class UnknownError(ValueError):
    """MathML that nobody has said how to set; the message names the element."""


def name_of(element: _Element) -> str:
    """Return the name without its namespace."""
    return str(etree.QName(element).localname)


def children(element: _Element) -> list[_Element]:
    """Return the elements within.

    :raises UnknownError: There is a comment or something else that is no element.
    """
    found = list(element)
    if not all(isinstance(each.tag, str) for each in found):
        raise UnknownError(name_of(element))
    return found


def classes(element: _Element) -> list[str]:
    """Return the classes."""
    return str(element.get("class", "")).split()


def text_of(element: _Element) -> str:
    """Return all that is to be read in an element, without white space around it."""
    return "".join(map(str, element.itertext())).strip(" \t\r\n")


def sign_of(element: _Element) -> str:
    """Return the text of an element as signs of mathematics, without what is not seen."""
    text = unicodedata.normalize("NFC", text_of(element).translate(_INVISIBLE))
    return _SIGNS.get(text, text)


def some(element: _Element, least: int, most: int = 0) -> list[_Element]:
    """Return the elements within, of which there must be so many.

    :param most: 0 for as many as *least*.
    :raises UnknownError: There are fewer or more.
    """
    found = children(element)
    if not least <= len(found) <= (most or least):
        raise UnknownError(name_of(element))
    return found


def in_em(length: str) -> float:
    """Return a length in ems; 0 for one that is none."""
    found = _LENGTH.fullmatch(length.strip())
    try:
        return float(found[1]) * _UNITS[found[2]] if found else 0.0
    except ValueError:
        return 0.0


def is_delimiter(row: _Element) -> bool:
    r"""Return whether a row begins or ends with a delimiter that grows with it: ``\left(``."""
    if name_of(row) != "mrow" or len(row) < 2:  # noqa: PLR2004  # one alone has nothing to enclose
        return False
    return any(
        name_of(end) == "mo"
        and text_of(end) in _DELIMITERS
        and end.get("stretchy") != "false"
        and "minsize" not in end.attrib
        for end in (row[0], row[-1])
    )


def is_function(element: _Element) -> bool:
    """Return whether *element* names a function that is applied to what follows it or its scripts."""
    parent = element.getparent()
    while parent is not None and name_of(parent) in SCRIPTED and parent[0] is element:
        element, parent = parent, parent.getparent()
    following = element.getnext()
    return following is not None and text_of(following) == _APPLIED
