"""A text's template, carried out node by node."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from liquid import BoundTemplate
from liquid.exceptions import LiquidError, LiquidInterrupt

from standfirst.problems import PostWarning
from standfirst.reading.liquid import engine, template
from standfirst.reading.liquid.context import Context, LineBuffer, LiquidText
from standfirst.reading.liquid.model import NoIncludeError, Rendered
from standfirst.reading.liquid.values import SizeError, ValueFault

if TYPE_CHECKING:
    from liquid import Node

    from standfirst.limits.budget import Budget
    from standfirst.reading.liquid.model import Problems, Surroundings


_FAULTS = (LiquidError, LiquidInterrupt, RecursionError, ArithmeticError, TypeError, ValueError)
"""What the library and Python raise of values that a tag cannot take."""


def carry_out(body: str, around: Surroundings, problems: Problems, budget: Budget) -> Rendered:
    """Return *body*, carried out.

    :param problems: Takes what is wrong.
    """

    def read(name: str) -> str:
        try:
            text = around.include(name)
        except NoIncludeError as exc:
            raise ValueFault(f"names a file in _includes that {exc}") from exc
        budget.grow(len(text))
        return text

    parsed = template.parse(body, problems.say, has_code=True)
    post = LiquidText(
        body=body,
        around=around,
        read=read,
        parse=partial(template.parse, has_code=False),
        problems=problems,
        budget=budget,
        names=set(parsed.names),
        ends={body: parsed.ends},
    )
    bound = BoundTemplate(engine.environment(), parsed.nodes)
    context, buffer = Context(bound, post), LineBuffer(post)
    for node in parsed.nodes:
        if not _is_done(node, context, buffer):
            break
    return Rendered(text=buffer.getvalue(), lines=tuple(buffer.lines))


def _is_done(node: Node, context: Context, buffer: LineBuffer) -> bool:
    """Carry *node* out, or write it as it stands; return False, and write all that comes, where the budget is spent."""
    post, mark, start = context.post, buffer.mark(), node.token.start_index
    try:
        node.render(context, buffer)
    except SizeError:
        buffer.back(mark)
        buffer.copy(post.body[start:], post.line(start))
        message = f"its Liquid would add more than {post.budget.bound} characters to the text; the rest stays as written"
        if post.budget.is_news("Liquid"):
            post.problems.say(start, message, "write the text itself", PostWarning.SIZE)
        return False
    except _FAULTS as exc:
        buffer.back(mark)
        written = post.written(node.token)
        buffer.copy(written, post.line(start))
        reason = exc.message if isinstance(exc, LiquidError) else "its values do not fit"
        post.warn(node.token, f"{{% {node.token.value} %}} cannot be carried out ({reason}); it stays as text", "mend it, or write what it would give")  # fmt: skip
    return True
