"""Which of the joined style sheets a page loads, what is in them, and that the reduced ones are the tool's."""

from __future__ import annotations

import hashlib
import re
import runpy
from pathlib import Path
from textwrap import dedent

import pydata_sphinx_theme
import pytest
import sphinx_book_theme
import tinycss2
from own_publication import ROOT
from page_trees import tree

from standfirst.policy import classes
from standfirst.sphinx_ext.html import style_sheets

PLAIN, COMPONENTS, FULL = (one.file for one in style_sheets.JOINED)
PARTS = [file for file in style_sheets.SHEETS if file != style_sheets.PYGMENTS]


@pytest.mark.parametrize(
    ("kind", "text", "file"),
    [
        ("post", "", PLAIN),
        ("post", '<p class="verse">sd-card</p>', PLAIN),
        ("post", "<p class='lead'>", PLAIN),
        ("post", '<div class="admonition tip"><p class="admonition-title">', PLAIN),
        ("post", '<p class="text-primary mt-3">', PLAIN),
        ("post", '<p class="own class-of-mine">', PLAIN),
        ("post", '<div class="docutils sd-card">', COMPONENTS),
        ("page", "<div class='sd-tab-set'>", COMPONENTS),
        ("front", '<div class="sd-card">', FULL),
        ("post", '<div class="sd-card text-primary">', FULL),
        ("page", '<div class="row"><div class="col-md-6">', FULL),
        ("page", "<div class=btn>", FULL),
        ("post", '<span class="fa-solid fa-house">', FULL),
        ("post", '<div class="sd-d-lg-none">', FULL),
    ],
)
def test_a_page_loads_the_smallest_sheet_that_has_its_classes(kind, text, file):
    """A class that no sheet knows decides nothing."""
    assert style_sheets.for_page(kind, text).file == file


def test_what_a_publication_needs_everywhere_decides_on_all_pages():
    """Classes of its templates, properties that its style sheets ask for, its extensions' scripts, its own classes."""
    texts = ['<p class="btn sf-x">', "p { color: var( --bs-teal ); margin: var(--sf-space) }"]
    found = style_sheets.of_publication(texts, ["sphinx_copybutton", "standfirst"], ["verdict"])

    assert found == {"btn", "sf-x", "--bs-teal", "--sf-space", "copybtn", "verdict"}
    for name in ("btn", "--bs-teal", "copybtn"):
        assert style_sheets.for_page("post", "", frozenset({name})).file == FULL
    for name in ("sf-x", "--sf-space", "verdict", "--pst-color-border"):
        assert style_sheets.for_page("post", "", frozenset({name})).file == PLAIN
    assert style_sheets.for_page("post", "", frozenset({"--sd-color-primary"})).file == COMPONENTS
    assert style_sheets.for_page("post", "", style_sheets.EVERYTHING).file == FULL


def test_the_lists_have_every_class_that_posts_may_give():
    """But for sphinx-design's in the first, and Bootstrap's words, which the second leaves to the first."""
    names = {name for names in classes.NAMES for name in names.split()}
    plain, components = style_sheets.left_out("plain"), style_sheets.left_out("components")

    assert plain.has_none(names)
    assert components.has_none(names)
    assert plain.has_none(
        {"text-primary", "fw-bold", "mt-5", "language-python", "highlight-default"}
    )
    assert components.has_none({"sd-card", "sd-col-xl-11", "sd-g-lg-5", "sd-text-primary"})
    assert not plain.has_none({"sd-card"})


@pytest.mark.parametrize("reduced", ["plain", "components"])
def test_a_font_goes_with_the_rules_that_set_something_in_it(reduced):
    """The theme marks what a version brought with an icon of Font Awesome's; of brands it shows none."""
    text = (style_sheets.THEME / reduced / "styles" / "pydata-sphinx-theme.css").read_text()

    assert "font:var(--fa-font-solid)" in text
    assert "webfonts/fa-solid-900.woff2" in text
    assert "webfonts/fa-brands-400.woff2" not in text


def test_the_reduced_sheets_are_what_the_tool_makes():
    """Of the versions that are installed; `make styles` makes them anew."""
    made = runpy.run_path(str(ROOT / "tools" / "theme_styles.py"))["made"]()
    folder = style_sheets.THEME
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert there == set(made)
    for name, text in made.items():
        assert (folder / name).read_text(encoding="utf-8") == text, name


def test_spaces_that_say_nothing_are_all_that_our_sheet_loses():
    """It says what its parts say, to a parser."""
    text = style_sheets.ours()

    assert _said(style_sheets.squeezed(text)) == _said(text)
    assert len(style_sheets.squeezed(text)) < 0.8 * len(text)


