"""What is said of a publication's sources: one line each, which shows what it quotes and commands nothing."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from publications import hold

from standfirst.checking import findings
from standfirst.checking.findings import Finding
from standfirst.cli.main import main
from standfirst.package import PACKAGE
from standfirst.problems import PostWarning, Problem
from standfirst.text import cleaning

HOSTILE = "::error file=x::y\r\n::stop-commands::z\x1b[2J\x1b]8;;http://a.example\x07 \u202e\u2066\x9b1m ##[error]u ##vso[task.x]v"
"""What runs for a terminal, for GitHub's runner, for Azure's agent, and turns what stands beside it."""
COMMAND = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)
PIECES = ["::", "#", "[", "error", " ", "  ", "\n", "\r", "\x1b[0m", "\u2028", "\u202e", "中", "\ud800", "\\"]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_whatever_it_quotes_a_message_is_one_line_that_commands_nothing(text):
    """Everything in it can be seen, and what was made so stays so."""
    line = cleaning.one_line(text)

    assert line.isprintable()
    assert not COMMAND.search(line)
    assert cleaning.one_line(line) == line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"$$ e^{i\pi} \\ -1 $$", r"'$$ e^{i\pi} \\ -1 $$'"),
        ("it's", '"it\'s"'),
        ('it\'s "it"', "'it's \"it\"'"),
        ("a\nb\x1b[2J\u202e\ud800", r"'a\nb\x1b[2J\u202e\ud800'"),
        ("中 文", "'中 文'"),
        (None, "None"),
        (["a"], "['a']"),
    ],
)
def test_what_an_author_wrote_is_quoted_as_it_is_written(text, expected):
    """A backslash once, as in formulas; what cannot be seen as an escape; what is no text as Python has it."""
    assert cleaning.quoted(text) == expected


def test_messages_quote_authors_in_one_way():
    """Python's own, which doubles backslashes, is for what Python, a command line or the code itself says."""
    of_python = {
        "checking/configuration.py", "cli/options.py", "jekyll/pages.py", "jekyll/site.py", "jekyll/take_over.py",
        "pictures/remote/lock_file.py", "policy/content_security.py", "settings/option_checks.py", "settings/option_table.py",
        "sphinx_ext/builders/printing.py", "sphinx_ext/logs.py", "sphinx_ext/read/directives_.py",
    }  # fmt: skip
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\{[^{}]*!r[:}]", path.read_text(encoding="utf-8"))
    }

    assert found == of_python


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("posts/日本.md:1: “a”  b #[c] # d", "posts/日本.md:1: “a”  b #[c] # d"),
        ("a\n\n  b\tc\u3000d", "a b c d"),
        (" ::error::x", r"\x3a:error::x"),
        ("a ::error::x", "a ::error::x"),
        ("###[group]a ##teamcity[b", r"#\x23#[group]a \x23#teamcity[b"),
        ("a\x1b[31m\udcff\u202e", r"a\x1b[31m\udcff\u202e"),
    ],
)
def test_a_message_keeps_what_is_harmless(text, expected):
    """And shows the rest as an escape."""
    assert cleaning.one_line(text) == expected


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_json_says_the_same_and_commands_nothing(text):
    """Nor does it hold what cannot be seen."""
    written = cleaning.in_json(json.dumps([text, {text: 1}], ensure_ascii=False, indent=2))

    assert json.loads(written) == [text, {text: 1}]
    assert written.replace("\n", "").isprintable()
    assert not COMMAND.search(written)


def test_a_finding_is_one_line_in_each_form():
    """Also where the file's name begins like a command, in which GitHub's form escapes what ends a property."""
    problem = Problem(subtype=PostWarning.LINK, message=f"a, b: 100% {HOSTILE}", line=3)
    found = [Finding(path="::error::a,b.md", problem=problem)]
    said = cleaning.one_line(problem.message)
    text, github = findings.as_text(found), findings.as_github(found)

    assert text == rf"\x3a:error::a,b.md:3:1: warning [standfirst.link] {said}"
    assert github == (
        "::warning file=%3A%3Aerror%3A%3Aa%2Cb.md,line=3,col=1,title=standfirst.link::"
        + said.replace("%", "%25")
    )


def test_a_build_and_a_check_quote_a_post_in_one_line(publication):
    """Names of directives, roles and files, keys and values: whoever found the fault."""
    publication.write("::error::p.md", "---\ntitle: T\n---\n\n[x](/nowhere/)\n")
    publication.write("::error::q.md", b"\xff")
    publication.post(
        "2026-01-02-x",
        f"{{xy##[error]}}`z`\n\n```{{error##[group]z}}\n```\n\n[a](</no{HOSTILE.splitlines()[0]}/##[error]>)\n",
        title='"##[error]"',
        licence="a",
        tags=r'["\e[1m##vso[a]b", "::c"]',
        updated=r'"::error::\r\n::x##[error]\e[2J"',
    )
    built = publication.build()
    # where the fixture has taken the folder's path from
    lines = [f"/{line}" if line.startswith("::") else line for line in built.warnings.splitlines()]
    checked = CliRunner().invoke(main, ["check", str(publication.root)]).output.splitlines()
    unlike = [line for line in lines if not re.fullmatch(r".+\.md:\d+: (WARNING|ERROR): .+", line)]

    assert len(lines) > 4
    assert not unlike
    assert r"\x3a:error::q.md:1: WARNING: is not UTF-8" in built.warnings
    assert [line for line in checked if line.startswith(r"\x3a:error::p.md:5:1: warning")]
    assert not [line for line in (*lines, *checked) if COMMAND.search(line)]
    assert not [line for line in (*lines, *checked) if not line.isprintable()]
    assert not COMMAND.search(built.status)


def test_every_command_says_what_it_says_in_lines(publication, tmp_path):
    """Where it names a file, an address, or an argument."""
    url = "http://a.example/##[error]a.png"
    hold(publication, url)
    site = tmp_path / "site"
    site.mkdir()
    (site / "::error::\x1b[2J##[error].md").write_text("a\n", encoding="utf-8")
    (site / "_config.yml").write_text("title: a\n", encoding="utf-8")
    runs = [
        (0, ["images", "list", str(publication.root)]),
        (0, ["images", "list", str(publication.root), "--format", "json"]),
        (0, ["init", str(tmp_path / "new"), "--from-jekyll", str(site)]),
        (2, ["check", f"a\n::error::{HOSTILE}"]),
        (2, [f"\n::error::{HOSTILE}"]),
        (2, ["images", f"\n::error::{HOSTILE}"]),
    ]
    for code, arguments in runs:
        done = CliRunner().invoke(main, arguments)
        lines = done.output.split("\n")

        assert done.exit_code == code, done.output
        assert not [line for line in lines if not line.isprintable() or COMMAND.search(line)]
