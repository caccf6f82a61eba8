"""The nodes of Liquid that are written otherwise than the library's: bounded, and with the lines of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from liquid import Node, Undefined
from liquid.builtin.content import ContentNode
from liquid.builtin.expressions import FilteredExpression, Path
from liquid.builtin.output import OutputNode
from liquid.builtin.tags.for_tag import ForNode
from liquid.builtin.tags.tablerow_tag import TablerowNode
from liquid.exceptions import LiquidError

from standfirst.reading.liquid.context import LineBuffer
from standfirst.reading.liquid.model import LISTS
from standfirst.reading.liquid.values import SizeError, ValueFault, length, spend, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from liquid import RenderContext, Token
    from liquid.expression import Expression

    from standfirst.reading.liquid.context import Context, LiquidText

_JEKYLLS = {"site", "page"}
"""Names of which it is said where they have no value."""


def weight(node: Node) -> int:
    """Return how many nodes *node* has, itself counted."""
    total, waiting = 0, [node]
    while waiting:
        each = waiting.pop()
        total += 1
        if isinstance(each, Text):
            total += len(each.text) // 100
        waiting += each.children(cast("Any", None), include_partials=False)
    return total


class Text(ContentNode):
    """Text as it stands; the budget pays for it from the second time on."""

    __slots__ = ("is_written",)

    def __init__(self, token: Token, text: str) -> None:
        super().__init__(token, text)
        self.is_written = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write it."""
        post = post_of(context)
        if not isinstance(buffer, LineBuffer) or not post.is_own(self.token):
            return buffer.write(self.text)
        if self.is_written:
            post.spend(len(self.text))
        self.is_written = True
        return buffer.copy(self.text, post.line(self.token.start_index))


class Value(OutputNode):
    """``{{ … }}``; what has no value gives nothing."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write its text."""
        place(self.token, context, buffer)
        post = post_of(context)
        try:
            text = self._text(cast("Context", context))
        except SizeError:
            raise
        except (LiquidError, ValueError, ArithmeticError, TypeError) as exc:
            reason = exc.message if isinstance(exc, LiquidError) else exc
            post.warn(self.token, f"{self._shown()} {reason}; it stays as text", "write the value itself")  # fmt: skip
            return buffer.write(self.token.value)
        return buffer.write(text)

    def _text(self, context: Context) -> str:
        post = context.post
        if post.is_own(self.token):
            for name in _roots(self.expression):
                if not (name in context.scope or name in post.names):
                    raise ValueFault(
                        "is not a variable of Jekyll's site or page, nor one that the post sets"
                    )
        value = self.expression.evaluate(context)
        spend(post.budget, value)
        is_none = value is None or isinstance(value, Undefined)
        if is_none and post.is_own(self.token) and _JEKYLLS & set(_roots(self.expression)):
            remedy = "write the value itself, or name it in standfirst_site"
            post.warn(self.token, f"{self._shown()} has no value; it is left out, as Jekyll does", remedy)  # fmt: skip
        return text_of(value)

    def _shown(self) -> str:
        inside = " ".join(self.token.value[2:-2].strip(" -\n").split())
        return f"{{{{ {inside[:80]} }}}}"


class For(ForNode):
    """``{% for %}``; each turn costs as much as is in it."""

    __slots__ = ("weight",)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.weight = weight(self.block)

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write its block for each item."""
        _begin_loop(self, context)
        return super().render_to_output(context, buffer)


class TableRow(TablerowNode):
    """``{% tablerow %}``, of which the same is true."""

    __slots__ = ("weight",)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.weight = weight(self.block)

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write its block for each item."""
        _begin_loop(self, context)
        return super().render_to_output(context, buffer)


def _begin_loop(loop: For | TableRow, context: RenderContext) -> None:
    """Say what the loop's turns cost, and where Jekyll would have something to go through."""
    post, iterable = post_of(context), loop.expression.iterable
    found = iterable.evaluate(context)
    # which the library would make a list of before it is counted
    if isinstance(found, range) and length(found) > post.budget.left:
        raise SizeError
    cast("Context", context).weight = loop.weight
    way = iterable.path if isinstance(iterable, Path) else []
    if isinstance(found, Undefined) and way[0] == "site" and not LISTS & set(map(str, way)):
        message = f"site.{'.'.join(map(str, way[1:]))} has no value; nothing stands in the place of the loop over it"
        post.warn(loop.token, message, "name it in standfirst_site, or put a file in _data")


def _roots(expression: Expression) -> Iterator[str]:
    """Yield the names at which the paths in *expression* begin."""
    waiting: list[Any] = [expression]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Path) and isinstance(each.path[0], str):
            yield each.path[0]
        if isinstance(each, FilteredExpression):
            waiting += [each.left, *(arg.value for f in each.filters or () for arg in f.args)]
        else:
            waiting += each.children()


def post_of(context: RenderContext) -> LiquidText:
    """Return the text that is carried out."""
    return cast("Context", context).post


def place(token: Token, context: RenderContext, buffer: TextIO) -> None:
    """Have what is written next stand at the line of *token*."""
    post = post_of(context)
    if post.is_own(token):
        post.place = token.start_index
        if isinstance(buffer, LineBuffer):
            buffer.place(post.line(token.start_index))
