"""Code is coloured within the time that its document has left: without a build."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from docutils import nodes
from sphinx.highlighting import PygmentsBridge

from standfirst.limits import colouring
from standfirst.sphinx_ext.html import highlighting_


@pytest.fixture
def bridge(monkeypatch):
    """Return what colours code, of documents that have time for one piece; what it was asked for, and what was said."""

    class Allowance:
        """Time for one piece of code."""

        left = 1

        @contextmanager
        def spend(self, size):
            """Take the piece."""
            asked.append(size)
            self.left -= 1
            if self.left < 0:
                raise colouring.OutOfTime
            yield

    asked, said = [], []
    monkeypatch.setattr(colouring, "Allowance", Allowance)
    monkeypatch.setattr(highlighting_, "log", lambda problem, *, location: said.append((problem, location)))  # fmt: skip
    return PygmentsBridge("html"), asked, said


def coloured(bridge, location, *, lang="python"):
    """Return whether code was coloured."""
    html = highlighting_.highlight_block(bridge, "def f(): pass", lang, {"stripnl": False}, force=True, location=location)  # fmt: skip
    return 'class="k"' in html


def test_a_document_whose_time_is_over_has_code_without_colours(bridge):
    """It is said once, at the first such piece; other documents have time of their own."""
    pygments, asked, said = bridge
    places = [("a", 1), ("a", 2), ("a", 3), ("b", 1)]
    found = [coloured(pygments, place) for place in places]

    assert found == [True, False, False, True]
    assert asked == [13] * 4
    assert said == [(colouring.too_long("python"), ("a", 2))]


def test_a_piece_of_code_is_of_the_document_in_which_it_stands(bridge):
    """Be it a node, or a document's name."""
    pygments, _, said = bridge
    first, second = nodes.literal_block(), nodes.literal_block()
    first.source = second.source = "a.md"
    found = [coloured(pygments, place) for place in (first, second, "a.md", "b.md", "b.md", None)]

    assert found == [True, False, False, True, False, True]
    assert [location for _, location in said] == [second, "b.md"]


def test_sphinx_colours_so(monkeypatch):
    """In every form that has code."""
    monkeypatch.setattr(PygmentsBridge, "highlight_block", None)
    highlighting_.put_in_place()

    assert PygmentsBridge.highlight_block is highlighting_.highlight_block
