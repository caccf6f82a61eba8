"""``standfirst check``: what is wrong with posts and pages, found without building them.

Reads every post as a build does, with a plain Markdown parser in the place of MyST's, has those
with directives and roles tried, and assembles the catalogue, so that names and addresses are compared across all posts. Drafts,
embargoed and expired posts are read too, but compared with nothing: a build cuts them.
"""

from __future__ import annotations

import dataclasses as dc
import os
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.addresses.extra_files import copied, named, relative
from standfirst.catalogue import menus
from standfirst.catalogue.assemble import AssembleInputs, assemble_others
from standfirst.catalogue.listings import keys_of_people
from standfirst.catalogue.post_lists import ListedNames
from standfirst.checking import (
    broken_links,
    configuration,
    formulas,
    post_lists,
    template_loads,
    uncalled_notes,
)
from standfirst.checking.broken_links import Nearby, References
from standfirst.checking.findings import Finding
from standfirst.limits import colouring, containment, faults
from standfirst.pictures.conversion.gather import fault_of, unshown
from standfirst.policy import links
from standfirst.problems import PostWarning, discard
from standfirst.reading import profiles
from standfirst.reading.post import NOT_FOR_PAGES, PostReading, is_standing_page, matter_of
from standfirst.reading.publication_reader import PublicationReader
from standfirst.reading.record import Body, Record, line_of
from standfirst.settings import conf_py, option_table, sphinx_options
from standfirst.settings.conf_lines import placed
from standfirst.sources import source_files
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping, Sequence

    from standfirst.addresses.page_addresses import Addresses
    from standfirst.catalogue.assemble import Publication
    from standfirst.problems import Problem
    from standfirst.reading.discovery import Discovery
    from standfirst.reading.profiles import AuthorProfile, VolumeProfile
    from standfirst.reading.read_context import ReadContext
    from standfirst.settings.model import Settings

    _Read = tuple[Record, PostReading | None]
    """Record of a text, and its reading where its faults are wanted."""


class CheckError(ValueError):
    """Nothing can be checked; the message says why."""


def check(
    root: Path,
    paths: Sequence[Path] = (),
    *,
    clock: dt.datetime,
    tried: Callable[[Path, Collection[str]], list[Finding]] | None = None,
) -> list[Finding]:
    """Return what is wrong with the publication's posts and pages, in order of file and line.

    :param root: Folder of the publication.
    :param paths: Files and folders to report on; everything where there are none.
    :param tried: What carries out the directives and roles of the files that it is given, and
        returns what is wrong with them; where there is none, they are passed over.
    :raises CheckError: There is nothing to check.
    :raises conf_py.ConfError: Its ``conf.py`` cannot be run.
    """
    findings: list[Finding] = []

    def report(problem: Problem) -> None:
        findings.append(Finding(path=conf_py.CONF, problem=placed(root, problem)))

    options = sphinx_options.usable(conf_py.options_of(root), report)
    wanted = [_below(root, path) for path in paths]
    settings = option_table.settings(conf_py.values_of(options), clock=clock, report=report)
    if not (root / conf_py.CONF).is_file() and not (root / settings.posts).is_dir():
        if not paths:
            raise CheckError(
                f"{root} has neither {conf_py.CONF} nor a folder {quoted(settings.posts)}; name files or folders to check"
            )
        # files outside of any publication: their own folder is the posts'
        settings = dc.replace(settings, posts=".")
    checker = _Checker(
        root=root, settings=settings, options=options, wanted=wanted, findings=findings
    )
    checker.reader.tries = bool(tried and options)
    checker.run()
    if tried is not None and checker.to_try:
        known = {_said(found) for found in findings}
        findings += (found for found in tried(root, checker.to_try) if _said(found) not in known)
    checker.check_conf()
    chosen = [f for f in dict.fromkeys(findings) if _is_wanted(f.path, wanted)]
    return sorted(chosen, key=lambda f: (f.path, f.problem.line, f.problem.column or 0))


