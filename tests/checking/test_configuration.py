"""What is wrong with ``conf.py`` beside the values of our options, in a build as in a check."""

from __future__ import annotations

import re
from difflib import get_close_matches

import pytest
from finding_lines import as_built
from publications import NOW

from standfirst.checking import checker, configuration, theme_options
from standfirst.settings import conf_py
from standfirst.settings.option_table import OPTIONS
from standfirst.tables.option_names import ALIKE, OF_SPHINX


@pytest.fixture
def said(tmp_path):
    """Return what says what is wrong with a ``conf.py``: line, message and remedy."""

    def ask(conf, base_url=""):
        (tmp_path / "conf.py").write_text(conf, encoding="utf-8")
        options = conf_py.options_of(tmp_path)
        found = configuration.problems(tmp_path, options, base_url=base_url)
        return [(problem.way, problem.text()) for problem in found]

    return ask


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("standfirst_permalnk", "standfirst_permalink"),
        ("Standfirst_Title", "standfirst_title"),
        ("standfirst_titel", "standfirst_title"),
        ("standfrist_menu", "standfirst_menu"),
        ("standfirst_base_ulr", "standfirst_base_url"),
        ("html_static_pth", "html_static_path"),
        ("html_favicn", "html_favicon"),
        ("extension", "extensions"),
    ],
)
def test_a_misspelt_option_is_named_with_the_likely_one(said, name, meant):
    """Whoever's option it is."""
    assert said(f"{name} = []\n") == [((name,), f"there is no option {name}; it is ignored; write {meant}")]  # fmt: skip


@pytest.mark.parametrize(
    "conf",
    [
        "from datetime import date\nyear = date.today().year\ncopyright = f'{year}'\n",
        "projects = ['a']\nproject = projects[0]\n",
        "html_js_files = []\nlatex_theme_options = {}\nrelease = '1'\nblog_title = 'x'\n",
        "import string as project_\nstandfirst_title = 'T'\n",
    ],
)
def test_what_is_meant_as_it_is_written_is_not_named(said, conf):
    """Variables, modules, Sphinx's own options and those of extensions."""
    assert said(conf) == []


@pytest.mark.parametrize("option", ["html_css_files", "html_js_files"])
def test_a_file_with_attributes_is_named_like_one_without(tmp_path, option):
    """Its entry is a name and a mapping; what a browser refuses of it too."""
    entries = [("own.x", {"media": "print"}), ["https://stats.test/s.x", {"media": "print"}]]
    (tmp_path / "posts").mkdir()
    (tmp_path / "conf.py").write_text(f"{option} = {entries!r}\n", encoding="utf-8")
    found = [(each.path, each.problem.line, each.problem.message.partition(",")[0]) for each in checker.check(tmp_path, clock=NOW)]  # fmt: skip
    kind, what = ("style", "style sheet") if "css" in option else ("script", "script")

    assert found == [
        ("conf.py", 1, f"browsers will block https://stats.test/s.x ({kind}-src)"),
        ("conf.py", 1, f"{option}: the {what} 'own.x' is in no folder of html_static_path; pages ask for it in vain"),
    ]  # fmt: skip


