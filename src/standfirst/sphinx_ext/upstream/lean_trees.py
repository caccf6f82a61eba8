"""Trees of documents without what is known anyway, as they are kept. Read in docutils 0.21.2 and 0.22.4.

::

    tree --slim()--> lean, pickled by Sphinx --packed()--> a pickle that is, when it is loaded, the tree: fill()

A node of docutils names the node it is in, its document, its file, its own class and empty lists of attributes, and has the
source that its text was made of beside that text: half of a pickle, and a third of it compressed. Of a node's source, which goes
for good, docutils and Sphinx ask after reading for that of literal text alone; Sphinx's ``gettext`` does
for others, and refuses to share trees with builders of pages (``BuildEnvironment.set_versioning_method``).
"""

from __future__ import annotations

import pickle
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import frontend, nodes
from docutils.parsers.rst import Parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LEVEL = 4
"""Of a tree of 80 kB it leaves 13.5, in half a millisecond; 1 leaves 15 in a third, 6, the usual, 13 in one."""
_DOCUMENT = "_document"
_TEXT, _LITERAL = nodes.Text, nodes.FixedTextElement


def slim(document: nodes.document) -> None:
    """Take from a tree what :func:`fill` can give back, and sources of text."""
    file = document.attributes.get("source")
    for node in _elements(document):
        state = node.__dict__
        for child in node.children:
            if child.__dict__.get("parent") is node:
                del child.__dict__["parent"]
        if not node.children:
            del state["children"]
        if state.get(_DOCUMENT) is document:
            del state[_DOCUMENT]
        if state.setdefault("source", None) == file:
            del state["source"]
        if state.get("tagname") == node.__class__.__name__:
            del state["tagname"]
        if not isinstance(node, _LITERAL):
            state.pop("rawsource", None)
        lists = node.list_attributes
        given = {name: value for name, value in node.attributes.items() if value or name not in lists}  # fmt: skip
        if given:
            state["attributes"] = given
        else:
            del state["attributes"]


def fill(document: nodes.document) -> None:
    """Give a tree back what :func:`slim` has taken."""
    file = document.__dict__.get("attributes", {}).get("source")
    for node in _elements(document):
        state = node.__dict__
        for child in state.setdefault("children", []):
            child.__dict__.setdefault("parent", node)
        state.setdefault(_DOCUMENT, document)
        state.setdefault("source", file)
        state.setdefault("tagname", node.__class__.__name__)
        state.setdefault("rawsource", "")
        lists: dict[str, Any] = {name: [] for name in node.list_attributes}
        state["attributes"] = {**lists, **state.get("attributes", {})}


def _elements(document: nodes.document) -> Iterator[nodes.Element]:
    """Yield all elements, be they lean or not; the children of each are asked for after it was yielded."""
    left: list[nodes.Element] = [document]
    while left:
        node = left.pop()
        children = node.__dict__.get("children", ())
        yield node
        left += [child for child in children if child.__class__ is not _TEXT]


def packed(pickled: bytes) -> bytes:
    """Return the pickle of a lean tree as one that is loaded as the whole tree."""
    packer = zlib.compressobj(_LEVEL, zdict=_boilerplate())
    return pickle.dumps(_Packed(packer.compress(pickled) + packer.flush()), pickle.HIGHEST_PROTOCOL)


class _Packed:
    """Is loaded as the tree that it has."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __reduce__(self) -> tuple[Callable[[bytes], nodes.document], tuple[bytes]]:
        """Have it loaded by :func:`unpacked`."""
        return unpacked, (self._data,)


def unpacked(data: bytes) -> nodes.document:
    """Return the tree in *data*.

    :raises zlib.error: It is not whole.
    :raises TypeError: It is none.
    """
    unpacker = zlib.decompressobj(zdict=_boilerplate())
    pickled = unpacker.decompress(data)
    if not unpacker.eof:
        raise zlib.error("a tree is cut off")
    document = pickle.loads(pickled)  # noqa: S301  # as Sphinx takes it
    if not isinstance(document, nodes.document):
        raise TypeError(document)
    fill(document)
    return document


@cache
def _boilerplate() -> bytes:
    """Return what every tree has, which is not kept with each: https://www.rfc-editor.org/rfc/rfc1950#section-2.2.

    zlib refuses what was compressed with another, as another version of docutils may give.
    """
    settings = frontend.get_default_settings(Parser)
    # its encoding is by default what the terminal takes
    vars(settings).update(record_dependencies=None, error_encoding="utf-8")
    document = nodes.document(settings, None, source="")  # type: ignore[arg-type]  # none is kept
    for kind in (nodes.image, nodes.caption, nodes.figure, nodes.literal, nodes.block_quote, nodes.container, nodes.strong):  # fmt: skip
        document += kind("", classes=["sf-"])
    document += nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "\n")), bullet="-")
    document += nodes.reference("", "", nodes.emphasis("", " "), refuri="https://www.", internal=True)  # fmt: skip
    document += nodes.section("", nodes.title("", " "), ids=["the"], names=["the"])
    document += nodes.paragraph("", "The ")
    for number, node in enumerate(_elements(document)):
        node.line = number
    slim(document)
    return pickle.dumps(document, pickle.HIGHEST_PROTOCOL)
