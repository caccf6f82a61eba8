"""Publications that are built in parts, each phase on a machine of its own: a folder with nothing but its inputs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from click.testing import CliRunner
from walks import Builds

from standfirst.cli import main
from standfirst.parts.layout import Layout
from standfirst.parts.part import every

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from click.testing import Result
    from publications import Publication

_NEVER = ("_build", ".git", "__pycache__")


def run(*arguments: str) -> Result:
    """Run a command of ``standfirst part``."""
    return CliRunner().invoke(main.main, ["part", *arguments], catch_exceptions=False)


class Machines:
    """Machines that build one publication together, and hand one another files."""

    def __init__(
        self, publication: Path, folder: Path, count: int, *, editions: bool = False
    ) -> None:
        """Divide a publication.

        :param folder: Where the machines are; each keeps what it had in the last build.
        :param count: Of parts.
        """
        self.publication = publication
        self.folder = folder
        self.parts = every(count)
        self.editions = editions

    @property
    def out(self) -> Path:
        """Return the folder of the pages."""
        return self.folder / "join" / "_build" / "html"

    def layout(self, machine: str) -> Layout:
        """Return where a machine has the parts."""
        return Layout(self.folder / machine / "_build" / "parts")

    def check_out(self, machine: str, *, texts: bool = True) -> Path:
        """Put the publication where a machine builds it.

        :param texts: Whether the posts' texts are there.
        """
        site = self.folder / machine
        for path in site.iterdir() if site.is_dir() else ():
            if path.name != "_build":
                _remove(path)
        leave_out = shutil.ignore_patterns(*_NEVER)
        shutil.copytree(self.publication, site, ignore=leave_out, dirs_exist_ok=True, symlinks=True)
        for path in [] if texts else [*(site / "posts").rglob("*.md")]:
            path.unlink()
        return site

    def hand(self, source: str, target: str, names: Iterable[str]) -> None:
        """Copy files and folders of the parts from one machine to another, in the place of what it has of these names."""
        there, here = self.layout(source).root, self.layout(target).root
        for name in names:
            _remove(here / name)
            (here / name).parent.mkdir(parents=True, exist_ok=True)
            if (there / name).is_dir():
                shutil.copytree(there / name, here / name, symlinks=True)
            else:
                shutil.copy2(there / name, here / name)

    def read(self, options: Mapping[str, str] | None = None) -> None:
        """Read every part, each on its machine."""
        given = [f"-D{name}={value}" for name, value in (options or {}).items()]
        for part in self.parts:
            site = self.check_out(f"read-{part.number}")
            well(run("read", str(part), str(site), "-j1", *given))

    def plan(self) -> None:
        """Make the plan, of the records alone."""
        site = self.check_out("plan", texts=False)
        for part in self.parts:
            name = self.layout("plan").of(part).path.name
            there = self.layout(f"read-{part.number}").of(part).path
            records = [f"{name}/{file}" for file in _RECORDS if (there / file).exists()]
            self.hand(f"read-{part.number}", "plan", records)
        well(run("plan", str(site), "-j1", *(["--editions"] if self.editions else [])))

    def write(self) -> None:
        """Write every part, each on the machine that has read it."""
        for part in self.parts:
            machine = f"read-{part.number}"
            self.hand("plan", machine, ["plan.standfirst"])
            well(run("write", str(part), str(self.folder / machine), "-j1"))

    def join(self) -> Path:
        """Join the parts; return the folder of the pages."""
        site = self.check_out("join", texts=False)
        self.hand("plan", "join", ["plan.standfirst", "planning"])
        for part in self.parts:
            name = self.layout("join").of(part).path.name
            self.hand(f"read-{part.number}", "join", [name])
        well(run("join", str(site), "-j1"))
        return self.out

    def build(self, options: Mapping[str, str] | None = None) -> Path:
        """Carry out all phases; return the folder of the pages."""
        self.read(options)
        self.plan()
        self.write()
        return self.join()


_RECORDS = ("read.json", "read/environment.pickle", "read/records.pickle", "pictures")
"""What the plan takes of a part."""


def well(result: Result) -> None:
    """Hold that a phase has ended well."""
    assert result.exit_code == 0, result.output


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


class Divided(Builds):
    """Builds in parts, after each step of a walk."""

    def __init__(self, folder: Path, count: int = 3) -> None:
        self.folder = folder
        self.count = count

    def build(self, publication: Publication, step: int) -> Path:  # noqa: ARG002  # as others do
        """Build; return the output folder. What is to be compared with is built by one machine."""
        if publication.root.name == "clean":
            return publication.build().out
        made = Machines(publication.root, self.folder, self.count).build()
        # a walk looks below the publication, wherever that lies by now
        shown = publication.root / "_build" / "html"
        shutil.rmtree(shown, ignore_errors=True)
        shutil.copytree(made, shown)
        return shown
