"""Which scripts, style sheets, fonts and logos a page has, and what of them is told: without a build."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sphinx.builders.html._assets import _JavaScript

from standfirst.checking.template_loads import Load
from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext.html import logo_files, page_assets

SCRIPTS = ("_static/doctools.js", "_static/sphinx_highlight.js", "_static/translations.js", "_static/scripts/sphinx-book-theme.js", "_static/design-tabs.js", "_static/own.js")  # fmt: skip
SHEETS = ("_static/pygments.css", "_static/standfirst.css", "_static/standfirst-components.css", "_static/standfirst-full.css", "_static/styles/sphinx-book-theme.css", "_static/sphinx-design.min.css", "_static/own.css")  # fmt: skip


def loaded(body="", *, lang="en", title="T", web_fonts=True):
    """Return the scripts, style sheets and fonts of a page."""
    record = SimpleNamespace(filename="_static/design-tabs.js")
    page = SimpleNamespace(
        kind="post", lang=lang, title=title, settings=SimpleNamespace(web_fonts=web_fonts)
    )
    found = page_assets.files({"sf": page, "body": body, "script_files": [*SCRIPTS, record], "css_files": SHEETS}, frozenset())  # fmt: skip
    scripts = [getattr(each, "filename", each) for each in found["script_files"]]
    return scripts, found["css_files"], found["fonts"]


@pytest.mark.parametrize(
    ("body", "scripts", "sheet"),
    [
        ("", [], "standfirst"),
        ("<p>asd-tab-set highlight</p>", [], "standfirst"),
        ('<div class="sd-card">', [], "standfirst-components"),
        ('<div class="highlight-none">', [], "standfirst"),
        ('<div class="sd-tab-set docutils">', ["_static/design-tabs.js"] * 2, "standfirst-components"),
        ('<div class="sd-tab-sets">', [], "standfirst-components"),
        ('<div class="modal">', [], "standfirst-full"),
    ],
)  # fmt: skip
def test_a_page_loads_what_it_uses(body, scripts, sheet):
    """By the classes of its text; what is the publication's own always, what serves another search never."""
    found = loaded(body)

    assert sorted(found[0]) == sorted([*scripts, "_static/own.js"])
    assert found[1] == [f"_static/{sheet}.css", "_static/own.css"]


@pytest.mark.parametrize(
    ("others", "waits"),
    [
        ([], True),
        (["_static/design-tabs.js"], True),
        ([(None, {"body": " DOCUMENTATION_OPTIONS.a = 1"})], True),
        ([(None, {"body": "run()"})], False),
        (["_static/own.js"], False),
    ],
)
def test_a_page_is_shown_before_the_settings_of_sphinx_are_there(others, waits):
    """Where no script but the theme's, which comes after the text, may ask for them."""
    page = SimpleNamespace(kind="post", lang="en", title="T", settings=SimpleNamespace(web_fonts=True))  # fmt: skip
    options = _JavaScript("_static/documentation_options.js", priority=200)
    scripts = [
        _JavaScript(each[0], **each[1]) if isinstance(each, tuple) else each for each in others
    ]
    told = {"sf": page, "body": '<p class="sd-tab-set">', "css_files": ["_static/standfirst-components.css"]}  # fmt: skip
    found = page_assets.files(told | {"script_files": [options, *scripts]}, frozenset())

    deferred = _JavaScript("_static/documentation_options.js", defer="defer")
    assert found["script_files"] == [deferred if waits else options, *scripts]


@pytest.mark.parametrize(
    ("given", "fonts"),
    [
        ({}, ["serif", "sans"]),
        ({"lang": "pl"}, ["serif", "sans", "serif-further"]),
        ({"lang": "pl-PL"}, ["serif", "sans", "serif-further"]),
        ({"title": "Łódź"}, ["serif", "sans", "serif-further"]),
        ({"body": "Dvořák"}, ["serif", "sans", "serif-further"]),
        ({"body": "Bézier ſ œ", "title": "café"}, ["serif", "sans", "serif-further"]),
        ({"body": "Bézier ı Œ", "title": "café"}, ["serif", "sans"]),
        ({"lang": "zh-Hans", "title": "Łódź"}, []),
        ({"lang": "pl", "web_fonts": False}, []),
    ],
)
def test_a_page_begins_with_the_fonts_of_its_letters(given, fonts):
    """Of its language, its title and its text; a Chinese one has the reader's."""
    assert loaded(**given)[2] == fonts


