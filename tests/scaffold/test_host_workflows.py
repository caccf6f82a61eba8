"""The files by which hosts build a publication: what each keeps is what the next build takes up."""

from __future__ import annotations

import tomllib

import pytest
import yaml
from click.testing import CliRunner

from standfirst.cli.main import main
from standfirst.scaffold import host_workflows
from standfirst.scaffold.new_publication import SkeletonWriter


def init(folder, *arguments):
    """Run ``standfirst init``; return its code and what it says."""
    result = CliRunner().invoke(main, ["init", str(folder), *arguments])
    return result.exit_code, result.output


def of(host, folder):
    """Return the file that a host reads, parsed."""
    writer = SkeletonWriter(folder)
    host_workflows.write(writer, host)
    (name,) = writer.written
    text = (folder / name).read_text(encoding="utf-8")
    return tomllib.loads(text) if name.endswith(".toml") else yaml.safe_load(text)


def test_github_keeps_what_was_built(tmp_path):
    """Before the build it is brought back from the newest run, after it kept under a key of its own; what is published lies in it."""
    workflow = of("github", tmp_path)
    steps = workflow["jobs"]["publish"]["steps"]
    uses = {step["uses"].partition("@")[0]: step.get("with", {}) for step in steps if "uses" in step}  # fmt: skip
    order = [step.get("uses", step.get("run", "")).partition("@")[0] for step in steps]
    cache = uses["actions/cache"]

    assert cache["path"] == "_build"
    assert "run_id" in cache["key"]
    assert "run_attempt" in cache["key"]
    assert cache["key"].startswith(cache["restore-keys"])
    assert uses["actions/upload-pages-artifact"] == {"path": "_build/html"}
    assert uses["actions/checkout"] == {"persist-credentials": False}
    assert order.index("actions/cache") < next(at for at, each in enumerate(order) if each.startswith("make html"))  # fmt: skip
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}


def test_gitlab_keeps_what_was_built(tmp_path):
    """Also the folder that it publishes, which has a name of GitLab's."""
    pages = of("gitlab", tmp_path)["pages"]

    assert pages["cache"] == {"key": "standfirst", "paths": ["_build", "public"]}
    assert pages["artifacts"] == {"paths": ["public"]}
    assert pages["script"][-1].endswith("build -o public")


def test_netlify_keeps_what_was_built(tmp_path):
    """By a plugin that its users know."""
    said = of("netlify", tmp_path)

    assert said["build"] | {"environment": {}} == {"command": "make html", "publish": "_build/html", "environment": {}}  # fmt: skip
    assert said["plugins"] == [{"package": "netlify-plugin-cache", "inputs": {"paths": ["_build"]}}]


@pytest.mark.parametrize("host", host_workflows.FILES)
def test_a_host_s_file_comes_with_a_publication_or_to_it(tmp_path, host):
    """One that is there is left as it is, and nothing else is written."""
    name, _ = host_workflows.FILES[host]
    first = init(tmp_path / "new", "--title", "A", "--host", host)
    is_there = (tmp_path / "new" / name).is_file()
    (tmp_path / "new/about.md").unlink()
    again = init(tmp_path / "new", "--host", host)
    (tmp_path / "new" / name).unlink()
    third = init(tmp_path / "new", "--host", host)

    assert (first[0], is_there) == (0, True)
    assert (again[0], "kept as it was" in again[1], (tmp_path / "new/about.md").exists()) == (0, True, False)  # fmt: skip
    assert (third[0], "1 file written" in third[1], (tmp_path / "new" / name).is_file()) == (0, True, True)  # fmt: skip


def test_a_host_of_which_nothing_is_known_is_refused(tmp_path):
    """With those that are."""
    code, said = init(tmp_path / "new", "--host", "elsewhere")

    assert code == 2
    assert "'github', 'gitlab', 'netlify'" in said
    assert not (tmp_path / "new").exists()
