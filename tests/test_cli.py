"""The command, as authors use it."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from standfirst import cli

GOOD = "---\ntitle: A title\nauthor: Ada Lovelace\ndate: 2026-01-02\ndescription: d\n---\n\nText.\n"


def run(*arguments):
    """Return exit code and output of the command."""
    result = CliRunner().invoke(cli.main, list(map(str, arguments)))

    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def journal(tmp_path):
    """Return a publication made by ``standfirst init``."""
    folder = tmp_path / "journal"
    code, output = run("init", folder, "--title", "The 'Journal'")

    assert code == 0, output
    return folder


@pytest.mark.parametrize("name", ["build", "check", "init", "new"])
def test_every_subcommand_shows_an_example(name):
    """In its help."""
    code, output = run(name, "--help")

    assert code == 0
    assert re.search(rf"Examples?:\s+standfirst {name}", output)


def test_a_new_publication_builds_without_a_warning_and_then_has_nothing_to_do(journal):
    """The second time it says so."""
    code, output = run("build", journal, "--strict")

    assert code == 0, output
    assert "WARNING" not in output
    assert (journal / "_build/html/atom.xml").is_file()
    assert "Nothing has changed" in run("build", journal, "--strict")[1]

    (journal / "about.md").write_text("---\ntitle: About\n---\n\nChanged.\n", encoding="utf-8")

    assert "Nothing has changed" not in run("build", journal, "--strict")[1]


def test_init_overwrites_nothing(journal):
    """What is there stays, and is named."""
    (journal / "conf.py").write_text("mine = 1\n", encoding="utf-8")
    code, output = run("init", journal)

    assert code == 0
    assert "kept as it was: conf.py" in output
    assert (journal / "conf.py").read_text(encoding="utf-8") == "mine = 1\n"


def test_its_requirements_name_where_the_package_comes_from(journal):
    """A version, an address and commit, or a path."""
    line = (journal / "requirements.txt").read_text(encoding="utf-8").strip()

    assert re.fullmatch(r"standfirst(==\S+| @ (git\+)?\w+://\S+)", line)


def test_new_writes_a_post_that_checks_clean(journal):
    """In the right place, under a free name, whatever the title."""
    arguments = (
        "new",
        'What: "the" figures / ../hide',
        "--author",
        "A: B",
        "--author",
        "C D",
        "--section",
        "World news",
        "--dir",
        journal,
    )
    first, second = run(*arguments)[1].strip(), run(*arguments)[1].strip()

    assert re.search(r"posts/world-news/\d{4}-\d\d-\d\d-what-the-figures-hide\.md$", first)
    assert second == first.removesuffix(".md") + "-2.md"
    assert run("check", journal)[0] == 0


@pytest.mark.parametrize(
    ("form", "pattern"),
    [
        ("text", r"^posts/2026-01-02-x\.md:4:1: warning \[standfirst\.date\] .*; .*$"),
        ("github", r"^::warning file=posts/2026-01-02-x\.md,line=4,col=1,title=standfirst\.date::"),
    ],
)
def test_check_prints_what_is_wrong(journal, form, pattern):
    """With file, line, column, level, type, message and remedy; exit code 1."""
    (journal / "posts/2026-01-02-x.md").write_text(
        GOOD.replace("2026-01-02", "2026-02-31"), encoding="utf-8"
    )
    code, output = run("check", journal, "--format", form)

    assert code == 1
    assert re.search(pattern, output, re.MULTILINE)


def test_check_as_json(journal):
    """The same as data."""
    (journal / "posts/2026-01-02-x.md").write_text(
        GOOD + "\n[a](/nowhere/) ![b](no.png)\n", encoding="utf-8"
    )
    code, output = run("check", journal / "posts", "--format", "json")

    assert code == 1
    assert {item["type"] for item in json.loads(output)} == {"standfirst.link", "standfirst.image"}
    assert {item["line"] for item in json.loads(output)} == {10}


def test_check_without_a_fault_says_nothing(journal):
    """Exit code 0."""
    assert run("check", journal) == (0, "")


def test_misuse_is_2(journal, tmp_path):
    """And says why, without a traceback."""
    assert run("check", tmp_path / "nowhere")[0] == 2
    assert run("build", tmp_path)[0] == 2
    (journal / "conf.py").write_text("1/0\n", encoding="utf-8")
    code, output = run("check", journal)

    assert code == 2
    assert "ZeroDivisionError" in output


def test_files_outside_of_any_publication_can_be_checked(tmp_path):
    """With the default settings."""
    (tmp_path / "2026-01-02-x.md").write_text(GOOD, encoding="utf-8")

    assert run("check", tmp_path)[0] == 0
