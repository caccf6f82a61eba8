"""The publication in this repository, and what its documents promise."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from site_faults import faults
from standfirst import front_matter, scaffold
from standfirst.cli import main

ROOT = Path(__file__).parents[1]
PARTS = (
    "conf.py",
    "index.md",
    "about.md",
    "posts",
    "authors",
    "volumes",
    "guide",
    "_static",
    "_templates",
)
RTD = {"READTHEDOCS": "True", "READTHEDOCS_CANONICAL_URL": "https://x.readthedocs.io/en/latest/"}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Return a copy of the publication, apart from its code."""
    folder = tmp_path_factory.mktemp("publication")
    for name in PARTS:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    return folder


def sphinx(folder, out, *options, env=None):
    """Run Sphinx as strictly as it can be run, in a process of its own."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-b",
            "html",
            "-n",
            "-W",
            "--keep-going",
            "-d",
            str(folder / "_build/d"),
            *options,
            str(folder),
            str(out),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(env or {})},
    )


def test_it_builds_without_a_warning_and_every_link_is_good(copy):
    """With -n -W --keep-going and two processes; no fault on any page."""
    out = copy / "_build" / "html"
    done = sphinx(copy, out, "-j", "2")

    assert done.returncode == 0, done.stderr
    assert faults(out) == []
    assert "2027" not in (out / "index.html").read_text(encoding="utf-8")


def test_it_shows_what_standfirst_does():
    """At least ten posts in two sections, some in Chinese, some by several desks; drafts and embargoes too."""
    posts = sorted((ROOT / "posts").rglob("*.md"))
    matters = [
        yaml.safe_load(p.read_text(encoding="utf-8").split("---")[1].replace(" :", ":"))
        for p in posts
    ]

    assert len(posts) >= 12
    assert len({p.parent for p in posts}) >= 2
    assert {m.get("lang") for m in matters} >= {"zh-Hans", "zh-Hant"}
    assert any(" and " in str(m["author"]) or isinstance(m["author"], list) for m in matters)
    assert {m.get("position") for m in matters} >= {"left", "center", "right"}
    for key in (
        "draft",
        "withdrawn",
        "last_modified_at",
        "series",
        "volume",
        "license",
        "source",
        "image_credit",
        "subtitle",
    ):
        assert any(m.get(key) for m in matters), key


def commands():
    """Return the commands of Read the Docs' configuration."""
    return yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))["build"][
        "commands"
    ]


def test_read_the_docs_builds_it_at_its_own_address(copy):
    """The file's own commands; feeds and canonical links have the address that Read the Docs gives."""
    output = copy / "_build" / "rtd"
    install, build = commands()[:-1], commands()[-1]

    assert all(".venv" in line for line in commands())
    assert any("requirements/html.txt" in line for line in install)
    line = build.replace(".venv/bin/", f"{Path(sys.executable).parent}/")
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **RTD, "READTHEDOCS_OUTPUT": str(output)},
    )

    assert done.returncode == 0, done.stderr + done.stdout
    base = RTD["READTHEDOCS_CANONICAL_URL"]
    assert f"<id>{base}</id>" in (output / "html/atom.xml").read_text(encoding="utf-8")
    assert f'rel="canonical" href="{base}about/"' in (output / "html/about/index.html").read_text(
        encoding="utf-8"
    )


