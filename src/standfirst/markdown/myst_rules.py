"""MyST's rules, held back where they would take a post's text for markup and drop it.

A Jekyll post knows nothing of them: a line ``{% include x %}`` or ``{.a} and {b}`` is text, and so
are one that begins with a percent sign, and ``[^a]`` where nothing defines that note. Without
MyST's rules in the parser nothing is done.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from mdit_py_plugins.attrs.parse import ParseError, parse
from mdit_py_plugins.footnote.index import footnote_ref

from standfirst.markdown.context import report_of
from standfirst.warnings_ import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.ruler import Ruler
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_BREAKING = ["paragraph", "reference", "blockquote", "list", "footnote_def"]
_NOTE = re.compile(r"\[\^([^\s\[\]^]{1,100})\](?!:)")
_BREAKS = {"softbreak", "hardbreak"}


def myst_plugin(md: MarkdownIt) -> None:
    """Hold back the rules of MyST that *md* has."""
    _wrap(md.block.ruler, "attr", _attributes)
    _wrap(md.block.ruler, "myst_line_comment", _comment)
    _wrap(md.block.ruler, "myst_block_break", _break, alt=_BREAKING)
    _wrap(md.inline.ruler, "attr", _span_attributes)
    _wrap(md.inline.ruler, "span", _span)
    _wrap(md.inline.ruler, "footnote_ref", _note)
    _wrap(md.inline.ruler, "myst_role", _role)
    md.core.ruler.after("inline", "sf_notes", _report_notes)


def _wrap(ruler: Ruler[Any], name: str, held: Callable[..., bool], alt: list[str] | None = None) -> None:  # fmt: skip
    # the ruler has no public way to a rule that was added to it
    rule = next((rule.fn for rule in ruler.__rules__ if rule.name == name), None)
    if rule is not None:
        ruler.at(name, partial(held, rule=rule), {"alt": alt or []})


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _attributes(state: StateBlock, line: int, end_line: int, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read a line as attributes only where it is nothing else."""
    text = _text(state, line)
    if not text.startswith("{") or text.startswith(("{%", "{:")):
        return False
    try:
        end, _ = parse(text)
    except ParseError:
        return False
    return end == len(text) - 1 and bool(rule(state, line, end_line, silent))


def _comment(state: StateBlock, line: int, end_line: int, silent: bool, *, rule: Any) -> bool:  # noqa: ARG001, FBT001  # markdown-it's own signature
    """Read lines as a comment only where they are a block of their own."""
    last = line
    while last < end_line and f"{_text(state, last)} ".startswith("% "):
        last += 1
    if last == line or silent or state.is_code_block(line) or (last < end_line and not state.isEmpty(last)):  # fmt: skip
        return False
    token = state.push("myst_line_comment", "", 0)
    token.map, token.markup = [line, last], "%"
    token.content = "\n".join(_text(state, number)[1:] for number in range(line, last))
    state.line = last
    return True


def _break(state: StateBlock, line: int, end_line: int, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read ``+++`` as a break, with nothing or JSON after it."""
    rest = _text(state, line).lstrip("+ \t")
    return (not rest or rest.startswith("{")) and bool(rule(state, line, end_line, silent))


def _span_attributes(state: StateInline, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read attributes after a span, but not a tag of Liquid's."""
    begins = state.src.startswith("{", state.pos) and not state.src.startswith(("{%", "{{"), state.pos)  # fmt: skip
    return begins and bool(rule(state, silent))


def _span(state: StateInline, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos, disableNested=False) + 1
    begins = end and state.src.startswith("{", end) and not state.src.startswith(("{%", "{{", "{:"), end)  # fmt: skip
    return bool(begins and rule(state, silent))


def _role(state: StateInline, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read a role, but not one of kramdown's lists before code."""
    return not state.src.startswith("{:", state.pos) and bool(rule(state, silent))


def _note(state: StateInline, silent: bool, *, rule: Any) -> bool:  # noqa: ARG001, FBT001  # markdown-it's own signature
    """Read a reference to a note that the text defines."""
    return footnote_ref(state, silent)


def _report_notes(state: StateCore) -> None:
    """Report what looks like a reference to a note that nothing defines."""
    if "[^" not in state.src:
        return
    for inline in state.tokens:
        line = (inline.map or [0])[0] + 1
        for child in (inline.children or []) if inline.type == "inline" else []:
            line += child.type in _BREAKS
            for found in _NOTE.finditer(child.content) if child.type == "text" else ():
                message = f"there is no footnote [^{found[1]}]; the reference stays as text"
                problem = Problem(subtype=PostWarning.MARKUP, message=message, remedy=f"write [^{found[1]}]: and the note, or delete the reference", line=line)  # fmt: skip
                report_of(state.env)(problem)
