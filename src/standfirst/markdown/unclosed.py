"""Emphasis, code and links that are begun and never ended: a warning, since they stand on the page as they are written.

Looks at what is left as text when all that is Markdown has been taken out. What is also written on
purpose is passed over: stars of footnotes, ``2**3``, ``__init__``, ``_config.yml``, ``**kwargs``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from standfirst.markdown import token_blocks
from standfirst.markdown.context import context_of
from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_OBJECT = "\ufffc"
"""Stands for what is no text, or was written with a backslash."""
_EMPHASIS = (
    (re.compile(r"(?<![A-Za-z0-9*])\*\*(?=[^\s*])(?!\w*(?:args|kw|opts|options|params)\b)"), "**"),
    (
        re.compile(
            r"(?:^|(?<![A-Za-z0-9_])(?=__[^a-z]))__(?=[^\s_])(?![a-z]\S*[_(])", re.MULTILINE
        ),
        "__",
    ),
    (re.compile(r"(?<=[\s(“‘\"'])\*(?=[^\W\d_])(?!nix\b)"), "*"),
    (re.compile(r"^_(?=[^\W\d_a-z][^\s_./]*\s)", re.MULTILINE), "_"),
)
_FIRST_STAR = re.compile(r"\A\*(?=[^\W\d_])")
_REFERENCE_MARK = re.compile(r"[^\s*]\*(?![*\w])")
"""The star of a footnote, which begins a paragraph as well."""
_SPACED = re.compile(r"(?<![A-Za-z0-9*])\*\*[ \t][^*\n]{1,200}[^*\s]\*\*(?!\*)")
_CODE = re.compile(r"(?<![\w`])`(?=[^\s`])")
_LINKS = (
    re.compile(r"\[[^\[\]\n]{0,200}\]\([^\S\n]*(?=[<\w/.#])"),
    re.compile(r"\[[^\[\]()\n]{1,100}\((?=https?:)"),
)
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,}|:{3,})[ \t]*")
_BLOCKS = {
    "fence": "the block of code that begins here is never closed; all that follows is code",
    "colon_fence": "the block that begins here is never closed; all that follows is in it",
}
_TRIGGERS = ("*", "_", "`", "](", "[")


def unclosed_plugin(md: MarkdownIt) -> None:
    """Have what is never closed reported."""
    md.core.ruler.after("inline", "sf_unclosed", _report)


def _report(state: StateCore) -> None:
    lines = state.src.split("\n")
    has_marks = cache(lambda: _REFERENCE_MARK.search(state.src) is not None)
    context = context_of(state.env)
    report = context.report
    for token in state.tokens:
        place = token.map or [0, 0]
        if token.type in _BLOCKS and place[1] and _is_open(token, lines):
            # all blocks in one that is not closed are not closed either
            if token.type == "fence" or context.budget.is_news("block without an end"):
                report(_problem(_BLOCKS[token.type], f"write {token.markup} on a line of its own where it ends", place[0] + 1))  # fmt: skip
        elif token.type == "inline":
            for message, remedy, line in _found(token, has_marks):
                report(_problem(message, remedy, place[0] + 1 + line))


def _problem(message: str, remedy: str, line: int) -> Problem:
    return Problem(subtype=PostWarning.MARKUP, message=message, remedy=remedy, line=line)


def _is_open(fence: Token, lines: list[str]) -> bool:
    """Return whether a block of code has no closing line."""
    first, end = fence.map or (0, 0)
    last = lines[end - 1] if 0 < end <= len(lines) else ""
    closing = _FENCE.fullmatch(last)
    is_closed = closing is not None and closing[1].startswith(fence.markup)
    return not (is_closed and end - 1 > first)


def _found(inline: Token, has_marks: Callable[[], bool]) -> Iterator[tuple[str, str, int]]:
    """Yield message, remedy and 0-based line of what a paragraph, heading or cell does not close; each kind once.

    :param has_marks: Returns whether the text has the stars of footnotes.
    """
    if not any(sign in inline.content for sign in _TRIGGERS):
        return
    text = _text(inline.children or [])
    # a sign is looked for in a tenth of the time in which its surroundings are, and is seldom left
    for pattern, mark in _EMPHASIS:
        if mark in text and (found := pattern.search(text)):
            yield _of_mark(mark, text, found.start())
    if _FIRST_STAR.match(text) and not has_marks():
        yield _of_mark("*", text, 0)
    if "**" in text and (found := _SPACED.search(text)):
        yield ("`**` has a space behind it and opens nothing; it stays as text", "write the words right after it", text.count("\n", 0, found.start()))  # fmt: skip
    if "`" in text and "''" not in text and (found := _CODE.search(text)):
        yield ("a backtick is never closed; it stays as text", "write the second one, or \\` for the sign itself", text.count("\n", 0, found.start()))  # fmt: skip
    links = (pattern.search(text) for pattern in _LINKS)
    if "[" in text and (found := next(filter(None, links), None)):
        yield ("a link is never closed, or its address has a space; it stays as text", "write [text](address) with both brackets closed, and %20 for a space", text.count("\n", 0, found.start()))  # fmt: skip


def _of_mark(mark: str, text: str, place: int) -> tuple[str, str, int]:
    remedy = f"write the second one, or \\{mark} for the sign itself"
    return f"`{mark}` is never closed; it stays as text", remedy, text.count("\n", 0, place)


def _text(children: list[Token]) -> str:
    parts: list[str] = []
    for child in children:
        if child.type == "text":
            parts.append(child.content)
        elif child.type in token_blocks.BREAKS:
            parts.append("\n")
        elif not (child.type in {"link_open", "link_close"} and child.info == "auto"):
            parts.append(_OBJECT)
    return "".join(parts)
