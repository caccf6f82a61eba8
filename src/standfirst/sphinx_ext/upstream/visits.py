"""Visits of trees without a message at each node that nobody sees.

docutils 0.22.4 and 0.23 make two messages for debugging on the way into each node and two on the way out, of which
its reporter forgets all unless it was told to debug: two thirds of what a visitor costs that looks for a few nodes,
0.3 ms an article. Can go with ``test_docutils_tells_of_each_visit_still``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    Visit = Callable[[nodes.Node, nodes.NodeVisitor], bool]
    Dispatch = Callable[[nodes.NodeVisitor, nodes.Node], Any]

WALK: Visit = nodes.Node.walk
WALKABOUT: Visit = nodes.Node.walkabout
DISPATCH_VISIT: Dispatch = nodes.NodeVisitor.dispatch_visit
DISPATCH_DEPARTURE: Dispatch = nodes.NodeVisitor.dispatch_departure


def put_in_place() -> None:
    """Have docutils visit so."""
    nodes.Node.walk = walk  # type: ignore[method-assign]
    nodes.Node.walkabout = walkabout  # type: ignore[method-assign]
    nodes.NodeVisitor.dispatch_visit = dispatch_visit  # type: ignore[method-assign]
    nodes.NodeVisitor.dispatch_departure = dispatch_departure  # type: ignore[method-assign]


def walk(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """Visit a node and those within it: ``docutils.nodes.Node.walk``; return whether the visitor has had enough."""
    if visitor.document.reporter.debug_flag:
        return WALK(self, visitor)
    try:
        descends, _ = _entered(self, visitor)
        return descends and _children(self, visitor, walk)
    except nodes.StopTraversal:
        return True


def walkabout(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """Visit and leave a node and those within it: ``docutils.nodes.Node.walkabout``; return as :func:`walk`."""
    if visitor.document.reporter.debug_flag:
        return WALKABOUT(self, visitor)
    departs, stops = True, False
    try:
        descends, departs = _entered(self, visitor)
        stops = descends and _children(self, visitor, walkabout)
    except nodes.SkipChildren:  # from the end of one of them
        pass
    except nodes.StopTraversal:
        stops = True
    if departs:
        visitor.dispatch_departure(self)
    return stops


def _entered(node: nodes.Node, visitor: nodes.NodeVisitor) -> tuple[bool, bool]:
    """Visit a node alone; return whether those within it are to be visited, and whether it is to be left."""
    try:
        visitor.dispatch_visit(node)
    except nodes.SkipNode:
        return False, False
    except nodes.SkipChildren:
        return False, True
    except nodes.SkipDeparture:
        return True, False
    return True, True


def _children(node: nodes.Node, visitor: nodes.NodeVisitor, visit: Visit) -> bool:
    try:
        # a visitor may put others in their place
        for child in node.children[:]:
            if visit(child, visitor):
                return True
    except nodes.SkipSiblings:
        pass
    return False


def dispatch_visit(self: nodes.NodeVisitor, node: nodes.Node) -> Any:
    """Call what a visitor has for a node of this class: ``docutils.nodes.NodeVisitor.dispatch_visit``."""
    if self.document.reporter.debug_flag:
        return DISPATCH_VISIT(self, node)
    return getattr(self, f"visit_{type(node).__name__}", self.unknown_visit)(node)


def dispatch_departure(self: nodes.NodeVisitor, node: nodes.Node) -> Any:
    """Call what it has for its end: ``docutils.nodes.NodeVisitor.dispatch_departure``."""
    if self.document.reporter.debug_flag:
        return DISPATCH_DEPARTURE(self, node)
    return getattr(self, f"depart_{type(node).__name__}", self.unknown_departure)(node)
