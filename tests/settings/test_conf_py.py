"""A publication's ``conf.py``: which it is, what it sets, and what is said where it cannot be run."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import written

from standfirst.settings import conf_py


@pytest.mark.parametrize(
    ("files", "path", "expected"),
    [
        (["conf.py", "posts/a.md"], "posts/a.md", ""),
        (["conf.py", "posts/a.md"], "posts", ""),
        (["conf.py", "posts/a.md"], "", ""),
        (["conf.py", "posts/conf.py"], "posts", ""),
        (["conf.py", "authors/b/conf.py"], "authors/b/conf.py", ""),
        (["conf.py", "volumes/b/conf.py"], "volumes/b", ""),
        (["conf.py", "b/posts/conf.py"], "b/posts", "b/posts"),
        (["conf.py", "b/conf.py", "b/posts/conf.py"], "b/posts", "b"),
        (["conf.py", "posts/b/conf.py", "posts/b/c/conf.py"], "posts/b/c", ""),
        (["posts/conf.py"], "posts", "posts"),
        (["a/b.md"], "a/b.md", "a"),
        (["a/b.md"], "a", "a"),
    ],
)
def test_a_path_belongs_to_the_nearest_publication(tmp_path, files, path, expected):
    """But not to one that lies among the texts of another; where there is none, to its own folder."""
    written(tmp_path, dict.fromkeys(files, ""))

    assert conf_py.publication_of(tmp_path / path) == tmp_path / expected


def test_conf_py_is_run_in_its_folder(tmp_path, monkeypatch):
    """And may ask Sphinx's tags, of which none is set."""
    (tmp_path / "x.txt").write_text("hello", encoding="utf-8")
    (tmp_path / "conf.py").write_text(
        "from pathlib import Path\na = Path('x.txt').read_text()\nb = tags.has('html')\nc = 'html' in tags\nd = __file__\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path.parent)
    options = conf_py.options_of(Path(tmp_path.name))

    assert (options["a"], options["b"], options["c"]) == ("hello", False, False)
    assert options["d"] == str(tmp_path / "conf.py")
    assert Path.cwd() == tmp_path.parent


def test_where_there_is_no_conf_py_nothing_is_set(tmp_path):
    """Nor where a folder has its name."""
    assert conf_py.options_of(tmp_path) == {}
    (tmp_path / "conf.py").mkdir()
    assert conf_py.options_of(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1/0", "ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise ValueError('no')", "ValueError: no"),
    ],
)
def test_a_conf_py_that_cannot_be_run_is_named(tmp_path, text, said):
    """With the kind of the error and what it says."""
    (tmp_path / "conf.py").write_text(text, encoding="utf-8")
    with pytest.raises(conf_py.ConfError) as caught:
        conf_py.options_of(tmp_path)

    assert str(caught.value) == f"{tmp_path / 'conf.py'} cannot be run: {said}"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "index"),
        ({"root_doc": "a"}, "a"),
        ({"master_doc": "b"}, "b"),
        ({"root_doc": "a", "master_doc": "b"}, "a"),
        ({"root_doc": "", "master_doc": "b"}, "b"),
        ({"root_doc": None}, "index"),
    ],
)
def test_the_front_page_is_the_root(options, expected):
    """Under the option's name of today, or that of before."""
    assert conf_py.front_of(options) == expected


def test_the_publications_own_options_lose_their_prefix():
    """The others are not among them."""
    said = {"standfirst_title": "A", "standfirst_standfirst_x": 1, "html_title": "B", "x_standfirst_y": 2}  # fmt: skip

    assert conf_py.values_of(said) == {"title": "A", "standfirst_x": 1}


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ({"html_baseurl": "https://c.example"}, "https://c.example/"),
        ({"blog_baseurl": "https://d.example/", "html_baseurl": None}, "https://d.example/"),
        ({"standfirst_base_url": 5, "html_baseurl": "https://c.example"}, "https://c.example/"),
        ({"standfirst_base_url": "http://[", "html_baseurl": "c.example"}, "http://["),
        ({"html_baseurl": "c.example"}, None),
    ],
)
def test_the_address_is_taken_from_wherever_it_is_said(said, url):
    """As a build takes it; what is none is left as it is, to be named."""
    assert conf_py.values_of(said).get("base_url") == url
