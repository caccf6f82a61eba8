"""A formula -> whether it is mathematics and nothing else, so that LaTeX may have it unchanged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils.utils.math import latex2mathml, tex2unichar

from standfirst.policy import latex
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLES: tuple[Iterable[str], ...] = (
    latex2mathml.letters, latex2mathml.ordinary, latex2mathml.greek_capitals, latex2mathml.functions,
    latex2mathml.modulo_functions, latex2mathml.math_alphabets, latex2mathml.operators,
    latex2mathml.thick_operators, latex2mathml.small_operators, latex2mathml.spaces, latex2mathml.accents,
    latex2mathml.over, latex2mathml.under, latex2mathml.layout_styles, latex2mathml.fractions,
    latex2mathml.bigdelimiters, tex2unichar.space,
)  # fmt: skip
COMMANDS = frozenset(
    name
    for names in (*_TABLES, *(text.split() for text in latex.COMMANDS.values()))
    for name in names
    if name.isascii() and name.isalpha()
) - {"begin", "end", "par"}
"""All that may stand in a formula, but for environments."""

_TOKEN = re.compile(r"\\([A-Za-z]+|.|\Z)|\^\^|[{}$#%\x00-\x08\x0b-\x1f\x7f]", re.DOTALL)
_WHOLE = re.compile(r"\s*\\begin\{(\w+\*?)\}(.*)\\end\{\1\}\s*", re.DOTALL)
_ENVIRONMENT = re.compile(r"\s*\{([A-Za-z]+\*?)\}")
_COLUMNS = re.compile(r"\s*(?:\[[tcb]\]\s*)?\{[lcr|\s]*\}")


class NoMathematics(ValueError):  # noqa: N818  # it says what it is not
    """A formula with something else in it; the message says with what, as the end of a sentence about it."""


def check(text: str, *, is_whole: bool = False) -> None:
    r"""Find out whether *text* has known commands alone, and closes all that it opens.

    :param is_whole: It stands in the file by itself, as an environment that is a formula; else between ``\(`` and
        ``\)`` or the like, which it must not leave.
    :raises NoMathematics: It has not.
    """
    if is_whole:
        found = _WHOLE.fullmatch(text)
        if not found or found[1] not in latex.AROUND:
            raise NoMathematics("is not a single mathematical environment")
        text = found[2]
    open_: list[str] = []
    at = 0
    while token := _TOKEN.search(text, at):
        name, at = token[1] or "", token.end()
        if name in {"begin", "end"}:
            environment, at = _environment(name, text, at)
            _open_or_close(environment, open_, opens=name == "begin")
        elif name in {"left", "right"}:
            _open_or_close("left", open_, opens=name == "left")
        elif token[0] in {"{", "}"}:
            _open_or_close("{", open_, opens=token[0] == "{")
        elif token[0] == "$" and open_:
            # words in a formula may have formulas in them
            _open_or_close("$", open_, opens=open_[-1] == "{")
        elif name not in COMMANDS and name not in latex.CHARACTERS:
            raise NoMathematics(f"has {quoted(token[0])}, which is not mathematics")
    if open_:
        raise NoMathematics("leaves something open")


def _open_or_close(what: str, open_: list[str], *, opens: bool) -> None:
    """Note that a brace, a ``left`` or an environment is opened, or that the last one is closed."""
    if opens:
        open_.append(what)
    elif not open_ or open_.pop() != what:
        raise NoMathematics("closes what is not open")


def _environment(command: str, text: str, at: int) -> tuple[str, int]:
    """Return the environment that ``begin`` or ``end`` names, and where what belongs to it ends."""
    found = _ENVIRONMENT.match(text, at)
    if not found or found[1] not in latex.WITHIN:
        raise NoMathematics("has an environment that cannot be part of a formula")
    if command == "begin" and found[1] in latex.COLUMNS:
        columns = _COLUMNS.match(text, found.end())
        if not columns:
            raise NoMathematics("has columns other than l, c and r")
        return found[1], columns.end()
    return found[1], found.end()
