"""``standfirst check``: what is wrong with posts and pages, found without building them.

Reads every post as a build does, with a plain Markdown parser in the place of MyST's, and
assembles the catalogue, so that names and addresses are compared across all posts. Drafts,
embargoed and expired posts are read too, but compared with nothing: a build cuts them.
"""

from __future__ import annotations

import dataclasses as dc
import fnmatch
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from standfirst import conf_file, profiles, references, sources
from standfirst.assemble import Sources, assemble
from standfirst.catalogue import Body, Record
from standfirst.cut_posts import CutPosts
from standfirst.files import Files, copied
from standfirst.findings import Finding
from standfirst.markdown import use_plugins
from standfirst.reading import (
    NOT_FOR_PAGES,
    PostReading,
    Surroundings,
    is_standing_page,
    read_matter,
    read_post,
    stems,
)
from standfirst.references import References
from standfirst.warnings_ import Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from standfirst.settings import Settings
    from standfirst.warnings_ import PostWarning, Report

_NO_PAGES = frozenset({"authors", "volumes", "_build", "node_modules"})
"""Folders at the root whose files are no pages."""
_FOR_THE_REPOSITORY = frozenset({"README.md", "CHANGELOG.md"})


class CheckError(ValueError):
    """Nothing can be checked; the message says why."""


def check(root: Path, paths: Sequence[Path] = (), *, clock: dt.datetime) -> list[Finding]:
    """Return what is wrong with the publication's posts and pages, in order of file and line.

    :param root: Folder of the publication.
    :param paths: Files and folders to report on; everything where there are none.
    :raises CheckError: There is nothing to check.
    :raises conf_file.ConfError: Its ``conf.py`` cannot be run.
    """
    options = conf_file.options_of(root)
    findings: list[Finding] = []
    wanted = [_below(root, path) for path in paths]
    settings = conf_file.settings_of(
        options,
        clock=clock,
        report=lambda p: findings.append(Finding(path=conf_file.CONF, problem=p)),
    )
    if not (root / conf_file.CONF).is_file() and not (root / settings.posts).is_dir():
        if not paths:
            raise CheckError(
                f"{root} has neither {conf_file.CONF} nor a folder {settings.posts!r}; name files or folders to check"
            )
        # files outside of any publication: their own folder is the posts'
        settings = dc.replace(settings, posts=".")
    _Checker(root, settings, options, wanted, findings).run()
    chosen = [f for f in findings if _is_wanted(f.path, wanted)]
    return sorted(chosen, key=lambda f: (f.path, f.problem.line, f.problem.column or 0))


def _below(root: Path, path: Path) -> str:
    # a link is checked where it lies, not where it leads
    full = Path(os.path.abspath(path))  # noqa: PTH100
    full = full.parent.resolve() / full.name if full != root else full
    if not (full.exists() or full.is_symlink()):
        raise CheckError(f"{path} does not exist")
    if not full.is_relative_to(root):
        raise CheckError(f"{path} is not in the publication {root}")
    return full.relative_to(root).as_posix()


def _is_wanted(path: str, wanted: Collection[str]) -> bool:
    return not wanted or any(w in {".", path} or path.startswith(f"{w}/") for w in wanted)


