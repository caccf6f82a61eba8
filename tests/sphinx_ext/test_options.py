"""What a publication takes for granted: what ``conf.py`` leaves open is set, what it says stays."""

from __future__ import annotations

import configparser
import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pydata_sphinx_theme
import pytest
from sphinx.config import Config, correct_copyright_year

from standfirst.addresses import local_files
from standfirst.incremental import output_folders
from standfirst.package import PACKAGE
from standfirst.settings import sphinx_options
from standfirst.sources import source_files
from standfirst.sphinx_ext import logs, options_

OF_PAGES = {
    "html_theme": "alabaster",
    "html_theme_options": {},
    "html_sidebars": {},
    "html_copy_source": True,
    "html_show_sourcelink": True,
    "html_use_index": True,
    "html_baseurl": "",
    "html_static_path": [],
    "html_logo": None,
    "html_favicon": None,
    "html_title": "Sphinx's",
    "epub_copyright": "",
    "latex_engine": "pdflatex",
    "html_domain_indices": True,
    "html_permalinks_icon": "¶",
    "html_math_renderer": "mathjax",
    "html_scaled_image_link": True,
    "myst_enable_extensions": set(),
    "myst_heading_anchors": 0,
    "fontawesome_included": False,
}
"""Options of Sphinx's builders and of extensions -> their defaults."""

TAKEN = {
    "html_theme": "sphinx_book_theme",
    "html_sidebars": {"**": []},
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_use_index": False,
    "html_domain_indices": False,
    "html_permalinks_icon": "#",
    "html_math_renderer": "standfirst",
    "html_scaled_image_link": False,
    "smartquotes": False,
    "myst_enable_extensions": {"attrs_block", "attrs_inline", "colon_fence", "deflist", "smartquotes"},
    "myst_heading_anchors": 4,
    "latex_engine": "xelatex",
    "fontawesome_included": True,
    "nitpicky": True,
}  # fmt: skip
"""The same -> what a publication has instead."""
THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "theme.conf"
OTHER = SimpleNamespace(handler=print)
LISTENERS = {}
PARTS = re.compile(r"(?:navbar|article|content|primary|secondary|footer)_\w*(?:start|center|persistent|end|items)")  # fmt: skip


@pytest.fixture
def complete(tmp_path, monkeypatch):
    """Return what makes a configuration of what ``conf.py`` says; it is given with what leads astray."""
    monkeypatch.delenv("READTHEDOCS_CANONICAL_URL", raising=False)

    def made(out="_build/html", /, **said):
        LISTENERS["config-inited"] = [SimpleNamespace(handler=correct_copyright_year), OTHER]
        conf = Config({"standfirst_now": "2026-12-31T20:00:00+00:00", **said})
        for name, default in OF_PAGES.items():
            conf.add(name, default, "env", frozenset())
        app = SimpleNamespace(
            confdir=tmp_path,
            srcdir=tmp_path,
            outdir=tmp_path / out,
            events=SimpleNamespace(listeners=LISTENERS),
            add_config_value=conf.add,
            add_message_catalog=lambda *_: None,
        )  # fmt: skip
        options_.setup_configuration(app)
        options_.check(conf)
        astray = options_.complete(app, conf)
        return conf, {path: problem.message for path, problem in astray}

    return made


def test_what_conf_py_leaves_open_is_set(complete, tmp_path):
    """Name and title are the publication's; our templates come after its own, our files are not among its documents."""
    (tmp_path / "_own").mkdir()
    conf, astray = complete(standfirst_title="Harbour", templates_path=["_own"], exclude_patterns=["old"], suppress_warnings=["ref.doc"])  # fmt: skip

    assert (conf.project, conf.html_title) == ("Harbour", "Harbour")
    assert {name: conf[name] for name in TAKEN} == TAKEN
    assert conf.templates_path == ["_own", str(PACKAGE / "templates")]
    assert conf.exclude_patterns[0] == "old"
    assert {"_build", "README.md", ".*", "**/.*", "posts/**", "authors/**", "volumes/**"} < {*conf.exclude_patterns}  # fmt: skip
    assert conf.suppress_warnings == ["ref.doc", "toc.not_included"]
    assert astray == {}


def test_what_conf_py_says_stays(complete):
    """Also where it is what Sphinx has for itself."""
    said = {"html_theme": "alabaster", "html_use_index": True, "smartquotes": True, "nitpicky": False, "project": "P", "html_title": "T", "language": "zh_TW"}  # fmt: skip
    conf, _ = complete(**said, standfirst_title="Harbour", standfirst_language="de")

    assert {name: conf[name] for name in said} == said


