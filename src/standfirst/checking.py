"""``standfirst check``: what is wrong with posts, found without building them.

Reads every post as a build does, with a plain Markdown parser in the place of MyST's, and
assembles the catalogue, so that names and addresses are compared across all posts.
"""

from __future__ import annotations

import dataclasses as dc
import re
import runpy
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from standfirst import blocks, config, links, profiles, sources
from standfirst.assemble import Sources, assemble
from standfirst.files import Files
from standfirst.markdown import use_plugins
from standfirst.reading import PostReading, Surroundings, read_post
from standfirst.warnings_ import PostWarning, Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from standfirst.settings import Settings
    from standfirst.warnings_ import Report

CONF = "conf.py"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")


class CheckError(ValueError):
    """Nothing can be checked; the message says why."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A problem and its file."""

    path: str
    """Below the publication's folder, with forward slashes."""
    problem: Problem


def publication_of(path: Path) -> Path:
    """Return the folder of the publication that *path* belongs to: the nearest with a ``conf.py``."""
    start = path.resolve()
    for folder in (start, *start.parents):
        if (folder / CONF).is_file():
            return folder
    return start if start.is_dir() else start.parent


def options_of(root: Path) -> dict[str, Any]:
    """Return what ``conf.py`` sets; empty where there is none.

    :raises CheckError: It cannot be run.
    """
    file = root / CONF
    if not file.is_file():
        return {}
    try:
        return runpy.run_path(str(file))
    except (Exception, SystemExit) as exc:
        raise CheckError(f"{file} cannot be run: {type(exc).__name__}: {exc}") from exc


def check(root: Path, paths: Sequence[Path] = (), *, clock: dt.datetime) -> list[Finding]:
    """Return what is wrong with the publication's posts, in order of file and line.

    :param root: Folder of the publication.
    :param paths: Files and folders to report on; all posts where there are none.
    :raises CheckError: There is nothing to check.
    """
    options = options_of(root)
    findings: list[Finding] = []
    settings = _settings(options, paths, root, clock, findings)
    checker = _Checker(root, settings, options, findings)
    checker.run()
    wanted = [_below(root, path) for path in paths]
    chosen = [f for f in findings if not wanted or any(_is_within(f.path, w) for w in wanted)]
    return sorted(chosen, key=lambda f: (f.path, f.problem.line, f.problem.column or 0))


def _settings(
    options: dict[str, Any],
    paths: Sequence[Path],
    root: Path,
    clock: dt.datetime,
    findings: list[Finding],
) -> Settings:
    values = {
        option.name: options[f"standfirst_{option.name}"]
        for option in config.OPTIONS
        if f"standfirst_{option.name}" in options
    }
    settings = config.settings(
        values, clock=clock, report=lambda p: findings.append(Finding(path=CONF, problem=p))
    )
    if (root / settings.posts).is_dir():
        return settings
    if not paths:
        raise CheckError(f"{root} has no folder {settings.posts!r}; name files or folders to check")
    # files outside of any publication: their own folder is the posts'
    return dc.replace(settings, posts=".")


def _below(root: Path, path: Path) -> str:
    full = path.resolve()
    if not full.exists():
        raise CheckError(f"{path} does not exist")
    if not full.is_relative_to(root.resolve()):
        raise CheckError(f"{path} is not in the publication {root}")
    return full.relative_to(root.resolve()).as_posix()


def _is_within(path: str, wanted: str) -> bool:
    return wanted in {".", path} or path.startswith(f"{wanted}/")


