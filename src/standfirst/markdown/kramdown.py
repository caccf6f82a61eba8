"""kramdown's attribute lists, ``{: .class #id}``, and the extensions that say nothing to readers.

::

    line --_line--> sf_attributes (no token for definitions, comments and options)
         --_resolve--> attributes of the block that the list touches: above it, else below it,
                       or of the list item that it begins
    span --_extension--> nothing or HTML; sf_attributes --_spans--> attributes of the span before it

Sources: https://kramdown.gettalong.org/syntax.html#block-ials and the sections around it. In
code nothing is done; what is no attribute list stays as text.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from standfirst.markdown import attribute_lists
from standfirst.markdown.context import context_of
from standfirst.markdown.html import tags
from standfirst.markdown.rulers import following, line_ended_by
from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.utils import EnvType

_ATTRIBUTES = "sf_attributes"
_HEADER_ID = re.compile(r"(?<![ \t])[ \t]*\{#([\w-]{1,200})\}[ \t]*$")
_OPENING = re.compile(r"\{::(comment|nomarkdown|options)\b[^{}\n]{0,500}\}")
_CLOSING = re.compile(r"\{:/\w*\}")
_READS_HTML = re.compile(r"""\sparse_block_html=["']?true\b""")
"""https://kramdown.gettalong.org/options.html#option-parse-block-html"""
_ENDS = {name: re.compile(rf"\{{:/(?:{name})?\}}") for name in ("comment", "nomarkdown")}
_SPANS = frozenset({"em_close", "strong_close", "link_close", "span_close", "s_close"})
_ATOMS = frozenset(
    {"code_inline", "image", "html_inline", "footnote_ref", "math_inline", "myst_role"}
)
_MARKS = frozenset("*_~")
_ITEMS = frozenset({"list_item_open", "dd_open"})
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
        return _list(state, line, end_line, silent=silent)
    last = _last_line(state, line, end_line, opening)
    if last is None:
        return False
    if not silent:
        if opening[1] == "options" and _READS_HTML.search(opening[0]):
            _report_html(state.env, line + 1)
        if opening[1] == "nomarkdown":
            token = state.push("html_block", "", 0)
            token.map = [line, last + 1]
            source = state.getLines(line, last + 1, state.blkIndent, keepLastLF=True)
            token.content = _CLOSING.sub("", _OPENING.sub("", source))
        state.line = last + 1
    return True


def _report_html(env: EnvType, line: int) -> None:
    message = "kramdown's option parse_block_html has no effect: what is in a block of HTML is Markdown between empty lines only"
    remedy = 'write markdown="1" into the tags of others'
    context_of(env).report(Problem(subtype=PostWarning.MARKUP, message=message, remedy=remedy, line=line))  # fmt: skip


def _list(state: StateBlock, line: int, end_line: int, *, silent: bool) -> bool:
    """Read lines that are an attribute list, or the definition of one."""
    known = state.env.setdefault(_ATTRIBUTES, {})
    last = _line_of_brace(state, line, end_line)
    text = state.getLines(line, last + 1, state.blkIndent, keepLastLF=False).strip()
    definition = attribute_lists.DEFINITION.fullmatch(text)
    own = attribute_lists.LIST.fullmatch(text)
    inside = definition[2] if definition else own[1] if own else None
    said = None
    if inside is not None:
        said = attribute_lists.read(inside, {} if silent else known, state.env, line + 1)
    if said is None or silent:
        return said is not None
    if definition:
        known[definition[1]] = said
    else:
        token = state.push(_ATTRIBUTES, "", 0)
        token.map = [line, last + 1]
        token.meta = {"said": said, "touches": line > 0 and not state.isEmpty(line - 1)}
    state.line = last + 1
    return True


def _line_of_brace(state: StateBlock, line: int, end_line: int) -> int:
    """Return the line on which the list that begins on *line* may end; *line* itself where it does not."""
    start, number = state.bMarks[line], line
    end = state.src.find("}", start, start + attribute_lists.LONGEST)
    while end > state.eMarks[number]:
        number += 1
        if number >= end_line or state.isEmpty(number) or state.sCount[number] < state.blkIndent:
            return line
    return number


def _last_line(state: StateBlock, line: int, end_line: int, opening: re.Match[str]) -> int | None:
    """Return the line on which an extension ends; None where it never ends, or text follows it."""
    name, rest = opening[1], opening.string[opening.end() :]
    if name not in _ENDS or opening[0].endswith("/}"):
        return None if rest.strip() else line
    if end := _ENDS[name].search(rest):
        return None if rest[end.end() :].strip() else line
    return line_ended_by(state, following(state, _ENDS[name], state.eMarks[line]), end_line)


