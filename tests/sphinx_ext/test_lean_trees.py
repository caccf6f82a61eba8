"""A tree that was made lean and filled again is what it was, whoever keeps it in between."""

from __future__ import annotations

import pickle
from hashlib import sha256

import pytest
from docutils import frontend, nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Parser

from standfirst.sphinx_ext.upstream import lean_trees

TEXT = """
Title
=====

A *paragraph* of **text**, ``code`` and `a link <https://a.example/>`_, and a note [1]_.

.. image:: a.png
   :alt: A picture

- one
- two

  - three

::

  literal   text

.. class:: sf-x

Other
-----

.. [1] The note, 中文.
"""


def tree():
    """Return the tree of :data:`TEXT`, as Sphinx has one when it writes it."""
    found = publish_doctree(TEXT, source_path="/a/b.rst")
    found.reporter = found.transformer = None
    found.settings.warning_stream = found.settings.record_dependencies = None
    return found


def kept(found):
    """Return the tree, kept and read."""
    lean_trees.slim(found)
    data = lean_trees.packed(found, TEXT.encode())
    return pickle.loads(lean_trees.unpacked(data, TEXT.encode))  # noqa: S301  # made in the line before


def state(node):
    """Return all that is known of a node but its source, and the same of those in it."""
    if isinstance(node, nodes.Text):
        return str(node), type(node), sorted(node.__dict__)
    known = {name: value for name, value in node.__dict__.items() if isinstance(value, str | int)}  # fmt: skip
    known.pop("rawsource")
    return type(node), known, node.attributes, [*node.attributes], [state(child) for child in node.children]  # fmt: skip


def test_a_tree_is_whole_when_it_is_read():
    """With each node's place, document, file, line and attributes, in their order, and the names that lead to nodes."""
    before, after = tree(), kept(tree())

    assert state(after) == state(before)
    assert after.pformat() == before.pformat()
    assert vars(after.settings) == vars(before.settings)
    assert [child for node in after.findall(nodes.Element) for child in node.children if child.parent is not node] == []  # fmt: skip
    assert {node.document for node in after.findall()} == {after}
    assert [after.ids["other"]] == [*after.findall(nodes.section)]
    assert after.footnote_refs == {"1": [*after.findall(nodes.footnote_reference)]}


def test_a_tree_that_was_made_lean_is_filled_where_it_is_needed_on():
    """In the process that has written it."""
    found = tree()
    lean_trees.slim(found)
    lean_trees.fill(found)

    assert state(found) == state(tree())


def test_of_sources_that_of_literal_text_alone_stays():
    """Sphinx asks by it whether a text is to be highlighted."""
    found = {type(node): node.rawsource for node in kept(tree()).findall(nodes.Element)}

    assert {kind: source for kind, source in found.items() if source} == {nodes.literal_block: "literal   text"}  # fmt: skip


def test_what_is_of_another_place_stays():
    """A node of an included file has that, and one that others are in by their own will is left to them."""
    found = tree()
    [title, *_] = found.findall(nodes.title)
    title.source, title.tagname = "/a/included.txt", "heading"
    strange = nodes.inline("", "x")
    title += strange
    strange.parent, strange.source = None, None
    title.attributes.update(of_an_extension=[], other=None, more=())
    read = next(kept(found).findall(nodes.title))

    assert read.attributes == {"ids": [], "classes": [], "names": [], "dupnames": [], "of_an_extension": [], "other": None, "more": ()}  # fmt: skip

    assert (read.source, read.tagname) == ("/a/included.txt", "heading")
    assert (read[-1].parent, read[-1].source) == (None, None)


def test_a_tree_kept_with_other_defaults_is_refused(monkeypatch):
    """As another version of docutils has: it is no tree, and is made anew."""
    others = frontend.get_default_settings(Parser)
    others.language_code = "xx"
    lean_trees._boilerplate.cache_clear()  # noqa: SLF001
    monkeypatch.setattr(frontend, "get_default_settings", lambda *_: others)
    found = tree()
    lean_trees.slim(found)
    data = lean_trees.packed(found, b"")
    lean_trees._boilerplate.cache_clear()  # noqa: SLF001
    monkeypatch.undo()

    with pytest.raises(lean_trees.UnfitTreeError, match="does not fit"):
        lean_trees.unpacked(data, bytes)


