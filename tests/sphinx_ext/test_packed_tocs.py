"""Tables of contents are what they were, however they were kept."""

from __future__ import annotations

import pickle

import pytest
from docutils import nodes

from standfirst.sphinx_ext.upstream.packed_tocs import PackedTocs


def toc(text):
    """Return a table of contents with one line."""
    return nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", text)))


def kept(tocs):
    """Return them as the next build has them."""
    return pickle.loads(pickle.dumps(tocs))  # noqa: S301  # made in this line


def lines(tocs):
    """Return the text of each."""
    return {name: one.astext() for name, one in tocs.items()}


def test_each_is_what_it_was():
    """Whichever method is asked; what is not there is not there."""
    tocs = kept(PackedTocs({"a": toc("A"), "b": toc("B"), "c": toc("C")}))

    assert tocs["a"].pformat() == toc("A").pformat()
    assert tocs.get("b").astext() == "B"
    assert [tocs.get("x"), tocs.get("x", 1), tocs.pop("x", 2)] == [None, 1, 2]
    assert tocs.pop("b").astext() == "B"
    assert ("b" in tocs, len(tocs)) == (False, 2)
    assert [one.astext() for one in tocs.values()] == ["A", "C"]
    assert lines(tocs) == {"a": "A", "c": "C"}
    with pytest.raises(KeyError):
        tocs["x"]
    with pytest.raises(KeyError):
        tocs.pop("x")


def test_what_is_changed_or_put_there_stays():
    """A number that Sphinx gives a line is there in the next build, and in the one after it."""
    tocs = kept(PackedTocs({"a": toc("A"), "b": toc("B")}))
    tocs["a"][0]["secnumber"] = (1, 2)
    tocs["c"] = toc("C")
    again = kept(kept(tocs))

    assert again["a"][0]["secnumber"] == (1, 2)
    assert lines(again) == {"a": "A", "b": "B", "c": "C"}


def test_only_those_that_are_asked_for_are_unpacked():
    """The others are handed on as they are, which costs next to nothing."""
    tocs = kept(PackedTocs({"a": toc("A"), "b": toc("B")}))
    tocs["b"].astext()

    def inside(those):
        """Return what they are held as."""
        _, (packed,) = those.__reduce__()
        return packed, {name: type(value) for name, value in those._tocs.items()}  # noqa: SLF001

    assert inside(tocs)[1] == {"a": bytes, "b": nodes.bullet_list}
    assert inside(kept(tocs)) == (inside(tocs)[0], {"a": bytes, "b": bytes})
