"""A site -> the publication that Standfirst makes of it, as a new user would."""

from __future__ import annotations

import dataclasses as dc
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from standfirst.settings import conf_py

if TYPE_CHECKING:
    from pathlib import Path

_LEFT = re.compile(r"  (?P<name>[^:]+(?::[^ ][^:]*)*): (?P<reason>.+)")
_TYPE = re.compile(r": (?:error|warning) \[([a-z]+\.[\w.]+)\] ")


class PublicationError(RuntimeError):
    """A site that is not taken over or not built; the message says why."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PublicationOutput:
    """What Standfirst makes of a site."""

    folder: Path
    """Of the pages."""
    base_url: str
    files: frozenset[str]
    left: dict[str, str]
    """What was not taken over -> why."""
    warnings: Counter[str]
    """Type of a warning -> how many."""

    def below(self, path: str) -> str:
        """Return the path of an address without that of the publication's own."""
        return f"{path.strip('/')}/".removeprefix(f"{urlsplit(self.base_url).path.strip('/')}/").strip("/")  # fmt: skip

    def page(self, url: str) -> Path | None:
        """Return the file that a server has for the path of an address; None where there is none."""
        path = self.below(unquote(urlsplit(url).path))
        names = (path, f"{path.rstrip('/')}/index.html".lstrip("/"), f"{path.rstrip('/')}.html")
        return next((self.folder / name for name in names if name in self.files and name.endswith(".html")), None)  # fmt: skip


def build(
    site: Path, work: Path, option: str = "--from-jekyll", jobs: int = 2
) -> PublicationOutput:
    """Return the publication that is made of the site in *site*, in *work*.

    :param option: Of ``standfirst init``.
    :raises PublicationError: A command fails.
    """
    folder = work / "publication"
    shutil.rmtree(folder, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    said = _run(work / "init.txt", "init", str(folder.resolve()), option, str(site.resolve()))
    told = _run(work / "build.txt", "build", str(folder.resolve()), "--jobs", str(jobs))
    return read(work, said, told)


def read(work: Path, said: str, told: str) -> PublicationOutput:
    """Return the publication in *work*; *said* and *told* are what ``init`` and ``build`` printed."""
    pages = work / "publication" / "_build" / "html"
    types = (found[1] for line in told.splitlines() if (found := _TYPE.search(line)))
    return PublicationOutput(
        folder=pages,
        base_url=str(conf_py.options_of(work / "publication").get("standfirst_base_url", "")),
        files=frozenset(path.relative_to(pages).as_posix() for path in pages.rglob("*") if path.is_file()),
        left={found["name"]: found["reason"] for line in said.splitlines() if (found := _LEFT.fullmatch(line))},
        warnings=Counter(types),
    )  # fmt: skip


def _run(log: Path, *arguments: str) -> str:
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run([sys.executable, "-P", "-m", "standfirst", *arguments], env=environment, capture_output=True, text=True, errors="replace", check=False)  # fmt: skip
    log.write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode:
        raise PublicationError(f"standfirst {arguments[0]}: {' '.join(done.stderr.split())[-500:]}")
    return done.stdout + done.stderr
