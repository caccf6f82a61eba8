"""A text -> its pieces: text, values (``{{ … }}``) and tags (``{% … %}``), in order.

What is code is text, as are ``raw``, ``comment`` and ``highlight``, which are done here, since their
content is no Liquid; so is what is never closed. In code two things count: ``raw``, whose tags are
taken off, and values of names that the post sets itself, or of ``site.data``.

Source: https://shopify.github.io/liquid/, ``Liquid::Tokenizer``
"""

from __future__ import annotations

import dataclasses as dc
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from standfirst.markdown.code_ranges import code_ranges
from standfirst.markdown.lines import LINE_NUMBERS
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    Warn = Callable[[int, str, str], None]
    """Reports, at an offset, what is wrong and what helps."""

_OPEN = re.compile(r"\{([{%])-?")
_NAME = re.compile(r"\s*(\w*)\s*")
_ROOT = re.compile(r"\s*([A-Za-z_][\w-]*)((?:\.[\w-]+)*)")
_SPACE = " \t\r\n\v\f"
"""What a hyphen in a tag takes: https://shopify.github.io/liquid/basics/whitespace/. Ruby means ASCII's."""
_LONGEST, _LONGEST_INCLUDE = 1_000, 10_000
"""Characters of a tag, and of one whose parameters may be captions; what is not closed within them is text."""
_MARKERS = re.compile(r"[\s>*+-]*(?:\d{1,9}[.)]\s*)?")
"""What may stand before a fence: an indent, and the marks of lists and quotes."""
_LONGEST_MARKERS = 1_000
"""Characters; before a fence that stands further along its line is text."""
_REST = re.compile(r"[^\S\n]*(?:\n|\Z)")
"""What may stand after a fence."""
BLOCKS = {
    name: re.compile(rf"\{{%-?\s*end{name}\s*(-?)%\}}") for name in ("raw", "comment", "highlight")
}
_SETS = {
    "assign": re.compile(r"([\w-]+)\s*="),
    "capture": re.compile(r"[\"']?([\w-]+)"),
    "decrement": re.compile(r"([\w-]+)"),
    "for": re.compile(r"([\w-]+)\s+in\b"),
    "increment": re.compile(r"([\w-]+)"),
    "tablerow": re.compile(r"([\w-]+)\s+in\b"),
}
"""Tags that give a value to a name, and where the name stands in them."""


@dc.dataclass(kw_only=True, slots=True)
class Piece:
    """A part of a text."""

    kind: Literal["text", "value", "tag"]
    start: int
    end: int
    text: str = ""
    """Of a text: what stands there; of others: what stands between the marks, without a tag's name."""
    at: int = 0
    """Offset at which a text's characters begin in the source."""
    name: str = ""
    """Of a tag."""
    trims: tuple[bool, bool] = (False, False)
    """Whether it takes the white space before and after it."""
    is_fixed: bool = False
    """Whether it is a text that keeps its white space."""
    in_code: bool = False


def scan(source: str, warn: Warn, *, has_code: bool) -> tuple[list[Piece], set[str]]:
    """Return the pieces of *source*, and the names to which its tags give values.

    :param has_code: Whether it is Markdown, in which there is code.
    """
    scanner = _Scanner(source, warn, code_ranges(source) if has_code else [])
    pieces = list(scanner.run())
    for piece in pieces:
        # what is shown in code is meant to be seen, unless the post itself says what it is
        if piece.in_code and piece.kind == "value" and not _is_meant(piece.text, scanner.names):
            as_text(piece, source)
    _trim(pieces)
    return pieces, scanner.names


def as_text(piece: Piece, source: str) -> None:
    """Make *piece* text, as it is written."""
    piece.kind, piece.at, piece.is_fixed = "text", piece.start, True
    piece.text, piece.trims = source[piece.start : piece.end], (False, False)


def _is_meant(expression: str, names: Collection[str]) -> bool:
    root = _ROOT.match(expression)
    return root is not None and (
        root[1] in names or f"{root[1]}{root[2]}.".startswith("site.data.")
    )