def _said(found: Finding) -> tuple[str, object]:
    """Return what a finding says of its file: who carries directives out may name another line."""
    problem = found.problem
    if problem.subtype is PostWarning.REFUSED:
        return found.path, problem.text()
    return found.path, (problem.line, problem.text())


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


@dc.dataclass(kw_only=True, slots=True)
class _Checker:
    root: Path
    settings: Settings
    options: dict[str, Any]
    wanted: Sequence[str]
    findings: list[Finding]
    to_try: list[str] = dc.field(default_factory=list)
    """Files with directives or roles."""
    reader: PublicationReader = dc.field(init=False)

    def __post_init__(self) -> None:
        self.reader = PublicationReader(self.root, self.settings, self.options, self._found)

    def _found(self, path: str, problem: Problem) -> None:
        self.findings.append(Finding(path=path, problem=placed(self.root, problem)))

    def run(self) -> None:
        """Find what is wrong with texts, pictures and the menu."""
        reader = self.reader
        authors, volumes = reader.sources.authors(), reader.sources.volumes()
        found = reader.discover()
        around = reader.around(found, authors)
        posts, pages = reader.texts(found.all_posts), reader.texts(found.documents.values())
        texts = {**posts, **pages}
        wanted = {path for path in texts if _is_wanted(path, self.wanted)}
        self.to_try = [path for path in texts if path in wanted and reader.is_tried(texts[path])]
        standing = {path: text for path, text in pages.items() if is_standing_page(text, path)}
        for path in wanted & (pages.keys() - standing.keys()):
            reader.report_refused(path, pages[path])
        extra = copied(self.root, reader.extra, reader.excluded, self._found)
        for path, problem in containment.problems(self.root, named(self.options)):
            self._found(path, problem)
        read = self._read_all(posts, around, ())
        read |= self._read_all(standing, around, NOT_FOR_PAGES)
        left_out = {*posts, *standing} - read.keys()
        documents = {n: p for n, p in (found.documents | found.posts).items() if p not in left_out}
        records = {
            name: dc.replace(read[path][0], docname=name)
            for name, path in documents.items()
            if path in read
        }
        publication = self._assembled(
            AssembleInputs(
                settings=self.settings,
                records={n: record for n, record in records.items() if n in found.posts},
                pages={n: record for n, record in records.items() if n in found.documents},
                # a front page that is not there yet may be linked to
                documents={reader.front: f"{reader.front}.md"} | documents,
                root=reader.front,
                authors=authors,
                volumes=volumes,
                find_file=reader.files.picture,
                is_unseen=found.unseen.are_meant,
                extra=relative(extra, self.root),
                has_menu=bool(self.options.get("standfirst_menu")),
            )
        )
        self._check_texts(texts, read, publication, found=found, documents=documents, extra=extra)
        self._check_pictures(read, authors, volumes)
        self._check_menu(publication.addresses)

    def check_conf(self) -> None:
        """Find what is wrong with ``conf.py`` beside our options, and with what it has pages load."""
        root, options, settings = self.root, self.options, self.settings
        for path, problem in template_loads.problems(root, options, settings):
            self._found(path, problem)
        if options:
            for problem in configuration.problems(root, options, base_url=settings.base_url):
                self._found(conf_py.CONF, problem)

    def _check_texts(
        self,
        texts: Mapping[str, str],
        read: Mapping[str, _Read],
        publication: Publication,
        *,
        found: Discovery,
        documents: Mapping[str, str],
        extra: Mapping[str, Path],
    ) -> None:
        """Find what is wrong with texts among all others.

        :param texts: All that were found, by path.
        :param documents: Docname -> path of those that are in the publication.
        :param extra: Files, by their path in the output.
        """
        addresses, people = publication.addresses, keys_of_people(publication.catalogue)
        given = partial(
            References,
            files=self.reader.files,
            addresses=addresses,
            unseen=found.unseen,
            places=(extra.keys() - addresses.lost) | addresses.feeds,
            near=Nearby(addresses.sources, found.stems, people.values()),
            people=people.keys(),
            stems=found.stems.keys(),
            documents=documents.keys(),
            labels=self._labels(texts, documents.values()),
        )
        listed = ListedNames(publication.catalogue)
        for path, (_, reading) in read.items():
            if reading is not None:
                refers = given(path=path, text=texts[path], tokens=reading.tokens)
                self._check_text(refers, listed)

    def _labels(self, texts: Mapping[str, str], paths: Collection[str]) -> set[str] | None:
        """Return the labels of all texts; None where other documents or extensions may give some."""
        without = (*source_files.SUFFIXES, *source_files.HTML)
        others = [path for path in paths if not path.endswith(without)]
        if others or set(self.options.get("extensions", ())) - {"standfirst"}:
            return None
        return {label for text in texts.values() for label in broken_links.labels_in(text)}

    def _check_text(self, given: References, listed: ListedNames) -> None:
        """Find what is wrong with the links, the code, the formulas, the notes and the lists of posts of a text."""
        path, reader = given.path, self.reader
        check_references = partial(broken_links.check, given, reader.reporter(path))
        reader.carefully(path, check_references, when="checked")
        of_lists = partial(post_lists.faults, names=listed)
        for faulty in (colouring.faults, formulas.faults, uncalled_notes.faults, of_lists):
            found = partial(tuple, faulty(given.tokens))
            for problem in reader.carefully(path, found, when="checked") or ():
                self._found(path, problem)

    def _check_pictures(
        self,
        read: Mapping[str, _Read],
        authors: Sequence[AuthorProfile],
        volumes: Sequence[VolumeProfile],
    ) -> None:
        """Find the pictures that no page can show, among those that are there."""
        shown = [*profiles.pictures(authors, volumes)]
        for path, (record, reading) in read.items():
            if reading is not None:
                shown.append((record.matter.image, path, line_of(record, "image")))
                for kind, target, line in broken_links.targets(reading.tokens):
                    if kind in broken_links.PICTURES:
                        shown.append((target, path, line))
        fault = cache(fault_of)

        def look(written: str, source: str, line: int) -> None:
            file = self.reader.files.picture(written, source)
            if file and (why := fault(self.root / file)):
                self._found(source, unshown(file, why, line))

        for written, source, line in shown:
            if _is_wanted(source, self.wanted) and links.is_internal(written):
                self.reader.carefully(source, partial(look, written, source, line), when="checked")

    def _check_menu(self, addresses: Addresses) -> None:
        good = option_table.checked(conf_py.values_of(self.options), discard)
        for problem in menus.problems(good, partial(addresses.named, front=self.reader.front)):
            self._found(conf_py.CONF, problem)

    def _assembled(self, given: AssembleInputs) -> Publication:
        """Return the publication; tell what is doubtful, and what cannot be in the publication."""
        paths = given.documents
        publication, left_out = assemble_others(given)
        for culprit in left_out:
            said = faults.problem(culprit.error, when="listed", done=faults.LEFT_OUT)
            self._found(paths.get(culprit.name, culprit.name), said)
        for located in publication.problems:
            self._found(paths.get(located.docname, located.docname), located.problem)
        return publication

    def _read_all(
        self, texts: Mapping[str, str], around: ReadContext, without: Collection[PostWarning]
    ) -> dict[str, _Read]:
        """Return record and reading of each file that is not left out, by path."""
        found = {path: self._read(path, text, around, without) for path, text in texts.items()}
        return {path: each for path, each in found.items() if each is not None}

    def _read(
        self, path: str, text: str, around: ReadContext, without: Collection[PostWarning]
    ) -> _Read | None:
        """Return the post's record, and its reading where its faults are wanted; None where it cannot be read."""
        if _is_wanted(path, self.wanted):
            return self.reader.read_or_show(path, text, around, without)
        read = partial(matter_of, text, source=path, around=around)
        found = self.reader.carefully(path, read, when="read")
        if found is None:
            return None
        name = source_files.docname(path)
        return Record(docname=name, source=path, matter=found.matter, body=Body()), None