def _said(text):
    """Return the rules of a style sheet, with the spaces between their tokens alike."""
    found = []
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        nested = rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports", "layer"}
        prelude = (
            " ".join(tinycss2.serialize(rule.prelude).split()).replace(", ", ",").replace(": ", ":")
        )
        if nested:
            body = _said(tinycss2.serialize(rule.content))
        else:
            declared = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)  # fmt: skip
            body = [
                (one.name, " ".join(tinycss2.serialize(one.value).replace(", ", ",").split()), one.important)
                for one in declared
            ]  # fmt: skip
        found.append((prelude, body))
    return found


def test_a_sheet_of_another_version_is_whole():
    """By itself: the others beside it are reduced."""
    known = dict.fromkeys(PARTS, b"x")
    digest = hashlib.sha256(b".a{b:url(../c.png)}").hexdigest()
    assert digest not in (style_sheets.THEME / style_sheets.DIGESTS).read_text()
    known["styles/sphinx-book-theme.css"] = b".a{b:url(../c.png)}"
    text = style_sheets.joined(known, "ours", "plain")

    assert text == "x\nx\n.a{b:url(c.png)}\nx\nours"


def test_pages_link_the_sheet_that_they_need(publication):
    """And no part of it lies beside it."""
    publication.post("2026-01-02-x")
    publication.post("2026-01-03-y", ":::{card} A card\nText.\n:::\n")
    publication.post("2026-01-04-z", "{fas}`house`\n")
    built = publication.build()
    pages = {page: linked(built, page) for page in ("", "2026/01/x/", "2026/01/y/", "2026/01/z/")}
    sheets = {
        path.relative_to(built.out / "_static").as_posix() for path in built.out.rglob("*.css")
    }

    assert pages == {"": [PLAIN], "2026/01/x/": [PLAIN], "2026/01/y/": [COMPONENTS], "2026/01/z/": [FULL]}  # fmt: skip
    assert sheets.isdisjoint({*style_sheets.SHEETS, "styles/theme.css"})
    assert "../vendor" not in built.read(f"_static/{FULL}")
    assert "url(vendor/" in built.read(f"_static/{FULL}")


def linked(built, page):
    """Return the style sheets of a page."""
    links = tree(built, page).xpath("//link[@rel='stylesheet']/@href")
    return [link.rpartition("/")[2].partition("?")[0] for link in links]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("_templates/standfirst/footer_extra.html", '<p class="{% if 1 %}btn{% endif %} x">x</p>'),
        ("own/own.css", "p { color: var(--bs-teal) }"),
        ("conf.py", 'standfirst_theme_css = "full"'),
        ("conf.py", 'standfirst_classes = ["alert"]'),
    ],
)
def test_a_publication_that_needs_more_has_it_on_every_page(file, text, publication):
    """From the next build on, and no longer than it does; its own style sheet comes after."""
    publication.post("2026-01-02-x")
    conf = f'{dedent(publication.conf)}\ntemplates_path = ["_templates"]\nhtml_static_path = ["own"]\nhtml_css_files = ["own.css"]\n'
    publication.write("conf.py", conf)
    publication.write("own/own.css", "")
    publication.write("_templates/.keep", "")
    before = linked(publication.build(), "2026/01/x/")
    publication.write(file, f"{conf}{text}\n" if file == "conf.py" else text)
    after = [linked(publication.build(), page) for page in ("2026/01/x/", "archive/")]
    publication.write(file, conf if file == "conf.py" else "")
    again = linked(publication.build(), "2026/01/x/")

    assert before == again == [PLAIN, "own.css"]
    assert after == [[FULL, "own.css"]] * 2


def test_a_publications_own_file_takes_the_place_of_ours(publication):
    """Of the theme's sheets too: what is there is what is joined."""
    publication.write("conf.py", f'{dedent(publication.conf)}\nhtml_static_path = ["own"]\n')
    publication.write("own/standfirst.css", "p { color: red }")
    publication.write("own/basic.css", "q { color: red }")
    publication.post("2026-01-02-x")
    built = publication.build()

    for file in (PLAIN, COMPONENTS, FULL):
        text = built.read(f"_static/{file}")
        assert text.startswith("q { color: red }")
        assert text.endswith("p { color: red }")
        assert ".sf-text" not in text


def test_the_theme_loads_no_other_sheets():
    """What is not joined here would be lacking on pages."""
    pydata, book = (Path(str(theme.__file__)).parent / "theme" for theme in (pydata_sphinx_theme, sphinx_book_theme))  # fmt: skip
    macros = (pydata / "pydata_sphinx_theme/static/webpack-macros.html").read_text()
    named = {f"styles/{name}" for name in re.findall(r"styles/([\w-]+\.css)", macros)}
    for folder in (pydata / "pydata_sphinx_theme", book / "sphinx_book_theme"):
        conf = (folder / "theme.conf").read_text()
        named.update(re.findall(r"^stylesheet = (.*)$", conf, re.MULTILINE))
    imports = (pydata / "pydata_sphinx_theme/static/styles/theme.css").read_text()

    assert {f"_static/{name}" for name in named} <= style_sheets.PARTS
    assert [line for line in imports.splitlines() if line.strip()][1:] == [
        '@import "../basic.css";'
    ]
