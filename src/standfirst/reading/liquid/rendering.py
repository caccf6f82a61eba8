"""The Liquid that posts of a Jekyll site use, carried out line for line.

::

    body --code_ranges()--> what is code --render()--> body with values in the place of tags

Done: ``{{ site.* }}``, ``{{ page.* }}`` with the usual filters, ``{% post_url %}``, ``{% link %}``,
``{% raw %}``, ``{% highlight %}``, ``{% comment %}``. Any other tag stays as text, with a warning;
so does one that cannot be carried out, and nothing is done inside code. A library
(python-liquid) raises on such a post instead of leaving it readable.

Sources: https://jekyllrb.com/docs/liquid/, https://shopify.github.io/liquid/
"""

from __future__ import annotations

import dataclasses as dc
import re
from bisect import bisect
from functools import cached_property
from typing import TYPE_CHECKING, Any

from standfirst.markdown.code_ranges import code_ranges
from standfirst.problems import PostWarning, Problem
from standfirst.reading.liquid import expressions
from standfirst.text.counts import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from standfirst.limits.budget import Budget
    from standfirst.problems import Report

_OPEN = re.compile(r"\{([{%])-?")
_SPACE = " \t\r\n\v\f"
"""What a hyphen in a tag takes: https://shopify.github.io/liquid/basics/whitespace/. Ruby means ASCII's."""
_BLANK = re.compile(r"\n[ \t]*\n")
_LONGEST_TAG = 1000
"""Characters; what is not closed within them is text."""
_MOST_PROBLEMS = 20
_MARKERS = re.compile(r"[\s>*+-]*(?:\d{1,9}[.)]\s*)?")
"""What may stand before a fence: an indent, and the marks of lists and quotes."""
_LONGEST_MARKERS = 1000
"""Characters; before a fence that stands further along its line is text."""
_REST = re.compile(r"[^\S\n]*(?:\n|\Z)")
"""What may stand after a fence."""
BLOCKS = {
    name: re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}") for name in ("raw", "comment", "highlight")
}


def render(
    body: str,
    scope: Mapping[str, Mapping[str, Any]],
    addresses: Mapping[str, Callable[[str], str | None]],
    report: Report,
    budget: Budget,
) -> str:
    """Return *body* with its tags and variables carried out, and with as many lines.

    :param body: Markdown without front matter.
    :param scope: ``site`` and ``page``.
    :param addresses: What the tags ``post_url`` and ``link`` ask for the address of the file that
        they name; None where there is no such file.
    :param budget: What values may be made of.
    """
    if "{{" not in body and "{%" not in body:
        return body
    renderer = _Renderer(body=body, scope=scope, addresses=addresses, report=report, budget=budget)
    return renderer.run()


