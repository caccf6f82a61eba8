"""``standfirst check``: what is wrong with posts and pages, found without building them.

Reads every post as a build does, with a plain Markdown parser in the place of MyST's, and
assembles the catalogue, so that names and addresses are compared across all posts. Drafts,
embargoed and expired posts are read too, but compared with nothing: a build cuts them.
"""

from __future__ import annotations

import dataclasses as dc
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst import conf_file, inside, references, sources
from standfirst.assemble import Sources, assemble
from standfirst.catalogue import Body, Record
from standfirst.cut_posts import CutPosts
from standfirst.extra_files import copied, named
from standfirst.findings import Finding
from standfirst.publication import PublicationReader
from standfirst.reading import NOT_FOR_PAGES, PostReading, is_standing_page, read_matter
from standfirst.references import References

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from standfirst.reading import Surroundings
    from standfirst.settings import Settings
    from standfirst.warnings_ import PostWarning, Problem


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
        self.options = options
        self.wanted = wanted
        self.findings = findings
        self.reader = PublicationReader(root, settings, options, self._found)

    def _found(self, path: str, problem: Problem) -> None:
        self.findings.append(Finding(path=path, problem=problem))

    def run(self) -> None:
        reader = self.reader
        posts = reader.posts()
        authors = reader.authors()
        volumes = reader.volumes()
        pages = reader.pages()
        around = reader.around(posts, authors)
        records = {path: self._read(path, text, around, ()) for path, text in posts.items()}
        standing = {
            path: self._read(path, text, around, NOT_FOR_PAGES)
            for path, text in pages.items()
            if is_standing_page(text)
        }
        now = self.settings.now
        extra = copied(self.root, reader.extra, reader.excluded, self._found)
        for path, problem in inside.problems(self.root, named(self.options)):
            self._found(path, problem)
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
                find_file=reader.files.picture,
                is_unseen=unseen.are_meant,
                extra={
                    file: os.path.relpath(path, self.root).replace("\\", "/")
                    for file, path in extra.items()
                },
            )
        )
        paths = {sources.docname(path): path for path in (*pages, *posts)}
        for located in publication.problems:
            self._found(paths.get(located.docname, located.docname), located.problem)
        for path, (_, reading) in {**records, **standing}.items():
            if reading is not None:
                text = posts.get(path) or pages[path]
                references.check(
                    References(
                        path=path,
                        text=text,
                        tokens=reading.tokens,
                        files=reader.files,
                        addresses=publication.addresses,
                        unseen=unseen,
                        places=extra.keys() - publication.addresses.lost,
                    ),
                    reader.reporter(path),
                )

    def _read(
        self, path: str, text: str, around: Surroundings, without: Collection[PostWarning]
    ) -> tuple[Record, PostReading | None]:
        """Return the post's record, and its reading where its faults are wanted."""
        if not _is_wanted(path, self.wanted):
            matter = read_matter(text, source=path, settings=self.settings).matter
            name = sources.docname(path)
            return Record(docname=name, source=path, matter=matter, body=Body()), None
        reading = self.reader.read(path, text, around, without)
        return reading.record, reading
