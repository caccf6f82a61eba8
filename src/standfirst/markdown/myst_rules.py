"""MyST's rules, switched off where they would take a post's text for markup and drop it.

A Jekyll post knows nothing of them: a line ``{% include x %}`` or ``{.a} and {b}`` is text, and so
are one that begins with ``% `` or ``+++``, ``[^a]`` where nothing defines that note, and ``{a}``
before code where no role has that name. Without MyST's rules in the parser nothing is done.
"""

from __future__ import annotations

import re
from itertools import islice
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from mdit_py_plugins.amsmath import RE_OPEN
from mdit_py_plugins.attrs.index import _add_attrs
from mdit_py_plugins.attrs.parse import ParseError, parse
from mdit_py_plugins.footnote.index import footnote_ref

from standfirst.markdown import token_blocks
from standfirst.markdown.context import context_of, report_size
from standfirst.markdown.inline_lines import line_of
from standfirst.markdown.rulers import following, kept, wrap
from standfirst.policy import directives
from standfirst.problems import PostWarning, Problem
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_NOTE = re.compile(r"\[\^([^\s\[\]^]{1,100})\](?!:)")
_REFERENCE = re.compile(r"\[\^([^\]\n ]{1,1000})\]")
"""What the plugin for notes looks for in all that is left of the text, however long a name is."""
_LINK_DEFINITION = re.compile(r"\[(?!\^)[^\[\]\n]{1,1000}\]:[ \t]*\S")
_NOTES_INDENT = "indentation of what is in a note"
_LONGEST_ATTRIBUTES = 1000
"""Characters of attributes after a span; the plugin copies all that is left of the text to read them."""
_ROLE = re.compile(r"\{(?!:)([a-zA-Z0-9_+:-]{1,100})\}(`+)")
_EQUATION = re.compile(RE_OPEN)
_FIELD = re.compile(r"^[ \t>*+.)\d-]{0,80}:(?=[^:\n]*[^:\s])[^:\n]*:", re.MULTILINE)
_ROLES_TOLD = "sf_roles_told"
"""Where in the environment the names are that are no roles."""
_MOST_IN_A_ROW = 50
"""Names of one place, ``(name)=``."""
_MOST_FIELDS = 500
"""Of one text; the plugin copies all that is left of it, four times for each field."""


def myst_plugin(md: MarkdownIt) -> None:
    """Switch off the rules of MyST that *md* has."""
    # comments and breaks between the cells of a notebook: what is written is shown
    md.disable(["myst_line_comment", "myst_block_break"], ignoreInvalid=True)
    wrap(md.block.ruler, "attr", _attributes, alt=())
    wrap(md.block.ruler, "myst_target", _target)
    wrap(md.block.ruler, "fieldlist", _fields)
    wrap(md.block.ruler, "amsmath", _equations)
    wrap(md.block.ruler, "footnote_def", _defined)
    md.block.ruler.before(
        "reference", "sf_definition_below_note", _below_note, {"alt": ["paragraph"]}
    )
    wrap(md.inline.ruler, "attr", _span_attributes)
    wrap(md.inline.ruler, "span", _span)
    wrap(md.inline.ruler, "footnote_ref", _note)
    wrap(md.inline.ruler, "myst_role", _role)
    wrap(md.inline.ruler, "substitution_inline", _substitution)
    wrap(md.core.ruler, "attr", _attribute_blocks)
    md.core.ruler.after("inline", "sf_notes", _report_notes)


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


