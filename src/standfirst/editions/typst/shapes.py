"""The kind of content of a node, where typesetting depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from standfirst.editions import html_to_nodes
from standfirst.editions.typst.translator_base import classes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element, Node


def is_space(node: Node) -> bool:
    """Return whether *node* is white space, or the end of a line."""
    return (isinstance(node, nodes.Text) and not node.strip()) or (
        isinstance(node, nodes.inline) and html_to_nodes.BREAK in classes_of(node)
    )


def is_picture(node: Node) -> bool:
    """Return whether *node* is a picture, or a link around one."""
    if isinstance(node, nodes.reference):
        return len(node.children) == 1 and isinstance(node.children[0], nodes.image)
    return isinstance(node, nodes.image)


def frame_missing(document: nodes.document) -> None:
    """Turn the texts of missing pictures back into pictures, for which print has a frame with the address."""
    for text in list(document.findall(nodes.inline)):
        if "sf-missing-picture" in classes_of(text) and text.get("uri"):
            text.replace_self(nodes.image(uri=text["uri"], alt=text.get("alt", "")))


def is_simple(item: Element) -> bool:
    """Return whether an item of a list is a line of text, perhaps with a list below it."""
    lists = nodes.bullet_list | nodes.enumerated_list
    return not item.children or (
        isinstance(item.children[0], nodes.paragraph)
        and all(isinstance(child, lists) for child in item.children[1:])
    )


def lines_of(node: Element) -> Iterator[Element]:
    """Yield the lines of a block and of the blocks within it."""
    for child in node.children:
        if isinstance(child, nodes.line_block):
            yield from lines_of(child)
        elif isinstance(child, nodes.Element):
            yield child
