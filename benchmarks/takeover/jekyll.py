"""A site -> what Jekyll makes of each of its documents.

Themes and gems are seldom all there: the site is built with those plugins that are installed, without
layouts, and without the site's own plugins, whose code is anybody's.
"""

from __future__ import annotations

import dataclasses as dc
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from standfirst.jekyll import site as jekyll_site

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONFIGS = ("_config.yml", "_config.yaml", "_config.toml")
_RUBY = "puts ARGV.select { |name| Gem::Specification.find_all_by_name(name).any? }"
_MARKDOWN = {"kramdown": "kramdown", "commonmark": "CommonMark", "commonmarkghpages": "CommonMark"}
_LISTING = re.compile(r"\{%[^%]*?\b(?:site\.(\w+)|paginator)")
_LISTS = frozenset(["", "categories", "collections", "documents", "html_pages", "pages", "posts", "related_posts", "static_files", "tags"])  # fmt: skip
"""What Liquid has of a site's documents, besides its collections; empty: by a page at a time."""
_INCLUDE = re.compile(r"\{%-?\s*include(?:_cached)?\s+([\w./-]+)")
_TIMEOUT = 3_600.0


class JekyllError(RuntimeError):
    """A site that Jekyll does not build; the message says why."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class JekyllDocument:
    """A post, page or document of a collection."""

    path: str
    """From the site's folder."""
    url: str
    """With ``baseurl`` before it, where the site has one."""
    title: str
    content: str
    """HTML, as it stands in its layout."""
    error: str
    """Why Jekyll makes nothing of it; empty where it does."""
    is_list: bool
    """Whether it is a page with a list of the site's documents, which a publication makes itself."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class JekyllOutput:
    """What Jekyll makes of a site."""

    documents: tuple[JekyllDocument, ...]
    files: frozenset[str]
    """All that it writes, below its output."""
    left_out: tuple[str, ...]
    """Plugins of the site that are not here."""


def missing() -> str:
    """Return why Jekyll cannot build here; empty where it can."""
    return "" if shutil.which("jekyll") else "jekyll is not installed (apt install jekyll)"


def build(site: Path, work: Path) -> JekyllOutput:
    """Return what Jekyll makes of the site in *site*; an earlier build in *work* is taken as it is.

    :raises JekyllError: It does not build.
    """
    file = next((site / name for name in _CONFIGS if (site / name).is_file()), None)
    loaded = jekyll_site.load(file) if file else None
    config = loaded if isinstance(loaded, dict) else {}
    source = site / jekyll_site.read_site(site).source
    wanted = [*_names(config.get("plugins")), *_names(config.get("gems"))]
    present = _installed(wanted)
    records, output = work / "jekyll.jsonl", work / "jekyll"
    if not records.is_file():
        _run(source, work, file, overlay(config, present))
    return JekyllOutput(
        documents=tuple(_documents(records, source, config)),
        files=frozenset(path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()),
        left_out=tuple(name for name in wanted if name not in present),
    )  # fmt: skip


def _names(value: Any) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []


def _installed(names: list[str]) -> list[str]:
    if not names or not shutil.which("ruby"):
        return []
    done = subprocess.run(["ruby", "-e", _RUBY, "--", *names], capture_output=True, text=True, check=True)  # noqa: S607  # fmt: skip
    return done.stdout.split()


def overlay(config: dict[str, Any], plugins: list[str]) -> dict[str, Any]:
    """Return what is set in the place of what the site's configuration says."""
    markdown = re.sub(r"\W", "", str(config.get("markdown") or "kramdown")).lower()
    return {
        "plugins": plugins,
        "gems": [],
        "theme": False,
        "remote_theme": False,
        "layouts_dir": "_no_layouts",
        "plugins_dir": [str(Path(__file__).parent.resolve())],
        "markdown": _MARKDOWN.get(markdown, "kramdown"),
        "highlighter": "rouge",
        "safe": False,
        "incremental": False,
        "limit_posts": 0,
        "strict_front_matter": False,
        "liquid": {"error_mode": "lax", "strict_filters": False, "strict_variables": False},
    }


def _run(source: Path, work: Path, config: Path | None, instead: dict[str, Any]) -> None:
    output, own = work / "jekyll", work / "overlay.yml"
    shutil.rmtree(output, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    own.write_text(yaml.safe_dump(instead), encoding="utf-8")
    records = work / "jekyll.part"
    given = [str(path.resolve()) for path in (config, own) if path]
    command = ["jekyll", "build", "--source", str(source.resolve()), "--destination", str(output.resolve()), "--config", ",".join(given), "--disable-disk-cache"]  # fmt: skip
    environment = os.environ | {"TAKEOVER_RECORDS": str(records.resolve()), "JEKYLL_NO_BUNDLER_REQUIRE": "true", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}  # fmt: skip
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, errors="replace", timeout=_TIMEOUT, check=False)  # fmt: skip
    (work / "jekyll.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode:
        raise JekyllError(f"Jekyll does not build it: {' '.join(done.stderr.split())[-500:]}")
    records.replace(work / "jekyll.jsonl")


def _documents(records: Path, source: Path, config: dict[str, Any]) -> Iterator[JekyllDocument]:
    baseurl = str(config.get("baseurl") or "").rstrip("/")
    lists = _LISTS | set(map(str, config.get("collections") or ()))
    seen = set()
    for line in records.read_text(encoding="utf-8").split("\n")[:-1]:
        record = json.loads(line)
        if not record.pop("is_page") or record["path"] in seen:
            continue
        seen.add(record["path"])
        record["url"] = f"{baseurl}{record['url']}"
        is_list = "_posts/" not in record["path"] and _lists(source, record["path"], lists)
        yield JekyllDocument(**record, is_list=is_list)


def _lists(source: Path, path: str, names: frozenset[str]) -> bool:
    """Return whether a page, or what it includes, goes through one of *names*."""
    waiting, seen = [path], set[str]()
    while waiting:
        name = waiting.pop()
        file = source / name
        if name in seen or not file.is_file():
            continue
        seen.add(name)
        text = file.read_text(encoding="utf-8", errors="replace")
        if names.intersection(_LISTING.findall(text)):
            return True
        waiting += [f"_includes/{each}" for each in _INCLUDE.findall(text)]
    return False
