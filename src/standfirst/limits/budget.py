"""The growth of one post while it is read: characters written once and shown often.

An abbreviation's explanation, a link's definition and a value of Liquid are written once and used at
will, so that a small text makes a large page: 25 kB made 0.8 GB. What such uses make is counted, for
each post, until it is more than :data:`FREE` and :data:`FACTOR` times the post's own length; from there on
what is used stays as it is written, with one warning of each kind.

The figures: of a hundred posts and pages none makes more than 500 characters in this way; 100,000 are a thousand
uses of an address or an explanation of a hundred; and a text of any length may make a page five times as long.
"""

from __future__ import annotations

FREE = 100_000
"""Characters that any post may make."""
FACTOR = 4
"""Characters that a post may make for each of its own."""
TAKEN_IN = 250_000
"""Characters of the files that it takes in which count as its own."""


class Budget:
    """The characters that a text may still add."""

    def __init__(self, length: int) -> None:
        """Take the length of the text.

        :param length: In characters.
        """
        self.bound = FREE + FACTOR * length
        """Characters that may be made in all."""
        self.left = self.bound
        self._may_grow = TAKEN_IN
        self._told: set[str] = set()

    def spend(self, size: int) -> bool:
        """Take *size* characters; return whether they were left, else nothing is taken."""
        if size > self.left:
            return False
        self.left -= size
        return True

    def grow(self, length: int) -> None:
        """Count a file of *length* characters that the text takes in to its own length, as far as that goes."""
        more = FACTOR * min(length, self._may_grow)
        self._may_grow -= more // FACTOR
        self.bound += more
        self.left += more

    def is_news(self, kind: str) -> bool:
        """Return whether this is the first report that things of this *kind* exceed the bound."""
        is_first = kind not in self._told
        self._told.add(kind)
        return is_first
