"""The workflows that ``standfirst init --host`` writes are carried out, each job where only its artifacts are."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from walks import differences, tree
from workflows import GitHub, check_out, environment, gitlab

from standfirst.cli import main

ROOT = Path(__file__).parents[2]


def init(*arguments):
    """Run ``standfirst init``."""
    return CliRunner().invoke(main.main, ["init", *map(str, arguments)])


@pytest.fixture
def divided(publication):
    """Return what makes a publication with the workflow of an engine for three parts."""
    publication.write("requirements.txt", "standfirst\n")
    publication.write("Makefile", ".venv/ready: requirements.txt\n\texit 1\n")
    os.utime(publication.root / "requirements.txt", (0, 0))
    for number in range(5):
        publication.post(f"2026-01-0{number + 1}-p{number}", "Text.\n", tags="[one, two]")

    def make(host):
        result = init(publication.root, "--host", host, "--parts", 3)
        assert result.exit_code == 0, result.output
        return publication.root

    return make


def one_machine(publication):
    """Return what one machine makes of a publication."""
    return tree(publication.build().out)


def test_githubs_jobs_give_what_one_machine_gives(divided, publication, tmp_path_factory):
    """Artifacts have no times, and none that is hidden unless it is asked for."""
    made = GitHub(divided("github"), tmp_path_factory.mktemp("jobs")).run()

    assert differences(tree(made), one_machine(publication)) == []


def test_gitlabs_jobs_give_what_one_machine_gives(divided, publication, tmp_path_factory):
    """Jobs have what they need, and what is of earlier stages where they name nothing."""
    made = gitlab(divided("gitlab"), tmp_path_factory.mktemp("jobs"))

    assert differences(tree(made), one_machine(publication)) == []


def snakemake():
    """Return the program; an environment of its own has it, since it brings fifty packages."""
    own = ROOT / ".venv/snakemake/bin/snakemake"
    found = str(own) if own.is_file() else shutil.which("snakemake")
    if found is None:
        pytest.skip("needs snakemake: make .venv/snakemake.stamp")
    return found


@pytest.mark.audit
def test_snakemake_gives_what_one_machine_gives(divided, publication, tmp_path_factory):
    """Also after an edit; what a phase refuses ends the run, and the last publication is as it was."""
    program = snakemake()
    root = check_out(divided("snakemake"), tmp_path_factory.mktemp("site") / "journal")
    command = [program, "--cores", "2", "--forcerun", "moment"]
    home = {"HOME": str(root), "XDG_CACHE_HOME": str(root / ".cache")}

    def run():
        return subprocess.run(
            command,
            cwd=root,
            env={**environment(), **home},
            capture_output=True,
            text=True,
            check=False,
        )

    first = run()
    assert first.returncode == 0, first.stderr
    assert differences(tree(root / "_build/html"), one_machine(publication)) == []

    post = publication.post("2026-01-01-p0", "Another text.\n", title="Another")
    shutil.copy(post, root / "posts")
    again = run()
    assert again.returncode == 0, again.stderr
    after = tree(root / "_build/html")
    assert differences(after, one_machine(publication)) == []

    (root / "conf.py").write_text("extensions = [\n")
    refused = run()
    assert refused.returncode != 0
    assert tree(root / "_build/html") == after


@pytest.mark.parametrize("host", ["github", "gitlab", "snakemake"])
def test_a_workflow_is_written_into_a_publication_that_is_there(publication, host):
    """And nothing else; what is there stays."""
    names = {
        "github": ".github/workflows/publish-in-parts.yaml",
        "gitlab": ".gitlab-ci.yml",
        "snakemake": "Snakefile",
    }
    before = set(tree(publication.root))
    first = init(publication.root, "--host", host, "--parts", 2)
    written = (publication.root / names[host]).read_bytes()
    second = init(publication.root, "--host", host, "--parts", 3)

    assert first.output == f"1 file written to {publication.root}\n"
    assert (
        second.output == f"0 files written to {publication.root}\nkept as it was: {names[host]}\n"
    )
    assert (publication.root / names[host]).read_bytes() == written
    files = {path for path in tree(publication.root) if (publication.root / path).is_file()}
    assert files - before == {names[host]}


def test_a_new_publication_may_have_a_workflow(tmp_path):
    """Beside all that a new one has."""
    result = init(tmp_path / "new", "--title", "New", "--host", "gitlab", "--parts", "2")

    assert result.exit_code == 0, result.output
    assert {"conf.py", ".gitlab-ci.yml"} <= {path.name for path in (tmp_path / "new").iterdir()}
    assert yaml.safe_load((tmp_path / "new/.gitlab-ci.yml").read_text())["write 2/2"] == {
        "extends": ".write",
        "needs": ["plan", "read 2/2"],
        "variables": {"PART": "2/2"},
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--host", "snakemake"], "--host snakemake needs --parts"),
        (["--parts", "4"], "--parts needs --host github, gitlab or snakemake"),
        (["--host", "netlify", "--parts", "4"], "--parts needs --host github, gitlab or snakemake"),
        (["--host", "github", "--parts", "65"], "65 is not in the range 1<=x<=64"),
        (
            ["--host", "jenkins", "--parts", "4"],
            "'jenkins' is not one of 'github', 'gitlab', 'netlify', 'snakemake'",
        ),
    ],
)
def test_what_cannot_be_asked_for_is_named(tmp_path, given, said):
    """Nothing is made."""
    result = init(tmp_path / "new", *given)

    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert not (tmp_path / "new").exists()
