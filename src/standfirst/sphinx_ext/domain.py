"""What the environment keeps of each document, and what is known of a whole build.

Per document (pickled, merged between readers, purged): the record, the files and pages it
names, whether it lists posts. Per build (never pickled): the sources found, what was cut,
the settings, the catalogue and every page's address.
"""

from __future__ import annotations

import dataclasses as dc
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import quote

from docutils import nodes
from sphinx.domains import Domain
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from standfirst import links, profiles, sources
from standfirst.discovery import Discovery
from standfirst.files import Files
from standfirst.names import fold
from standfirst.policy.refusals import Refusals
from standfirst.sphinx_ext.configuration import kept_back
from standfirst.sphinx_ext.links_ import resolve_written_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docutils.nodes import Element
    from markdown_it import MarkdownIt
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from standfirst.attachments import Attachments
    from standfirst.catalogue import Catalogue
    from standfirst.citing.work import Work
    from standfirst.facts import Facts
    from standfirst.pictures.renditions import Shown
    from standfirst.profiles import AuthorProfile, VolumeProfile
    from standfirst.reading import Surroundings
    from standfirst.record import Record
    from standfirst.settings import Settings
    from standfirst.sphinx_ext.editions_ import Editions
    from standfirst.sphinx_ext.faults_ import Faults
    from standfirst.sphinx_ext.fingerprints import Fingerprints
    from standfirst.sphinx_ext.named_files import Question


@dc.dataclass(kw_only=True)
class Build:
    """What is known of this build and not kept in the environment's file."""

    settings: Settings
    faults: Faults
    """What has been caught."""
    as_code: str = ""
    """The document that is being read as code, where it cannot be read otherwise."""
    discovery: Discovery = dc.field(default_factory=Discovery)
    site: Mapping[str, Any] = dc.field(default_factory=dict)
    authors: tuple[AuthorProfile, ...] = ()
    volumes: tuple[VolumeProfile, ...] = ()
    files: Files | None = None
    """The publication's files; once they are asked for."""
    refusals: Refusals = dc.field(default_factory=lambda: Refusals(report=lambda _: None))
    """What the document that is being read has asked for in vain."""
    markdown: MarkdownIt | None = None
    """The parser for posts."""
    catalogue: Catalogue | None = None
    fingerprints: Fingerprints | None = None
    """What each page is made from."""
    editions: Editions | None = None
    """What the pages offer to download."""
    addresses: links.Addresses | None = None
    facts: Facts | None = None
    """What is told of articles to programs."""
    works: Mapping[str, Work] = dc.field(default_factory=dict)
    """Docname -> what is cited, of the articles that may be."""
    citations: Mapping[str, tuple[str, ...]] = dc.field(default_factory=dict)
    """Docname -> citations in words, as safe HTML."""
    indexes: Mapping[str, str] = dc.field(default_factory=dict)
    """Kind of listing -> page name of its index."""
    shown: Mapping[str, Shown] = dc.field(default_factory=dict)
    """Path or URL of a picture -> what pages show of it; one that cannot be shown is not here."""
    picture_files: Mapping[str, Path] = dc.field(default_factory=dict)
    """Name in ``_images`` -> the file that is copied there."""
    extra: Mapping[str, Path] = dc.field(default_factory=dict)
    """Place in the output of each file of ``html_extra_path`` -> the file; once all documents are read."""
    attachments: Attachments | None = None
    """What is published of the files that posts offer; the same."""
    printable: Mapping[str, Path] = dc.field(default_factory=dict)
    """The same -> its file as editions take it; only for a builder of editions."""
    missing_pictures: int = 0
    """How many remote pictures are not in the store."""
    people: Mapping[str, str] = dc.field(default_factory=dict)
    """Key, name or alias of an author, folded -> key."""
    said: set[tuple[str, str]] = dc.field(default_factory=set)
    """Docname and target of each link to a refused file that has been reported."""
    answers: dict[Question, str | None] = dc.field(default_factory=dict)
    """What the document that is being read has asked about files."""

    @cached_property
    def names(self) -> frozenset[str]:
        """Names and aliases of ``authors/``, folded."""
        return profiles.names(self.authors)


