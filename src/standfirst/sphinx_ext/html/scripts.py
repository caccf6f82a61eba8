"""The package's scripts -> those that pages load: fewer files; those of the search without comments and spare space.

::

    search.js, those of articles  --joined-->  article.js
    the modules in search/        --joined-->  search_engine.js, which search_page.js imports when something is asked

No tool for JavaScript is needed: modules are joined in the order of what they import, so that imports can go; names at
their top are different ones. In scripts of the search no text in backticks has another within, and comments stand on lines of
their own or behind a statement and a space. Tests see to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

ARTICLE = ("citation_records.js", "cite.js", "notes.js")
"""Scripts of the pages of articles alone; with the search's keys, which all pages have, they become ``article.js``."""
ENGINE = ("words", "index", "engine", "excerpt", "results", "filters")
"""Modules of the search, each importing only those before it."""
_EXPORTED = "open, search, results, filters"
"""What ``search_page.js`` asks of them."""
_SHORT = ("search.js", "search_page.js")
"""Scripts that are written for :func:`short`."""
_COMMENTS = re.compile(r"^\s*/\*.*?\*/\n|^\s*//[^\n]*\n|(?<=\S) // [^\n]*$", re.MULTILINE | re.DOTALL)  # fmt: skip
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_IMPORT = re.compile(r"^import [^\n]*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_LITERALS = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"""
    r"""|/(?![ /*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"""
)
"""Texts, and regular expressions: a sign of division has a space behind it."""
_SPARE = re.compile(r"\s?([-=+*/%^<>?:,;{}()\[\]&|!]+)\s?")
"""Signs, and spaces beside them; ends of lines too, since a statement ends with a sign."""
_LAST = re.compile(r";(?=\})|,(?=[\])}])")
"""What ends the last statement of a block, and the last of a list: no block is one empty statement."""

_NUMBER = r"[0-9][0-9._e-]*"
_NUMBERS = re.compile(
    rf"^\s*const (?:([A-Z_]+) = ({_NUMBER})|\[([A-Z_, ]+)\] = \[({_NUMBER}(?:, {_NUMBER})*)\]);\n",
    re.MULTILINE,
)
"""What gives numbers names, in capitals; no text in backticks has such a name."""
_NAME = re.compile(r"(?<![\w.])[A-Z][A-Z_]+\b")
_CONST = re.compile(r"\bconst\b")
"""What browsers do not need to be told; compressed, one word for both is less."""


def scripts(folder: Path) -> dict[str, bytes]:
    """Return the files that pages load, by name, made of those in *folder*."""
    found = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.js"))}
    found |= {name: short(found[name]) for name in _SHORT}
    of_articles = [found.pop(name) for name in ARTICLE]
    # one request, not one for each
    found["article.js"] = "".join([*of_articles, found["search.js"]])
    modules = (folder / "search" / f"{name}.js" for name in ENGINE)
    found["search_engine.js"] = joined(path.read_text("utf-8") for path in modules)
    return {name: text.encode() for name, text in found.items()}


def joined(modules: Iterable[str]) -> str:
    """Return one module of several."""
    texts = (_EXPORT.sub("", _IMPORT.sub("", module)) for module in modules)
    return short(f"{''.join(texts)}export {{ {_EXPORTED} }};\n")


def short(script: str) -> str:
    """Return a script without comments, indentation, and spaces and signs that say nothing; numbers stand where their names stood."""
    bare = _COMMENTS.sub("", script)
    numbers = {name: value for found in _NUMBERS.finditer(bare) for name, value in _named(found)}
    pieces = _LITERALS.split(_INDENT.sub("", _NUMBERS.sub("", bare)))
    pieces[::2] = [_squeezed(piece, numbers) for piece in pieces[::2]]
    return "".join(pieces)


def _named(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield the names that a statement gives to numbers."""
    names, values = found[1] or found[3], found[2] or found[4]
    yield from zip(names.split(", "), values.replace("_", "").split(", "), strict=True)


def _squeezed(code: str, numbers: Mapping[str, str]) -> str:
    """Return code without what says nothing."""
    said = _NAME.sub(lambda found: numbers.get(found[0], found[0]), code)
    return _CONST.sub("let", _LAST.sub("", _SPARE.sub(r"\1", said)))
