"""What a build takes from the machine: the environment, what is installed, code that lies beside ``conf.py``."""

from __future__ import annotations

import os
import sys

import pytest
from click.testing import CliRunner

from standfirst.cli import main
from standfirst.incremental import freshness, machine
from standfirst.incremental.contents import Contents

CONF = """
    extensions = ["standfirst"]
    standfirst_title = "The Test Review"
    standfirst_now = "2026-06-01T00:00:00+00:00"
"""


def run(publication, *options):
    """Build by the command; return what it says."""
    result = CliRunner().invoke(main.main, ["build", str(publication.root), *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_another_environment_is_another_build(publication, monkeypatch):
    """A copy for trial that becomes the published one keeps none of its addresses."""
    publication.write(
        "conf.py",
        CONF
        + 'import os\nstandfirst_base_url = os.environ["WHERE"]\n'.replace("\n", "\n    ").join(
            ["    ", ""]
        ),
    )
    publication.post("2026-01-02-x")
    page = publication.root / "_build/html/2026/01/x/index.html"
    monkeypatch.setenv("WHERE", "https://trial.example/")
    run(publication)
    trial = page.read_text(encoding="utf-8")
    fresh = run(publication)
    monkeypatch.setenv("WHERE", "https://review.example/")
    run(publication)
    published = page.read_text(encoding="utf-8")

    assert "Nothing has changed" in fresh
    assert "trial.example" in trial
    assert "trial.example" not in published
    assert published == trial.replace("trial.example", "review.example")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = os.environ.get('WHERE')", False),
        ("x = {'b': 1, 'a': [{2, 1, 3}, (None, 1.5)], 'c': os}", True),
        ("x = [object(), lambda: 1, os.getcwd()]", True),
        ("raise ValueError(os.environ.get('WHERE'))", False),
        ("print('said twice'); os.environ['WHERE'] = 'x'; sys.path.insert(0, 'x')", True),
    ],
)
def test_values_are_told_apart(tmp_path, monkeypatch, capsys, text, said):
    """And are equal where they are, in any process; running ``conf.py`` leaves nothing behind."""
    (tmp_path / "conf.py").write_text(f"import os, sys\n{text}\n", encoding="utf-8")
    monkeypatch.setenv("WHERE", "here")
    paths = sys.path[:]
    first = machine.configured(tmp_path)
    second = machine.configured(tmp_path)
    before = os.environ["WHERE"], sys.path[:]
    monkeypatch.setenv("WHERE", "there")

    assert first == second
    assert before == ("here", paths)
    assert capsys.readouterr() == ("", "")
    assert (machine.configured(tmp_path) == first) is said


def test_what_is_installed_counts(tmp_path, monkeypatch):
    """By name and version, wherever Python finds it."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = machine.installed()
    (tmp_path / "notes.txt").touch()
    assert machine.installed() == before
    (tmp_path / "sphinx_notes-1.0.dist-info").mkdir()
    after = machine.installed()
    (tmp_path / "sphinx_notes-1.0.dist-info").rename(tmp_path / "sphinx_notes-1.1.dist-info")

    assert len({before, after, machine.installed()}) == 3


def known(publication):
    """Return what is known of its files: nothing."""
    return Contents(publication.root / "_build/none", publication.root)


def test_hidden_folders_that_are_copied_count(publication):
    """Such as ``.well-known``; others at the root do not."""
    publication.write("conf.py", CONF + '    html_extra_path = ["extra"]\n')
    publication.write("extra/.well-known/security.txt", "a\n")
    publication.write(".git/x", "a\n")
    before = freshness.digest(publication.root, (), known(publication))
    publication.write(".git/x", "abc\n")
    assert freshness.digest(publication.root, (), known(publication)) == before
    publication.write("extra/.well-known/security.txt", "abc\n")

    assert freshness.digest(publication.root, (), known(publication)) != before


CODE = """
    def setup(app):
        app.connect("source-read", lambda app, name, text: text.append(text.pop().replace("Text", "%s")))
"""


def test_code_beside_conf_has_everything_read_again(publication, monkeypatch):
    """A function of ``conf.py``, and a module that it names as an extension."""
    monkeypatch.syspath_prepend(str(publication.root))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # two of one size in one second
    publication.post("2026-01-02-x")
    found = []
    for conf, module in (("One", ""), ("Other", ""), ("", "Third"), ("", "Fourth")):
        own = CODE % conf if conf else '    extensions.append("own_words")\n'
        publication.write("conf.py", CONF + own)
        publication.write("own_words.py", CODE % module)
        sys.modules.pop("own_words", None)
        found.append(f"<p>{conf or module}.</p>" in publication.build().read("2026/01/x/"))
    monkeypatch.delitem(sys.modules, "own_words")

    assert found == [True] * 4


def test_a_package_that_changes_has_everything_read_and_written_again(publication, monkeypatch):
    """Another Markdown may make other pages of the same text."""
    publication.post("2026-01-02-x")
    publication.build()
    again = publication.build()
    monkeypatch.setattr(machine, "installed", lambda: "others")
    other = publication.build()

    assert "0 added, 0 changed" in again.status
    assert "2 added, 0 changed" in other.status


@pytest.mark.parametrize("damage", ["longer", "as long", "gone"])
def test_a_damaged_file_is_written_again(publication, damage):
    """A page, a feed, a style sheet and a list: by the command, which has to notice, and as they were."""
    publication.write("conf.py", CONF + '    standfirst_base_url = "https://example.org/"\n')
    publication.post("2026-01-02-x")
    run(publication)
    out = publication.root / "_build/html"
    names = [
        "2026/01/x/index.html",
        "atom.xml",
        "_static/standfirst.css",
        "sitemap.xml",
        "citations.bib",
    ]
    before = {name: (out / name).read_bytes() for name in names}
    for name in names:
        if damage == "gone":
            (out / name).unlink()
            continue
        (out / name).write_bytes(before[name][:-1] + (b"xx" if damage == "longer" else b"x"))
        os.utime(out / name, (1_700_000_000, 1_700_000_000))
        assert "Nothing has changed" not in run(publication)
        assert {name: (out / name).read_bytes() for name in names} == before
    run(publication)

    assert {name: (out / name).read_bytes() for name in names} == before
    assert "Nothing has changed" in run(publication)
