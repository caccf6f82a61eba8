"""The parser of posts without MyST: the same syntax, for ``standfirst check`` and ``standfirst images``.

What MyST's ``create_md_parser`` puts together of markdown-it's plugins for posts, put together
once more, since MyST needs docutils; and the Markdown within directives, which MyST parses as it
carries them out.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import make_fence_rule
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from standfirst.markdown import use_plugins
from standfirst.markdown.context import DEEPEST
from standfirst.policy import directives

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableMapping

    from markdown_it.ruler import RuleOptionsType
    from markdown_it.token import Token

    from standfirst.problems import Problem

_INTERRUPTS: RuleOptionsType = {
    "alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]
}
_DOLLARS = (
    ("allow_labels", True),
    ("allow_space", True),
    ("allow_digits", True),
    ("double_inline", False),
)
"""MyST's options of its mathematics, and what they are where ``conf.py`` is silent."""


def plain_parser(options: Mapping[str, Any] | None = None) -> MarkdownIt:
    """Return a parser for the same Markdown as a build's.

    :param options: Of Sphinx; those by which MyST has its own mathematics are looked at.
    """
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    md.use(myst_block_plugin).use(myst_role_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    fence = make_fence_rule(markers=(":",), token_type="colon_fence")  # noqa: S106  # of markdown-it
    md.block.ruler.before("fence", "colon_fence", fence, _INTERRUPTS)
    md.use(deflist_plugin)
    after = ("image", "code_inline", "link_close", "span_close")
    md.use(attrs_plugin, after=after, spans=True, span_after="footnote_ref")
    md.use(attrs_block_plugin)
    given = options or {}
    if "dollarmath" in (given.get("myst_enable_extensions") or ()):
        of_myst = {name: bool(given.get(f"myst_dmath_{name}", usual)) for name, usual in _DOLLARS}
        md.use(dollarmath_plugin, **of_myst)
    use_plugins(md)
    return md


def unfolded(
    tokens: Iterable[Token], md: MarkdownIt, env: MutableMapping[str, Any], depth: int = 0
) -> Iterator[Token]:
    """Yield *tokens*, behind each directive those of the Markdown in it.

    :param env: Of the text in which they stand; what is wrong within directives is reported as of its lines.
    """
    for token in tokens:
        yield token
        if token.type not in {"fence", "colon_fence"} or not token.map or depth >= DEEPEST:
            continue
        name = directives.named_in(token.info)
        is_plain = not name and token.type == "fence"
        if is_plain or (name and not directives.holds_markdown(name)):
            continue
        content, passed = _content(token.content) if name else (token.content, 0)
        yield from _within(content, token.map[0] + 1 + passed, md, env, depth)


def _within(
    content: str, offset: int, md: MarkdownIt, env: MutableMapping[str, Any], depth: int
) -> Iterator[Token]:
    context = env["standfirst"]

    def report(problem: Problem) -> None:
        context.report(dc.replace(problem, line=problem.line + offset))

    # link definitions and notes of the text are known within
    # what is refused is told past the directives around, so its offset counts them all
    below = context.refusals.below(context.refusals.offset + offset)
    inner = {**env, "standfirst": dc.replace(context, report=report, refusals=below)}
    parsed = md.parse(f"{content}\n", inner)
    # their places are lines of their own text until it has been looked through
    for token in list(unfolded(parsed, md, inner, depth + 1)):
        if token.map:
            token.map = [token.map[0] + offset, token.map[1] + offset]
        yield token


def _content(text: str) -> tuple[str, int]:
    """Return a directive's content without its options, and how many lines those are.

    Source: ``myst_parser.parsers.directives``, which takes a block between ``---`` or lines that begin with a colon.
    """
    lines = text.splitlines()
    if text.startswith("---"):
        ends = (number for number, line in enumerate(lines[1:], 2) if line.startswith("---"))
        count = next(ends, len(lines))
    elif text.lstrip().startswith(":"):
        options = (number for number, line in enumerate(lines) if not _is_option(line))
        count = next(options, len(lines))
    else:
        count = 0
    return "\n".join(lines[count:]), count


def _is_option(line: str) -> bool:
    return line.lstrip().startswith(":") and not line.lstrip().startswith(":::")
