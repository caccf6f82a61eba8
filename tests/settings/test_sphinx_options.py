"""Sphinx's options, as far as we look at them: what has not the form of a value is named and passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from standfirst.settings import sphinx_options

FOLDERS = ("exclude_patterns", "extensions", "html_extra_path", "html_static_path", "suppress_warnings", "templates_path")  # fmt: skip
FILES = ("html_css_files", "html_js_files")


def usable(name, value):
    """Return what is used of a value, and what is said of it."""
    said = []
    return sphinx_options.usable({name: value}, said.append)[name], [
        (each.way, each.message) for each in said
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, ["a", Path("b")]) for name in FOLDERS),
        *((name, ("a",)) for name in FOLDERS),
        *((name, ["a.x", ("b.x", {"defer": ""}), ["c.x", {}]]) for name in FILES),
        ("html_logo", None),
        ("html_favicon", "a.svg"),
        ("html_theme_options", {"logo": {"text": "A"}, "show_toc_level": 2}),
        ("copyright", "2026, A"),
        ("epub_copyright", ["2026, A", "2025, B"]),
        ("nobodys", 5),
    ],
)
def test_a_value_is_taken_as_it_is(name, value):
    """Paths and pairs too; of options that are not in the table nothing is asked."""
    assert usable(name, value) == (value, [])


@pytest.mark.parametrize(
    ("name", "value", "left", "said"),
    [
        *((name, "_own", sphinx_options.TABLE[name].default, [((name,), f"{name} is not a list ('_own'); the default is used")]) for name in (*FOLDERS, *FILES)),
        ("html_static_path", None, [], [(("html_static_path",), "html_static_path is not a list (None); the default is used")]),
        ("html_static_path", ["a", 5], ["a"], [(("html_static_path", 1), "html_static_path: the entry 5 is not text; it is left out")]),
        ("html_css_files", [["x"], "a.css"], ["a.css"], [(("html_css_files", 0), "html_css_files: the entry ['x'] is neither text nor a (text, mapping) pair; it is left out")]),
        ("html_logo", 5, None, [(("html_logo",), "html_logo is not text (5); the default is used")]),
        ("language", 5, "en", [(("language",), "language is not text (5); the default is used")]),
        ("copyright", None, "", [(("copyright",), "copyright is not text (None); the default is used")]),
        ("html_theme_options", [], {}, [(("html_theme_options",), "html_theme_options is not a mapping ([]); the default is used")]),
        ("html_theme_options", {"logo": "a.svg", "a": 1}, {"a": 1}, [(("html_theme_options", "logo"), "html_theme_options: the entry 'logo' is not a mapping; it is left out")]),
    ],
)  # fmt: skip
def test_what_has_not_the_form_of_a_value_is_named(name, value, left, said):
    """An entry goes alone; a text is no list of its letters."""
    assert usable(name, value) == (left, said)
