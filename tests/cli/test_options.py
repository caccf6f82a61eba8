"""The options of the commands that build."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from standfirst.cli.options import BuildArguments, of_a_build

GIVEN = {"folder": Path(), "output": None, "jobs": 0, "strict": False, "verbose": False, "options": {}}  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        ([], {}),
        (["here"], {"folder": Path("here")}),
        (["-o", "out"], {"output": Path("out")}),
        (["--output", "out"], {"output": Path("out")}),
        (["-j", "1"], {"jobs": 1}),
        (["--jobs", "12"], {"jobs": 12}),
        (["-j", "auto"], {}),
        (["-W"], {"strict": True}),
        (["--strict"], {"strict": True}),
        (["-v"], {"verbose": True}),
        (["--verbose"], {"verbose": True}),
        (["-D", "a=b", "-D", "c=d=e", "-D", "f="], {"options": {"a": "b", "c": "d=e", "f": ""}}),
        (["-D", "standfirst_site.a=b"], {"options": {"standfirst_site.a": "b"}}),
        (["-j", "0"], "'0' is neither a number from 1 nor 'auto'"),
        (["-j", "-1"], "'-1' is neither a number from 1 nor 'auto'"),
        (["-j", "1.5"], "'1.5' is neither a number from 1 nor 'auto'"),
        (["-D", "a=b", "-D", "c"], "'c' is not NAME=VALUE"),
        (
            ["-D", "standfirst_fetsch=1"],
            "there is no option standfirst_fetsch; write standfirst_fetch",
        ),
        (["gone"], "gone has no conf.py; `standfirst init` makes a publication"),
    ],
)
def test_commands_that_build_take_the_same(tmp_path, monkeypatch, arguments, more):
    """Each option under both of its names; what is none is said."""
    for folder in (tmp_path, tmp_path / "here"):
        folder.mkdir(exist_ok=True)
        (folder / "conf.py").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    asked = []
    command = click.command()(of_a_build("the pages go", "html")(asked.append))
    done = CliRunner().invoke(command, arguments)

    if isinstance(more, str):
        assert (done.exit_code, asked) == (2, [])
        assert done.output.endswith(f"{more}\n")
    else:
        assert (done.exit_code, asked) == (0, [BuildArguments(**{**GIVEN, **more})])
        assert "Where the pages go; DIR/_build/html by default." in CliRunner().invoke(command, ["--help"]).output  # fmt: skip


def test_a_build_is_told_from_others(tmp_path, monkeypatch):
    """By its options, where it goes and whether it is strict; not by how many processes make it."""
    monkeypatch.chdir(tmp_path)
    given = BuildArguments(**{**GIVEN, "options": {"a": "b"}, "strict": True, "jobs": 3})

    assert given.out("html") == Path("_build/html")
    assert given.told(Path("out")) == ("('a', 'b')", "out", "True")
    assert BuildArguments(**{**GIVEN, "output": Path("x")}).out("html") == Path("x")
    assert BuildArguments(**GIVEN).told(tmp_path / "o") == ("o", "False")
    assert BuildArguments(**GIVEN).told(tmp_path.parent / "o") == ("../o", "False")
