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
from standfirst.tables.first_words import BASE_URL
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
FROM_POSTS = "the front page is made from the posts"
MADE_HERE = {
    "search": "the publication has its own search",
    "genindex": "the name is Sphinx's",
}
"""Names that no page at the root of a publication can have -> why those of another site are not taken over."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """What ``conf.py`` says at first."""

    title: str = "A new publication"
    tagline: str = ""
    language: str = "en"
    timezone: str = "UTC"
    base_url: str = BASE_URL
    options: tuple[tuple[str, Any], ...] = ()
    """Further options of ``conf.py`` with their values; where one is empty, the default holds."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class NewPublication:
    """What there is once a publication has been made."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    """Name and reason of what was not taken over."""
    has_title: bool
    """Whether anybody has said what the publication is called."""


def find_requirement() -> str:
    """Return the line of ``requirements.txt`` for the package as it is installed: a version, a commit or a local path.

    Source: https://packaging.python.org/en/latest/specifications/direct-url/
    """
    name = "standfirst"
    try:
        text = metadata.distribution(name).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return _of_path(PACKAGE.parents[1])
    if not text:
        return f"{name}=={VERSION}"
    said = json.loads(text)
    url = str(said.get("url", ""))
    if version_control := said.get("vcs_info"):
        return f"{name} @ {version_control['vcs']}+{url}@{version_control['commit_id']}"
    parts = urlsplit(url)
    if parts.scheme == "file":
        return _of_path(Path(unquote(parts.path)))
    return f"{name} @ {url}"


def _of_path(path: Path) -> str:
    return f"standfirst @ {path.resolve().as_uri()}"


def create(folder: Path, *, title: str | None, requirement: str, today: dt.date) -> SkeletonWriter:
    """Make a publication in *folder*; return what has written it.

    :raises OSError: A file cannot be written.
    """
    choices = Choices(title=cleaning.clean(title)[0]) if title else Choices()
    writer = SkeletonWriter(folder)
    write_skeleton(writer, choices, requirement=requirement)
    post = Template((SKELETON / "post.md.txt").read_text(encoding="utf-8"))
    text = post.substitute(today=today.isoformat())
    writer.write(f"posts/{today.isoformat()}-a-first-post.md", text.encode())
    return writer


def write_skeleton(
    writer: SkeletonWriter, choices: Choices, *, requirement: str, taken_over: bool = False
) -> None:
    """Write what every publication has.

    :param requirement: The line of ``requirements.txt``.
    :param taken_over: Posts, pages and authors come from elsewhere.
    """
    values = _values(choices)
    for name, file in _FILES.items():
        if not (taken_over and name in _OF_A_NEW_ONE):
            template = Template((SKELETON / file).read_text(encoding="utf-8"))
            writer.write(name, template.substitute(values).encode())
    writer.write("requirements.txt", f"{requirement}\n".encode())
    for name in ("_static", "_templates"):
        writer.write(f"{name}/.gitkeep", b"")


def _values(choices: Choices) -> Mapping[str, str]:
    options = "".join(
        f"{name} = {pprint.pformat(value, width=100, sort_dicts=False)}\n"
        for name, value in choices.options
        if value
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
        self.written: list[str] = []
        self.kept: list[str] = []
        """Files that were there and are as they were."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file, if it is not there.

        :param name: Below the folder, with forward slashes.
        """
        self._create(name, io.BytesIO(content))

    def copy(self, name: str, source: Path) -> None:
        """Write a file with the content of *source*, if it is not there."""
        with source.open("rb") as file:
            self._create(name, file)

    def made(
        self, *, left: tuple[tuple[str, str], ...] = (), has_title: bool = True
    ) -> NewPublication:
        """Return what was made, with what was not taken over and whether there is a title."""
        return NewPublication(
            written=tuple(self.written), kept=tuple(self.kept), left=left, has_title=has_title
        )

    def _create(self, name: str, content: BinaryIO) -> None:
        path = self.folder.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                shutil.copyfileobj(content, file)
        except FileExistsError:
            self.kept.append(name)
        else:
            self.written.append(name)
