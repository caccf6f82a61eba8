"""What is in the place of a document that cannot be rendered: without a build."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document

from standfirst.settings.model import Settings
from standfirst.sphinx_ext.read import as_code

TEXT = """{}

## A part

*Text*[^1] of a [link](b.md) and <b>HTML</b>, `code` and ![a picture](a.png).

[^1]: A note.
"""


def read(text):
    """Return the tree of a document ``guide/a`` of the publication."""
    document = new_document("guide/a.md", get_default_settings(Parser))
    settings = Settings(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    domain = SimpleNamespace(
        env=SimpleNamespace(docname="guide/a"),
        inputs=SimpleNamespace(settings=settings),
        is_post=lambda _: False,
        source=lambda docname: f"{docname}.md",
    )
    before = document.settings
    as_code.read(text, document, domain)
    return document, before


@pytest.mark.parametrize(
    ("first", "title", "ident"),
    [
        ("# A *title* #", "A *title*", "a-title"),
        ("#\tA  title", "A  title", "a--title"),
        ("No title", "a", "a"),
        ("#No title", "a", "a"),
        ("# Search", "Search", "search"),
        ("# Main content", "Main content", "title"),
        ("# !", "!", "title"),
    ],
)
def test_a_text_as_code_has_a_title_and_every_sign(first, title, ident):
    """And nothing else: no part, note, link or picture is made of it, whatever stands there."""
    text = TEXT.format(first)
    document, _ = read(text)
    found = [node for node in document.findall() if not isinstance(node, nodes.Text)]

    assert [type(node) for node in found[1:]] == [nodes.section, nodes.title, nodes.literal_block]
    assert (found[2].astext(), found[1]["ids"]) == (title, [ident])
    assert document.ids == {ident: found[1]}
    assert (found[3].astext(), found[3]["language"], found[3]["force"]) == (text, "none", True)


def test_a_text_as_code_has_no_list_of_notes_nor_anchors_of_headings():
    """Which MyST would make at its end; the settings of other documents stay."""
    document, before = read(TEXT)
    names = ("heading_anchors_html_ids", "footnote_transition", "footnote_sort")

    assert [getattr(document.settings, f"myst_{name}") for name in names] == [False] * 3
    assert [name for name in names if hasattr(before, f"myst_{name}")] == []


def test_an_empty_text_is_its_title():
    """Without an empty block of code."""
    document, _ = read(" \n\n")

    assert [type(node) for node in document[0].children] == [nodes.title]