def test_what_every_page_loads_from_elsewhere_is_looked_at(monkeypatch, tmp_path):
    """Style sheets, scripts, and scripts within the page but for the theme's settings; what is wrong is said at its line."""
    asked, said = [], []
    sheets = [SimpleNamespace(filename=name) for name in ("_static/a.css", "https://e.example/a.css")]  # fmt: skip
    scripts = [
        SimpleNamespace(filename=name, attributes={"body": body} if body else {})
        for name, body in (("_static/a.js", ""), ("https://e.example/a.js", ""), (None, " DOCUMENTATION_OPTIONS.a = 1"), (None, "run()"), (None, None))
    ]  # fmt: skip
    problem = Problem(subtype=PostWarning.CONFIG, message="blocked", line=3)

    def problems(root, options, settings, *, added):
        asked.extend([root, options, settings, *added])
        return [("_templates/a.html", problem)]

    monkeypatch.setattr(page_assets.template_loads, "problems", problems)
    monkeypatch.setattr(page_assets.upstream, "written", lambda conf: {"conf": conf})
    monkeypatch.setattr(page_assets.upstream, "style_sheets", lambda _builder: sheets)
    monkeypatch.setattr(page_assets.upstream, "scripts", lambda _builder: scripts)
    monkeypatch.setattr(page_assets, "log", lambda found, *, location: said.append((found.message, location)))  # fmt: skip
    domain = SimpleNamespace(inputs=SimpleNamespace(settings="settings"))
    page_assets.report(SimpleNamespace(config="c", confdir=str(tmp_path), domain=domain))
    inline = "a script that an extension puts into the page"

    assert asked == [
        tmp_path,
        {"conf": "c"},
        "settings",
        Load(directive="style-src", url="https://e.example/a.css"),
        Load(directive="script-src", url="https://e.example/a.js"),
        Load(directive="script-src", inline=inline, text="run()"),
        Load(directive="script-src", inline=inline, text=""),
    ]
    assert said == [("blocked", "_templates/a.html:3")]


@pytest.mark.parametrize(
    ("options", "logo", "expected"),
    [
        (None, None, ("", "")),
        ({}, "a.svg", ("a.svg", "")),
        ({"logo": "x.svg"}, "a.svg", ("a.svg", "")),
        ({"logo": {"image_light": "l.svg"}}, "a.svg", ("l.svg", "")),
        ({"logo": {"image_dark": "d.svg"}}, "a.svg", ("a.svg", "d.svg")),
        ({"logo": {"image_dark": "d.svg"}}, None, ("d.svg", "")),
        ({"logo": {"image_light": "l.svg", "image_dark": "d.svg"}}, "a.svg", ("l.svg", "d.svg")),
        ({"logo": {"image_light": "l.svg", "image_dark": "l.svg"}}, None, ("l.svg", "")),
    ],
)
def test_a_publication_has_a_logo_for_light_and_one_for_dark_pages(options, logo, expected):
    """Where they differ; the theme's option goes before Sphinx's."""
    conf = SimpleNamespace(html_theme_options=options, html_logo=logo)

    assert logo_files.logos(conf) == expected


@pytest.mark.parametrize(
    ("file", "place", "link"),
    [
        ("", "", ""),
        ("a.svg", "_static/a.svg", "from x to _static/a.svg"),
        ("art/b/a.svg", "_static/a.svg", "from x to _static/a.svg"),
        ("https://e.example/a.svg", "", "https://e.example/a.svg"),
    ],
)
def test_a_logo_is_linked_where_it_lies(file, place, link):
    """Among the static files; an address as it is."""
    builder = SimpleNamespace(file_uri=lambda page, file: f"from {page} to {file}")

    assert (logo_files.of_static(file), logo_files.linked(builder, "x", file)) == (place, link)
