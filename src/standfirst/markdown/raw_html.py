"""HTML within a post's Markdown, made safe: what is left of it is balanced and passed by nh3.

::

    html_block --pieces--> tags, text --html_blocks--> html_block, picture and embed tokens
    html_inline --html_inline--> html_inline, image, sf_embed, text

Whatever is taken out is reported with its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block import html_block
from markdown_it.token import Token

from standfirst.markdown import html_tags
from standfirst.markdown.context import report_of
from standfirst.markdown.html_balance import Balance, must_be_closed
from standfirst.markdown.html_blocks import BlockCleaner
from standfirst.markdown.html_inline import clean_inline
from standfirst.markdown.html_report import HtmlReport

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_INLINE = html_tags.PHRASING | {"img"}


def raw_html_plugin(md: MarkdownIt) -> None:
    """Make HTML safe."""
    md.block.ruler.at("html_block", _block, {"alt": ["paragraph", "reference", "blockquote"]})
    md.core.ruler.after("inline", "sf_raw_html", _clean)


def _block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read an HTML block as CommonMark does, but a line that begins with an inline tag as a paragraph.

    So does kramdown; and ``<your name>`` alone on a line is no HTML at all.
    """
    found = _NAME.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
    if found and (found[1].lower() in _INLINE or found[1].lower() not in html_tags.KNOWN):
        return False
    return html_block(state, line, end_line, silent)


def _clean(state: StateCore) -> None:
    tell = HtmlReport(report_of(state.env))
    balance = Balance()
    blocks = BlockCleaner(state.md, balance, tell)
    result: list[Token] = []
    line = 1
    demoted = False
    for token in state.tokens:
        line = token.map[0] + 1 if token.map else line
        if token.type == "html_block":
            result += blocks.clean(token)
            continue
        if token.type == "heading_open" and token.level == 0 and balance.open:
            # a section cannot begin within an element and end outside it
            demoted = True
            tell.heading(balance.open[-1], line)
        if token.nesting > 0:
            balance.enter()
        elif token.nesting < 0:
            result += _closing(balance.leave(), token.level + 1, tell, line)
        if token.type == "inline":
            token.children = clean_inline(token, state.md, tell)
            if demoted:
                token.children = [Token("strong_open", "strong", 1, markup="**"), *token.children, Token("strong_close", "strong", -1, markup="**")]  # fmt: skip
        if demoted and token.type in {"heading_open", "heading_close"}:
            demoted = token.type == "heading_open"
            token.type, token.tag = token.type.replace("heading", "paragraph"), "p"
        if token.type == "paragraph_close" and _is_emptied(result):
            del result[-2:]
            continue
        result.append(token)
    state.tokens = result + _closing(balance.leave(), 0, tell, line)


def _is_emptied(tokens: list[Token]) -> bool:
    """Return whether *tokens* end with a paragraph in which nothing is left of its HTML."""
    if len(tokens) < 2 or tokens[-1].type != "inline" or tokens[-2].type != "paragraph_open":  # noqa: PLR2004  # opening and inline
        return False
    children = tokens[-1].children or []
    return "<" in tokens[-1].content and all(
        child.type in {"text", "softbreak", "hardbreak"} and not child.content.strip()
        for child in children
    )


def _closing(names: list[str], level: int, tell: HtmlReport, line: int) -> list[Token]:
    for name in filter(must_be_closed, names):
        tell.unclosed(name, line)
    content = "".join(map(html_tags.closing, names))
    if not content:
        return []
    return [Token("html_block", "", 0, content=f"{content}\n", level=level, block=True)]