def test_an_option_of_ours_that_is_like_none_is_named(said):
    """The list is in the guide."""
    assert said("standfirst_colour_of_the_sky = 1\n") == [
        (("standfirst_colour_of_the_sky",), "there is no option standfirst_colour_of_the_sky; it is ignored; see the list of options in the guide")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("conf", "way", "what"),
    [
        ("html_css_files = ['own.css', 'gone.css', 'https://a.example/x.css', ('sub/a.css', {})]", ("html_css_files", "gone.css"), "the style sheet 'gone.css'"),
        ("html_css_files = [('gone.css', {'media': 'print'})]", ("html_css_files", ("gone.css", {"media": "print"})), "the style sheet 'gone.css'"),
        ("html_js_files = ['gone.js']", ("html_js_files", "gone.js"), "the script 'gone.js'"),
        ("html_logo = 'gone.svg'", ("html_logo",), "the logo 'gone.svg'"),
        ("html_favicon = '_static/gone.ico'", ("html_favicon",), "the icon '_static/gone.ico'"),
        ("html_theme_options = {'logo': {'image_light': '_static/own.css', 'image_dark': 'no.svg', 'text': 'x'}}", ("html_theme_options", "logo", "image_dark"), "the logo 'no.svg'"),
        ("html_extra_path = ['_static', 'gone']", ("html_extra_path", "gone"), "the folder 'gone'"),
        ("templates_path = ['gone']", ("templates_path", "gone"), "the folder 'gone'"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named(said, tmp_path, conf, way, what):
    """Style sheets, scripts, logos, folders; not what lies on another server."""
    (tmp_path / "_static" / "sub").mkdir(parents=True)
    for name in ("own.css", "sub/a.css"):
        (tmp_path / "_static" / name).touch()
    [(found, message)] = said(f"html_static_path = ['_static']\n{conf}\n")

    assert found == way
    done = (
        "in no folder of html_static_path; pages ask for it in vain"
        if "css" in way[0] or "js" in way[0]
        else "not there; pages are without it"
    )
    assert message == f"{way[0]}: {what} is {done}; put it there, or mend its name"


@pytest.mark.parametrize(
    ("licence", "is_known"),
    [
        ("CC-BY-4.0", True),
        ("cc by-nc-sa 3.0", True),
        ("CC BY 4.0", True),
        ("CC-BY-3.0-DE", True),
        ("CC-BY-2.0-CH", True),
        ("CC0", True),
        ("CC0-1.0", True),
        ("MIT", True),
        ("GFDL-1.3-or-later", True),
        ("All rights reserved.", True),
        ("© 2026 the authors", True),
        ("Proprietary", True),
        ("https://a.example/licence", True),
        ("", True),
        ("CC-BY-5.0", False),
        ("CC BY-XX 4.0", False),
        ("CC-BY", False),
        ("CC-NC-BY-4.0", False),
        ("GPL-9.0", False),
    ],
)
def test_a_licence_that_there_is_not_is_named(said, licence, is_known):
    """Where it looks like a name of one; a text says what it says."""
    found = said(f"standfirst_license = {licence!r}\n")

    assert ([way for way, _ in found] == []) == is_known
    assert re.search("there is no licence", str(found)) is None if is_known else len(found) == 1


def test_the_address_of_a_new_publication_is_named_until_it_is_replaced(said):
    """Feeds lead there."""
    [(way, message)] = said("", base_url="https://example.org")

    assert way == ("standfirst_base_url",)
    assert message.startswith(
        "standfirst_base_url is still https://example.org/, which nobody reads"
    )
    assert said("", base_url="https://example.org/review/") == []


@pytest.mark.parametrize(
    ("conf", "remedies"),
    [
        ("{'toc_titel': 'x'}", ["write toc_title"]),
        ("{'toc_title': 'x', 'logo': {}}", []),
        ("{'colour': 'x', 3: 4}", ["see https://sphinx-book-theme.readthedocs.io/"] * 2),
        ("['toc_titel']", []),
        ("{'toc_titel': 'x'}\nhtml_theme = 'another'", []),
    ],
)
def test_what_is_no_option_of_the_theme_is_named(said, monkeypatch, conf, remedies):
    """With the likely one; what another theme has, nobody knows here."""
    monkeypatch.setattr(theme_options, "known", lambda: {"toc_title", "logo"})
    found = said(f"html_theme_options = {conf}\n")

    assert [message.rpartition("; ")[2] for _, message in found] == remedies
    assert {way[0] for way, _ in found} <= {"html_theme_options"}


def test_a_build_says_it_too_with_its_line_and_goes_on_without(publication):
    """Each once, in the words of a check."""
    conf = """
        extensions = ["standfirst"]
        standfirst_title = "The Test Review"
        standfirst_now = "2026-06-01T00:00:00+00:00"
        standfirst_base_url = "https://example.org/"
        standfirst_permalink = "/:yaer/"
        standfirst_menu = [
            ("Front", "index"),
            ("Gone", "gone"),
            ("Bad",),
        ]
        standfirst_redirects = {
            "/a?b": "/c/",
        }
        standfirst_tagine = "x"
        html_css_files = ["gone.css"]
        html_logo = "gone.svg"
        html_favicon = "gone.ico"
        html_static_path = ["gone"]
        html_extra_path = ["gone-too"]
        html_theme_options = {"logo": {"image_dark": "dark.svg"}, "toc_titel": "In short"}
        standfirst_license = "CC-BY-7.0"
    """
    publication.write("conf.py", conf)
    publication.post("2026-01-02-x")
    built = publication.build()
    found = checker.check(publication.root, clock=NOW)

    assert sorted(built.warnings.splitlines()) == sorted(as_built(found))
    assert [each.problem.line for each in found] == [
        4,
        5,
        8,
        9,
        12,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        20,
        21,
    ]
    assert [each.problem.level for each in found if each.problem.line == 5] == ["error"]
    assert built.has("2026/01/x/index.html")


def test_no_option_of_sphinx_or_of_an_extension_is_taken_for_a_slip(publication):
    """Those that are spelt like one that publications set are in the table."""
    ours = [f"standfirst_{option.name}" for option in OPTIONS]
    known = {*ours, *OF_SPHINX, *ALIKE}
    names = [option.name for option in publication.config()]
    near = [name for name in names if name not in known and get_close_matches(name, [*ours, *OF_SPHINX], n=1, cutoff=0.8)]  # fmt: skip

    assert near == []
    assert {*OF_SPHINX, *ALIKE} - {"extensions"} <= {*names}


def test_the_theme_has_the_options_of_all_that_it_is_made_of(publication):
    """Those that Sphinx finds, which warns of all others without saying where."""
    assert {*publication.app().builder.theme.get_options({})} == theme_options.known()
