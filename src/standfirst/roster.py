"""Who and what the posts name: authors, sections, tags, volumes, and which posts belong to each."""

from __future__ import annotations

import dataclasses as dc
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from standfirst import biographies, bylines, permalinks
from standfirst.departments import Volumes, configured, departments, section_of
from standfirst.names import fold
from standfirst.naming import Located, Name, Use, settle
from standfirst.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from standfirst.catalogue import Record
    from standfirst.profiles import AuthorProfile, VolumeProfile
    from standfirst.settings import Department, Settings

Members = dict[tuple[str, str], tuple[str, ...]]
"""Kind and key of a listing -> its posts' docnames, newest first."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """Everything that a publication is made from."""

    settings: Settings
    records: Mapping[str, Record]
    """The posts, by docname."""
    pages: Mapping[str, Record] = dc.field(default_factory=dict)
    """The standing pages, by docname."""
    documents: Mapping[str, str] = dc.field(default_factory=dict)
    """Docname -> path of its source file, of all documents, posts included."""
    root: str = "index"
    """Docname of the front page."""
    authors: tuple[AuthorProfile, ...] = ()
    volumes: tuple[VolumeProfile, ...] = ()
    find_file: Callable[[str, str], str | None] = lambda target, source: None  # noqa: ARG005
    """Local picture as written, and the source file where it stands -> path below the source folder."""


def newest_first(records: Iterable[Record]) -> list[Record]:
    """Return the records by publication date, newest first, undated last; by docname where it is one."""
    by_name = sorted(records, key=lambda record: record.docname)
    return sorted(
        by_name,
        key=lambda record: -record.matter.date.timestamp() if record.matter.date else float("inf"),
    )


class Roster:
    """The names in all posts, settled."""

    def __init__(self, given: Sources) -> None:
        self.given = given
        self.settings = given.settings
        self.problems: list[Located] = []
        self.records = newest_first(given.records.values())
        self.known = [name for p in given.authors for name in (p.name, *p.aliases)]
        self.bylines = {record.docname: self._byline(record) for record in self.records}
        self.sections = self._sections()
        self.authors = self._names("author", self._author_uses(), self._profile_names())
        self.tags = self._names("tag", self._tag_uses(), {})
        stems = {record.docname: PurePosixPath(record.source).stem for record in self.records}
        self.periods = Volumes(given.volumes, given.settings)
        self.volume_of = {r.docname: self.periods.of(r, stems) for r in self.records}

    def _byline(self, record: Record) -> tuple[str, ...]:
        names, more = bylines.split_all(record.matter.authors, never_split=self.known)
        signed = [name for said in record.body.biographies for name in biographies.people(said)]
        return bylines.complete(names, more, signed)

    def _author_uses(self) -> list[Use]:
        return [
            Use(spelling=name, record=record, key=key)
            for record in self.records
            for key, names in (
                ("author", self.bylines[record.docname]),
                ("translator", self.translators(record)),
            )
            for name in names
        ]

    def translators(self, record: Record) -> tuple[str, ...]:
        """Return the names of the post's translators."""
        return bylines.split_all(record.matter.translators, never_split=self.known)[0]

    def _profile_names(self) -> dict[str, Name]:
        fixed: dict[str, Name] = {}
        for profile in self.given.authors:
            name = Name(name=profile.name, slug=slugify(profile.key))
            for spelling in (profile.name, *profile.aliases):
                fixed.setdefault(fold(spelling), name)
        return fixed

    def _tag_uses(self) -> list[Use]:
        return [
            Use(spelling=tag, record=record, key="tags")
            for record in self.records
            for tag in self.tags_of(record)
        ]

    def tags_of(self, record: Record) -> tuple[str, ...]:
        """Return the post's tags, and its categories that did not become its section."""
        department = self.department(record)
        own = {fold(department.slug), fold(department.title)}
        others = [name for name in record.matter.categories if fold(name) not in own]
        found: dict[str, str] = {}
        for tag in (*record.matter.tags, *others):
            found.setdefault(fold(tag), tag)
        return tuple(found.values())

    def _names(self, kind: str, uses: list[Use], fixed: Mapping[str, Name]) -> dict[str, Name]:
        names, problems = settle(uses, kind=kind, fixed=fixed)
        self.problems += problems
        return names

    def _sections(self) -> dict[str, Department]:
        return departments((section_of(r, self.settings)[0] for r in self.records), self.settings)

    def department(self, record: Record) -> Department:
        """Return the post's section."""
        return self.sections[fold(section_of(record, self.settings)[0])]

    def pattern(self, record: Record) -> str:
        """Return the pattern of addresses of the post's section, empty where it has none.

        The section in whose folder the post lies, or which it names. Not one that a category
        alone means: posts in a category are not in the collection of that name.
        """
        around = configured(record.source, self.settings)
        if around and around.permalink:
            return around.permalink
        return self.department(record).permalink if record.matter.section else ""

    def members(self) -> Members:
        """Return the docnames of every listing, newest first, by kind and key."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for record in self.records:
            keys = [("all", ""), ("section", self.department(record).slug)]
            people = (*self.bylines[record.docname], *self.translators(record))
            keys += [("author", self.authors[fold(name)].slug) for name in people]
            keys += [("tag", self.tags[fold(tag)].slug) for tag in self.tags_of(record)]
            period = self.volume_of[record.docname]
            keys += [("volume", period.key)] if period else []
            if record.matter.date:
                day = permalinks.local(record.matter.date, self.settings)
                keys += [("year", f"{day.year:04}"), ("month", f"{day.year:04}-{day.month:02}")]
            for key in keys:
                found.setdefault(key, {})[record.docname] = None
        return {key: tuple(names) for key, names in found.items()}

    def latest_biographies(self) -> dict[str, str]:
        """Return the Markdown of the latest biography of each author, by slug."""
        found: dict[str, str] = {}
        for record in self.records:
            for said in record.body.biographies:
                for name in biographies.people(said):
                    author = self.authors.get(fold(name))
                    if author:
                        found.setdefault(author.slug, said.markdown)
        return found
