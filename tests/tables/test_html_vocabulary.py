"""HTML's terms, held against a parser that follows the standard."""

from __future__ import annotations

import ast
from pathlib import Path

import html5lib
import pytest

from standfirst.markdown.html import tags
from standfirst.tables import html_vocabulary as vocabulary

CHAPTERS = ("METADATA", "SECTIONS", "GROUPING", "TEXT_LEVEL", "EDITS", "EMBEDDED", "TABULAR", "FORMS", "INTERACTIVE", "SCRIPTING", "OBSOLETE")  # fmt: skip
AROUND = {"li": "ul", "dd": "dl", "dt": "dl", "rp": "ruby", "rt": "ruby"}
YOUNGER = {"dialog", "search"}
"""Elements that the parser does not know yet."""


def parsed(html):
    """Return the tree that a browser makes."""
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def ends(name, inner):
    """Return whether the start tag *inner* ends the element *name* that is open."""
    tree = parsed(f"<{AROUND.get(name, 'table')}><{name}><{inner}>")
    return tree.find(f".//{inner}") is not None and tree.find(f".//{name}//{inner}") is None


def test_an_element_stands_in_one_chapter():
    """As in the standard; all there are is all of them."""
    chapters = [getattr(vocabulary, name) for name in CHAPTERS]

    assert sum(map(len, chapters)) + len({"html"}) == len(vocabulary.ELEMENTS)


def test_nothing_is_imported():
    """Everything else may import it, without a circle."""
    tree = ast.parse(Path(vocabulary.__file__).read_text(encoding="utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert names == {"__future__", "typing", "collections.abc"}


def test_void_elements_hold_nothing():
    """A browser leaves what follows outside them."""
    found = set()
    for name in vocabulary.ELEMENTS - vocabulary.OBSOLETE - vocabulary.TABULAR:
        element = parsed(f"<{name}>a<b>b</b>").find(f".//{name}")
        if element is not None and not element.text and len(element) == 0:
            found.add(name)

    assert found | {"col"} == vocabulary.VOID


def test_raw_text_has_no_tags_in_it():
    """``plaintext`` has no end either."""
    found = set()
    for name in vocabulary.ELEMENTS - {"plaintext"}:
        element = parsed(f"<{name}>a<b>b</b></{name}>").find(f".//{name}")
        if element is not None and "<b>" in (element.text or ""):
            found.add(name)

    assert found == vocabulary.RAW_TEXT


def test_a_paragraph_ends_where_browsers_end_it():
    """At a block; a part of a list or of ``details`` has to be in one."""
    found = set()
    for name in vocabulary.ELEMENTS - vocabulary.OBSOLETE - {"dd", "dt", "li", "summary"}:
        tree = parsed(f"<p>a<{name}>")
        if tree.find(f".//{name}") is not None and tree.find(f".//p//{name}") is None:
            found.add(name)

    assert found - {"body", "head", "html"} | YOUNGER == vocabulary.END_PARAGRAPH


def test_start_tags_end_what_browsers_end():
    """Of each pair of parts of a table, a list or a note of pronunciation."""
    parts = vocabulary.TABLE_PARTS - {"col"}
    for group in (parts, {"li"}, {"dd", "dt"}, {"rp", "rt"}):
        for inner in group:
            expected = {name for name in group if ends(name, inner)}

            assert vocabulary.ENDED_BY[inner] - {"col"} == expected, inner


def test_every_element_has_its_way_into_a_post():
    """It is written, stands for another, becomes something else, or goes; never two of these."""
    ways = [
        tags.PHRASING | tags.BLOCKS,
        tags.QUIET,
        tags.DROPPED,
        tags.UNWANTED,
        set(tags.ALIASES),
        {"audio", "embed", "figcaption", "iframe", "img", "object", "video"},
    ]

    assert set().union(*ways) == vocabulary.ELEMENTS
    assert sum(map(len, ways)) == len(vocabulary.ELEMENTS)


INDEX = {
    "abbr": "th",
    "cite": "blockquote del ins q",
    "colspan": "td th",
    "datetime": "del ins time",
    "headers": "td th",
    "href": "a",
    "open": "details",
    "reversed": "ol",
    "rowspan": "td th",
    "scope": "th",
    "span": "col colgroup",
    "start": "ol",
    "type": "ol",
    "value": "li",
}
"""Attribute -> elements of texts that have it, as the standard's index lists them."""


def test_an_element_of_a_text_has_the_attributes_of_the_standards_index():
    """Each that says something of the text; those of every element besides."""
    found = {}
    for element, names in vocabulary.ATTRIBUTES.items():
        for name in names:
            found.setdefault(name, set()).add(element)

    assert found == {name: set(elements.split()) for name, elements in INDEX.items()}
    assert {"class", "dir", "id", "lang", "title"} == vocabulary.GLOBAL_ATTRIBUTES


@pytest.mark.parametrize(
    "name",
    ["action", "background", "cite", "codebase", "data", "dynsrc", "formaction", "href", "longdesc", "lowsrc", "manifest", "ping", "poster", "src", "srcset", "xlink:href"],
)  # fmt: skip
def test_an_attribute_that_leads_somewhere_is_known(name):
    """Also those of HTML 4 and of drawings; two may have several addresses."""
    assert name in vocabulary.ADDRESSES
    assert (name in vocabulary.ADDRESS_LISTS) is (name in {"ping", "srcset"})


def test_no_block_lies_in_what_holds_phrases():
    """Paragraphs, headings and elements of a line hold no blocks; what holds what its parent may is none of them."""
    blocks = vocabulary.GROUPING | vocabulary.SECTIONS | vocabulary.TABULAR | vocabulary.INTERACTIVE

    assert blocks & vocabulary.HOLD_PHRASING == {"p", "pre", "summary", "h1", "h2", "h3", "h4", "h5", "h6"}  # fmt: skip
    assert {"a"} == vocabulary.TEXT_LEVEL - vocabulary.HOLD_PHRASING
    assert set() == vocabulary.TRANSPARENT & vocabulary.HOLD_PHRASING
    assert {"ins", "del", "a", "map", "object", "video", "audio", "canvas"} <= vocabulary.TRANSPARENT  # fmt: skip


def test_parts_of_a_table_and_of_a_form_are_those_that_need_theirs():
    """A table is no part of itself; what is submitted with a form is a control."""
    outside = {name for name in vocabulary.TABULAR if parsed(f"<div><{name}>").find(f".//{name}") is None}  # fmt: skip

    assert outside == vocabulary.TABLE_PARTS
    assert vocabulary.SUBMITTABLE == {"button", "input", "select", "textarea"} <= vocabulary.FORMS
    assert vocabulary.HEADINGS == {f"h{number}" for number in range(1, 7)} <= vocabulary.SECTIONS
