"""The state of a build, divided by phase.

::

    builder-inited --> Inputs     project.discover --> Discovery, of the core     source-read --> Reading, of one document
    env-updated    --> Published: the whole publication, frozen

None of it is kept in the environment's file. What is not known yet is not there: asking for it is a fault
of the code, and an ``AttributeError``.
"""

from __future__ import annotations

import dataclasses as dc
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from standfirst.reading import profiles
from standfirst.tables.listing_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.addresses.local_files import Files, Kind, Question
    from standfirst.addresses.page_addresses import Addresses
    from standfirst.catalogue.model import Catalogue, Listing
    from standfirst.catalogue.post_marks import PostMark
    from standfirst.editions.shelf import Editions
    from standfirst.incremental.contents import Contents
    from standfirst.incremental.kept_files import KeptFiles
    from standfirst.outputs.article import Facts
    from standfirst.outputs.attachments import Attachments
    from standfirst.outputs.citations.work import Work
    from standfirst.pictures.conversion.renditions import Shown
    from standfirst.policy.refusals import Refusals
    from standfirst.reading.discovery import Discovery
    from standfirst.reading.profiles import AuthorProfile, VolumeProfile
    from standfirst.settings.model import Settings
    from standfirst.sphinx_ext.faults_ import Faults


class Plannable(Protocol):
    """A plan, as the stages ask it."""

    @property
    def discovery(self) -> Discovery:
        """Return which sources there are."""

    @property
    def environment(self) -> bytes:
        """Return Sphinx's environment of all documents, pickled."""

    @property
    def documents(self) -> frozenset[str]:
        """Return the names of the documents that are published."""

    @property
    def is_part(self) -> bool:
        """Return whether only a part is made."""

    def begin(self, builder: str, /) -> None:
        """Put in its place what the build goes on from, when its folders are locked."""

    def has(self, name: str, /) -> bool:
        """Return whether a page or document is made in this build."""

    def tree(self, docname: str, /) -> Path:
        """Return the file of a document's tree, from whoever has read it."""

    def published(self, app: Sphinx, env: BuildEnvironment, /) -> Published:
        """Return the publication."""


@dc.dataclass(frozen=True, kw_only=True)
class Inputs:
    """The inputs of a build, before documents are discovered."""

    settings: Settings
    faults: Faults
    """What has been caught."""
    kept: KeptFiles
    """What the last build has kept, and this one keeps for the next."""
    contents: Contents
    """What files hold."""
    site: Mapping[str, Any]
    """What Liquid finds in ``site``."""
    substitutions: Mapping[str, Any] | None
    """MyST's values for all texts; None: it has none."""
    authors: tuple[AuthorProfile, ...]
    volumes: tuple[VolumeProfile, ...]
    planned: Plannable | None = None
    """The plan from which this build goes on; None: it reads what it publishes."""

    @cached_property
    def names(self) -> frozenset[str]:
        """Names and aliases of ``authors/``, folded."""
        return profiles.names(self.authors)


@dc.dataclass(kw_only=True)
class Reading:
    """The document that is being read."""

    source: str
    """Path of its file below the source folder, with forward slashes."""
    files: Files
    refusals: Refusals
    """What it has asked for in vain."""
    answers: dict[Question, str | None] = dc.field(default_factory=dict)
    """What it has asked about files, of which it is read again where another is given."""

    def ask(self, kind: Kind, target: str) -> str | None:
        """Return the path of the file that *target*, as it is written, means; None where there is none."""
        question = (kind, target)
        if question not in self.answers:
            self.answers[question] = self.files.answer(question, self.source)
        return self.answers[question]


@dc.dataclass(frozen=True, kw_only=True)
class Pictures:
    """The pictures of a build, ready to be placed."""

    shown: Mapping[str, Shown] = dc.field(default_factory=dict)
    """Path or URL -> what pages show of it; one that cannot be shown is not here."""
    files: Mapping[str, Path] = dc.field(default_factory=dict)
    """Name in ``_images`` -> the file that is copied there."""
    printable: Mapping[str, Path] = dc.field(default_factory=dict)
    """Path or URL -> its file as editions take it; only for a builder of editions."""
    missing: int = 0
    """How many remote ones are not in the store."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class KnownWork:
    """What is known of a work without making it; kept between builds."""

    made_from: str
    """A hash of what it is made from."""
    work: str
    """A hash of it."""
    entry: str
    """Under which name its citations in words are kept."""


@dc.dataclass(frozen=True, kw_only=True)
class Cited:
    """How articles are cited."""

    works: Mapping[str, Work] = dc.field(default_factory=dict)
    """Docname -> what is cited, of the articles that may be."""
    known: Mapping[str, KnownWork] = dc.field(default_factory=dict)
    """Docname -> what is known of it."""
    citations: Mapping[str, tuple[str, ...]] = dc.field(default_factory=dict)
    """Docname -> citations in words, as safe HTML."""

    def state(self, docname: str) -> tuple[str, str] | None:
        """Return hashes of an article as it is cited, and of its citations in words; None where it is not."""
        if docname not in self.known:
            return None
        one = self.known[docname]
        return one.work, one.entry if docname in self.citations else ""

    def has_list(self, listing: Listing) -> bool:
        """Return whether *listing* has a file of citations."""
        has_file = KINDS[listing.kind].has_citations(len(listing.posts))
        return has_file and any(name in self.works for name in listing.posts)


@dc.dataclass(frozen=True, kw_only=True)
class Published:
    """The publication, when all documents are read."""

    catalogue: Catalogue
    marks: Mapping[str, PostMark]
    """Of all posts, by docname."""
    addresses: Addresses
    indexes: Mapping[str, str]
    """Kind of listing -> page name of its index."""
    extra: Mapping[str, Path]
    """Place in the output of each file of ``html_extra_path`` -> the file."""
    attachments: Attachments
    """What is published of the files that posts offer."""
    pictures: Pictures
    editions: Editions
    """What the pages offer to download."""
    facts: Facts
    """What is told of articles to programs."""
    cited: Cited
    people: Mapping[str, str]
    """Key, name or alias of an author, folded -> key."""

    @property
    def placed(self) -> Mapping[str, Path]:
        """The files of ``html_extra_path``, except where a page lies."""
        lost = self.addresses.lost
        return {file: path for file, path in self.extra.items() if file not in lost}