class _Checker:
    def __init__(
        self, root: Path, settings: Settings, options: dict[str, Any], findings: list[Finding]
    ) -> None:
        self.root = root
        self.settings = settings
        self.findings = findings
        self.files = Files(root=root, extra=tuple(map(str, options.get("html_extra_path", ()))))
        self.site = options.get("standfirst_site") or {}
        self.markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        self.markdown.use(footnote_plugin).use(deflist_plugin)
        use_plugins(self.markdown)

    def reporter(self, path: str) -> Report:
        def report(problem: Problem) -> None:
            self.findings.append(Finding(path=path, problem=problem))

        return report

    def run(self) -> None:
        found = list(self._texts(self.settings.posts))
        authors = tuple(self._profiles("authors", profiles.read_author))
        volumes = tuple(self._profiles("volumes", profiles.read_volume))
        names = [name for author in authors for name in (author.name, *author.aliases)]
        stems = {PurePosixPath(path).stem: path for path, _ in found}
        around = Surroundings(settings=self.settings, names=names, stems=stems, site=self.site)
        readings = {path: self._read(path, text, around) for path, text in found}
        publication = assemble(
            Sources(
                settings=self.settings,
                records={reading.record.docname: reading.record for reading in readings.values()},
                documents={**self._others(), **{sources.docname(path): path for path in readings}},
                authors=authors,
                volumes=volumes,
                find_file=self.files.find,
            )
        )
        paths = {sources.docname(path): path for path in readings}
        for located in publication.problems:
            path = paths.get(located.docname, located.docname)
            self.findings.append(Finding(path=path, problem=located.problem))
        for path, reading in readings.items():
            self._references(path, reading, publication.addresses)

    def _texts(self, folder: str) -> Iterator[tuple[str, str]]:
        read: dict[str, str] = {}
        for found in sources.walk(self.root, folder):
            source = sources.twin(found, read[found.docname]) if found.docname in read else found
            text = source.problem or sources.read_text(self.root / source.path)
            if isinstance(text, Problem):
                self.reporter(source.path)(text)
            else:
                read[source.docname] = source.path
                yield source.path, text

    def _profiles(self, folder: str, read: Callable[..., Any]) -> Iterator[Any]:
        for path, text in self._texts(folder):
            yield read(text, source=path, report=self.reporter(path))

    def _others(self) -> dict[str, str]:
        """Return the documents that are no posts, which links may mean."""
        skipped = {self.settings.posts, "authors", "volumes", "_build", ".venv", "node_modules"}
        found = {"index": "index.md"}
        for path in sorted(self.root.glob("*.md")):
            found[path.stem] = path.name
        for folder in sorted(p for p in self.root.iterdir() if p.is_dir()):
            if folder.name in skipped or folder.name.startswith("."):
                continue
            for path in sorted(folder.rglob("*.md")):
                below = path.relative_to(self.root).as_posix()
                found[sources.docname(below)] = below
        return found

    def _read(self, path: str, text: str, around: Surroundings) -> PostReading:
        return read_post(
            text, source=path, around=around, markdown=self.markdown, report=self.reporter(path)
        )

    def _references(self, path: str, reading: PostReading, addresses: links.Addresses) -> None:
        """Report links and pictures that are not there."""
        for block in blocks.split(reading.tokens):
            line = blocks.line(block)
            for token in blocks.walk(block):
                if token.type == "link_open":
                    self._link(path, str(token.attrs.get("href", "")), line, addresses)
                elif token.type == "image":
                    self._picture(path, str(token.attrs.get("src", "")), line)

    def _link(self, path: str, target: str, line: int, addresses: links.Addresses) -> None:
        if not target or _SCHEME.match(target) or self.files.find(target, path):
            return
        if addresses.find(target, source=path, page=sources.docname(path)) is None:
            self._report(
                path,
                PostWarning.LINK,
                f"the link {target!r} leads to no page or file of the publication",
                "link to a source file such as posts/2025-01-31-name.md, or to an address that exists",
                line,
            )

    def _picture(self, path: str, src: str, line: int) -> None:
        if src and not _SCHEME.match(src) and self.files.find(src, path) is None:
            self._report(
                path,
                PostWarning.IMAGE,
                f"the picture {src!r} is not there",
                "put the file there or mend its address",
                line,
            )

    def _report(self, path: str, kind: PostWarning, said: str, remedy: str, line: int) -> None:
        problem = Problem(subtype=kind, message=said, remedy=remedy, line=line)
        self.findings.append(Finding(path=path, problem=problem))


def as_text(findings: Iterable[Finding]) -> str:
    """Return one line for each finding: ``file:line:column: level [standfirst.<subtype>] message; remedy``."""
    return "\n".join(
        f"{sources.shown(f.path)}:{f.problem.line}:{f.problem.column or 1}: {f.problem.level} "
        f"[standfirst.{f.problem.subtype.value}] {f.problem.text()}"
        for f in findings
    )


def as_data(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return the findings as plain data, for JSON."""
    return [
        {
            "file": sources.shown(f.path),
            "line": f.problem.line,
            "column": f.problem.column or 1,
            "level": f.problem.level,
            "type": f"standfirst.{f.problem.subtype.value}",
            "message": f.problem.message,
            "remedy": f.problem.remedy,
        }
        for f in findings
    ]


def as_github(findings: Iterable[Finding]) -> str:
    """Return workflow commands that annotate a pull request.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "\n".join(
        f"::{f.problem.level} file={_property(sources.shown(f.path))},line={f.problem.line},"
        f"col={f.problem.column or 1},title={_property(f'standfirst.{f.problem.subtype.value}')}"
        f"::{_data(f.problem.text())}"
        for f in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
