"""The context in which Liquid is carried out: what it knows, and what it may use up.

What a post makes of Liquid is taken from its budget: each text that is written a second time, each value that a
filter is given, each turn of a loop by how much is in it. Where that ends, :class:`.SizeError` does.
"""

from __future__ import annotations

import dataclasses as dc
import re
from bisect import bisect_left
from collections.abc import Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from io import StringIO
from typing import TYPE_CHECKING, Any

from liquid import RenderContext
from liquid.exceptions import LiquidError, ResourceLimitError
from liquid.utils import ReadOnlyChainMap

from standfirst.reading.liquid.values import SizeError, ValueFault, spend
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from liquid import BoundTemplate, Node, Token

    from standfirst.limits.budget import Budget
    from standfirst.reading.liquid.model import Problems, Surroundings

_DEEPEST = 8
"""How many includes may lie within one another."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """A text, ready to be carried out."""

    nodes: list[Node]
    ends: dict[int, int]
    """Offset where a tag, a value or a block begins -> where it ends."""
    names: set[str]
    """Names that it gives values to."""
    weight: int
    """How many nodes it has."""


@dc.dataclass(kw_only=True)
class LiquidText:
    """The text whose Liquid is carried out."""

    body: str
    around: Surroundings
    read: Callable[[str], str]
    """Returns the text of an include; raises :class:`.ValueFault` where there is none."""
    parse: Callable[[str, Callable[[int, str, str], None]], Template]
    """Makes a template of an include's text."""
    problems: Problems
    """Takes what is wrong, at an offset of the text."""
    budget: Budget
    names: set[str] = dc.field(default_factory=set)
    """Names that the text, and what it includes, gives values to."""
    ends: dict[str, dict[int, int]] = dc.field(default_factory=dict)
    """Of the text and each include: where each tag, value or block ends, by where it begins."""
    place: int = 0
    """Offset of the tag that is being carried out."""
    _included: dict[str, Template] = dc.field(default_factory=dict)
    _named: dict[str, str] = dc.field(default_factory=dict)
    """Text of an include -> its name."""

    @cached_property
    def _breaks(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.body)]

    def line(self, offset: int) -> int:
        """Return the 0-based line of *offset*."""
        return bisect_left(self._breaks, offset)

    def template(self, name: str) -> Template:
        """Return the include *name*.

        :raises ValueFault: There is none.
        """
        if name not in self._included:
            text = self.read(name)
            self._named[text] = name

            def warn(offset: int, message: str, remedy: str) -> None:
                self._warn_of(text, offset, message, remedy)

            self._included[name] = found = self.parse(text, warn)
            self.ends[text] = found.ends
            self.names |= found.names
        return self._included[name]

    def warn(self, token: Token, message: str, remedy: str) -> None:
        """Report what is wrong at *token*; in an include, at the tag that took it in."""
        if self.is_own(token):
            self.problems.say(token.start_index, message, remedy)
        else:
            self._warn_of(token.source, token.start_index, message, remedy)

    def _warn_of(self, text: str, offset: int, message: str, remedy: str) -> None:
        line = text.count("\n", 0, offset) + 1
        self.problems.say(
            self.place, f"in the include {self._named[text]} (line {line}), {message}", remedy
        )

    def written(self, token: Token) -> str:
        """Return the tag at *token* as it is written."""
        start = token.start_index
        return token.source[start : self.ends[token.source][start]]

    def spend(self, size: int) -> None:
        """Take *size* from the budget.

        :raises SizeError: That is more than is left.
        """
        if not self.budget.spend(size):
            raise SizeError

    def is_own(self, token: Token) -> bool:
        """Return whether *token* stands in the text itself, not in what it includes."""
        return token.source is self.body


