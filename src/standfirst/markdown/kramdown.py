"""kramdown's attribute lists, ``{: .class #id}``, and the extensions that say nothing to readers.

::

    line --_line--> sf_attributes (no token for definitions, comments and options)
         --_resolve--> attributes of the block that the list touches: above it, else below it
    span --_extension--> nothing or HTML, --_spans--> attributes of the span before a list

Sources: https://kramdown.gettalong.org/syntax.html#block-ials and the sections around it. In
code nothing is done; what is no attribute list stays as text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from standfirst.markdown.context import affords
from standfirst.markdown.html import tags
from standfirst.markdown.rulers import following

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_ATTRIBUTES = "sf_attributes"
_LIST = re.compile(r"\{:(?![:/])[ \t]*+([^{}\n]{0,500})\}")
_DEFINITION = re.compile(r"\{:([\w-]{1,100}):[ \t]*+([^{}\n]{0,500})\}")
_ATTRIBUTE = re.compile(r"""\s*(?:\.([\w-]+)|\#([\w-]+)|([\w-]+)=(?:"([^"]*)"|'([^']*)')|([\w-]+))(?=\s|\.|\#|$)""")  # fmt: skip
_KEPT = frozenset({"id", "lang", "title", "alt", "rel"})
_LANGUAGE = "language-"
_LONGEST_CLASSES = 1000
"""Characters of all classes of one element; others are left out."""
_HEADER_ID = re.compile(r"(?<![ \t])[ \t]*\{#([\w-]{1,200})\}[ \t]*$")
_OPENING = re.compile(r"\{::(comment|nomarkdown|options)\b[^{}\n]{0,500}\}")
_CLOSING = re.compile(r"\{:/\w*\}")
_ENDS = {name: re.compile(rf"\{{:/(?:{name})?\}}") for name in ("comment", "nomarkdown")}
_SPANS = frozenset({"em_close", "strong_close", "link_close", "code_inline", "image", "s_close"})
_LISTS = frozenset({"bullet_list_open", "ordered_list_open"})


def kramdown_plugin(md: MarkdownIt) -> None:
    """Add kramdown's attribute lists to *md*."""
    alt = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("table", "sf_kramdown", _line, {"alt": alt})
    md.inline.ruler.before("text", "sf_kramdown", _extension)
    md.core.ruler.after("block", "sf_kramdown_blocks", _resolve)
    md.core.ruler.after("inline", "sf_kramdown_spans", _inline)


def _line(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if not state.src.startswith("{:", start) or state.is_code_block(line):
        return False
    text = state.src[start:end].strip()
    opening = _OPENING.match(text)
    if _CLOSING.fullmatch(text):
        state.line = line + 1
        return True
    if opening is None:
        return _list(state, line, text, silent=silent)
    last = _last_line(state, line, end_line, opening)
    if last is None:
        return False
    if not silent:
        if opening[1] == "nomarkdown":
            token = state.push("html_block", "", 0)
            token.map = [line, last + 1]
            source = state.getLines(line, last + 1, state.blkIndent, keepLastLF=True)
            token.content = _CLOSING.sub("", _OPENING.sub("", source))
        state.line = last + 1
    return True


def _list(state: StateBlock, line: int, text: str, *, silent: bool) -> bool:
    """Read a line that is an attribute list, or the definition of one."""
    known = state.env.setdefault(_ATTRIBUTES, {})
    definition, own = _DEFINITION.fullmatch(text), _LIST.fullmatch(text)
    inside = definition[2] if definition else own[1] if own else None
    said = None
    if inside is not None:
        said = _said(inside, {} if silent else known, state.env, line + 1)
    if said is None or silent:
        return said is not None
    if definition:
        known[definition[1]] = said
    else:
        token = state.push(_ATTRIBUTES, "", 0)
        token.map = [line, line + 1]
        token.meta = {"said": said, "touches": line > 0 and not state.isEmpty(line - 1)}
    state.line = line + 1
    return True


def _said(
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


def _apply(token: Token, said: Mapping[str, str]) -> None:
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


def _last_line(state: StateBlock, line: int, end_line: int, opening: re.Match[str]) -> int | None:
    """Return the line on which an extension ends; None where it never ends, or text follows it."""
    name, rest = opening[1], opening.string[opening.end() :]
    if name not in _ENDS or opening[0].endswith("/}"):
        return None if rest.strip() else line
    if end := _ENDS[name].search(rest):
        return None if rest[end.end() :].strip() else line
    end = following(state, _ENDS[name], state.eMarks[line])
    last = bisect_right(state.bMarks, end.start()) - 1 if end else end_line
    if end is None or last >= end_line:
        return None
    return None if state.src[end.end() : state.eMarks[last]].strip() else last


def _resolve(state: StateCore) -> None:
    """Give each attribute list to the block that it touches."""
    if not any(token.type == _ATTRIBUTES for token in state.tokens):
        return
    result: list[Token] = []
    blocks: list[int | None] = [None]
    """Where the last block begins, on each level."""
    waiting: list[tuple[int, dict[str, Any]]] = []
    for token in state.tokens:
        if token.type == _ATTRIBUTES:
            said, before = token.meta["said"], blocks[-1]
            if before is None or not token.meta["touches"]:
                waiting.append((token.level, said))
            elif "toc" in said and result[before].type in _LISTS:
                del result[before:]  # the page has its contents beside it
                blocks[-1] = None
            else:
                _apply(result[before], said)
            continue
        if token.nesting < 0:
            blocks.pop()
        else:
            for level, said in waiting:
                if level == token.level:
                    _apply(token, said)
            waiting = []
            blocks[-1] = len(result)
        if token.nesting > 0:
            blocks.append(None)
        result.append(token)
    state.tokens = result


def _extension(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read an extension within a paragraph."""
    if not state.src.startswith("{:", state.pos):
        return False
    opening = _OPENING.match(state.src, state.pos) or _CLOSING.match(state.src, state.pos)
    if opening is None:
        return False
    name, end = opening[1] if opening.re is _OPENING else "", opening.end()
    if name in _ENDS and not opening[0].endswith("/}"):
        closing = following(state, _ENDS[name], end)
        if closing is None:
            return False
        if name == "nomarkdown" and not silent:
            _raw(state, state.src[end : closing.start()])
        end = closing.end()
    state.pos = end
    return True


def _raw(state: StateInline, source: str) -> None:
    for piece in tags.pieces(source):
        if piece.kind == "text":
            token = state.push("text_special", "", 0)
            token.content, token.info = html.unescape(piece.source), "entity"
        else:
            state.push("html_inline", "", 0).content = piece.source


def _inline(state: StateCore) -> None:
    for index, token in enumerate(state.tokens):
        if token.type != "inline" or "{" not in token.content:
            continue
        if index and state.tokens[index - 1].type == "heading_open":
            _header_id(token, state.tokens[index - 1])
        _spans(token, state.env)


def _header_id(token: Token, opener: Token) -> None:
    last = token.children[-1] if token.children else None
    found = _HEADER_ID.search(last.content) if last is not None and last.type == "text" else None
    if last is not None and found:
        last.content = last.content[: found.start()]
        token.content = _HEADER_ID.sub("", token.content)
        opener.attrSet("id", found[1])


def _spans(token: Token, env: EnvType) -> None:
    """Apply lists that stand directly after a span."""
    known = env.get(_ATTRIBUTES, {})
    line = token.map[0] + 1 if token.map else 1
    opened: list[Token] = []
    previous: Token | None = None
    for child in token.children or []:
        if child.nesting > 0:
            opened.append(child)
        closed = opened.pop() if child.nesting < 0 and opened else None
        if child.type == "text" and previous is not None:
            found = _LIST.match(child.content)
            said = _said(found[1], known, env, line) if found else None
            if found and said is not None:
                _apply(previous, said)
                child.content = child.content[found.end() :]
        previous = (closed or child) if child.type in _SPANS else None