def _resolve(state: StateCore) -> None:
    """Give each attribute list to the block that it touches, or begins."""
    _begin_items(state)
    if not any(token.type == _ATTRIBUTES for token in state.tokens):
        return
    result: list[Token] = []
    blocks: list[int | None] = [None]
    """Where the last block begins, on each level."""
    waiting: list[tuple[int, dict[str, Any]]] = []
    for token in state.tokens:
        if token.type == _ATTRIBUTES:
            said, before = token.meta["said"], _touched(token, result, blocks)
            if before is None:
                waiting.append((token.level, said))
            elif "toc" in said and result[before].type in _LISTS:
                del result[before:]  # the page has its contents beside it
                blocks[-1] = None
            else:
                attribute_lists.apply(result[before], said)
            continue
        if token.nesting < 0:
            blocks.pop()
        else:
            for level, said in waiting:
                if level == token.level:
                    attribute_lists.apply(token, said)
            waiting = []
            blocks[-1] = len(result)
        if token.nesting > 0:
            blocks.append(None)
        result.append(token)
    state.tokens = result


def _touched(token: Token, before: Sequence[Token], blocks: Sequence[int | None]) -> int | None:
    """Return where the block begins that an attribute list touches: the item that it begins, or what stands above it.

    :param before: All tokens before the list.
    :param blocks: Where in these the last block begins, on each level.
    """
    around = blocks[-2] if len(blocks) > 1 else None
    if blocks[-1] is None and around is not None:
        item = before[around]
        is_first = item.type in _ITEMS and (token.map or [0])[0] == (item.map or [-1])[0]
        return around if is_first else None
    return blocks[-1] if token.meta["touches"] else None


def _begin_items(state: StateCore) -> None:
    """Give the attribute list at the beginning of an item's text to the item."""
    for item, inline in zip(state.tokens, state.tokens[2:], strict=False):
        if item.type not in _ITEMS or not inline.content.startswith("{:"):
            continue
        found = attribute_lists.LIST.match(inline.content)
        known, line = state.env.get(_ATTRIBUTES, {}), (inline.map or [0])[0] + 1
        said = attribute_lists.read(found[1], known, state.env, line) if found else None
        if found and said is not None:
            attribute_lists.apply(item, said)
            inline.content = inline.content[found.end() :].lstrip()


def _extension(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read an extension within a paragraph."""
    if not state.src.startswith("{:", state.pos):
        return False
    opening = _OPENING.match(state.src, state.pos) or _CLOSING.match(state.src, state.pos)
    if opening is None:
        return _list_after_span(state, silent=silent)
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


def _list_after_span(state: StateInline, *, silent: bool) -> bool:
    """Read an attribute list after what may be a span; whether it is one is known when the paragraph is read."""
    last = state.tokens[-1] if state.tokens and not state.pending else None
    may_be = last is not None and (last.type in _SPANS | _ATOMS or last.content[:1] in _MARKS)
    found = attribute_lists.LIST.match(state.src, state.pos) if may_be else None
    said = attribute_lists.read(found[1], {}, state.env, 1) if found else None
    if found is None or said is None:
        return False
    if not silent:
        token = state.push(_ATTRIBUTES, "", 0)
        token.content, token.info = found[0], found[1]
    state.pos = found.end()
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
    result: list[Token] = []
    for child in token.children or []:
        if child.nesting > 0:
            opened.append(child)
        closed = opened.pop() if child.nesting < 0 and opened else None
        if child.type != _ATTRIBUTES:
            if child.type != "text" or child.content:  # what is left of two stars is empty
                previous = (closed or child) if child.type in _SPANS | _ATOMS else None
            result.append(child)
            continue
        said = attribute_lists.read(child.info, known, env, line) if previous else None
        if previous and said is not None:
            attribute_lists.apply(previous, said)
            _write_into(previous)
        else:
            result += _as_text(child)
    token.children = result


def _write_into(tag: Token) -> None:
    """Write the attributes that were given to a picture of HTML into its tag, where it has none of the name."""
    if tag.type == "html_inline" and tag.content[:4].lower() == "<img":
        given = "".join(f' {name}="{html.escape(str(value))}"' for name, value in tag.attrs.items())
        tag.content, tag.attrs = f"{tag.content.rstrip('/> ')}{given}>", {}


def _as_text(token: Token) -> Iterator[Token]:
    """Yield what was taken for an attribute list as it was written."""
    for number, line in enumerate(token.content.split("\n")):
        if number:
            yield Token("softbreak", "br", 0)
        yield Token("text", "", 0, content=line.lstrip() if number else line)