def documented(path):
    """Return the console commands in a document."""
    text = path.read_text(encoding="utf-8")
    return [
        line[2:]
        for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", *sorted((ROOT / "guide").glob("*.md"))], ids=lambda path: path.name
)
def test_every_command_in_the_documents_exists(path):
    """Targets are in the Makefile, subcommands and their options in the command."""
    targets = set(
        re.findall(
            r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    text = path.read_text(encoding="utf-8")

    assert set(re.findall(r"`make ([a-z-]+)`", text)) <= targets
    for line in documented(path):
        words = line.replace(".venv/bin/", "").split()
        if words[0] == "make":
            assert words[1] in targets, line
        elif words[0] == "standfirst":
            known = {
                option for parameter in main.commands[words[1]].params for option in parameter.opts
            }

            assert {word for word in words if word.startswith("--")} <= known, line
        else:
            assert words[0] in {"cd", "python3", "pip"}, line


def environment(folder):
    """Put the environment of these tests in the place of the one that a Makefile would set up in *folder*."""
    venv = folder / ".venv"
    venv.mkdir(parents=True)
    for path in Path(sys.prefix).iterdir():
        if path.suffix != ".stamp":
            (venv / path.name).symlink_to(path)
    for name in ("html.stamp", "ready"):
        (venv / name).touch()
        os.utime(venv / name, (2**32, 2**32))


SET_UP = ("python3 -m venv ", ".venv/bin/pip install ", "make test")
"""Commands that make the environment in which this test runs, and that run this test."""


@pytest.mark.parametrize(
    "path", [p for p in (ROOT / "README.md", *sorted((ROOT / "guide").glob("*.md"))) if documented(p)], ids=lambda path: path.name
)  # fmt: skip
def test_every_command_in_the_documents_works(path, tmp_path):
    """One after the other, as a reader would type them, in a copy of this repository beside a Jekyll site."""
    for name in (*PARTS, "Makefile", "pyproject.toml", "requirements"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    site = tmp_path / "old-site" / "_posts"
    site.mkdir(parents=True)
    (site / "2026-01-02-x.md").write_text("---\ntitle: X\n---\n\nText.\n", encoding="utf-8")
    environment(tmp_path)
    environment(tmp_path / "my-journal")
    lines = [line for line in documented(path) if not line.startswith(SET_UP)]
    done = subprocess.run(
        ["sh", "-exc", "\n".join(lines)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
    )

    assert done.returncode == 0, done.stderr + done.stdout
    assert done.stdout.count("The publication is in ") == sum("make html" in line for line in lines)


def test_the_makefile_of_a_new_publication_lists_its_targets(tmp_path):
    """As this repository's does; all of them start Python, since scripts break in folders with odd names."""
    scaffold.create(
        tmp_path, title=None, origin=scaffold.Origin(requirement="x"), today=dt.date(2026, 1, 1)
    )
    listed = subprocess.run(
        ["make"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout

    assert all(
        f"make {target}" in listed
        for target in ("html", "serve", "preview", "check", "linkcheck", "clean")
    )
    for makefile in (tmp_path / "Makefile", ROOT / "Makefile"):
        called = re.findall(r"\$\(BIN\)/(\S+)", makefile.read_text(encoding="utf-8"))

        assert set(called) == {"python"}


@pytest.mark.parametrize(
    ("faulty", "said"),
    [("version_info", "needs Python 3.11 or newer"), ("ensurepip", "apt install python3-venv")],
)
def test_a_python_that_will_not_do_is_named(faulty, said, tmp_path):
    """With the remedy, before anything is made."""
    python = tmp_path / "python"
    python.write_text(
        f'#!/bin/sh\ncase "$*" in *{faulty}*) exit 1;; esac\nexec {sys.executable} "$@"\n',
        encoding="ascii",
    )
    python.chmod(0o755)
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    done = subprocess.run(
        ["make", "html", f"PYTHON={python}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_make_alone_lists_the_targets():
    """From their comments."""
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert all(
        f"make {target} " in listed
        for target in ("html", "test", "serve", "preview", "check", "linkcheck", "clean", "audit")
    )


@pytest.mark.parametrize("path", sorted((ROOT / "posts").rglob("*.md")), ids=lambda path: path.stem)
def test_its_posts_have_no_fault(path):
    """Their front matter gives no warning."""
    reading = front_matter.read(path.read_text(encoding="utf-8"), name=path.name, tz=dt.UTC)

    assert [problem.text() for problem in reading.problems] == []
