"""Of what a theme brings there is in the output what something asks for, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from walks import clean, differences, tree

from standfirst.sphinx_ext.html import theme_files

STATIC = "_static/"
LARGE = "scripts/fontawesome.js"
OFFERED = {"design-tabs.js", "standfirst-components.css", "standfirst-full.css"}
"""What pages load that need it."""


@pytest.fixture
def one(publication):
    """Return a publication of one post, which may have templates and static files of its own."""
    conf = (publication.root / "conf.py").read_text("utf-8")
    publication.write("conf.py", f"{conf}templates_path = ['_templates']\nhtml_static_path = ['_static']\n")  # fmt: skip
    publication.write("_static/own.css", "p { color: red }\n")
    publication.post("2026-01-01-a", "Text. `x`\n\n```python\nx = 1\n```\n")
    return publication


def static(built):
    """Return the static files of an output."""
    return {name.removeprefix(STATIC) for name in built.files() if name.startswith(STATIC)}


def test_pages_ask_for_all_that_is_there(one):
    """By links and scripts, style sheets by what they load and scripts by what they import; nothing that they ask for is missing."""
    built = one.build()
    asked = set()
    for name in built.files():
        if name.endswith(".html"):
            for address in html.fromstring(built.read(name)).xpath("//link/@href | //script/@src | //*/@data-query"):  # fmt: skip
                asked |= {found[1].partition("?")[0] for found in [re.search("_static/(.*)", address)] if found}  # fmt: skip
    sheets = [name for name in asked | OFFERED if name.endswith(".css")]
    for name in sheets:
        for address in re.findall(r"""(?:url\(\s*["']?|@import\s+["'])([^"')?#:]+)["')?#]""", built.read(STATIC + name)):  # fmt: skip
            found = Path("/", name).parent.joinpath(address).resolve().as_posix().lstrip("/")
            asked.add(found)
            sheets += [found] if found.endswith(".css") else []
    for name in [name for name in asked if name.endswith(".js")]:
        asked |= {Path("/", name).parent.joinpath(module).resolve().as_posix().lstrip("/") for module in re.findall(r"""\bimport\("([^"]+)"\)""", built.read(STATIC + name))}  # fmt: skip
    licences = {"standfirst/fonts/OFL.txt"}

    assert static(built) - asked - licences - OFFERED == {"own.css"}
    assert asked - static(built) == set()
    assert not {LARGE, "scripts/bootstrap.js", "ablog/tagcloud.css", "images/logo_colab.png", "webpack-macros.html"} & static(built)  # fmt: skip


ASKS = {
    "a template": ("_templates/standfirst/head_extra.html", "<script defer src=\"{{ pathto('_static/scripts/fontawesome.js', 1) }}\"></script>"),
    "a template, in parts": ("_templates/standfirst/head_extra.html", "{% set name = 'fontawesome.js' %}<script defer src=\"{{ pathto('_static/scripts/' ~ name, 1) }}\"></script>"),
    "the theme's macro": ("_templates/standfirst/head_extra.html", "{% import 'static/webpack-macros.html' as webpack with context %}{{ webpack.head_js_preload() }}"),
    "a script": ("_static/own.js", "import('./scripts/fontawesome.js')"),
}  # fmt: skip


@pytest.mark.parametrize("case", ASKS)
def test_what_a_publication_asks_for_is_there(one, tmp_path_factory, case):
    """With its licence, as soon as it is asked for; it goes with that, as in a clean build."""
    path, text = ASKS[case]
    before = static(one.build())
    one.write(path, text)
    built = one.build()
    made, there = tree(built.out), static(built)
    expected = clean(one, tmp_path_factory.mktemp("clean") / "c")
    (one.root / path).unlink()
    after = static(one.build())

    assert {LARGE, f"{LARGE}.LICENSE.txt"} <= there
    assert differences(made, expected) == []
    assert after == before


def test_conf_py_asks_as_well(one):
    """For a script of every page, and in an option of the theme."""
    one.write("conf.py", (one.root / "conf.py").read_text("utf-8") + "html_js_files = ['scripts/bootstrap.js']\nhtml_theme_options = {'icon_links': [{'name': 'B', 'url': 'https://example.org/', 'icon': '_static/images/logo_colab.png', 'type': 'local'}]}\n")  # fmt: skip
    found = static(one.build())

    assert {"scripts/bootstrap.js", "scripts/bootstrap.js.LICENSE.txt", "images/logo_colab.png"} <= found  # fmt: skip
    assert LARGE not in found


def test_a_file_of_ones_own_is_copied_whatever_its_name(one):
    """Also where the theme has one of that name which nobody asks for."""
    one.write(f"_static/{LARGE}", "1;\n")
    built = one.build()

    assert built.read(STATIC + LARGE) == "1;\n"
    assert f"{LARGE}.LICENSE.txt" not in static(built)


@pytest.mark.parametrize(
    ("said", "is_named"),
    [
        ("a/file.png", True),
        ("'file.png'", True),
        ("file.png?v=1", True),
        ("", False),
        ("my-file.png", False),
        ("profile.png", False),
        ("file.pngx", False),
        ("a.file.png", False),
    ],
)
def test_a_name_is_asked_for_as_a_whole(said, is_named):
    """Not as part of another."""
    assert theme_files.is_named("x/file.png", said) is is_named
