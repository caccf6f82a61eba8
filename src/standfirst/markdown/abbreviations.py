"""kramdown's abbreviations: ``*[HTML]: HyperText Markup Language`` explains each HTML in the text.

Source: https://kramdown.gettalong.org/syntax.html#abbreviations.
"""

from __future__ import annotations

import dataclasses as dc
import html
import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

_KEPT = "sf_abbreviations"
_DEFINITION = re.compile(r"\*\[([^\[\]\n]{1,100})\]:[ \t]*(.*)")
_MOST = 500
"""Abbreviations of one text."""


def abbreviations_plugin(md: MarkdownIt) -> None:
    """Take definitions out, and explain what they define."""
    alt = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("reference", _KEPT, _line, {"alt": alt})
    md.core.ruler.after("inline", _KEPT, _explain)


def _line(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001, FBT001  # markdown-it's own signature
    if not state.src.startswith("*[", state.bMarks[line] + state.tShift[line]) or state.is_code_block(line):  # fmt: skip
        return False
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
    found = _DEFINITION.fullmatch(text)
    known: dict[str, str] = state.env.setdefault(_KEPT, {})
    if found is None or len(known) >= _MOST:
        return False
    if not silent:
        known[found[1].strip()] = found[2].strip()
        state.line = line + 1
    return True


def _explain(state: StateCore) -> None:
    known: dict[str, str] = state.env.get(_KEPT, {})
    if not known:
        return
    names = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![A-Za-z0-9_])(?:{names})(?![A-Za-z0-9_])")
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = [
                piece for child in token.children for piece in _pieces(child, pattern, known)
            ]


def _pieces(child: Token, pattern: re.Pattern[str], known: dict[str, str]) -> list[Token]:
    if child.type != "text" or not pattern.search(child.content):
        return [child]
    pieces: list[Token] = []
    done = 0
    for found in pattern.finditer(child.content):
        title = html.escape(known[found.group()])
        tag = f'<abbr title="{title}">' if title else "<abbr>"
        pieces += (
            dc.replace(child, content=child.content[done : found.start()]),
            Token("html_inline", "", 0, content=tag, level=child.level),
            dc.replace(child, content=found.group()),
            Token("html_inline", "", 0, content="</abbr>", level=child.level),
        )
        done = found.end()
    pieces.append(dc.replace(child, content=child.content[done:]))
    return [piece for piece in pieces if piece.content]