class Context(RenderContext):
    """The library's context, bounded."""

    def __init__(self, template: BoundTemplate, post: LiquidText) -> None:
        super().__init__(template, globals=post.around.scope)
        # without the library's own names, of which two ask the clock
        self.scope = ReadOnlyChainMap(self.locals, self.globals, self.counters)
        self.post = post
        self.weight = 0
        """Of the loop that is about to begin."""
        self.included = 0
        """How many includes lie around what is carried out."""

    def get_item(self, obj: Any, key: Any) -> Any:
        """Return an item; a number finds the key of that name too, since keys are texts here."""
        if isinstance(obj, Mapping) and isinstance(key, int) and key not in obj:
            return obj[str(key)]
        return super().get_item(obj, key)

    def filter(self, name: str, token: Token | None) -> Callable[..., object]:
        """Return a filter that takes what it is given from the budget."""
        return partial(self._filtered, super().filter(name, token), name)

    def _filtered(self, filter_: Callable[..., Any], name: str, value: Any, *given: Any, **named: Any) -> Any:  # fmt: skip
        spend(self.post.budget, value, *given)
        try:
            return filter_(value, *given, **named)
        except (ValueFault, ResourceLimitError):
            raise
        except (TypeError, ValueError, ArithmeticError, AttributeError, LiquidError) as exc:
            raise ValueFault(f"gives the filter {quoted(name)} what it cannot take") from exc

    def get_buffer(self, buf: object = None) -> StringIO:  # noqa: ARG002  # the library's signature
        """Return a buffer whose text is taken from the budget."""
        return CaptureBuffer(self.post)

    @contextmanager
    def loop(self, namespace: Mapping[str, object], forloop: Any) -> Iterator[RenderContext]:
        """Take a loop's turns from the budget before the first."""
        self.post.spend(forloop.length * self.weight)
        with super().loop(namespace, forloop) as context:
            yield context

    @contextmanager
    def within(self, parameters: Mapping[str, object] | None) -> Iterator[None]:
        """Know an include's parameters; without any, those of the one around are known."""
        if self.included >= _DEEPEST:
            raise ValueFault("includes too many others within one another")
        self.included += 1
        try:
            with self.extend({} if parameters is None else {"include": parameters}):
                yield
        finally:
            self.included -= 1


class CaptureBuffer(StringIO):
    """What a tag captures."""

    def __init__(self, post: LiquidText) -> None:
        super().__init__()
        self._post = post

    def write(self, text: str, /) -> int:
        """Add *text*."""
        self._post.spend(len(text))
        return super().write(text)


class LineBuffer(StringIO):
    """What is made of a text, with the line of the text from which each of its lines comes."""

    def __init__(self, post: LiquidText) -> None:
        super().__init__()
        self._post = post
        self._parts: list[str] = []
        self._place = 0
        """0-based line of the text that is being carried out."""
        self._is_empty = True
        """Whether there is nothing yet in the last line."""
        self.lines = [0]
        """0-based line of the source of each line."""

    def write(self, text: str, /) -> int:
        """Add *text* that a tag makes, all of it at the tag's line."""
        self._post.spend(len(text))
        return self._add(text, step=0)

    def copy(self, text: str, line: int) -> int:
        """Add *text* as it stands in the source from *line* on."""
        self._place = line
        if self._is_empty and text[:1] != "\n":
            self.lines[-1] = line
        return self._add(text, step=1)

    def _add(self, text: str, *, step: int) -> int:
        self._parts.append(text)
        for _ in range(text.count("\n")):
            self._place += step
            self.lines.append(self._place)
        last = text[text.rfind("\n") + 1 :]
        self._is_empty = (self._is_empty or "\n" in text) and not last.strip()
        return len(text)

    def place(self, line: int) -> None:
        """Say at which line what is written next stands."""
        self._place = line

    def mark(self) -> tuple[int, int, bool]:
        """Return where it stands, for :meth:`back`."""
        return len(self._parts), len(self.lines), self._is_empty

    def back(self, mark: tuple[int, int, bool]) -> None:
        """Forget what has come since *mark*."""
        parts, lines, self._is_empty = mark
        del self._parts[parts:], self.lines[lines:]

    def getvalue(self) -> str:
        """Return all of it."""
        return "".join(self._parts)
