"""The authors, sections, tags and volumes that posts name, and the posts of each."""

from __future__ import annotations

import dataclasses as dc
import difflib
from typing import TYPE_CHECKING

from standfirst.addresses import permalinks
from standfirst.catalogue import name_registry, slips
from standfirst.catalogue.name_registry import NameUse, settle
from standfirst.catalogue.sections import departments, section_of
from standfirst.catalogue.volumes import Volumes
from standfirst.problems import PostWarning
from standfirst.reading import biographies
from standfirst.reading.record import problem_at
from standfirst.text import bylines
from standfirst.text.cleaning import quoted
from standfirst.text.name_folding import fold, folded, same_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from standfirst.problems import Located
    from standfirst.reading.profiles import AuthorProfile, VolumeProfile
    from standfirst.reading.record import Record
    from standfirst.settings.model import Department, Settings
    from standfirst.sources.front_matter.contributors import Contributor

MOST_PEOPLE = 1_000
"""Authors of one post: few papers have more."""
MOST_TAGS = 100
"""Tags of one post, the categories that are tags included."""
_NEARLY = 0.85
"""How alike two names are of which one is misspelt."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class AssembleInputs:
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
    is_unseen: Callable[[str, str], bool] = lambda target, source: False  # noqa: ARG005
    """Whether a link as written, and the source file where it stands, mean a post that is not to be seen."""
    extra: Mapping[str, str] = dc.field(default_factory=dict)
    """Place in the output -> source of the files of ``html_extra_path``."""
    has_menu: bool = False
    """Whether ``conf.py`` says what is in the menu."""


def newest_first(records: Iterable[Record]) -> list[Record]:
    """Return the records by publication date, newest first, undated last; by docname where it is one."""

    def order(record: Record) -> tuple[float, str]:
        date = record.matter.date
        return -date.timestamp() if date else float("inf"), record.docname

    return sorted(records, key=order)


class Taxonomies:
    """The names in all posts, settled."""

    def __init__(self, given: AssembleInputs) -> None:
        self.given = given
        self.settings = given.settings
        self.problems: list[Located] = []
        self.records = newest_first(given.records.values())
        self.profiles = name_registry.own(
            given.authors,
            kind="author",
            names_of=lambda profile: (profile.name, *profile.aliases),
            keys_of=lambda profile: profile.keys,
        )
        self.known = self.profiles.names.keys()
        """Folded names, aliases and keys of ``authors/``."""
        self.bylines = {record.docname: self._byline(record) for record in self.records}
        self.sections, doubts = departments(self.records, self.settings)
        known, declared = self.profiles.names, self.profiles.spellings
        uses = self._author_uses()
        authors, more = settle(uses, kind="author", fixed=known, declared=declared)
        self.problems += more
        own = known.keys() - self.profiles.keys
        self.problems += slips.near_misses(uses, authors, own)
        self.problems += slips.titles_used_twice(self.records)
        tags, more = settle(self._tag_uses(), kind="tag")
        self.problems += more
        self.names = {"author": authors, "tag": tags}
        """Kind -> folded spelling -> what it means, of those that posts name freely."""
        self.periods = Volumes(given.volumes, given.settings)
        self.volume_of = self.periods.of(self.records)
        self.problems += [*self.profiles.problems, *doubts, *self.periods.problems]
        self.problems += [doubt for record in self.records for doubt in self._misspelt(record)]

    def _byline(self, record: Record) -> tuple[str, ...]:
        named, more = bylines.split_all(record.matter.authors, whole=self.known)
        names = named[:MOST_PEOPLE]
        if len(named) > MOST_PEOPLE:
            self.problems.append(_too_many(record, "authors", len(named), MOST_PEOPLE))
        if not more:
            return names
        full = bylines.complete(names, self._signed(record, names), are_one=self._are_one)
        if full == names:
            said = f"the byline implies more people than {', '.join(names) or 'nobody'}, but no closing biography names them"
            remedy = "name them all in `author`"
            self.problems.append(problem_at(record, "authors", PostWarning.AUTHOR, said, remedy))
        return full[:MOST_PEOPLE]

    def _signed(self, record: Record, names: Iterable[str]) -> list[str]:
        """Return the names in the closing biographies of a post whose byline has *names*."""
        own = folded(names)
        return [
            name
            for said in record.body.biographies
            for name in biographies.people(said, own, self.known)
        ]

    def _misspelt(self, record: Record) -> Iterator[Located]:
        """Yield what looks like a slip: a biography's name that is nearly one of the byline's."""
        byline = self.bylines[record.docname]
        signed = self._signed(record, byline)
        unsigned = {
            fold(name): name
            for name in byline
            if not any(self._are_one(name, other) for other in signed)
        }
        for name in signed:
            if any(self._are_one(name, other) for other in byline):
                continue
            for near in difflib.get_close_matches(fold(name), unsigned, n=1, cutoff=_NEARLY):
                said = f"the byline has {quoted(unsigned[near])}, a biography {quoted(name)}; they are taken for two people"
                remedy = "write it one way, or add the spelling to the author's aliases"
                yield problem_at(record, "authors", PostWarning.NAME, said, remedy)

    def _are_one(self, one: str, other: str) -> bool:
        """Return whether two names in one post are a person's, by the authors' files or by themselves."""
        known = self.profiles.names
        first, second = known.get(fold(one)), known.get(fold(other))
        return first.slug == second.slug if first and second else same_person(one, other)

    def _author_uses(self) -> list[NameUse]:
        return [
            NameUse(spelling=name, record=record, field=field)
            for record in self.records
            for field, names in (
                ("authors", self.bylines[record.docname]),
                ("translators", self.translators(record)),
            )
            for name in names
        ]

    def translators(self, record: Record) -> tuple[str, ...]:
        """Return the names of the post's translators."""
        return bylines.split_all(record.matter.translators, whole=self.known)[0][:MOST_PEOPLE]

    def _tag_uses(self) -> list[NameUse]:
        for record in self.records:
            count = len(record.matter.tags)
            if count > MOST_TAGS:
                self.problems.append(_too_many(record, "tags", count, MOST_TAGS))
        return [
            NameUse(spelling=tag, record=record, field=field)
            for record in self.records
            for tag, field in self._tags(record)
        ]

    def tags_of(self, record: Record) -> tuple[str, ...]:
        """Return the post's tags, and its categories that did not become its section."""
        found: dict[str, str] = {}
        for tag, _ in self._tags(record):
            found.setdefault(fold(tag), tag)
        return tuple(found.values())

    def _tags(self, record: Record) -> list[tuple[str, str]]:
        """Return tags, as often as they are written, and the fields where they stand."""
        department = self.department(record)
        own = {fold(department.slug), fold(department.title)}
        found = [(tag, "tags") for tag in record.matter.tags]
        others = (name for name in record.matter.categories if fold(name) not in own)
        return [*found, *((name, "categories") for name in others)][:MOST_TAGS]

    def department(self, record: Record) -> Department:
        """Return the post's section."""
        return self.sections[fold(section_of(record, self.settings)[0])]

    def members(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the docnames of every listing, newest first, by kind and key."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for record in self.records:
            for key in self.listed_in(record):
                found.setdefault(key, {})[record.docname] = None
        return {key: tuple(names) for key, names in found.items()}

    def listed_in(self, record: Record) -> Iterator[tuple[str, str]]:
        """Yield kind and key of the listings that the post belongs to."""
        if not permalinks.is_page_of_collection(record.source, record.matter, self.settings):
            yield "all", "all"
        yield "section", self.department(record).slug
        for name in (*self.bylines[record.docname], *self.translators(record)):
            yield "author", self.names["author"][fold(name)].slug
        for tag in self.tags_of(record):
            yield "tag", self.names["tag"][fold(tag)].slug
        if period := self.volume_of[record.docname]:
            yield "volume", period.key
        if record.matter.date:
            day = permalinks.local(record.matter.date, self.settings)
            yield "year", f"{day.year:04}"
            yield "month", f"{day.year:04}-{day.month:02}"

    def latest_biographies(self) -> dict[str, str]:
        """Return the Markdown of the latest biography of each author, by slug."""
        found: dict[str, str] = {}
        for record in self.records:
            signed = (*self.bylines[record.docname], *self.translators(record))
            own = folded(signed)
            for said in record.body.biographies:
                if not said.markdown:
                    continue  # that of a withdrawn article is a name alone
                for name in biographies.people(said, own, self.known):
                    # in a byline initials or degrees may be missing
                    meant = next((other for other in signed if self._are_one(name, other)), name)
                    author = self.names["author"].get(fold(meant))
                    if author:
                        found.setdefault(author.slug, said.markdown)
        return found

    def said_of_authors(self) -> dict[str, Contributor]:
        """Return what posts say of each author beside the name, by slug: of each field the latest."""
        found: dict[str, Contributor] = {}
        for record in self.records:
            for person in record.matter.contributors:
                author = self.names["author"].get(fold(person.name))
                if author is None:
                    continue
                known = found.get(author.slug, person)
                found[author.slug] = dc.replace(
                    known,
                    address=known.address or person.address,
                    affiliation=known.affiliation or person.affiliation,
                    orcid=known.orcid or person.orcid,
                )
        return found


def _too_many(record: Record, field: str, count: int, most: int) -> Located:
    said = f"there are {count:,} {field}; the first {most:,} are read, as each has a page and feeds"
    return problem_at(record, field, PostWarning.SIZE, said, "name fewer")
