r"""The commands that a text's formulas define, carried out: LaTeX's ``\newcommand`` and its like.

As in MathJax, which Jekyll sites use, a command holds for all formulas after it. No other program
of ours knows of them: LaTeX, which could, is let no definition.
Source: https://docs.mathjax.org/en/latest/input/tex/macros.html.
"""

from __future__ import annotations

import dataclasses as dc
import re
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping, Sequence

_DEFINES = re.compile(
    r"\\(?:(?P<kind>(?:re)?newcommand\*?|providecommand\*?|DeclareMathOperator\*?)(?![A-Za-z])\s*"
    r"(?:\{\s*\\(?P<braced>[A-Za-z]+|[^A-Za-z\s])\s*\}|\\(?P<bare>[A-Za-z]+))"
    r"|def\s*\\(?P<defined>[A-Za-z]+|[^A-Za-z\s])(?P<parameters>(?:#[1-9])*))\s*"
)
_COUNT = re.compile(r"\[([0-9])\]\s*")
_COMMAND = re.compile(r"\\([A-Za-z]+|[^A-Za-z])", re.DOTALL)
_PARAMETER = re.compile(r"#([1-9])")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_TOKEN = re.compile(r"\s*(\\[A-Za-z]+|\\.|[^}\s])", re.DOTALL)
_OPTIONAL = re.compile(r"\[([^\[\]]{0,500})\]\s*")
_ENDS_IN_NAME = re.compile(r"\\[A-Za-z]+\Z")
_DEEPEST = 20
"""Commands that stand for one another."""
_MOST = 500
"""Commands of one text."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Macro:
    """A command of the author's."""

    count: int
    """Arguments that it takes."""
    default: str | None
    """Of the first, where that may be left out, in square brackets."""
    body: str


def without_definitions(formula: str, macros: MutableMapping[str, Macro]) -> str:
    """Return *formula* without its definitions, which are put into *macros*; what is none of them stays."""
    definitions = list(_DEFINES.finditer(formula))
    groups = _groups(formula) if definitions else {}
    parts: list[str] = []
    at = 0
    for found in definitions:
        if found.start() < at:
            continue
        read = _definition(formula, found, groups)
        if read is None or len(macros) >= _MOST:
            continue
        name, macro, end = read
        if not (found["kind"] or "").startswith("provide") or name not in macros:
            macros[name] = macro
        parts.append(formula[at : found.start()])
        at = end
    return "".join([*parts, formula[at:]])


def _definition(
    formula: str, found: re.Match[str], groups: Mapping[int, int]
) -> tuple[str, Macro, int] | None:
    """Return name and meaning of the command defined at *found*, and where the definition ends."""
    name, at, default = found["braced"] or found["bare"] or found["defined"], found.end(), None
    kind, count = found["kind"] or "", len(found["parameters"] or "") // 2
    if "command" in kind and (number := _COUNT.match(formula, at)):
        count, at = int(number[1]), number.end()
        if count and (given := _OPTIONAL.match(formula, at)):
            default, at = given[1], given.end()
    if at not in groups:
        return None
    body = formula[at + 1 : groups[at]]
    if kind.startswith("Declare"):
        body = rf"\operatorname{'*' * kind.endswith('*')}{{{body}}}"
    return name, Macro(count=count, default=default, body=body), groups[at] + 1


def expanded(
    formula: str, macros: Mapping[str, Macro], spend: Callable[[int], bool], depth: int = 0
) -> str:
    """Return *formula* with what its commands stand for.

    :param spend: Takes as many characters; a command for which there are none stays.
    """
    uses = [found for found in _COMMAND.finditer(formula) if found[1] in macros]
    if not uses or depth > _DEEPEST:
        return formula
    groups = _groups(formula)
    parts: list[str] = []
    at = 0
    for found in uses:
        macro = macros[found[1]]
        read = _arguments(formula, found.end(), macro, groups) if found.start() >= at else None
        if read is None:
            continue
        arguments, end = read
        meant = _PARAMETER.sub(partial(_argument, arguments), macro.body)
        if not spend(len(meant)):
            break
        meant = expanded(meant, macros, spend, depth + 1)
        parts += [formula[at : found.start()], _apart(meant, formula, found.start(), end)]
        at = end
    return "".join([*parts, formula[at:]])


def _argument(arguments: Sequence[str], found: re.Match[str]) -> str:
    number = int(found[1])
    return arguments[number - 1] if number <= len(arguments) else ""


def _apart(meant: str, formula: str, start: int, end: int) -> str:
    """Return *meant* so that it reads in *formula*, between *start* and *end*, as by itself."""
    if formula[start - 1 : start] in {"^", "_"}:
        return f"{{{meant}}}"
    goes_on = formula[end : end + 1].isalpha() and _ENDS_IN_NAME.search(meant)
    return f"{meant} " if goes_on else meant


def _arguments(
    formula: str, at: int, macro: Macro, groups: Mapping[int, int]
) -> tuple[list[str], int] | None:
    """Return the arguments that follow at *at*, and where they end; None where one is lacking."""
    arguments: list[str] = []
    if macro.default is not None:
        given = _OPTIONAL.match(formula, at)
        at = given.end() if given else at
        arguments.append(given[1] if given else macro.default)
    while len(arguments) < macro.count:
        token = _TOKEN.match(formula, at)
        if token is None:
            return None
        at = token.end()
        if token[1] != "{":
            arguments.append(token[1])
        elif token.start(1) in groups:
            at = groups[token.start(1)] + 1
            arguments.append(formula[token.end() : at - 1])
        else:
            return None
    return arguments, at


def _groups(formula: str) -> dict[int, int]:
    """Return where each brace that is closed opens, and where it closes."""
    found: dict[int, int] = {}
    open_: list[int] = []
    for brace in _BRACES.finditer(formula):
        if brace[0] == "{":
            open_.append(brace.start())
        elif brace[0] == "}" and open_:
            found[open_.pop()] = brace.start()
    return found
