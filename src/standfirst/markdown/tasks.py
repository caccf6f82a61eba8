"""Task lists: ``- [ ] to do`` and ``- [x] done`` begin with a box, empty or ticked.

The boxes are characters: feeds, books, readers' views and plain text keep them, as they do not keep a
form's fields. Source: https://github.github.com/gfm/#task-list-items-extension-.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_BOX = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_EMPTY, _TICKED = "\N{BALLOT BOX}", "\N{BALLOT BOX WITH CHECK}"
_LISTS = frozenset({"bullet_list_open", "ordered_list_open"})


def tasks_plugin(md: MarkdownIt) -> None:
    """Read boxes at the beginning of list items."""
    md.core.ruler.after("block", "sf_tasks", _tick)


def _tick(state: StateCore) -> None:
    lists: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type in _LISTS:
            lists.append(token)
        elif token.type.endswith("_list_close") and lists:
            lists.pop()
        elif token.type == "list_item_open" and state.tokens[index + 1].type == "paragraph_open":
            text = state.tokens[index + 2]
            if found := _BOX.match(text.content):
                box = _EMPTY if found[1] == " " else _TICKED
                text.content = f"{box} {text.content[found.end() :]}"
                _add_class(token, "task-list-item")
                _add_class(lists[-1], "task-list")


def _add_class(token: Token, name: str) -> None:
    if name not in str(token.attrs.get("class", "")).split():
        token.attrJoin("class", name)