def _target(state: StateBlock, line: int, end_line: int, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read a name for what follows; docutils gives each of several in a row the names of all before it."""
    is_name = bool(rule(state, line, end_line, True))  # noqa: FBT003  # markdown-it's own signature
    if silent or not is_name:
        return is_name
    last = state.tokens[-1] if state.tokens else None
    row = last.meta["row"] if last is not None and last.type == "myst_target" else 0
    if row >= _MOST_IN_A_ROW:
        message = (
            f"there are more than {_MOST_IN_A_ROW} names for one place; the others stay as text"
        )
        report_size(state.env, "names", message, "keep one of them", line + 1)
        return False
    rule(state, line, end_line, silent)
    state.tokens[-1].meta["row"] = row + 1
    return True


def _fields(state: StateBlock, line: int, end_line: int, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read a list of fields, where the text has not too many of them."""
    if not state.src.startswith(":", state.bMarks[line] + state.tShift[line]):
        return False
    memory = kept(state)
    if "too many fields" not in memory:
        found = list(islice(_FIELD.finditer(state.src), _MOST_FIELDS + 1))
        memory["too many fields"] = len(found) > _MOST_FIELDS
        if memory["too many fields"]:
            message = f"the text has more than {_MOST_FIELDS} fields; they stay as text"
            # the first that is asked for may be the second, which might end a paragraph
            first = state.src.count("\n", 0, found[0].start()) + 1
            report_size(state.env, "fields", message, "write a table", first)
    return not memory["too many fields"] and bool(rule(state, line, end_line, silent))


def _equations(state: StateBlock, line: int, end_line: int, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read an environment of LaTeX, where it has an end."""
    opening = _EQUATION.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])  # fmt: skip
    if opening is None:
        return False
    closing = re.compile(rf"\\end\{{{re.escape(opening[1] + opening[2])}\}}")
    end = following(state, closing, opening.end())
    is_within = end is not None and end.end() <= state.eMarks[end_line - 1]
    return is_within and bool(rule(state, line, end_line, silent))


def _defined(state: StateBlock, line: int, end_line: int, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read a note, and have its indentation known within."""
    memory = kept(state)
    around = memory.get(_NOTES_INDENT, 0)
    memory[_NOTES_INDENT] = state.blkIndent + 4
    found = bool(rule(state, line, end_line, silent))
    memory[_NOTES_INDENT] = around
    return found


def _below_note(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001, FBT001  # markdown-it's own signature
    """Have the definition of a link end the note above it, and not go on with its last paragraph; kramdown's notes end with their line."""
    if not silent or state.sCount[line] >= kept(state).get(_NOTES_INDENT, 0):
        return False
    start = state.bMarks[line] + state.tShift[line]
    return _LINK_DEFINITION.match(state.src, start, state.eMarks[line]) is not None


def _span_attributes(state: StateInline, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read attributes after a span, but no tag of Liquid's and no list of kramdown's."""
    begins = state.src.startswith("{", state.pos) and not state.src.startswith(("{%", "{{", "{:"), state.pos)  # fmt: skip
    if not begins:
        return False
    # the rule is shown no more than it may read
    own = SimpleNamespace(
        md=state.md, src=_ahead(state, state.pos), pos=0, pending=state.pending, tokens=state.tokens
    )
    found = bool(rule(own, silent))
    state.pos += own.pos
    return found


def _span(state: StateInline, silent: bool, *, rule: Any) -> bool:  # noqa: ARG001, FBT001  # markdown-it's own signature
    """Read a span with attributes: the plugin's rule, which copies all that is left of the text."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos, disableNested=False) + 1
    begins = end and state.src.startswith("{", end) and not state.src.startswith(("{%", "{{", "{:"), end)  # fmt: skip
    if not begins or end >= state.posMax:
        return False
    try:
        length, given = parse(_ahead(state, end))
    except ParseError:
        return False
    if not silent:
        most = state.posMax
        state.pos, state.posMax = state.pos + 1, end - 1
        _add_attrs(state.md, state.push("span_open", "span", 1), given, None)
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = most
    state.pos = end + length + 1
    return True


def _ahead(state: StateInline, pos: int) -> str:
    return state.src[pos : pos + _LONGEST_ATTRIBUTES]


def _attribute_blocks(state: StateCore, *, rule: Any) -> None:  # noqa: ARG001  # as rules are wrapped
    """Give the attributes of lines to the block that follows them: the plugin's rule, in one pass."""
    result: list[Token] = []
    waiting: list[Token] = []
    for token in state.tokens:
        if token.type == "attrs_block":
            waiting.append(token)
            continue
        if waiting and token.nesting >= 0:
            _add_attrs(state.md, token, _merged(waiting, token), None)
        waiting = []
        result.append(token)
    state.tokens = result


def _merged(blocks: Sequence[Token], token: Token) -> dict[str, Any]:
    """Return the attributes of *blocks*, the later of a name, but all classes, with those of *token*."""
    merged = {name: value for block in blocks for name, value in block.attrs.items()}
    classes = [str(each.attrs["class"]) for each in (*blocks, token) if "class" in each.attrs]
    return {**merged, "class": " ".join(classes)} if "class" in merged else merged


def _role(state: StateInline, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read what is named as a role, but not other braces before code; the rule is shown the role alone."""
    opening = _ROLE.match(state.src, state.pos)
    end = state.src.find(opening[2], opening.end() + 1) if opening else -1
    if opening is None or end < 0:
        return False
    if not directives.is_role(opening[1], context_of(state.env).roles):
        if not silent:
            _report_role(state, opening[1])
        return False
    source = state.src[state.pos : end + len(opening[2])]
    own = SimpleNamespace(src=source, pos=0, push=state.push)
    found = bool(rule(own, silent))
    state.pos += own.pos
    return found


def _report_role(state: StateInline, name: str) -> None:
    """Report what is likely the misspelt name of a role; any other name in braces is text like the rest."""
    told = state.env.setdefault(_ROLES_TOLD, set())
    meant = "" if name in told else directives.role_meant_by(name)
    told.add(name)
    if meant:
        message, line = (
            f"there is no role {quoted(name)}; it stays as text",
            line_of(state, state.pos),
        )
        context_of(state.env).report(
            Problem(
                subtype=PostWarning.MARKUP, message=message, remedy=f"write {{{meant}}}", line=line
            )
        )


def _substitution(state: StateInline, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read a substitution that is closed soon; the plugin looks through all that is left of the text."""
    ends = state.src.find("}}", state.pos, state.pos + _LONGEST_ATTRIBUTES)
    return ends >= 0 and bool(rule(state, silent))


def _note(state: StateInline, silent: bool, *, rule: Any) -> bool:  # noqa: ARG001, FBT001  # markdown-it's own signature
    """Read a reference to a note that the text defines."""
    return _REFERENCE.match(state.src, state.pos, state.posMax) is not None and footnote_ref(state, silent)  # fmt: skip


def _report_notes(state: StateCore) -> None:
    """Report what looks like a reference to a note that nothing defines."""
    if "[^" not in state.src:
        return
    for inline in state.tokens:
        line = (inline.map or [0])[0] + 1
        for child in (inline.children or []) if inline.type == "inline" else []:
            line += child.type in token_blocks.BREAKS
            for found in _NOTE.finditer(child.content) if child.type == "text" else ():
                message = f"there is no footnote [^{found[1]}]; the reference stays as text"
                problem = Problem(subtype=PostWarning.MARKUP, message=message, remedy=f"write [^{found[1]}]: and the note, or delete the reference", line=line)  # fmt: skip
                context_of(state.env).report(problem)