def _trim(pieces: list[Piece]) -> None:
    """Take away the white space that hyphens take."""
    for before, piece in pairwise(pieces):
        if piece.trims[0] and before.kind == "text" and not before.is_fixed:
            before.text = before.text.rstrip(_SPACE)
        if before.trims[1] and piece.kind == "text" and not piece.is_fixed:
            kept = piece.text.lstrip(_SPACE)
            piece.at += len(piece.text) - len(kept)
            piece.text = kept


class _Scanner:
    def __init__(self, source: str, warn: Warn, code: list[tuple[int, int]]) -> None:
        self.source = source
        self.warn = warn
        self.names: set[str] = set()
        self._ranges = iter(code)
        self._code = next(self._ranges, None)
        self._highlight: tuple[int, str] | None = None
        """Where the block of code ends that is open, and its last fence."""
        self._without_raw = -1
        """End of the code in which no more block of that kind ends."""
        self._never_closed: set[str] = set()
        """Blocks that have no end in the rest of the text."""

    def run(self) -> Iterator[Piece]:
        done = position = 0
        while (found := _OPEN.search(self.source, position)) is not None:
            position = found.end()
            end = self._end_of_code(found.start())
            pieces = self._in_code(found, end) if end else self._outside(found)
            if pieces:
                yield from self._plain(done, pieces[0].start)
                yield from pieces
                position = done = pieces[-1].end
        yield from self._plain(done, len(self.source))

    def _plain(self, start: int, stop: int) -> Iterator[Piece]:
        if start < stop:
            yield Piece(kind="text", start=start, end=stop, text=self.source[start:stop], at=start)

    def _end_of_code(self, start: int) -> int:
        """Return where the code ends that *start* lies in; 0: it lies in none."""
        if self._highlight:
            if start < self._highlight[0]:
                return self._highlight[0]
            return 0
        while self._code is not None and self._code[1] <= start:
            self._code = next(self._ranges, None)
        return self._code[1] if self._code is not None and self._code[0] <= start else 0

    def _in_code(self, found: re.Match[str], stop: int) -> list[Piece]:
        name = _NAME.match(self.source, found.end())
        if found[1] == "{":
            piece = self._closed(found, "}}", stop, _LONGEST)
            if piece is None or not _ROOT.match(piece.text):
                return []
            piece.in_code = True
            return [piece]
        if name is None or name[1] != "raw":
            return []
        opener = self._closed(found, "%}", stop, _LONGEST)
        if opener is None or self._without_raw == stop:
            return []
        closing = BLOCKS["raw"].search(self.source, opener.end, stop)
        if closing is None:
            self._without_raw = stop
            return []
        return [self._raw(opener, closing, is_code=True)]

    def _outside(self, found: re.Match[str]) -> list[Piece]:
        if self._highlight and found.start() == self._highlight[0]:
            return [self._last_fence(found)]
        is_value = found[1] == "{"
        closing = "}}" if is_value else "%}"
        name = _NAME.match(self.source, found.end())
        is_include = not is_value and name is not None and name[1].startswith("include")
        longest = _LONGEST_INCLUDE if is_include else _LONGEST
        piece = self._closed(found, closing, len(self.source), longest)
        if piece is None:
            self._text(
                found.start(), f"{quoted(found[0])} is never closed", f"close it with {closing}"
            )
            return []
        if is_value:
            return [piece]
        piece.kind = "tag"
        piece.name, piece.text = _parted(piece.text)
        if piece.name in BLOCKS:
            return self._block(piece)
        if (sets := _SETS.get(piece.name)) and (named := sets.match(piece.text)):
            self.names.add(named[1])
        return [piece]

    def _closed(self, found: re.Match[str], closing: str, stop: int, longest: int) -> Piece | None:
        """Return what opens at *found* as a value, if it is closed before *stop*."""
        end = self.source.find(closing, found.end(), min(stop, found.end() + longest))
        if end < 0:
            return None
        inside = self.source[found.end() : end].strip()
        trims = (found[0].endswith("-"), inside.endswith("-"))
        return Piece(
            kind="value",
            start=found.start(),
            end=end + 2,
            text=inside.removesuffix("-").strip(),
            at=found.start(),
            trims=trims,
        )

    def _text(self, start: int, message: str, remedy: str) -> None:
        self.warn(start, f"{message}; it stays as text", remedy)

    def _block(self, opener: Piece) -> list[Piece]:
        name = opener.name
        found = None if name in self._never_closed else BLOCKS[name].search(self.source, opener.end)
        if found is None:
            self._never_closed.add(name)
            message, remedy = f"{{% {name} %}} is never closed", f"write {{% end{name} %}} after it"
            self._text(opener.start, message, remedy)
            return []
        if name == "highlight":
            return [self._first_fence(opener, found)]
        piece = self._raw(opener, found, is_code=False)
        if name == "comment":
            piece.text = ""
        return [piece]

    def _raw(self, opener: Piece, closing: re.Match[str], *, is_code: bool) -> Piece:
        """Return what is between two tags, without the white space that their hyphens take."""
        inside, at = self.source[opener.end : closing.start()], opener.end
        before = self.source[max(0, opener.start - _LONGEST_MARKERS) : opener.start]
        if is_code and inside[:1] == "\n" and not before.rpartition("\n")[2].strip():
            # of a line of code that has nothing but the tag nothing is left
            inside, at = inside[1:], at + 1
        if is_code and self.source[closing.end() : closing.end() + 1] == "\n":
            last = inside.rfind("\n")
            inside = inside[:last] if last >= 0 and not inside[last:].strip() else inside
        if opener.trims[1]:
            kept = inside.lstrip(_SPACE)
            inside, at = kept, at + len(inside) - len(kept)
        if closing[0].startswith("{%-"):
            inside = inside.rstrip(_SPACE)
        return Piece(
            kind="text",
            start=opener.start,
            end=closing.end(),
            text=inside,
            at=at,
            trims=(opener.trims[0], bool(closing[1])),
            is_fixed=True,
        )

    def _first_fence(self, opener: Piece, closing: re.Match[str]) -> Piece:
        """Return the beginning of a block of code, which goes on to the tag *closing*."""
        code = self.source[opener.end : closing.start()]
        head, tail = _fences(code, opener.text)
        if "\n" in code:
            head = self._before_fence(opener.start) + head
            tail += "" if _REST.match(self.source, closing.end()) else "\n"
        self._highlight = closing.start(), tail
        return Piece(
            kind="text",
            start=opener.start,
            end=opener.end,
            text=head,
            at=opener.start,
            trims=(opener.trims[0], False),
            is_fixed=True,
        )

    def _before_fence(self, start: int) -> str:
        """Return the line break that a fence needs where text stands before it."""
        begin = self.source.rfind("\n", max(0, start - _LONGEST_MARKERS), start) + 1
        is_near = begin > 0 or start <= _LONGEST_MARKERS
        return "" if is_near and _MARKERS.fullmatch(self.source, begin, start) else "\n"

    def _last_fence(self, found: re.Match[str]) -> Piece:
        closing = BLOCKS["highlight"].match(self.source, found.start())
        tail, self._highlight = (self._highlight or (0, ""))[1], None
        end = closing.end() if closing else found.end()
        return Piece(
            kind="text",
            start=found.start(),
            end=end,
            text=tail,
            at=found.start(),
            trims=(False, bool(closing and closing[1])),
            is_fixed=True,
        )


def _parted(inside: str) -> tuple[str, str]:
    """Return a tag's name and the rest."""
    found = _NAME.match(inside)
    name = found[1] if found else ""
    return (name, inside[len(name) :].strip()) if name else (inside[:40], "")


def _fences(code: str, argument: str) -> tuple[str, str]:
    """Return the fences around *code* on the lines of its tags; within a line, the marks of a code span.

    :param argument: The tag's: the language, and ``linenos`` where lines are to be numbered.
    """
    language, _, options = argument.partition(" ")
    runs = [len(run) for run in re.findall("`+", code)]
    if "\n" not in code:
        ticks = "`" * (1 + max(runs, default=0))
        return (f"{ticks} ", f" {ticks}") if runs else (ticks, ticks)
    ticks = "`" * max(3, 1 + max(runs, default=0))
    word = re.sub(r"[^\w+#.-]", "", language)
    word += f" {LINE_NUMBERS}" if word and options.lstrip().startswith(LINE_NUMBERS) else ""
    # the tags' own indent, in a list, is that of the fences
    head = "" if code.lstrip(" \t").startswith("\n") else "\n"
    tail = "" if code.rstrip(" \t").endswith("\n") else "\n"
    return f"{ticks}{word}{head}", f"{tail}{ticks}"
