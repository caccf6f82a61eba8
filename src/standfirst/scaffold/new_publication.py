"""A new publication: the files of ``skeleton/`` filled in, nothing overwritten."""

from __future__ import annotations

import dataclasses as dc
import io
import json
import pprint
import shutil
from importlib import metadata
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import unquote, urlsplit

from standfirst.package import PACKAGE, VERSION
from standfirst.text import cleaning

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

SKELETON = Path(__file__).parent / "skeleton"
_FILES = {
    "conf.py": "conf.py.txt",
    "index.md": "index.md.txt",
    "about.md": "about.md.txt",
    "authors/editorial-desk.md": "author.md.txt",
    ".gitignore": "gitignore.txt",
    "README.md": "README.md.txt",
    ".readthedocs.yaml": "readthedocs.yaml.txt",
    "Makefile": "Makefile.txt",
}
_OF_A_NEW_ONE = frozenset({"about.md", "authors/editorial-desk.md"})
"""What a publication taken over from another site does not need."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where this package comes from."""

    requirement: str
    """A line of ``requirements.txt``."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Created:
    """What was made."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    """Files that were there and are as they were."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """What ``conf.py`` says at first."""

    title: str = "A new publication"
    tagline: str = ""
    language: str = "en"
    timezone: str = "UTC"
    base_url: str = "https://example.org/"
    options: tuple[tuple[str, Any], ...] = ()
    """Further options of ``conf.py`` with their values."""


def find_origin() -> Origin:
    """Return where the installed package came from: a version, a commit or a local path.

    Source: https://packaging.python.org/en/latest/specifications/direct-url/
    """
    name = "standfirst"
    try:
        text = metadata.distribution(name).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return Origin(requirement=_of_path(PACKAGE.parents[1]))
    if not text:
        return Origin(requirement=f"{name}=={VERSION}")
    said = json.loads(text)
    url = str(said.get("url", ""))
    version_control = said.get("vcs_info")
    if version_control:
        return Origin(
            requirement=f"{name} @ {version_control['vcs']}+{url}@{version_control['commit_id']}"
        )
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Origin(requirement=_of_path(Path(unquote(parts.path))))
    return Origin(requirement=f"{name} @ {url}")


def _of_path(path: Path) -> str:
    return f"standfirst @ {path.resolve().as_uri()}"


def create(folder: Path, *, title: str | None, origin: Origin, today: dt.date) -> Created:
    """Make a publication in *folder*.

    :raises OSError: A file cannot be written.
    """
    choices = Choices(title=cleaning.clean(title)[0]) if title else Choices()
    writer = SkeletonWriter(folder)
    write_skeleton(writer, choices, origin=origin)
    post = Template((SKELETON / "post.md.txt").read_text(encoding="utf-8"))
    text = post.substitute(today=today.isoformat())
    writer.write(f"posts/{today.isoformat()}-a-first-post.md", text.encode())
    return writer.created()


def write_skeleton(
    writer: SkeletonWriter, choices: Choices, *, origin: Origin, taken_over: bool = False
) -> None:
    """Write what every publication has.

    :param taken_over: Posts, pages and authors come from elsewhere.
    """
    values = _values(choices)
    for name, file in _FILES.items():
        if not (taken_over and name in _OF_A_NEW_ONE):
            template = Template((SKELETON / file).read_text(encoding="utf-8"))
            writer.write(name, template.substitute(values).encode())
    writer.write("requirements.txt", f"{origin.requirement}\n".encode())
    for name in ("_static", "_templates"):
        writer.write(f"{name}/.gitkeep", b"")


def _values(choices: Choices) -> Mapping[str, str]:
    options = "".join(
        f"{name} = {pprint.pformat(value, width=100, sort_dicts=False)}\n"
        for name, value in choices.options
    )
    return {
        "title": repr(choices.title),
        "heading": choices.title,
        # a JSON text is a YAML text
        "quoted": json.dumps(choices.title, ensure_ascii=False),
        "tagline": repr(choices.tagline),
        "language": repr(choices.language),
        "timezone": repr(choices.timezone),
        "base_url": repr(choices.base_url),
        "copyright": repr(choices.title),
        "options": options,
    }


class SkeletonWriter:
    """Writes files below a folder, never over one that is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._written: list[str] = []
        self._kept: list[str] = []

    def write(self, name: str, content: bytes) -> bool:
        """Write a file; return whether it was not there.

        :param name: Below the folder, with forward slashes.
        """
        return self._create(name, io.BytesIO(content))

    def copy(self, name: str, source: Path) -> bool:
        """Write a file with the content of *source*; return whether it was not there."""
        with source.open("rb") as file:
            return self._create(name, file)

    def _create(self, name: str, content: BinaryIO) -> bool:
        path = self.folder.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                shutil.copyfileobj(content, file)
        except FileExistsError:
            self._kept.append(name)
            return False
        self._written.append(name)
        return True

    def created(self) -> Created:
        """Return what was written so far."""
        return Created(written=tuple(self._written), kept=tuple(self._kept))
