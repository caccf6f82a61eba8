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
from standfirst import front_matter
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


def test_the_readmes_way_to_an_own_publication_works(tmp_path):
    """Installed from here, ``init``, then ``make html`` with the publication's own Makefile, without network."""
    site = tmp_path / "my-journal"
    standfirst = Path(sys.executable).with_name("standfirst")
    subprocess.run(
        [standfirst, "init", site, "--title", "My Journal"], check=True, capture_output=True
    )
    # the environment of this test in the place of one made from requirements.txt
    (site / ".venv").symlink_to(Path(sys.prefix))
    done = subprocess.run(
        ["make", "html", "-o", ".venv/ready"], cwd=site, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "_build/html" in done.stdout
    listed = subprocess.run(["make"], cwd=site, capture_output=True, text=True, check=True).stdout
    assert all(
        f"make {target}" in listed
        for target in ("html", "serve", "preview", "check", "linkcheck", "clean")
    )


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