class _Checker:
    def __init__(
        self,
        root: Path,
        settings: Settings,
        options: dict[str, Any],
        wanted: Sequence[str],
        findings: list[Finding],
    ) -> None:
        self.root = root
        self.settings = settings
        self.wanted = wanted
        self.findings = findings
        self.excluded = _texts(options, "exclude_patterns")
        extra = _texts(options, "html_extra_path")
        self.not_pages = {*extra, *_texts(options, "templates_path"), *self.excluded}
        self.files = Files(
            root=root, extra=extra, excluded=(*self.excluded, *_texts(options, "templates_path"))
        )
        self.site = options.get("standfirst_site") or {}
        self.markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        self.markdown.use(footnote_plugin).use(deflist_plugin)
        use_plugins(self.markdown)

    def reporter(self, path: str, without: Collection[PostWarning] = ()) -> Report:
        def report(problem: Problem) -> None:
            if problem.subtype not in without:
                self.findings.append(Finding(path=path, problem=problem))

        return report

    def run(self) -> None:
        posts = dict(self._texts(self.settings.posts))
        authors = tuple(self._profiles("authors", profiles.read_author))
        volumes = tuple(self._profiles("volumes", profiles.read_volume))
        pages = self._pages()
        around = Surroundings(
            settings=self.settings,
            names=profiles.names(authors),
            stems=stems(posts, self.settings.posts),
            site=self.site,
        )
        records = {path: self._read(path, text, around, ()) for path, text in posts.items()}
        standing = {
            path: self._read(path, text, around, NOT_FOR_PAGES)
            for path, text in pages.items()
            if is_standing_page(text)
        }
        now = self.settings.now
        cut = {
            path
            for path, (record, _) in records.items()
            if sources.status(record.matter, now) is not sources.Status.PUBLISHED
        }
        unseen = CutPosts.of(cut)
        publication = assemble(
            Sources(
                settings=self.settings,
                records={sources.docname(p): r for p, (r, _) in records.items() if p not in cut},
                pages={sources.docname(p): r for p, (r, _) in standing.items()},
                documents={"index": "index.md"}
                | {sources.docname(p): p for p in (*pages, *posts) if p not in cut},
                authors=authors,
                volumes=volumes,
                find_file=self.files.picture,
                is_unseen=unseen.are_meant,
                extra={
                    file: os.path.relpath(path, self.root).replace("\\", "/")
                    for file, path in copied(self.root, self.files.extra).items()
                },
            )
        )
        paths = {sources.docname(path): path for path in (*pages, *posts)}
        for located in publication.problems:
            path = paths.get(located.docname, located.docname)
            self.findings.append(Finding(path=path, problem=located.problem))
        for path, (_, reading) in {**records, **standing}.items():
            if reading is not None:
                text = posts.get(path) or pages[path]
                references.check(
                    References(
                        path=path,
                        text=text,
                        tokens=reading.tokens,
                        files=self.files,
                        addresses=publication.addresses,
                        unseen=unseen,
                    ),
                    self.reporter(path),
                )

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

    def _pages(self) -> dict[str, str]:
        """Return the documents that are no posts, by path."""
        found = {}
        for parent, folders, names in os.walk(self.root):
            below = PurePosixPath(Path(parent).relative_to(self.root).as_posix())
            folders[:] = [name for name in sorted(folders) if self._may_hold_pages(below / name)]
            for name in sorted(names):
                path = str(below / name)
                if not name.endswith(sources.SUFFIXES) or not self._may_hold_pages(below / name):
                    continue
                text = sources.problem_of_name(path) or sources.read_text(self.root / path)
                if isinstance(text, str):
                    found[path] = text
                elif path != "index.md":
                    self.reporter(path)(text)
        return found

    def _may_hold_pages(self, path: PurePosixPath) -> bool:
        name = str(path)
        return not (
            path.name.startswith(".")
            or name in _NO_PAGES | _FOR_THE_REPOSITORY | {self.settings.posts}
            or self.settings.posts == "."
            or any(fnmatch.fnmatchcase(name, pattern.rstrip("/")) for pattern in self.not_pages)
        )

    def _read(
        self, path: str, text: str, around: Surroundings, without: Collection[PostWarning]
    ) -> tuple[Record, PostReading | None]:
        """Return the post's record, and its reading where its faults are wanted."""
        if not _is_wanted(path, self.wanted):
            matter = read_matter(text, source=path, settings=self.settings).matter
            name = sources.docname(path)
            return Record(docname=name, source=path, matter=matter, body=Body()), None
        report = self.reporter(path, without)
        reading = read_post(text, source=path, around=around, markdown=self.markdown, report=report)
        return reading.record, reading


def _texts(options: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = options.get(name)
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