def test_no_component_of_the_theme_is_rendered(complete):
    """Of all its lists none, unless the publication names some; addresses are not shortened."""
    parser = configparser.ConfigParser()
    parser.read(THEME, encoding="utf-8")
    lists = {*filter(PARTS.fullmatch, parser["options"]), "footer_content_items"}
    conf, _ = complete(html_theme_options={"navbar_end": ["own"], "repository_url": "x"})
    expected = {name: [] for name in lists} | {"navbar_end": ["own"], "repository_url": "x", "shorten_urls": False}  # fmt: skip

    assert len(lists) == 14
    assert conf.html_theme_options == expected


def test_sphinx_does_not_ask_the_clock_for_the_year(complete):
    """What others have done when the configuration is there is done."""
    complete()

    assert LISTENERS["config-inited"] == [OTHER]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("pt-BR", "pt_BR"),
        ("zh", "zh_CN"),
        ("zh-Hans", "zh_CN"),
        ("zh-CN", "zh_CN"),
        ("zh-SG", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        ("zh-TW", "zh_TW"),
        ("zh-HK", "zh_TW"),
        ("zh-Hant-HK", "zh_TW"),
        ("ja", "ja"),
    ],
)
def test_sphinxs_own_words_are_in_the_publications_language(complete, tag, code):
    """Under Sphinx's code; of Chinese it has two, by the script."""
    conf, _ = complete(standfirst_language=tag)

    assert conf.language == code


@pytest.mark.parametrize(
    ("host", "said", "url"),
    [
        ("https://a.example/en/latest", {"standfirst_base_url": "https://b.example"}, "https://a.example/en/latest/"),
        ("", {"standfirst_base_url": "https://b.example//", "html_baseurl": "https://c.example"}, "https://b.example/"),
        ("", {"html_baseurl": "http://c.example", "blog_baseurl": "https://d.example"}, "http://c.example/"),
        ("", {"blog_baseurl": "https://d.example"}, "https://d.example/"),
        ("a.example", {"html_baseurl": "https://c.example"}, "https://c.example/"),
        ("", {"blog_baseurl": None}, ""),
    ],
)  # fmt: skip
def test_the_base_url_is_taken_from_wherever_it_is_said(complete, monkeypatch, host, said, url):
    """Of Read the Docs first, then of ours, Sphinx's and ABlog's; with one slash at its end."""
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", host)
    extra = {name: value for name, value in said.items() if name == "blog_baseurl"}
    monkeypatch.setitem(OF_PAGES, "blog_baseurl", extra.get("blog_baseurl", ""))
    conf, _ = complete(**said)

    assert (conf.standfirst_base_url, conf.html_baseurl) == (url, url)


def test_the_copyrights_year_is_that_of_now(complete):
    """In the publication's time zone; a list of them stays one, and a year that is written out stays."""
    said = {"copyright": ["2019–%Y, A", "2020, B"], "epub_copyright": "%Y", "standfirst_timezone": "Asia/Shanghai"}  # fmt: skip
    conf, _ = complete(**said)

    assert (conf.copyright, conf.epub_copyright) == (["2019–2027, A", "2020, B"], "2027")


def test_what_leads_out_is_not_used(complete, tmp_path):
    """Of folders, logos and icons those that lie within stay; each that does not is named."""
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / "mark.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "out").symlink_to(outside)
    (tmp_path / "out.svg").symlink_to(outside / "mark.svg")
    logo = {"image_light": "in.svg", "image_dark": "out.svg", "text": "Harbour"}
    conf, astray = complete(html_static_path=["in", "out"], templates_path=["out", "in"], html_logo="out.svg", html_favicon="in.svg", html_theme_options={"logo": logo, "navbar_end": ["own"]})  # fmt: skip

    assert (conf.html_static_path, conf.templates_path[:-1]) == (["in"], ["in"])
    assert (conf.html_logo, conf.html_favicon) == (None, "in.svg")
    assert conf.html_theme_options["logo"] == {"image_light": "in.svg", "text": "Harbour"}
    assert conf.html_theme_options["navbar_end"] == ["own"]
    assert sorted(astray) == ["out", "out.svg"]


def test_what_is_not_there_is_not_used(complete, tmp_path, monkeypatch):
    """Of folders, logos and icons those that are there stay; each that is not is said where it is named."""
    told = []
    monkeypatch.setattr(logs, "log", lambda problem, *, location: told.append((location, problem.message)))  # fmt: skip
    (tmp_path / "in").mkdir()
    (tmp_path / "in.svg").touch()
    (tmp_path / "conf.py").write_text("project = 'A'\ntemplates_path = ['gone', 'in']\nhtml_logo = 'gone.svg'\n", encoding="utf-8")  # fmt: skip
    conf, astray = complete(html_static_path=["in"], templates_path=["gone", "in"], html_logo="gone.svg", html_favicon="in.svg")  # fmt: skip

    assert (conf.html_static_path, conf.templates_path) == (["in"], ["in", str(PACKAGE / "templates")])  # fmt: skip
    assert (conf.html_logo, conf.html_favicon) == (None, "in.svg")
    assert "gone" not in options_.kept_back(conf)
    assert astray == {}
    assert told == [
        ("conf.py:2", "templates_path: the folder 'gone' is not there; pages are without it"),
        ("conf.py:3", "html_logo: the logo 'gone.svg' is not there; pages are without it"),
    ]


