"""kramdown's attribute lists, ``{: .class #id}``, and the extensions that say nothing to readers.

A list stands after a block (in the line below it), or directly after a span. Source:
https://kramdown.gettalong.org/syntax.html#attribute-list-definitions and the sections after it.
In code nothing is done; what is no attribute list stays as text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_LIST = re.compile(r"\{:(?![:/])[ \t]*([^{}\n]{0,500})\}")
_HEADER_ID = re.compile(r"[ \t]*\{#([\w-]{1,200})\}[ \t]*$")
_SILENT = re.compile(r"\{:/\w*\}|\{::(?:options|nomarkdown)\b[^{}\n]{0,500}\}")
_COMMENT, _COMMENT_END = re.compile(r"\{::comment\}"), re.compile(r"\{:/(?:comment)?\}")
_ATTRIBUTE = re.compile(r"""\s*(?:\.([\w-]+)|\#([\w-]+)|([\w-]+)=(?:"([^"]*)"|'([^']*)')|([\w-]+))(?=\s|\.|\#|$)""")  # fmt: skip
_KEPT = frozenset({"id", "lang", "title", "alt", "width", "height", "rel"})
_SPANS = frozenset({"em_close", "strong_close", "link_close", "code_inline", "image", "s_close"})
_BLOCKS = frozenset({"paragraph_open", "heading_open"})


def kramdown_plugin(md: MarkdownIt) -> None:
    """Add kramdown's attribute lists to *md*."""
    md.core.ruler.after("inline", "kramdown", _rule)


def _rule(state: StateCore) -> None:
    if "{:" not in state.src and "{#" not in state.src:
        return
    state.tokens = _Blocks(state.tokens).run()


def attributes(text: str) -> dict[str, str] | None:
    """Return what an attribute list says, classes joined; None where it is none.

    Only what is harmless is kept; a name alone is a reference to a list defined elsewhere, or ``toc``.
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
            found["class"] = f"{found.get('class', '')} {css}".strip()
        elif ident:
            found["id"] = ident
        elif bare:
            found[bare] = ""
        elif name == "class":
            found["class"] = f"{found.get('class', '')} {double or single or ''}".strip()
        else:
            found[name] = double or single or ""
        position = part.end()
    return found


def _apply(token: Token, found: dict[str, str]) -> None:
    for name, value in found.items():
        if name == "class" and value:
            token.attrJoin("class", value)
        elif name in _KEPT and value:
            token.attrSet(name, value)


class _Blocks:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.dropped: set[int] = set()
        self.pending: dict[str, str] = {}
        self.opened: list[int] = []
        """Indexes of the opening tokens around the present one."""

    def run(self) -> list[Token]:
        self._comments()
        for index, token in enumerate(self.tokens):
            if token.nesting < 0:
                self.opened.pop()
            if index not in self.dropped:
                self._visit(index, token)
            if token.nesting > 0:
                self.opened.append(index)
        return [token for index, token in enumerate(self.tokens) if index not in self.dropped]

    def _visit(self, index: int, token: Token) -> None:
        if token.type == "inline":
            self._inline(index, token)
        elif self.pending and not self.opened and token.nesting >= 0 and not self._is_list_alone(index):  # fmt: skip
            _apply(token, self.pending)
            self.pending = {}

    def _is_list_alone(self, index: int) -> bool:
        inline = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return inline is not None and inline.type == "inline" and bool(_LIST.fullmatch(inline.content.strip()))  # fmt: skip

    def _inline(self, index: int, token: Token) -> None:
        children = token.children or []
        opener = self.tokens[self.opened[-1]] if self.opened else None
        if opener is None:
            return
        if opener.type == "heading_open":
            _header_id(token, opener)
        last = children[-1] if children else None
        found = _LIST.fullmatch(last.content.strip()) if last and last.type == "text" else None
        said = attributes(found[1]) if found else None
        if said is not None and len(children) == 1 and opener.type == "paragraph_open":
            self._alone(index, said)
        elif said is not None and len(children) > 1 and children[-2].type == "softbreak" and opener.type in _BLOCKS:  # fmt: skip
            token.children = children[:-2]
            token.content = token.content.rpartition("\n")[0]
            if not self._is_contents(said):
                _apply(opener, said)
        elif said is not None and opener.type == "td_open" and len(children) == 1:
            self._row(said)
        _spans(token)

    def _is_contents(self, said: dict[str, str]) -> bool:
        """Take the list out that ``{:toc}`` would fill; the page has its contents beside it."""
        if "toc" not in said:
            return False
        lists = [i for i in self.opened if self.tokens[i].type in {"bullet_list_open", "ordered_list_open"}]  # fmt: skip
        if lists:
            self._drop(lists[0])
        return True

    def _alone(self, index: int, said: dict[str, str]) -> None:
        """Apply a list in a paragraph of its own to the block above where that touches it, else to the next."""
        start = index - 1
        self.dropped.update({start, index, index + 1})
        place, previous = self.tokens[start].map, self._before(start)
        if previous is not None:
            before = self.tokens[previous]
            if place and before.map and before.map[1] >= place[0]:
                _apply(before, said)
                return
        self.pending = said

    def _before(self, start: int) -> int | None:
        """Return the index of the opening token of the block before the one at *start*."""
        depth = 0
        for index in range(start - 1, -1, -1):
            depth -= self.tokens[index].nesting
            if depth == 0:
                return index
            if depth < 0:
                return None
        return None

    def _row(self, said: dict[str, str]) -> None:
        """Apply a list in the line under a table, which GFM takes for a row."""
        row = next((i for i in reversed(self.opened) if self.tokens[i].type == "tr_open"), None)
        table = next((i for i in reversed(self.opened) if self.tokens[i].type == "table_open"), None)  # fmt: skip
        if row is not None and table is not None:
            self._drop(row)
            _apply(self.tokens[table], said)

    def _drop(self, start: int) -> int:
        """Drop the block that opens at *start*; return the index after it."""
        depth, index = 0, start
        while index < len(self.tokens):
            self.dropped.add(index)
            depth += self.tokens[index].nesting
            index += 1
            if depth == 0:
                break
        return index

    def _comments(self) -> None:
        """Drop what stands between ``{::comment}`` and its end."""
        begun: list[int] | None = None
        for index, token in enumerate(self.tokens):
            if token.type != "inline" or token.level != 1:
                continue
            text = token.content
            if begun is None and _COMMENT.match(text.strip()):
                begun = [index - 1]
            if begun is not None and _COMMENT_END.search(text):
                self.dropped.update(range(begun[0], index + 2))
                begun = None


def _header_id(token: Token, opener: Token) -> None:
    last = token.children[-1] if token.children else None
    found = _HEADER_ID.search(last.content) if last is not None and last.type == "text" else None
    if last is not None and found:
        last.content = last.content[: found.start()]
        token.content = _HEADER_ID.sub("", token.content)
        opener.attrSet("id", found[1])


def _spans(token: Token) -> None:
    """Apply lists that stand directly after a span, and take silent extensions out."""
    children = token.children or []
    opened: list[Token] = []
    previous: Token | None = None
    for child in children:
        if child.nesting > 0:
            opened.append(child)
        closed = opened.pop() if child.nesting < 0 and opened else None
        if child.type == "text" and "{:" in child.content:
            found = _LIST.match(child.content)
            said = attributes(found[1]) if found else None
            if found and said is not None and previous is not None:
                _apply(previous, said)
                child.content = child.content[found.end() :]
            child.content = _SILENT.sub("", child.content)
        previous = (closed or child) if child.type in _SPANS else None
