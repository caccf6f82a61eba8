"""kramdown's mathematics: ``$$…$$`` in a line, and between paragraphs.

::

    lines --_block--> math_block        text --_inline--> math_inline
    both, and MyST's {math} --_define--> the same with what the post's own commands stand for

Nothing in a formula is Markdown. Amounts of money stay text: one dollar sign means nothing, nor do
three, and of two what reads as prose between them. Where a publication has no mathematics (the
option ``kramdown_math``), a formula is text as it is written, and is reported once.
Source: https://kramdown.gettalong.org/syntax.html#math-blocks.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from standfirst.markdown import latex_macros, token_blocks
from standfirst.markdown.context import affords, context_of
from standfirst.markdown.inline_lines import line_of
from standfirst.markdown.rulers import following, line_ended_by, wrap
from standfirst.policy import directives
from standfirst.problems import PostWarning, Problem
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_DOLLARS = re.compile(r"(?<!\$)\$\$(?!\$)")
_END = re.compile(r"\$\$[ \t]*(?:\([^)$\r\n]+\)[ \t]*)?$", re.MULTILINE)
"""Of a formula of MyST's, perhaps with a label."""
_SIGNS = re.compile(r"[\\^_={}]")
"""What mathematics in words has and prose has not."""
_WORD = re.compile(r"[^\W\d_]{2}")
_SAYS_SOMETHING = re.compile(r"[\w\\]")
_MACROS = "standfirst_macros"
"""Where the commands are kept that a text defines."""
_MYST = "math"
"""What MyST's role and directive are called."""


def mathematics_plugin(md: MarkdownIt) -> None:
    """Read formulas, and carry out what they define; MyST's own dollar signs go before ours are text."""
    has_other = "math_inline" in md.get_all_rules()["inline"]
    wrap(md.block.ruler, "math_block", _others_block)
    md.block.ruler.before("table", "sf_math", _block)
    md.inline.ruler.before("sf_autolinks", "sf_math", partial(_inline, has_other=has_other))
    md.core.ruler.after("inline", "sf_math_macros", _carry_out)


def _is_formula(content: str) -> bool:
    """Return whether *content* is a formula, not what stands between two prices: ``$$ to $$``."""
    is_apart = content[:1] in " \n\t,.;:)" and _WORD.search(content) is not None
    # a dollar within is one of another price
    is_prose = (is_apart or "$" in content) and not _SIGNS.search(content)
    return _SAYS_SOMETHING.search(content) is not None and not is_prose


def _block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read a formula that is all of a paragraph; it may have empty lines."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("$$", start) or not context_of(state.env).math:
        return False
    if state.is_code_block(line) or not _DOLLARS.match(state.src, start):
        return False
    last = line_ended_by(state, following(state, _DOLLARS, start + 2), end_line)
    if last is None or not _is_whole(state, line, last, end_line):
        return False
    source = state.getLines(line, last + 1, state.blkIndent, keepLastLF=False)
    content = source.strip()[2:-2]
    if not _is_formula(content):
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.block, token.markup, token.content = True, "$$", content
        token.map = [line, last + 1]
        state.line = last + 1
    return True


def _is_whole(state: StateBlock, line: int, last: int, end_line: int) -> bool:
    """Return whether the lines from *line* to *last* are a block by themselves."""
    if last + 1 < end_line and not state.isEmpty(last + 1):
        following_line = state.bMarks[last + 1] + state.tShift[last + 1]
        if not state.src.startswith("{:", following_line):
            return False
    lines = range(line + 1, last + 1)
    return all(state.isEmpty(each) or state.sCount[each] >= state.blkIndent for each in lines)