@dc.dataclass(kw_only=True)
class _Renderer:
    body: str
    scope: Mapping[str, Mapping[str, Any]]
    addresses: Mapping[str, Callable[[str], str | None]]
    report: Report
    budget: Budget
    problems: int = 0
    owed: int = 0
    """Lines that white space was trimmed of, and that are to come."""
    never_closed: set[str] = dc.field(default_factory=set)
    """Blocks that have no end in the rest of the text."""

    @cached_property
    def code(self) -> list[tuple[int, int]]:
        return code_ranges(self.body)

    def run(self) -> str:
        parts: list[str] = []
        position = done = 0
        ranges = iter(self.code)
        code = next(ranges, None)
        while (found := _OPEN.search(self.body, position)) is not None:
            while code is not None and code[1] <= found.start():
                code = next(ranges, None)
            if code is not None and code[0] <= found.start():
                position = code[1]
                continue
            text, end = self._tag(found)
            if text is None:
                position = found.end()
                continue
            parts += [*self._before(done, found), text]
            position = done = self._after(end)
        parts += [*self._plain(done, len(self.body)), "\n" * self.owed]
        if self.problems > _MOST_PROBLEMS:
            self._report(
                f"{counted(self.problems - _MOST_PROBLEMS, 'more problem')} with tags or variables",
                0,
            )
        return "".join(parts)

    def _before(self, start: int, found: re.Match[str]) -> list[str]:
        """Return the text before a tag, trimmed where the tag begins with a hyphen."""
        stop = found.start()
        if found[0].endswith("-"):
            stop = start + len(self.body[start:stop].rstrip(_SPACE))
        parts = self._plain(start, stop)
        self.owed += self.body.count("\n", stop, found.start())
        return parts

    def _after(self, end: int) -> int:
        """Return where the text after a tag begins, which is further on where the tag ends in a hyphen."""
        if self.body[end - 3] != "-":
            return end
        start = end
        while start < len(self.body) and self.body[start] in _SPACE:
            start += 1
        self.owed += self.body.count("\n", end, start)
        return start

    def _plain(self, start: int, stop: int) -> list[str]:
        """Return the text from *start* to *stop*; what lines trimming has taken comes where a blank line ends a block."""
        blank = self._blank_line(start, stop) if self.owed else None
        if blank is None:
            return [self.body[start:stop]]
        owed, self.owed = self.owed, 0
        return [self.body[start:blank], "\n" * owed, self.body[blank:stop]]

    def _blank_line(self, start: int, stop: int) -> int | None:
        """Return the end of the first blank line from *start* to *stop* that is not within code."""
        for found in _BLANK.finditer(self.body, start, stop):
            begins = found.start() + 1
            last = bisect(self.code, (begins, len(self.body))) - 1
            if last < 0 or self.code[last][1] <= begins:
                return found.end()
        return None

    def _tag(self, found: re.Match[str]) -> tuple[str | None, int]:
        """Return what stands in the place of the tag that opens at *found*, and where it ends; None: as it is."""
        closing = "}}" if found[1] == "{" else "%}"
        end = self.body.find(closing, found.end(), found.end() + _LONGEST_TAG)
        if end < 0:
            self._warn(found.start(), f"{found[0]!r} is never closed", f"close it with {closing}")
            return None, found.end()
        inside = self.body[found.end() : end].strip().removesuffix("-").strip()
        if found[1] == "{":
            text = self._variable(inside, found.start())
        else:
            name, _, argument = inside.partition(" ")
            if name in BLOCKS:
                return self._block(name, argument.strip(), found.start(), end + 2)
            text = self._named(name, argument.strip(), found.start())
        if text is None:
            return None, end
        # a tag over several lines keeps them
        return text + "\n" * self.body.count("\n", found.start(), end), end + 2

    def _variable(self, inside: str, start: int) -> str | None:
        shown = f"{{{{ {inside[:80]} }}}}"
        try:
            value = expressions.evaluate(inside, self.scope, self.budget)
        except expressions.NoValueError:
            remedy = "write the value itself, or name it in standfirst_site"
            self._say(start, f"{shown} has no value; it is left out, as Jekyll does", remedy)
            return ""
        except expressions.SizeError:
            self._exceeds(start)
            return None
        except expressions.LiquidError as exc:
            self._warn(start, f"{shown} {exc}", "write the value itself")
            return None
        return " ".join(value.split("\n"))

    def _named(self, name: str, argument: str, start: int) -> str | None:
        if name not in self.addresses:
            remedy = "write what it would give"
            self._warn(start, f"the tag {{% {name[:40]} %}} is not supported", remedy)
            return None
        address = self.addresses[name](argument.strip("\"'"))
        if address is None:
            self._warn(start, f"{{% {name} {argument[:80]} %}} names no file", "mend the name")
        elif self.budget.spend(len(address)):
            return address
        else:
            self._exceeds(start)
        return None

    def _block(self, name: str, argument: str, start: int, inner: int) -> tuple[str | None, int]:
        closing = None if name in self.never_closed else BLOCKS[name].search(self.body, inner)
        if closing is None:
            self.never_closed.add(name)
            self._warn(
                start, f"{{% {name} %}} is never closed", f"write {{% end{name} %}} after it"
            )
            return None, inner
        inside = self.body[inner : closing.start()]
        if name == "comment":
            inside = "\n" * inside.count("\n")
        elif name == "raw":
            inside = self._trimmed(inside, inner, closing[0])
        elif name == "highlight":
            inside = self._apart(_fenced(inside, argument.partition(" ")[0]), start, closing.end())
        tags = self.body.count("\n", start, inner) + closing[0].count("\n")
        return inside + "\n" * tags, closing.end()

    def _trimmed(self, inside: str, inner: int, closing: str) -> str:
        """Return what is between two tags without the white space that their hyphens take."""
        kept = inside.lstrip(_SPACE) if self.body[inner - 3] == "-" else inside
        kept = kept.rstrip(_SPACE) if closing.startswith("{%-") else kept
        self.owed += inside.count("\n") - kept.count("\n")
        return kept

    def _apart(self, code: str, start: int, end: int) -> str:
        """Return *code* on lines of its own; where text stands beside it, that takes a line more."""
        if "\n" not in code:
            return code
        begin = self.body.rfind("\n", max(0, start - _LONGEST_MARKERS), start) + 1
        is_near = begin > 0 or start <= _LONGEST_MARKERS
        head = "" if is_near and _MARKERS.fullmatch(self.body, begin, start) else "\n"
        return f"{head}{code}" + ("" if _REST.match(self.body, end) else "\n")

    def _exceeds(self, start: int) -> None:
        """Say once that what the post makes of Liquid is too long."""
        if self.budget.is_news("Liquid"):
            message = f"its Liquid would add more than {self.budget.bound} characters to the text; the rest stays as written"
            self._report(message, start, "write the text itself", PostWarning.SIZE)

    def _warn(self, start: int, message: str, remedy: str) -> None:
        self._say(start, f"{message}; it stays as text", remedy)

    def _say(self, start: int, message: str, remedy: str) -> None:
        self.problems += 1
        if self.problems <= _MOST_PROBLEMS:
            self._report(message, start, remedy)

    def _report(
        self, message: str, start: int, remedy: str = "", subtype: PostWarning = PostWarning.LIQUID
    ) -> None:
        line = self.body.count("\n", 0, start) + 1
        column = start - self.body.rfind("\n", 0, start)
        message = " ".join(message.split())
        problem = Problem(subtype=subtype, message=message, remedy=remedy, line=line, column=column)
        self.report(problem)


def _fenced(code: str, language: str) -> str:
    """Return *code* between fences on the lines of its tags; within a line, as a code span."""
    runs = [len(run) for run in re.findall("`+", code)]
    ticks = "`" * max(3, 1 + max(runs, default=0))
    if "\n" not in code:
        ticks = "`" * (1 + max(runs, default=0))
        return f"{ticks} {code} {ticks}" if runs else f"{ticks}{code}{ticks}"
    word = re.sub(r"[^\w+#.-]", "", language)
    # the tags' own indent, in a list, is that of the fences
    tail = "" if code.rstrip(" \t").endswith("\n") else "\n"
    head = "" if code.lstrip(" \t").startswith("\n") else "\n"
    return f"{ticks}{word}{head}{code}{tail}{ticks}"
