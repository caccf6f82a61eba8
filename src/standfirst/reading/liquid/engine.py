"""The Liquid of Jekyll's version, by python-liquid: which tags and filters there are, and how each is carried out.

The library's parser and nodes are used as they are but for what is listed here. Each of its tags says itself
whether it can read what stands in it (:func:`fault_of`), before a text is parsed: nothing is left to
raise then. A value or a tag that cannot be carried out stays as it is written.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from liquid import Environment, Token
from liquid.builtin import content, illegal, output
from liquid.builtin.expressions import FilteredExpression
from liquid.builtin.tags import (
    assign_tag,
    capture_tag,
    case_tag,
    cycle_tag,
    decrement_tag,
    for_tag,
    if_tag,
    ifchanged_tag,
    increment_tag,
    tablerow_tag,
    unless_tag,
)
from liquid.exceptions import LiquidError
from liquid.stream import TokenStream
from liquid.token import TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG

from standfirst.reading.liquid import nodes, tags
from standfirst.reading.liquid.expressions import readable, tokens_of
from standfirst.reading.liquid.filters import FILTERS
from standfirst.reading.liquid.structure import ENDS, PARTS
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liquid.expression import Expression

    from standfirst.reading.liquid.scanning import Piece

_PSEUDO = (content.Literal, illegal.Illegal, output.Output)
"""What the library has for text, for values and for what it does not know."""
_TAGS = (
    assign_tag.AssignTag,
    capture_tag.CaptureTag,
    case_tag.CaseTag,
    cycle_tag.CycleTag,
    decrement_tag.DecrementTag,
    for_tag.BreakTag,
    for_tag.ContinueTag,
    for_tag.ForTag,
    if_tag.IfTag,
    ifchanged_tag.IfChangedTag,
    increment_tag.IncrementTag,
    tablerow_tag.TablerowTag,
    unless_tag.UnlessTag,
    tags.IncludeTag,
    tags.IncludeCachedTag,
    tags.LinkTag,
    tags.PostUrlTag,
)
_KNOWN = {*PARTS, *(tag.name for tag in _TAGS)}
_MOST_STEPS = 100
"""Brackets, and words that join conditions, in one expression: the library reads them by recursion."""


class JekyllEnvironment(Environment):
    """The tags and filters that a post may use."""

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:  # noqa: ARG002  # the library's signature
        """Register them."""
        for tag in (*_PSEUDO, *_TAGS):
            self.add_tag(tag)
        for name, filter_ in FILTERS.items():
            self.add_filter(name, filter_)
        self.tags[TOKEN_OUTPUT].node_class = nodes.Value  # type: ignore[attr-defined]
        self.tags[content.Literal.name].node_class = nodes.Text  # type: ignore[attr-defined]
        self.tags["for"].node_class = nodes.For  # type: ignore[attr-defined]
        self.tags["tablerow"].node_class = nodes.TableRow  # type: ignore[attr-defined]


@cache
def environment() -> JekyllEnvironment:
    """Return the one environment, in which nothing of a text is kept."""
    return JekyllEnvironment()


def fault_of(piece: Piece) -> str:
    """Return why a tag or value cannot be carried out, as the end of a sentence; empty: it can."""
    env = environment()
    if piece.kind == "tag" and piece.name not in _KNOWN:
        return "is not supported"
    said = piece.text
    if said.count("[") + said.count(" and ") + said.count(" or ") > _MOST_STEPS:
        return "is too long"
    try:
        if piece.kind == "value":
            return _unknown_filter(_expression(env, said))
        stream = TokenStream(_sample(piece))
        node = env.tags[stream.current.value].parse(stream)
    except (LiquidError, ValueError, ArithmeticError) as exc:
        reason = exc.message if isinstance(exc, LiquidError) else exc
        return f"cannot be read ({' '.join(str(reason).split())[:120]})"
    return next(filter(None, map(_unknown_filter, node.expressions())), "")


def _expression(env: Environment, said: str) -> Expression:
    return FilteredExpression.parse(env, tokens_of(said, Token("", said, 0, said)))


def _unknown_filter(expression: Expression) -> str:
    named = (each.name for each in getattr(expression, "filters", None) or ())
    unknown = next((name for name in named if name not in FILTERS), None)
    return f"has the unknown filter {quoted(unknown)}" if unknown else ""


def _sample(piece: Piece) -> Iterator[Token]:
    """Yield the tokens of the smallest text that has the tag: with the block around it, or its end."""
    name, said = piece.name, piece.text
    around = {"elsif": ("if", "true"), "when": ("case", "1"), "else": ("if", "true")}.get(name)
    for tag, expression in ([around] if around else []) + [(name, said)]:
        yield Token(TOKEN_TAG, tag, 0, "")
        if expression:
            yield Token(TOKEN_EXPRESSION, readable(expression, tag), 0, "")
    begun = around[0] if around else name
    if begun in ENDS:
        yield Token(TOKEN_TAG, ENDS[begun], 0, "")