class PublicationDomain(Domain):
    """Posts, authors and what links to them."""

    name = "standfirst"
    label = "Standfirst"
    roles: ClassVar[dict[str, Any]] = {"post": XRefRole(), "author": XRefRole()}
    initial_data: ClassVar[dict[str, Any]] = {
        "records": {},  # docname -> Record of a post
        "pages": {},  # docname -> Record of a standing page
        "asked": {},  # docname -> which files it has asked for: its local links and pictures, as written
        "found": {},  # docname -> a hash of what was answered, and of the files that it takes in
        "references": {},  # docname -> (domain, type, target) of its other references
        "descriptions": {},  # docname -> first paragraph of a document that is no post
        "listing": {},  # docname -> True where a directive lists posts
        "pictures": {},  # docname -> (path or URL, line) of each picture of its text
        "remote": {},  # docname -> (address, line, credit) of each that lies elsewhere
        "defined": {},  # docname -> (domain, table, name) -> what it defines by it, and on which line
        "moments": {},  # docname -> what it was told of *now*: (kind, answer)
        "modified": {},  # docname -> when its file was changed last, as it was read: microseconds
    }
    data_version = 11
    build: Build

    @classmethod
    def of(cls, env: BuildEnvironment) -> PublicationDomain:
        """Return the environment's instance."""
        return cast("PublicationDomain", env.get_domain(cls.name))

    def setup(self) -> None:
        """Set up the domain; have Sphinx not look for documents before :mod:`.intake` can say which may be read.

        Sphinx does so once for each new environment, and follows every link to a folder.
        """
        super().setup()
        project = self.env.project
        project.discover = lambda *_patterns: project.docnames  # type: ignore[method-assign]

    @property
    def records(self) -> dict[str, Record]:
        """Return the posts' records by docname."""
        return cast("dict[str, Record]", self.data["records"])

    @property
    def pages(self) -> dict[str, Record]:
        """Return the standing pages' records by docname."""
        return cast("dict[str, Record]", self.data["pages"])

    @property
    def addresses(self) -> links.Addresses | None:
        """Return every page's address; None until all documents are read."""
        return self.build.addresses

    @property
    def catalogue(self) -> Catalogue:
        """Return the publication; only after ``env-updated``."""
        if self.build.catalogue is None:
            raise RuntimeError("the catalogue is made when all documents are read")
        return self.build.catalogue

    @property
    def editions(self) -> Editions:
        """Return what the pages offer to download; only after ``env-updated``."""
        if self.build.editions is None:
            raise RuntimeError(
                "editions lie beside pages, which are known when all documents are read"
            )
        return self.build.editions

    @property
    def facts(self) -> Facts:
        """Return what is told of articles to programs; only after ``env-updated``."""
        if self.build.facts is None:
            raise RuntimeError("articles are known when all documents are read")
        return self.build.facts

    @property
    def fingerprints(self) -> Fingerprints:
        """Return what each page is made from; only after ``env-updated``."""
        if self.build.fingerprints is None:
            raise RuntimeError("pages are known when all documents are read")
        return self.build.fingerprints

    @property
    def surroundings(self) -> Surroundings:
        """Return what the reading of one post takes from the rest."""
        build = self.build
        return build.discovery.around(build.settings, build.names, build.site)

    def is_post(self, docname: str) -> bool:
        """Return whether *docname* lies in the posts' folder."""
        return docname.startswith(f"{self.build.settings.posts}/")

    def is_cut(self, target: str, source: str) -> bool:
        """Return whether the link *target*, written in *source*, means a post that is not to be seen."""
        return self.build.discovery.unseen.are_meant(target, source)

    def find(self, target: str) -> tuple[str, str] | None:
        """Return page and fragment that *target*, written in ``conf.py``, means."""
        front = self.env.config.root_doc
        return self.addresses.named(target, front=front) if self.addresses else None

    def note_record(self, docname: str, record: Record, *, is_post: bool) -> None:
        """Keep what reading has learned of *docname*."""
        (self.records if is_post else self.pages)[docname] = record

    def clear_doc(self, docname: str) -> None:
        """Forget *docname*."""
        for kept in self.data.values():
            if isinstance(kept, dict):
                kept.pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over what another reader has learned of *docnames*."""
        for docname in docnames:
            for key in self.initial_data:
                if docname in otherdata[key]:
                    self.data[key][docname] = otherdata[key][docname]

    @property
    def files(self) -> Files:
        """Return the publication's files."""
        if self.build.files is None:
            conf = self.env.config
            extra = tuple(str(folder) for folder in conf.html_extra_path)
            root = Path(self.env.srcdir)
            settings = self.build.settings
            self.build.files = Files(
                root=root,
                extra=extra,
                excluded=kept_back(conf),
                posts=settings.posts,
                folders=settings.attachment_folders,
            )
        return self.build.files

    def url(self, page: str) -> str:
        """Return the absolute address of a page; empty where it or the publication has none."""
        base, addresses = self.build.settings.base_url, self.addresses
        if not base or addresses is None or page not in addresses.pages:
            return ""
        return base + addresses.pages[page].uri

    def download_url(self, file: str) -> str:
        """Return the absolute address of a file that pages offer; empty where the publication has none."""
        base = self.build.settings.base_url
        return f"{base}_downloads/{quote(file)}" if base else ""

    def source(self, docname: str) -> str:
        """Return the path of a document below the source folder, with forward slashes."""
        return str(self.env.doc2path(docname, base=False)).replace("\\", "/")

    def resolve_xref(  # noqa: PLR0917  # Sphinx's signature
        self,
        env: BuildEnvironment,  # noqa: ARG002  # Sphinx's signature
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Return the reference, or None where *target* is unknown."""
        if typ == "link":
            return resolve_written_link(
                self, node, contnode, fromdocname=fromdocname, builder=builder
            )  # type: ignore[return-value]  # Sphinx takes any node
        found = self.named(typ, target)
        if found is None:
            return None
        page, title = found
        inner = contnode if node.get("refexplicit") else nodes.inline("", title)
        if typ == "post":
            return make_refnode(builder, fromdocname, page, "", inner)
        uri = builder.get_relative_uri(fromdocname, page)
        return nodes.reference("", "", inner, internal=True, refuri=uri)

    def named(self, typ: str, target: str) -> tuple[str, str] | None:
        """Return page and title of the author or post that a role names; None where it is unknown."""
        if typ == "author":
            author = self.catalogue.authors.get(self.build.people.get(fold(target), ""))
            return (author.page, author.name) if author else None
        path = self.build.discovery.stems.get(links.composed(target.strip("/")))
        post = self.catalogue.posts.get(sources.docname(path)) if path else None
        return (post.docname, post.title) if post else None

    def resolve_any_xref(  # noqa: PLR0917  # Sphinx's signature
        self,
        env: BuildEnvironment,  # noqa: ARG002  # Sphinx's signature
        fromdocname: str,  # noqa: ARG002
        builder: Builder,  # noqa: ARG002
        target: str,  # noqa: ARG002
        node: pending_xref,  # noqa: ARG002
        contnode: Element,  # noqa: ARG002
    ) -> list[tuple[str, nodes.reference]]:
        """Return nothing: names of people and posts are too common to be guessed at."""
        return []