def _others_block(state: StateBlock, line: int, end_line: int, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read a formula of MyST's, where it may have an end; the plugin goes through all lines for one."""
    start = state.bMarks[line] + state.tShift[line]
    begins = state.src.startswith("$$", start)
    return begins and following(state, _END, start + 2) is not None and bool(rule(state, line, end_line, silent))  # fmt: skip


def _inline(state: StateInline, silent: bool, *, has_other: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    """Read a formula within a paragraph, or the same as text."""
    if state.src[state.pos] != "$":
        return False
    context = context_of(state.env)
    if context.math is None or (has_other and not context.math):
        return False
    closing = following(state, _DOLLARS, state.pos + 2) if _DOLLARS.match(state.src, state.pos) else None  # fmt: skip
    if closing is None or closing.end() > state.posMax:
        return False
    content = state.src[state.pos + 2 : closing.start()]
    is_formula = _is_formula(content)
    if not silent and context.math is not is_formula and _SAYS_SOMETHING.search(content):
        _report(state, closing.end(), is_formula=is_formula)
    if not silent and is_formula:
        kind = "math_inline" if context.math else "text_special"
        token = state.push(kind, "math" if context.math else "", 0)
        token.content = content.strip() if context.math else state.src[state.pos : closing.end()]
        token.markup, token.info = "$$", "" if context.math else "entity"
    state.pos = closing.end() if is_formula else state.pos
    return is_formula


def _report(state: StateInline, end: int, *, is_formula: bool) -> None:
    """Report, once, that ``$$…$$`` is kramdown's mathematics and is not read as such."""
    context = context_of(state.env)
    if not context.budget.is_news(f"dollar signs, {is_formula}"):
        return
    written = " ".join(state.src[state.pos : min(end, state.pos + 80)].split())
    because = "" if is_formula else " and reads as prose"
    remedy = "set standfirst_kramdown_math = True" if is_formula else "write no space after the first $$"  # fmt: skip
    problem = Problem(
        subtype=PostWarning.MARKUP,
        message=f"{quoted(written)} is a formula to kramdown{because}; it stays as it is written",
        remedy=f"{remedy}, or \\$ for a dollar sign",
        line=line_of(state, state.pos),
    )
    context.report(problem)


def _carry_out(state: StateCore) -> None:
    """Replace the commands that formulas define in the formulas after them; drop those that only define."""
    if "\\" not in state.src:
        return
    result: list[Token] = []
    for token in state.tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.type == "inline":
            _within(state, token, line)
        elif token.type == "math_block" or _is_directive(token):
            token.content = _expanded(state, token.content, line)
            if not token.content.strip() and token.type == "math_block":
                continue
        result.append(token)
        if token.type == "paragraph_close" and _is_emptied(result):
            del result[-3:]
    state.tokens = result


def _within(state: StateCore, inline: Token, line: int) -> None:
    kept: list[Token] = []
    for child in inline.children or []:
        if is_math(child):
            child.content = _expanded(state, child.content, line)
            if not child.content:
                continue
        kept.append(child)
    inline.children = kept


def is_math(token: Token) -> bool:
    """Return whether *token* is a formula, whichever way it is written."""
    if token.type == "myst_role":
        return bool(token.meta["name"] == _MYST)
    return token.type in {"math_block", "math_inline"}


def _is_directive(token: Token) -> bool:
    return token.type in {"fence", "colon_fence"} and directives.named_in(token.info) == _MYST


def _expanded(state: StateCore, formula: str, line: int) -> str:
    """Return *formula* with what its commands stand for, as far as the text may grow."""
    macros = state.env.setdefault(_MACROS, {})
    if "\\" not in formula:
        return formula
    spend = partial(affords, state.env, kind="formulas' commands", line=line)
    return latex_macros.expanded(latex_macros.without_definitions(formula, macros), macros, spend)


def _is_emptied(tokens: list[Token]) -> bool:
    """Return whether *tokens* end with a paragraph whose formulas have only defined something."""
    if len(tokens) < 3 or tokens[-2].type != "inline":  # noqa: PLR2004  # opening, inline, closing
        return False
    inline = tokens[-2]
    return "$$" in inline.content and token_blocks.are_blank(inline.children or [])
