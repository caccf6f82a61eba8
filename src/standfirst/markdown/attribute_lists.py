"""kramdown's attribute lists: what stands in ``{: .class #id name="value"}``, and giving it to a token.

Source: https://kramdown.gettalong.org/syntax.html#attribute-list-definitions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.markdown.context import affords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it.token import Token
    from markdown_it.utils import EnvType

LIST = re.compile(r"\{:(?![:/])\s*+([^{}]{0,500})\}")
DEFINITION = re.compile(r"\{:([\w-]{1,100}):\s*+([^{}]{0,500})\}")
LONGEST = 610
"""Characters of the longest of both."""
_ATTRIBUTE = re.compile(r"""\s*(?:\.([\w-]+)|\#([\w-]+)|([\w-]+)=(?:"([^"]*)"|'([^']*)')|([\w-]+))(?=\s|\.|\#|$)""")  # fmt: skip
_KEPT = frozenset({"id", "lang", "title", "alt", "rel"})
_LANGUAGE = "language-"
_LONGEST_CLASSES = 1000
"""Characters of all classes of one element; others are left out."""


def read(
    text: str, defined: Mapping[str, Mapping[str, str]], env: EnvType, line: int
) -> dict[str, str] | None:
    """Return what an attribute list says, classes joined; None where it is none, or not affordable.

    :param defined: Lists by the name that ``{:name: …}`` gives them; another name alone is kept
        without a value, as ``toc`` is.
    """
    found: dict[str, str] = {}
    position = 0
    text = text.strip()
    while position < len(text):
        part = _ATTRIBUTE.match(text, position)
        if part is None:
            return None
        css, ident, name, double, single, bare = part.groups()
        if css:
            _merge(found, {"class": css})
        elif ident:
            found["id"] = ident
        elif bare in defined:
            said = defined[bare]
            if not affords(env, sum(map(len, said.values())), "attribute lists", line):
                return None
            _merge(found, said)
        else:
            _merge(found, {bare or name: double or single or ""})
        position = part.end()
    return found


def _merge(found: dict[str, str], said: Mapping[str, str]) -> None:
    for name, value in said.items():
        found[name] = f"{found.get('class', '')} {value}".strip() if name == "class" else value


def apply(token: Token, said: Mapping[str, str]) -> None:
    """Give *token* the harmless attributes of a list."""
    for name, value in said.items():
        if name == "class":
            for css in value.split():
                _add_class(token, css)
        elif name in {"width", "height"}:
            # a bare number is an attribute in HTML, a length with a unit would be a style
            token.attrSet(name, value.removesuffix("px"))
        elif name in _KEPT and value:
            token.attrSet(name, value)


def _add_class(token: Token, css: str) -> None:
    """Add a class; one that names a language is that of code."""
    if not css.startswith(_LANGUAGE):
        if len(str(token.attrs.get("class", ""))) + len(css) < _LONGEST_CLASSES:
            token.attrJoin("class", css)
    elif token.type in {"fence", "code_block"}:
        token.type, token.tag, token.info = "fence", "code", css.removeprefix(_LANGUAGE)
        token.markup = token.markup or "```"
