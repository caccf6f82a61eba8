"""Engines that carry out the workflows of hosts here: each job in a folder of its own, artifacts copied between them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from standfirst.package import PACKAGE

_EXPRESSION = re.compile(r"\$\{\{ *([a-z_.]+) *\}\}")
_MARK = ".standfirst-output"


def check_out(publication: Path, folder: Path) -> Path:
    """Put a publication into *folder* as a host does, with an environment that is ready."""
    shutil.copytree(publication, folder, ignore=shutil.ignore_patterns("_build"), symlinks=True)
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    python = programs / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (folder / ".venv" / "ready").touch()
    return folder


def environment() -> dict[str, str]:
    """Return the environment of a job: this process's, with the package that is tested."""
    return {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}


def shell(command: str, folder: Path, **variables: str) -> str:
    """Run a step in *folder*; return what it says."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env={**environment(), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (command, done.stdout)
    return done.stdout


class GitHub:
    """The steps of a workflow of GitHub Actions, one job after another."""

    def __init__(self, publication: Path, folder: Path) -> None:
        self.publication = publication
        self.folder = folder
        text = (publication / ".github/workflows/publish-in-parts.yaml").read_text()
        self.jobs: dict[str, Any] = yaml.safe_load(text)["jobs"]
        self.outputs: dict[str, dict[str, str]] = {}
        self.artifacts: dict[str, Path] = {}

    def run(self) -> Path:
        """Carry out all jobs; return what was published."""
        for name, job in self.jobs.items():
            assert job.get("needs") in {None, *self.outputs}, name
            for part in job.get("strategy", {"matrix": {"part": [0]}})["matrix"]["part"]:
                self._job(name, part)
        return self.artifacts["github-pages"]

    def _job(self, name: str, part: int) -> None:
        folder = self.folder / f"{name}-{part}"
        folder.mkdir()
        values = {"matrix.part": str(part), "github.run_id": "1"}
        values |= {
            f"needs.{job}.outputs.{key}": said
            for job, found in self.outputs.items()
            for key, said in found.items()
        }
        for step in self.jobs[name]["steps"]:
            told = _filled(step, values)
            if "run" in told:
                said = self.folder / "output.txt"
                said.write_text("")
                shell(told["run"], folder, GITHUB_OUTPUT=str(said))
                found = dict(line.split("=", 1) for line in said.read_text().splitlines())
                values |= {
                    f"steps.{told.get('id')}.outputs.{key}": value for key, value in found.items()
                }
            else:
                self._action(told["uses"].partition("@")[0], told.get("with", {}), folder)
        outputs = _filled(self.jobs[name].get("outputs", {}), values)
        self.outputs[name] = outputs

    def _action(self, action: str, given: dict[str, Any], folder: Path) -> None:
        if action == "actions/checkout":
            folder.rmdir()
            check_out(self.publication, folder)
        elif action == "actions/upload-artifact":
            is_all = given.get("include-hidden-files", False)
            self.artifacts[given["name"]] = self._kept(given["path"].split(), folder, hidden=is_all)
        elif action == "actions/upload-pages-artifact":
            self.artifacts["github-pages"] = self._kept([given["path"]], folder, hidden=True)
        elif action == "actions/download-artifact":
            shutil.copytree(
                self.artifacts[given["name"]], folder / given["path"], dirs_exist_ok=True
            )
        else:
            assert action in {
                "actions/setup-python",
                "actions/cache/restore",
                "actions/cache/save",
                "actions/deploy-pages",
            }

    def _kept(self, paths: list[str], folder: Path, *, hidden: bool) -> Path:
        """Keep files below the folder that all of *paths* have in common, without their times, as the host does."""
        there = [folder / path for path in paths if (folder / path).exists()]
        assert there, paths
        root = Path(os.path.commonpath(there))
        root = root.parent if root.is_file() else root
        kept = self.folder / f"artifact-{len(self.artifacts)}"
        for path in there:
            for file in [path] if path.is_file() else path.rglob("*"):
                way = file.relative_to(root)
                if file.is_file() and (
                    hidden or not any(part.startswith(".") for part in way.parts)
                ):
                    (kept / way).parent.mkdir(parents=True, exist_ok=True)
                    (kept / way).write_bytes(file.read_bytes())
        return kept


def _filled(step: Any, values: dict[str, str]) -> Any:
    """Return a step with the values of its expressions."""
    if isinstance(step, dict):
        return {key: _filled(value, values) for key, value in step.items()}
    if isinstance(step, list):
        return [_filled(value, values) for value in step]
    return _EXPRESSION.sub(lambda found: values[found[1]], step) if isinstance(step, str) else step


def gitlab(publication: Path, folder: Path) -> Path:
    """Carry out the jobs of GitLab's workflow, stage by stage; return what was published."""
    told: dict[str, Any] = yaml.safe_load((publication / ".gitlab-ci.yml").read_text())
    jobs = {
        n: job
        for n, job in told.items()
        if isinstance(job, dict) and n[0] != "." and n != "default"
    }
    jobs = {name: {**told.get(str(job.get("extends")), {}), **job} for name, job in jobs.items()}
    kept: dict[str, Path] = {}
    for stage in told["stages"]:
        for name in [name for name, job in jobs.items() if job["stage"] == stage]:
            job = jobs[name]
            place = check_out(publication, folder / name.replace("/", "-"))
            earlier = told["stages"][: told["stages"].index(stage)]
            needs = job.get("needs", [n for n in kept if jobs[n]["stage"] in earlier])
            for need in needs:
                shutil.copytree(kept[need], place, dirs_exist_ok=True)
            variables = {
                **job.get("variables", {}),
                "CI_PIPELINE_CREATED_AT": "2026-06-01T00:00:00Z",
            }
            for command in (*told["default"]["before_script"], *job["script"]):
                shell(command, place, **variables)
            kept[name] = folder / f"artifacts of {name.replace('/', '-')}"
            for path in [found for each in job["artifacts"]["paths"] for found in place.glob(each)]:
                target = kept[name] / path.relative_to(place)
                if path.is_dir():
                    shutil.copytree(path, target)
                else:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(path, target)
    return kept["pages"] / "public"
