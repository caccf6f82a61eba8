"""The open HTML tags, so that each is closed where Markdown's own blocks end."""

from __future__ import annotations

from collections import Counter

from standfirst.tables.html_vocabulary import END_PARAGRAPH, ENDED_BY, HEADINGS

_ENDED_BY_BLOCKS = HEADINGS | {"p"}


def ended_by(name: str) -> frozenset[str]:
    """Return the open elements that the start tag of *name* ends."""
    return ENDED_BY.get(name, _ENDED_BY_BLOCKS if name in END_PARAGRAPH else frozenset())


class Balance:
    """Open elements, in frames: one for the text, one for each Markdown element within it."""

    def __init__(self) -> None:
        self._frames: list[tuple[list[str], Counter[str]]] = [([], Counter())]
        self.ended_before: Counter[str] = Counter()
        """Elements that had to end before their closing tags, which are to come."""

    @property
    def open(self) -> list[str]:
        """Elements open in the innermost frame, the outermost first."""
        return self._frames[-1][0]

    def has(self, name: str) -> bool:
        """Return whether *name* is open in the innermost frame."""
        return self._frames[-1][1][name] > 0

    def push(self, name: str) -> list[str]:
        """Open *name*; return the elements that it closes, the innermost first."""
        ended, ends = [], ended_by(name)
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

    def take_late(self, name: str) -> bool:
        """Take a closing tag whose element had to end before it; return False where there was none."""
        if not self.ended_before[name]:
            return False
        self.ended_before[name] -= 1
        return True

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
