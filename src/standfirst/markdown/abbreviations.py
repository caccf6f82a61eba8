"""kramdown's abbreviations: ``*[HTML]: HyperText Markup Language`` explains each HTML in the text.

Source: https://kramdown.gettalong.org/syntax.html#abbreviations.
"""

from __future__ import annotations

import dataclasses as dc
import html
import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from standfirst.markdown import token_blocks
from standfirst.markdown.context import affords, report_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.utils import EnvType

_KEPT = "sf_abbreviations"
_DEFINITION = re.compile(r"\*\[([^\[\]\n]{1,100})\]:[ \t]*(.*)")
_MOST = 500
"""Abbreviations of one text."""
_LONGEST = 10_000
"""Characters of all their names: each word of the text is compared with them."""


def abbreviations_plugin(md: MarkdownIt) -> None:
    """Take definitions out, and explain what they define."""
    alt = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("reference", _KEPT, _line, {"alt": alt})
    md.core.ruler.after("inline", _KEPT, _explain)


@dc.dataclass(kw_only=True, slots=True)
class _Known:
    """What a text defines."""

    titles: dict[str, str] = dc.field(default_factory=dict)
    length: int = 0
    """Of all names."""


def _line(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001, FBT001  # markdown-it's own signature
    if not state.src.startswith("*[", state.bMarks[line] + state.tShift[line]) or state.is_code_block(line):  # fmt: skip
        return False
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
    found = _DEFINITION.fullmatch(text)
    if found is None:
        return False
    known: _Known = state.env.setdefault(_KEPT, _Known())
    name = found[1].strip()
    if name not in known.titles and (len(known.titles) >= _MOST or known.length + len(name) > _LONGEST):  # fmt: skip
        message = f"the text defines more than {_MOST} abbreviations, or {_LONGEST} characters of them; the others stay as text"
        report_size(state.env, _KEPT, message, "define only those that the text has", line + 1)
        return False
    if not silent:
        known.length += 0 if name in known.titles else len(name)
        known.titles[name] = found[2].strip()
        state.line = line + 1
    return True


def _explain(state: StateCore) -> None:
    known: _Known = state.env.get(_KEPT, _Known())
    if not known.titles:
        return
    names = "|".join(map(re.escape, sorted(known.titles, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![A-Za-z0-9_])(?:{names})(?![A-Za-z0-9_])")
    tags = {name: _opening(title) for name, title in known.titles.items()}
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_explained(token, pattern, tags, state.env))


def _opening(title: str) -> str:
    return f'<abbr title="{html.escape(title)}">' if title else "<abbr>"


def _explained(
    inline: Token, pattern: re.Pattern[str], tags: Mapping[str, str], env: EnvType
) -> Iterator[Token]:
    """Yield the children of *inline*, what is defined in them between tags."""
    line = inline.map[0] + 1 if inline.map else 1
    for child in inline.children or []:
        line += child.type in token_blocks.BREAKS
        if child.type != "text" or not pattern.search(child.content):
            yield child
            continue
        done = 0
        for found in pattern.finditer(child.content):
            tag = tags[found.group()]
            if not affords(env, len(tag), "abbreviations", line):
                continue
            if found.start() > done:
                yield dc.replace(child, content=child.content[done : found.start()])
            yield Token("html_inline", "", 0, content=tag, level=child.level)
            yield dc.replace(child, content=found.group())
            yield Token("html_inline", "", 0, content="</abbr>", level=child.level)
            done = found.end()
        if done < len(child.content):
            yield dc.replace(child, content=child.content[done:])
