"""A tree that was made lean and filled again is what it was, whoever keeps it in between."""

from __future__ import annotations

import pickle
import zlib

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
    return pickle.loads(lean_trees.packed(pickle.dumps(found)))  # noqa: S301  # made in this line


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
    data = lean_trees.packed(pickle.dumps(found))
    lean_trees._boilerplate.cache_clear()  # noqa: SLF001
    monkeypatch.undo()

    with pytest.raises(zlib.error):
        pickle.loads(data)  # noqa: S301  # made above


def test_what_every_tree_has_is_the_same_in_every_process(monkeypatch):
    """Whatever the terminal, or none, says of its encoding."""
    before = lean_trees._boilerplate()  # noqa: SLF001
    lean_trees._boilerplate.cache_clear()  # noqa: SLF001
    monkeypatch.setattr(frontend.OptionParser, "default_error_encoding", "latin-1")

    assert frontend.get_default_settings(Parser) is not None
    assert lean_trees._boilerplate() == before  # noqa: SLF001
