"""Which HTML tags are open, so that every one is closed where Markdown's own blocks end."""

from __future__ import annotations

from collections import Counter

_CLOSED_BY = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"td", "th", "tr"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "thead": {"td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup"},
    "tbody": {"td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup"},
    "tfoot": {"td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup"},
    "rt": {"rt", "rp"},
    "rp": {"rt", "rp"},
}
"""Opening tag -> open elements that it ends."""
_CLOSES_P = frozenset(
    [
        "blockquote",
        "details",
        "div",
        "dl",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "ol",
        "p",
        "pre",
        "table",
        "ul",
    ]
)
_ENDED_BY_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_IMPLIED = frozenset(
    [
        "caption",
        "colgroup",
        "dd",
        "dt",
        "li",
        "p",
        "rp",
        "rt",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ]
)
"""Elements whose closing tag an author may leave out:
https://html.spec.whatwg.org/multipage/syntax.html#optional-tags."""


class Balance:
    """Open elements, in frames: one for the text, one for each Markdown element within it."""

    def __init__(self) -> None:
        self._frames: list[tuple[list[str], Counter[str]]] = [([], Counter())]

    @property
    def open(self) -> list[str]:
        """Elements open in the innermost frame, the outermost first."""
        return self._frames[-1][0]

    def has(self, name: str) -> bool:
        """Return whether *name* is open in the innermost frame."""
        return self._frames[-1][1][name] > 0

    def push(self, name: str) -> list[str]:
        """Open *name*; return the elements that it ends, the innermost first."""
        ended = []
        ends = _CLOSED_BY.get(name, _ENDED_BY_BLOCKS if name in _CLOSES_P else set())
        while self.open and self.open[-1] in ends:
            ended.append(self._pop())
        self.open.append(name)
        self._frames[-1][1][name] += 1
        return ended

    def close(self, name: str) -> list[str]:
        """Close *name*, which is open; return what is closed by that, *name* last."""
        closed = [self._pop()]
        while closed[-1] != name:
            closed.append(self._pop())
        return closed

    def enter(self) -> None:
        """Begin a Markdown element."""
        self._frames.append(([], Counter()))

    def leave(self) -> list[str]:
        """End a Markdown element; return what was still open in it, the innermost first."""
        closed = [self._pop() for _ in range(len(self.open))]
        if len(self._frames) > 1:
            self._frames.pop()
        return closed

    def _pop(self) -> str:
        stack, counts = self._frames[-1]
        name = stack.pop()
        counts[name] -= 1
        return name


def must_be_closed(name: str) -> bool:
    """Return whether an author may not leave out the closing tag of *name*."""
    return name not in _IMPLIED
