"""The domain: what the environment keeps of each document, and the state of a build.

Per document (pickled, merged between readers, purged): the record, the files and pages it
names, whether it lists posts. Per build (not in the environment): one of :mod:`.state` for each phase.
"""

from __future__ import annotations

import os
import time
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from docutils import nodes
from sphinx.domains import Domain
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from standfirst.addresses import page_addresses, permalinks
from standfirst.addresses.local_files import Files
from standfirst.catalogue.post_lists import ListedNames
from standfirst.incremental.contents import of_bytes
from standfirst.incremental.manifest import digest
from standfirst.limits import faults
from standfirst.reading.packed_records import PackedRecords
from standfirst.reading.record import marked
from standfirst.sources import source_files
from standfirst.sphinx_ext.links_ import Targets
from standfirst.sphinx_ext.logs import line_of
from standfirst.sphinx_ext.options_ import kept_back
from standfirst.text.name_folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from standfirst.reading.discovery import Discovery
    from standfirst.reading.read_context import ReadContext
    from standfirst.reading.record import Record
    from standfirst.sphinx_ext.state import Inputs, Published, Reading

_Made = TypeVar("_Made")


class PublicationDomain(Domain):
    """Posts and authors, and the roles that link to them."""

    name = "standfirst"
    label = "Standfirst"
    roles: ClassVar[dict[str, Any]] = {"post": XRefRole(), "author": XRefRole()}
    initial_data: ClassVar[dict[str, Any]] = {
        "records": {},  # docname -> Record of a post, packed
        "pages": {},  # docname -> Record of a standing page, packed
        "heads": {},  # docname -> RecordHead of its record
        "marks": {},  # docname -> Mark of its record
        "sections": {},  # docname -> what its reading may have taken of sections' options, where that is anything
        "asked": {},  # docname -> which files it has asked for: its local links and pictures, as written
        "found": {},  # docname -> a hash of what was answered, and of the files that it takes in
        "references": {},  # docname -> (domain, type, target) of its other references
        "descriptions": {},  # docname -> first paragraph of a document that is no post
        "listing": {},  # docname -> True where a directive lists posts
        "pictures": {},  # docname -> (path or URL, line) of each picture of its text
        "remote": {},  # docname -> (address, line, credit) of each that lies elsewhere
        "defined": {},  # docname -> (domain, table, name) -> what it defines by it, and on which line
        "moments": {},  # docname -> what it was told of *now*: (kind, answer)
        "contents": {},  # docname -> a digest of its file, as it was read
        "trees": {},  # docname -> a digest of what its tree was made of, and of the tree
    }
    data_version = 16
    inputs: Inputs
    discovery: Discovery
    reading: Reading
    published: Published

    @classmethod
    def of(cls, env: BuildEnvironment) -> PublicationDomain:
        """Return the environment's instance."""
        return cast("PublicationDomain", env.get_domain(cls.name))

    def setup(self) -> None:
        """Set up the domain; have Sphinx not look for documents before :mod:`.discovery_` can say which may be read.

        Sphinx does so once for each new environment, and follows every link to a folder.
        """
        super().setup()
        project = self.env.project
        project.discover = lambda *_patterns: project.docnames  # type: ignore[method-assign]

    @cached_property
    def records(self) -> PackedRecords:
        """The posts' records by docname."""
        return PackedRecords(self.data["records"], self.data["heads"])

    @cached_property
    def pages(self) -> PackedRecords:
        """The standing pages' records by docname."""
        return PackedRecords(self.data["pages"], self.data["heads"])

    @cached_property
    def files(self) -> Files:
        """The publication's files."""
        conf, settings = self.env.config, self.inputs.settings
        return Files(
            root=Path(self.env.srcdir),
            extra=tuple(str(folder) for folder in conf.html_extra_path),
            excluded=kept_back(conf),
            posts=settings.posts,
            folders=settings.attachment_folders,
            base_url=settings.base_url,
        )

    @property
    def surroundings(self) -> ReadContext:
        """Return the context in which one post is read."""
        inputs = self.inputs
        files = self.files.of_liquid
        return self.discovery.around(
            inputs.settings, inputs.names, inputs.site, files, inputs.substitutions
        )

    @cached_property
    def targets(self) -> Targets:
        """The targets of links within the publication."""
        return Targets(
            published=self.published,
            files=self.files,
            unseen=self.discovery.unseen,
            output_url=self.output_url,
            source_of=self.source,
            stems=self.discovery.stems,
        )

    @cached_property
    def listed(self) -> ListedNames:
        """The names by which lists of posts may ask for them."""
        return ListedNames(self.published.catalogue)

    def of_each(
        self, docnames: Iterable[str], make: Callable[[str], _Made], *, when: str, done: str
    ) -> dict[str, _Made]:
        """Return what *make* makes of each document; where it raises, there is a note: :meth:`.Faults.note`."""
        result, caught = {}, self.inputs.faults
        for docname in docnames:
            made = caught.attempt(partial(make, docname))
            if isinstance(made, faults.Caught):
                caught.note(docname, self.source(docname), made, when=when, done=done)
            else:
                result[docname] = made
        return result

    def is_post(self, docname: str) -> bool:
        """Return whether *docname* lies in the posts' folder."""
        return docname.startswith(f"{self.inputs.settings.posts}/")

    def note_record(self, docname: str, record: Record, *, is_post: bool) -> None:
        """Keep what reading has learned of *docname*."""
        (self.records if is_post else self.pages).put(docname, record)
        self.data["marks"][docname] = marked(record)
        if found := permalinks.read_of_sections(record.source, self.inputs.settings):
            self.data["sections"][docname] = found

    def is_of_same_sections(self, docname: str, source: str) -> bool:
        """Return whether the options of sections tell a document what they told it when it was read.

        :param source: The path of its file below the source folder.
        """
        if docname not in self.data["heads"]:
            return True
        found = permalinks.read_of_sections(source, self.inputs.settings)
        return bool(found == self.data["sections"].get(docname, ()))

    def content(self, source: str) -> str:
        """Return a digest of a document's file as it is now.

        :param source: The path of the file below the source folder.
        """
        return self.inputs.contents.of(f"{self.env.srcdir}{os.sep}{source}")

    def note_tree(self, docname: str) -> None:
        """Note of which tree the pages of *docname*, which has just been read, will be made.

        What its file holds is in it, and what the files that it takes in do: titles and metadata come of
        them, and are in no tree. Where something raised at it in the last build, all is made once more.
        """
        tree = Path(self.env.doctreedir, f"{docname}.doctree").read_bytes()
        read = self.data["contents"].get(docname), self.data["found"].get(docname)
        is_faulty = docname in self.inputs.faults.of_last_build()
        moment = time.time_ns() if is_faulty else 0
        self.data["trees"][docname] = digest(read, of_bytes(tree), moment)

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

    def url(self, page: str) -> str:
        """Return the absolute address of a page; empty where it or the publication has none."""
        pages = self.published.addresses.pages
        return self.output_url(pages[page].uri) if page in pages else ""

    def output_url(self, href: str) -> str:
        """Return the absolute address of what lies at *href* below the output folder; empty where the publication has none."""
        base = self.inputs.settings.base_url
        return base and base + href

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
        """Return the reference, or its text where *target* is unknown."""
        if typ == "link":
            return self.targets.resolve(  # type: ignore[return-value]  # Sphinx takes any node
                node, contnode, fromdocname=fromdocname, builder=builder
            )
        found = self.named(typ, target)
        if found is None:
            self.targets.names_nothing(typ, target, fromdocname, line_of(node))
            return contnode  # type: ignore[return-value]  # as above
        page, title = found
        inner = contnode if node.get("refexplicit") else nodes.inline("", title)
        if typ == "post":
            return make_refnode(builder, fromdocname, page, "", inner)
        uri = builder.get_relative_uri(fromdocname, page)
        return nodes.reference("", "", inner, internal=True, refuri=uri)

    def named(self, typ: str, target: str) -> tuple[str, str] | None:
        """Return page and title of the author or post that a role names; None where it is unknown."""
        published = self.published
        if typ == "author":
            author = published.catalogue.authors.get(published.people.get(fold(target), ""))
            return (author.page, author.name) if author else None
        path = self.discovery.stems.get(page_addresses.composed(target.strip("/")))
        post = published.catalogue.posts.get(source_files.docname(path)) if path else None
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
        """Return nothing: names of people and posts are too common to guess at."""
        return []
