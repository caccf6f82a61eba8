"""Which ids posts may not have, held against all that pages load and are made from."""

from __future__ import annotations

import re
from pathlib import Path

import pydata_sphinx_theme
import pytest
import sphinx
import sphinx_book_theme
import sphinx_design

import standfirst
from standfirst.markdown.render import to_html
from standfirst.policy import identifiers
from standfirst.reading import headings

_FOLDERS = (
    (sphinx, "themes/basic"),
    (pydata_sphinx_theme, "theme/pydata_sphinx_theme"),
    (sphinx_book_theme, "theme/sphinx_book_theme"),
    (sphinx_design, "static"),
    (standfirst, "templates"),
    (standfirst, "static"),
)
_BY_ID = re.compile(r"getElementById\(\s*[\"'`]([^\"'`]+)[\"'`]")
_SELECTED = re.compile(r"(?:querySelector(?:All)?|closest|matches)\(\s*([\"'`])(.*?)\1")
_IN_SELECTOR = re.compile(r"#([A-Za-z_][\w-]*)")
_IN_TEMPLATE = re.compile(r"\b(?:id|for|aria-controls|aria-labelledby|list|form)=[\"']([A-Za-z_][\w-]*)[\"']")  # fmt: skip
_ASKED = re.compile(r"\btypeof\s+([A-Z]\w+)|\bwindow\.([A-Z_]\w+)")
"""A name of the window's that a script asks for; smaller ones are a browser's, or a script's own."""

_NOT_BESIDE_TEXTS = {
    "index": "the index of terms, a page without a text",
    "published": "a part of ABlog's posts, in the place of which our pages have their own",
}
_OF_BROWSERS = {"CSS", "DOMParser", "MutationObserver", "PointerEvent", "ShadowRoot", "Symbol"}


def _used() -> tuple[set[str], set[str]]:
    """Return the ids that scripts and templates use, and the names that scripts ask the window for."""
    ids: set[str] = set()
    names: set[str] = set()
    for package, folder in _FOLDERS:
        for path in Path(str(package.__file__)).parent.joinpath(folder).rglob("*"):
            if path.suffix not in {".js", ".jinja", ".html"} or not path.is_file():
                continue
            text = path.read_text(encoding="utf-8")
            ids |= {*_BY_ID.findall(text), *_IN_TEMPLATE.findall(text)}
            ids |= {found for _, said in _SELECTED.findall(text) for found in _IN_SELECTOR.findall(said)}  # fmt: skip
            names |= {one or other for one, other in _ASKED.findall(text) if len(one or other) > 2}
    return ids, names


def test_no_id_of_the_page_is_a_post_s() -> None:
    """A version of a theme that brings another is seen."""
    ids, names = _used()

    assert ids - identifiers.ALL - set(_NOT_BESIDE_TEXTS) == set()
    assert names - identifiers.ALL - _OF_BROWSERS == set()
    assert len(ids) > 20
    assert {"DOCUMENTATION_OPTIONS", "Scorer"} <= identifiers.ALL


def test_each_has_a_reason_and_stands_there_once() -> None:
    """The table has no name twice."""
    names = [name for row in identifiers.TAKEN for name in row.split()]

    assert len(names) == len(set(names)) == len(identifiers.ALL)


@pytest.mark.parametrize(
    "markdown",
    [
        '<p id="pst-header">x</p>',
        '<a name="pst-header">x</a>',
        "x\n{: #pst-header}",
        "[x](/a){: #pst-header}",
        "# x {#pst-header}",
        '<form name="forms"><input name="cookie">x',
        '<span data-bs-toggle="modal" data-bs-target="#x" name="y" onclick="z()">x</span>',
        '*x*{: data-bs-toggle="modal" name="y" onclick="z()" style="position:fixed"}',
    ],
)
def test_no_text_has_such_an_id_nor_what_scripts_listen_to(markdown: str) -> None:
    """However it is written, nothing of it is in the page, and the words are."""
    html = to_html(markdown)

    assert "x" in re.sub(r"<[^>]*>", "", html)
    assert not re.search(r"pst-header|data-|name=|onclick|style=", html)


def test_a_heading_takes_another_id() -> None:
    """Its own words decide, with a number behind them."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  # for this test alone

    tokens = headings.shape(MarkdownIt().parse("## Cite\n\n## Main content\n"), "Title")

    assert [t.attrs["id"] for t in tokens if t.type == "heading_open"] == ["title", "cite-1", "main-content-1"]  # fmt: skip
