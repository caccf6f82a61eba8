"""Trees of documents without what is known anyway, as they are kept. Read in docutils 0.21.2 and 0.22.4.

::

    tree --slim()--> lean, pickled --packed()--> kept --unpacked()--> a pickle that is, when it is loaded, the tree: fill()
                                 text of the post--^--------------^

A node of docutils names the node it is in, its document, its file, its own class and empty lists of attributes, and has the
source that its text was made of beside that text: half of a pickle, and a third of it compressed. Of a node's source, which goes
for good, docutils and Sphinx ask after reading for that of literal text alone; Sphinx's ``gettext`` does
for others, and refuses to share trees with builders of pages (``BuildEnvironment.set_versioning_method``).
"""

from __future__ import annotations

import pickle
import struct
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import frontend, nodes
from docutils.parsers.rst import Parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FORM = b"standfirst tree 1\n"
_HEAD = struct.Struct(f"<{len(_FORM)}sQQ")
"""Form, and the bytes of the pickle and of the text."""
_PIECE, _WINDOW = 16_000, 24_000
"""Bytes of a pickle that are compressed by themselves, and of the text that zlib knows with them."""
_MOST = _PIECE + 1_000
"""Bytes of a piece that is compressed, at most: what cannot be is some bytes longer."""
_LEVEL = 6
"""Of a tree of 43 kB it leaves 3.0, in 0.35 ms; 4 leaves 3.4 in 0.30. Without the text, 4 leaves 15.5 in 0.6."""
_DOCUMENT = "_document"
_TEXT, _LITERAL = nodes.Text, nodes.FixedTextElement


class UnfitTreeError(ValueError):
    """A tree that was read from another text than there is now, or is damaged."""

    remedy = "build again"

    def __init__(self) -> None:
        super().__init__("what was kept of it does not fit its text: that was changed while the publication was built, or this is damaged")  # fmt: skip


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


def packed(document: nodes.document, text: bytes) -> bytes:
    """Return a lean tree as it is kept.

    :param text: What it was read from, most of which is in the tree: only where it stands is kept of that. None is needed where it is empty.
    """
    pickled = pickle.dumps(_Lean(document), pickle.HIGHEST_PROTOCOL)
    pieces = [_HEAD.pack(_FORM, len(pickled), len(text))]
    for start, known in _windows(len(pickled), text):
        packer = zlib.compressobj(_LEVEL, zdict=known)
        pieces += [packer.compress(pickled[start : start + _PIECE]), packer.flush()]
    return b"".join(pieces)


def unpacked(data: bytes, text: Callable[[], bytes]) -> bytes:
    """Return the pickle of which a kept tree was made; *data* itself where it is not kept so. Loaded it is the whole tree.

    :param text: Says what the tree was read from.
    :raises UnfitTreeError: It was read from another text, or is damaged.
    """
    if not data.startswith(_FORM):
        return data
    try:
        _, size, of_text = _HEAD.unpack_from(data)
        known_text = text() if of_text else b""
        if len(known_text) != of_text:
            raise UnfitTreeError
        pieces, at = [], _HEAD.size
        for _, known in _windows(size, known_text):
            given = data[at : at + _MOST]
            unpacker = zlib.decompressobj(zdict=known)
            pieces.append(unpacker.decompress(given))
            at += len(given) - len(unpacker.unused_data)
            if not unpacker.eof:
                raise UnfitTreeError
    except (struct.error, zlib.error) as exc:
        raise UnfitTreeError from exc
    pickled = b"".join(pieces)
    if (len(pickled), at) != (size, len(data)):
        raise UnfitTreeError
    return pickled


def _windows(size: int, text: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield where each piece of a pickle begins, and what zlib is to know with it: text from about the same place.

    Beyond 32 kB it does not look back (https://www.rfc-editor.org/rfc/rfc1950#section-2.2); the text of a tree stands in its
    order, mostly. What it was not given, it refuses to unpack: another text, or another version of docutils.
    """
    for start in range(0, size, _PIECE):
        middle = min(size, start + _PIECE // 2) * len(text) // size
        first = max(0, min(middle - _WINDOW // 2, len(text) - _WINDOW))
        yield start, _boilerplate() + text[first : first + _WINDOW]


class _Lean:
    """Is loaded as the whole of a lean tree."""

    def __init__(self, document: nodes.document) -> None:
        self._document = document

    def __reduce__(self) -> tuple[Callable[..., nodes.document], tuple[nodes.document]]:
        """Have it loaded by :func:`_filled`."""
        return _filled, (self._document,)


def _filled(document: nodes.document) -> nodes.document:
    if not isinstance(document, nodes.document):
        raise TypeError(document)
    fill(document)
    return document


@cache
def _boilerplate() -> bytes:
    """Return what every tree has, which is not kept with each."""
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
