"""Siblings of a node, found in time that does not grow with their number.

docutils 0.22.4 and 0.23 look for a node among all of its parent's children, and copy those after it, each
time it is asked what comes next; docutils, Sphinx and the writers ask that of every target, note,
term and definition, so that a page of ten thousand notes took a minute. Can go with
``test_docutils_looks_for_a_node_among_all_still``.
"""

from __future__ import annotations

import sys
import weakref
from functools import wraps
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BACK = 64
"""How many places before the last one is looked: what is asked for next stands after it, or near."""


def index_from_the_last(original: Callable[..., int]) -> Callable[..., int]:
    """Return ``docutils.nodes.Element.index``, which begins where it found the last node of the same parent."""
    last: weakref.WeakKeyDictionary[nodes.Element, int] = weakref.WeakKeyDictionary()

    @wraps(original)
    def index(self: nodes.Element, item: Any, start: int = 0, stop: int = sys.maxsize) -> int:
        # texts are equal where their words are, and the first of them is asked for
        if start or stop != sys.maxsize or isinstance(item, nodes.Text):
            return original(self, item, start, stop)
        try:
            place = self.children.index(item, max(last.get(self, 0) - _BACK, 0))
        except ValueError:
            place = original(self, item)
        last[self] = place
        return place

    return index


def remove(self: nodes.Element, item: Any) -> None:
    """Remove *item* by its place: ``docutils.nodes.Element.remove``."""
    del self.children[self.index(item)]


def after(node: nodes.Node, *, ascend: bool) -> Iterator[nodes.Node]:
    """Yield the nodes after *node* that have the same parent, and with *ascend* those after its ancestors."""
    while node.parent is not None:
        place = node.parent.index(node)
        while node.parent.children[place] is not node:  # the first of equal texts
            place = node.parent.index(node, place + 1)
        place += 1
        while place < len(node.parent.children):
            yield node.parent.children[place]
            place += 1
        if not ascend:
            return
        node = node.parent
