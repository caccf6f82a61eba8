"""The excerpt marker, such as ``<!--more-->``, becomes a token; only the first counts.

Jekyll cuts the text at the first marker, wherever that is
(https://jekyllrb.com/docs/posts/#post-excerpts); here it counts on a line or within a
paragraph of the top level, not within lists, quotes and tables, which cannot be cut.
"""

from __future__ import annotations

import dataclasses as dc
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it.token import Token

from standfirst.markdown import token_blocks
from standfirst.markdown.context import context_of
from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

    from standfirst.problems import Report

MARKER = "sf_excerpt_marker"
_SPACE = re.compile(r"\s+")


def excerpt_marker_plugin(md: MarkdownIt) -> None:
    """Make tokens of excerpt markers, and keep the first usable one."""
    alt = ["paragraph", "reference", "blockquote"]
    # before all others: a separator may look like a rule, a table, a fence or HTML
    md.block.ruler.before("table", "sf_excerpt_marker", _line, {"alt": alt})
    md.core.ruler.after("inline", "sf_excerpt_marker", _choose)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class _Separators:
    lines: frozenset[str]
    """As :func:`_normal` returns them."""
    starts: frozenset[str]
    html: re.Pattern[str] | None
    """Finds separators that are HTML, with spaces and case as authors write them, each as a group."""
    text: re.Pattern[str] | None
    """Finds the others."""


@lru_cache(maxsize=64)
def _separators(given: tuple[str, ...]) -> _Separators:
    wanted = [item.strip() for item in given if item.strip()]
    html = [_SPACE.sub("", item) for item in wanted if item.startswith("<")]
    text = [item for item in wanted if not item.startswith("<")]
    return _Separators(
        lines=frozenset(map(_normal, wanted)),
        starts=frozenset(item[0] for item in wanted),
        html=re.compile(f"({'|'.join(map(_tolerant, html))})", re.IGNORECASE) if html else None,
        text=re.compile(f"({'|'.join(map(re.escape, text))})") if text else None,
    )


def _normal(line: str) -> str:
    """Return *line* as it is compared: HTML without spaces, in lower case and without the last slash."""
    line = line.strip()
    if not line.startswith("<"):
        return line
    line = _SPACE.sub("", line).lower()
    return f"{line[:-2]}>" if line.endswith("/>") else line


def _tolerant(separator: str) -> str:
    bare = separator[:-2] if separator.endswith("/>") else separator.removesuffix(">")
    slash = r"/?\s*" if separator.endswith(">") and not separator.endswith("->") else ""
    end = ">" if separator.endswith(">") else ""
    return r"\s*".join(map(re.escape, bare)) + rf"\s*{slash}{end}"


def _line(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001, FBT001  # markdown-it's own signature
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if start >= end or state.is_code_block(line):
        return False
    known = _separators(context_of(state.env).separators)
    if state.src[start] not in known.starts or _normal(state.src[start:end]) not in known.lines:
        return False
    if not silent:
        token = state.push(MARKER, "", 0)
        token.map = [line, line + 1]
        state.line = line + 1
    return True


def _choose(state: StateCore) -> None:
    context = context_of(state.env)
    known, chooser = _separators(context.separators), _Chooser(context.report)
    result: list[Token] = []
    for token in state.tokens:
        if token.type == MARKER:
            if chooser.counts(token, top=token.level == 0):
                result.append(token)
        elif token.type == "html_block" and known.html and known.html.search(token.content):
            result += _split_block(token, known.html, chooser)
        else:
            if token.type == "inline" and token.children:
                in_paragraph = bool(result) and result[-1].type == "paragraph_open" and token.level == 1  # fmt: skip
                token.children = _children(token, known, chooser, top=in_paragraph)
            result.append(token)
    state.tokens = result


class _Chooser:
    """Lets the first marker count, and reports the others."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._first: int | None = None

    def counts(self, marker: Token, *, top: bool) -> bool:
        """Return whether *marker* counts; if not, say why.

        :param top: Whether it stands on the top level or in a paragraph there.
        """
        line = marker.map[0] + 1 if marker.map else 1
        if not top:
            self._warn("the excerpt marker does not work within a list, quote, table or heading; it was left out", "put it on a line of its own between two paragraphs", line)  # fmt: skip
        elif self._first is not None:
            self._warn(f"a second excerpt marker was left out; the one on line {self._first} counts", "keep one of them", line)  # fmt: skip
        else:
            self._first = line
            return True
        return False

    def _warn(self, message: str, remedy: str, line: int) -> None:
        problem = Problem(subtype=PostWarning.EXCERPT, message=message, remedy=remedy, line=line)
        self._report(problem)


def _split_block(token: Token, html: re.Pattern[str], chooser: _Chooser) -> list[Token]:
    """Return an HTML block with markers in it as the blocks between them, and the marker that counts."""
    if token.content.lstrip()[:4].lower() in {"<pre", "<scr", "<sty", "<tex"}:
        return [token]  # code stays code
    result: list[Token] = []
    line = token.map[0] if token.map else 0
    # every second piece is a marker
    for number, piece in enumerate(html.split(token.content)):
        if number % 2:
            marker = Token(MARKER, "", 0, map=[line, line + 1], level=token.level, block=True)
            if chooser.counts(marker, top=token.level == 0):
                result.append(marker)
        elif piece.strip():
            result.append(dc.replace(token, content=piece, map=[line, line + 1]))
        line += piece.count("\n")
    return result


def _children(inline: Token, known: _Separators, chooser: _Chooser, *, top: bool) -> list[Token]:
    """Return the children of *inline* with the marker that counts among them, on their top level."""
    result: list[Token] = []
    waiting: list[Token] = []
    line = inline.map[0] if inline.map else 0
    for child in inline.children or []:
        line += child.type in token_blocks.BREAKS
        for piece in _pieces(child, known):
            if piece.type != MARKER:
                result.append(piece)
                continue
            piece.map = [line, line + 1]
            if chooser.counts(piece, top=top):
                waiting.append(piece)
        # a marker within emphasis or a link is moved behind it
        if child.level == 0 and child.nesting <= 0:
            result += waiting
            waiting = []
    return result + waiting


def _pieces(child: Token, known: _Separators) -> list[Token]:
    if child.type == "html_inline" and known.html and known.html.fullmatch(child.content):
        return [Token(MARKER, "", 0)]
    if child.type != "text" or not known.text or not known.text.search(child.content):
        return [child]
    return [
        Token(MARKER, "", 0) if number % 2 else dc.replace(child, content=piece)
        for number, piece in enumerate(known.text.split(child.content))
        if piece
    ]
