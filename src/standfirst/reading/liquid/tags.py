"""The tags that Jekyll adds to Liquid: those that name a file.

Sources: ``Jekyll::Tags::IncludeTag``, ``Jekyll::Tags::Link``, ``Jekyll::Tags::PostUrl``,
https://jekyllrb.com/docs/includes/, https://jekyllrb.com/docs/liquid/tags/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from liquid import Node
from liquid.builtin.expressions import FilteredExpression, StringLiteral, parse_primitive
from liquid.exceptions import LiquidError, LiquidSyntaxError
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_TAG

from standfirst.reading.liquid import html_include
from standfirst.reading.liquid.expressions import tokens_of
from standfirst.reading.liquid.nodes import place, post_of
from standfirst.reading.liquid.values import SizeError, ValueFault, text_of
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from liquid import Environment, RenderContext, Token
    from liquid.expression import Expression
    from liquid.stream import TokenStream

    from standfirst.reading.liquid.context import Context

_FILE = re.compile(r"((?:\{\{.*?\}\}|[^\s{])+)\s*", re.DOTALL)
_VALUE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PARAMETER = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.\-\[\]]+))(?=\s|\Z)\s*""",
    re.DOTALL,
)
"""As ``Jekyll::Tags::IncludeTag::VALID_SYNTAX``."""


class _Named(Node):
    """A tag that names a file, perhaps by a value."""

    __slots__ = ("name",)

    def __init__(self, token: Token, name: list[str | Expression]) -> None:
        super().__init__(token)
        self.name = name
        self.blank = False

    def _file(self, context: RenderContext) -> str:
        parts = (
            part if isinstance(part, str) else text_of(part.evaluate(context)) for part in self.name
        )
        return "".join(parts).strip()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write what the file gives; where it gives nothing, the tag as it is written."""
        place(self.token, context, buffer)
        post = post_of(context)
        try:
            return self._write(self._file(context), cast("Context", context), buffer)
        except SizeError:
            raise
        except LiquidError as exc:
            message = f"{self._shown()} {exc.message}; it stays as text"
            post.warn(self.token, message, "mend the name")
            return buffer.write(post.written(self.token))

    def _shown(self) -> str:
        said = "".join(part if isinstance(part, str) else f"{{{{ {part} }}}}" for part in self.name)
        return f"{{% {self.token.value} {said.strip()[:80]} %}}"

    def _write(self, file: str, context: Context, buffer: TextIO) -> int:
        raise NotImplementedError


class AddressNode(_Named):
    """A tag that stands for an address."""

    __slots__ = ()

    def _write(self, file: str, context: Context, buffer: TextIO) -> int:
        address = context.post.around.addresses[self.token.value](file.strip("\"'"))
        if address is None:
            raise ValueFault("names no file")
        return buffer.write(address)


class IncludeNode(_Named):
    """A tag that takes in a file, with parameters."""

    __slots__ = ("parameters",)

    def __init__(
        self, token: Token, name: list[str | Expression], parameters: dict[str, Expression] | None
    ) -> None:
        super().__init__(token, name)
        self.parameters = parameters

    def _write(self, file: str, context: Context, buffer: TextIO) -> int:
        template = context.post.template(file)
        context.post.spend(template.weight)
        given = self.parameters
        values = None if given is None else {key: given[key].evaluate(context) for key in given}
        made = context.get_buffer()
        with context.within(values):
            for node in template.nodes:
                node.render(context, made)
        return buffer.write(html_include.as_one_block(made.getvalue()))


class IncludeTag(Tag):
    """``{% include file.html key="value" other=page.title %}``."""

    name = "include"
    block = False

    def parse(self, stream: TokenStream) -> IncludeNode:
        """Return its node."""
        token, said = _tag(stream)
        found = _FILE.match(said)
        if found is None:
            raise LiquidSyntaxError("it names no file", token=token)
        rest = said[found.end() :]
        parameters = dict(self._parameters(rest, token)) if rest else None
        return IncludeNode(token, _name(self.env, found[1], token), parameters)

    def _parameters(self, said: str, token: Token) -> Iterator[tuple[str, Expression]]:
        position = 0
        while position < len(said):
            found = _PARAMETER.match(said, position)
            if found is None:
                raise LiquidSyntaxError(f"at {quoted(said[position:][:40])}", token=token)
            key, double, single, variable = found.groups()
            if variable is not None:
                yield key, parse_primitive(self.env, tokens_of(variable, token))
            else:
                text = (double or "").replace('\\"', '"') or (single or "").replace("\\'", "'")
                yield key, StringLiteral(token, text)
            position = found.end()


class IncludeCachedTag(IncludeTag):
    """The same, of the plugin jekyll-include-cache."""

    name = "include_cached"


class LinkTag(Tag):
    """``{% link _posts/2026-01-31-example.md %}``."""

    name = "link"
    block = False

    def parse(self, stream: TokenStream) -> AddressNode:
        """Return its node."""
        token, said = _tag(stream)
        return AddressNode(token, _name(self.env, said, token))


class PostUrlTag(LinkTag):
    """``{% post_url 2026-01-31-example %}``."""

    name = "post_url"


def _tag(stream: TokenStream) -> tuple[Token, str]:
    token = stream.eat(TOKEN_TAG)
    if stream.current.kind != TOKEN_EXPRESSION:
        raise LiquidSyntaxError("it names no file", token=token)
    return token, stream.current.value


def _name(env: Environment, said: str, token: Token) -> list[str | Expression]:
    """Return the parts of a name, in which values may stand."""
    parts: list[str | Expression] = []
    for index, part in enumerate(_VALUE.split(said)):
        if index % 2:
            parts.append(FilteredExpression.parse(env, tokens_of(part, token)))
        elif part:
            parts.append(part)
    return parts