@pytest.mark.parametrize(
    ("out", "is_source"),
    [("public", True), ("a/b", True), ("_build/html", False), ("../{}-out", False)],
)
def test_an_output_folder_among_the_sources_is_none_of_them(complete, tmp_path, out, is_source):
    """By its mark, not by its name; ``_build`` never is, and what lies elsewhere is not among them."""
    out = out.format(tmp_path.name)
    usual, _ = complete()
    conf, _ = complete(out)
    folder = tmp_path / out
    folder.mkdir(parents=True)
    (folder / "a.md").touch()
    excluded = local_files.matcher(tuple(conf.exclude_patterns))

    def found():
        return [each.path for each in source_files.documents(tmp_path, lambda path: not excluded.match(path)) if not each.problem]  # fmt: skip

    assert conf.exclude_patterns == usual.exclude_patterns
    assert found() == ([f"{out}/a.md"] if is_source else [])
    output_folders.mark(folder)
    assert found() == []


def test_the_publications_own_folder_is_one_of_sources_though_it_be_marked(complete, tmp_path):
    """Nothing of it is excluded then either."""
    usual, _ = complete()
    conf, _ = complete(".")
    (tmp_path / "a.md").touch()
    output_folders.mark(tmp_path)

    assert conf.exclude_patterns == usual.exclude_patterns
    assert [each.path for each in source_files.documents(tmp_path, lambda _: True)] == ["a.md"]


def test_what_is_wrong_is_as_if_it_were_not_said(complete):
    """So that nothing else meets it; what can be used stays as it is written."""
    usual, _ = complete()
    conf, _ = complete(standfirst_page_size=0, standfirst_share=["nobody"], standfirst_posts="essays/")  # fmt: skip

    assert (conf.standfirst_page_size, conf.standfirst_share) == (usual.standfirst_page_size, usual.standfirst_share)  # fmt: skip
    assert conf.standfirst_posts == "essays/"
    assert options_.settings(conf).now == dt.datetime(2026, 12, 31, 20, tzinfo=dt.UTC)
    assert "essays/**" in conf.exclude_patterns


@pytest.mark.parametrize("value", [5, None, b"x", ["x"], {"a": 1}])
@pytest.mark.parametrize("name", ["standfirst_title", "standfirst_language", "standfirst_posts", "standfirst_base_url"])  # fmt: skip
def test_what_others_are_made_of_is_checked_before_they_are(complete, name, value):
    """Title, language, excluded folders and address are those of a publication that says nothing."""
    usual, _ = complete()
    conf, _ = complete(**{name: value})
    made = ("project", "html_title", "language", "exclude_patterns", "html_baseurl", name)

    assert {each: conf[each] for each in made} == {each: usual[each] for each in made}


@pytest.mark.parametrize("value", [5, b"x", [["x"]], {"a": 1}, {1: 2}, "x", None])
@pytest.mark.parametrize("name", ["html_static_path", "html_theme_options", "copyright", "exclude_patterns"])  # fmt: skip
def test_a_value_that_is_none_of_sphinxs_is_as_if_it_were_not_said(complete, monkeypatch, name, value):  # fmt: skip
    """What has the form of a value stays; of what has not, Sphinx would fail after us, or make letters of it."""
    monkeypatch.setattr(logs, "log", lambda _problem, *, location: location)
    usual, _ = complete(**{name: sphinx_options.TABLE[name].default})
    conf, _ = complete(**{name: value})
    is_good = (name, value) == ("copyright", "x")

    assert (conf[name] == usual[name]) is not is_good


def test_what_is_kept_back_is_never_offered(complete, tmp_path):
    """Files beside posts may be; of those that are copied as they are, a table decides about hidden ones."""
    (tmp_path / "_own").mkdir()
    conf, _ = complete(exclude_patterns=["old"], templates_path=["_own"])

    assert {"old", "_own", ".*", "**/.*"} < {*options_.kept_back(conf)}
    assert not {"posts/**", "authors/**", "volumes/**"} & {*options_.kept_back(conf)}
    assert "old" in options_.not_copied(conf)
    assert not {".*", "**/.*", "posts/**", "_own"} & {*options_.not_copied(conf)}


@pytest.mark.parametrize(("said", "expected"), [("True", True), ("", False), ("False", False)])
def test_read_the_docs_says_that_it_builds(monkeypatch, said, expected):
    """In the environment."""
    monkeypatch.setenv("READTHEDOCS", said)

    assert options_.is_on_read_the_docs() is expected
