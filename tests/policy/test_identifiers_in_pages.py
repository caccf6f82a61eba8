"""The ids that posts may not have are all that pages load and are made from use."""

from __future__ import annotations

import re
from pathlib import Path

import pydata_sphinx_theme
import sphinx
import sphinx_book_theme
import sphinx_design

import standfirst
from standfirst.policy import identifiers

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