def paragraphs(text):
    """Return a lean tree with each line of *text* as a paragraph."""
    found = publish_doctree("", source_path="/a/b.rst")
    found.reporter = found.transformer = None
    found.settings.warning_stream = found.settings.record_dependencies = None
    found.extend(nodes.paragraph("", line) for line in text.split("\n"))
    lean_trees.slim(found)
    return found


LINES = [f"Line {number} of many, 第{number}行。" for number in range(5000)]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (LINES, "\n\n".join(LINES)),
        (LINES[:3000], "\n\n".join(LINES)),
        (LINES, "\n\n".join(LINES[2000:])),
        (LINES, "\n\n".join(reversed(LINES))),
        (LINES, "x"),
        (LINES, ""),
        (["short"], "\n\n".join(LINES)),
        ([], ""),
    ],
)
def test_a_tree_comes_back_whatever_text_it_is_of(lines, text):
    """Of all its text, of a part, in another order, of another; and of one of no text, none is asked for."""
    said = "\n".join(lines)
    data = lean_trees.packed(paragraphs(said), text.encode())
    asked = []
    again = pickle.loads(lean_trees.unpacked(data, lambda: asked.append(1) or text.encode()))  # noqa: S301

    assert [node.astext() for node in again.findall(nodes.paragraph)] == said.split("\n")
    assert asked == ([1] if text else [])


def test_a_text_that_stands_in_the_post_takes_little_room():
    """Less than a third of what it takes alone, of any length, though nothing in it is like something else."""
    text = "\n".join(sha256(bytes([n % 256, n // 256])).hexdigest() for n in range(4000))
    with_text, alone = (len(lean_trees.packed(paragraphs(text), known)) for known in (text.encode(), b""))  # fmt: skip

    assert with_text * 3 < alone


def _without(data, start, end):
    return data[:start] + data[end:]


@pytest.mark.parametrize(
    "damaged",
    [
        lambda data: data[:20],
        lambda data: data[:40],
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: _without(data, 1000, 1001),
        lambda data: data.replace(b"\n", b"\n\xff", 1),
        lambda data: data[:18] + b"\xff" * 8 + data[26:],
    ],
)
def test_a_tree_that_is_not_whole_is_refused(damaged):
    """It is said why, and it does not take for ever, whatever length it says that it has."""
    text = "\n".join(LINES).encode()
    data = lean_trees.packed(paragraphs("\n".join(LINES)), text)

    with pytest.raises(
        lean_trees.UnfitTreeError, match="changed while the publication was built, or"
    ):
        lean_trees.unpacked(damaged(data), lambda: text)


@pytest.mark.parametrize("other", [b"", b"x", "\n".join(LINES).encode() + b"x", "\n".join(LINES).encode()[:-1] + b"x"])  # fmt: skip
def test_a_tree_of_another_text_is_refused(other):
    """Be it as long, and different in one letter."""
    text = "\n".join(LINES).encode()
    data = lean_trees.packed(paragraphs("\n".join(LINES)), text)

    with pytest.raises(lean_trees.UnfitTreeError, match="does not fit its text"):
        lean_trees.unpacked(data, lambda: other)


def test_what_is_kept_in_another_way_is_left_as_it_is():
    """As Sphinx writes it."""
    assert lean_trees.unpacked(b"\x80pickle", bytes) == b"\x80pickle"


def test_what_every_tree_has_is_the_same_in_every_process(monkeypatch):
    """Whatever the terminal, or none, says of its encoding."""
    before = lean_trees._boilerplate()  # noqa: SLF001
    lean_trees._boilerplate.cache_clear()  # noqa: SLF001
    monkeypatch.setattr(frontend.OptionParser, "default_error_encoding", "latin-1")

    assert frontend.get_default_settings(Parser) is not None
    assert lean_trees._boilerplate() == before  # noqa: SLF001
