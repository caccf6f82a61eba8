"""HTML within a post's Markdown, made safe: balanced, and passed by nh3.

::

    html_block --pieces--> tags, text --html_blocks--> html_block, picture and embed tokens
    html_inline --html_inline--> html_inline, image, sf_embed, text

Whatever is taken out is reported with its line.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from markdown_it.rules_block import html_block
from markdown_it.token import Token

from standfirst.markdown import token_blocks
from standfirst.markdown.html import extent, spans, tags, write
from standfirst.markdown.html.balance import Balance
from standfirst.markdown.html.blocks import clean_block, leave_table
from standfirst.markdown.html.cells import CELLS, blocks
from standfirst.markdown.html.inline import clean_inline
from standfirst.markdown.html.report import report_of
from standfirst.markdown.rulers import wrap

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

_COMMENT_AND_TEXT = re.compile(r"<!--(?:(?!-->).)*-->[ \t]*[^ \t\n<]")
"""What does not end the paragraph before, as kramdown has it."""
_CUSTOM_END = re.compile(r"</([A-Za-z][A-Za-z0-9]*-[A-Za-z0-9-]*)\s*>")


def raw_html_plugin(md: MarkdownIt) -> None:
    """Make HTML safe."""
    md.block.ruler.at("html_block", _block, {"alt": ["paragraph", "reference", "blockquote"]})
    wrap(md.block.ruler, "code", extent.read_indented)
    md.core.ruler.after("inline", "sf_raw_html", _clean)


def _block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read an HTML block as CommonMark does, but a line that begins with an inline tag as a paragraph.

    So does kramdown; and ``<your name>`` alone on a line is no HTML at all.
    """
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if state.src.startswith("<!--", start) and not _is_closed(state, start, line):
        return False
    if not extent.begins(state.src, start, end):
        return False
    if silent:
        goes_on = _COMMENT_AND_TEXT.match(state.src, start, end) is not None
        return not goes_on and html_block(state, line, end_line, silent)
    return extent.read(state, line, end_line)


def _is_closed(state: StateBlock, start: int, line: int) -> bool:
    """Return whether the comment that begins at *start* has an end; if not, it is text, and is reported."""
    # asked once for each text: a directive's content is another one with the same environment
    known = state.env.setdefault("sf_last_comment_end", {})
    if state.src not in known:
        known[state.src] = state.src.rfind("-->")
    if known[state.src] > start or state.is_code_block(line):
        return True
    report_of(state.env).comment(line + 1)
    return False


def _closed_in(state: StateCore) -> set[str]:
    """Return the names of the custom elements that the text closes; what is in code closes none."""
    if not _CUSTOM_END.search(state.src):
        return set()
    html = (t for t in token_blocks.walk(state.tokens) if t.type in {"html_block", "html_inline"})
    return {name.lower() for token in html for name in _CUSTOM_END.findall(token.content)}


def _clean(state: StateCore) -> None:
    walk = _Walk(state)
    for before, token in itertools.pairwise([Token("", "", 0), *state.tokens]):
        for each in blocks(token, walk.report) if before.type in CELLS else [token]:
            walk.take(each)
    state.tokens = walk.finished()


class _Walk:
    """Goes through the blocks of one text."""

    def __init__(self, state: StateCore) -> None:
        self._md = state.md
        self._env = state.env
        self.report = report_of(state.env, _closed_in(state))
        self._balance = Balance()
        self._result: list[Token] = []
        self._line = 1
        self._demoted = False
        self._strays: list[tuple[str, int]] = []

    def take(self, token: Token) -> None:
        """Add what is left of *token*."""
        self._line = token.map[0] + 1 if token.map else self._line
        if token.type == "html_block":
            token.content = spans.rendered(token.content, self._md, self._env)
            self._result += clean_block(token, self._md, self._balance, self.report)
            return
        if token.nesting >= 0:
            self._add(leave_table(self._balance, self.report, self._line), token.level)
        self._demote(token)
        if token.nesting > 0:
            self._balance.enter()
        elif token.nesting < 0:
            self._close(token.level + 1)
        if token.type == "inline":
            self._strays = clean_inline(token, self._md, self.report)
        if token.type == "paragraph_close" and _is_emptied(self._result):
            del self._result[-2:]
        else:
            self._result.append(token)
        if token.nesting < 0 and self._strays:
            self._close_strays(token.level)

    def finished(self) -> list[Token]:
        """Return the tokens, with everything closed."""
        self._close(0)
        return self._result

    def _demote(self, token: Token) -> None:
        """Make a strong paragraph of a heading within HTML: a section cannot begin within an element and end outside it."""
        if token.type == "heading_open" and token.level == 0 and self._balance.open:
            self._demoted = True
            self.report.heading(self._balance.open[-1], self._line)
        if not self._demoted:
            return
        if token.type == "inline":
            token.children = [
                Token("strong_open", "strong", 1, markup="**"),
                *(token.children or []),
                Token("strong_close", "strong", -1, markup="**"),
            ]
        elif token.type in {"heading_open", "heading_close"}:
            self._demoted = token.type == "heading_open"
            token.type, token.tag = token.type.replace("heading", "paragraph"), "p"

    def _close_strays(self, level: int) -> None:
        """Close the elements of blocks before whose closing tags stand in a paragraph that ends."""
        closed: list[str] = []
        for name, line in self._strays:
            shown = tags.ALIASES.get(name, name)
            if self._balance.has(shown):
                closed += self._balance.close(shown)
            elif not self._balance.take_late(shown):
                self.report.stray(name, line)
        self._strays = []
        self._add("".join(map(write.closing, closed)), level)

    def _close(self, level: int) -> None:
        names = self._balance.leave()
        self.report.unclosed(names, self._line)
        self._add("".join(map(write.closing, names)), level)

    def _add(self, content: str, level: int) -> None:
        if content:
            token = Token("html_block", "", 0, content=f"{content}\n", level=level, block=True)
            token.map = [self._line - 1, self._line]  # docutils wants a line for each
            self._result.append(token)


def _is_emptied(tokens: list[Token]) -> bool:
    """Return whether *tokens* end with a paragraph in which nothing is left of its HTML."""
    if len(tokens) < 2 or tokens[-1].type != "inline" or tokens[-2].type != "paragraph_open":  # noqa: PLR2004  # opening and inline
        return False
    return "<" in tokens[-1].content and token_blocks.are_blank(tokens[-1].children or [])
