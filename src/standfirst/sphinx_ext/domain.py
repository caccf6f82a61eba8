"""What the environment keeps of each document, and the catalogue made from it.

Per document (pickled, merged between readers, purged): the record, the internal links it
writes, whether it lists posts. Per build (never pickled): the sources found, what was cut,
the settings, the catalogue and every page's address.
"""

from __future__ import annotations

import dataclasses as dc
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from standfirst.names import fold
from standfirst.reading import Surroundings
from standfirst.sphinx_ext import links_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from standfirst.catalogue import Catalogue, Record
    from standfirst.settings import Settings


@dc.dataclass(frozen=True, kw_only=True)
class Discovery:
    """The source files of this build."""

    posts: Mapping[str, str]
    """Docname -> path of the published posts."""
    cut: Mapping[str, str]
    """Docname -> path of the posts that are not to be seen."""
    stems: Mapping[str, str]
    """File name without suffix, with and without folders -> path, of all posts."""


class PublicationDomain(Domain):
    """Posts, authors and what links to them."""

    name = "standfirst"
    label = "Standfirst"
    roles: ClassVar[dict[str, Any]] = {"post": XRefRole(), "author": XRefRole()}
    initial_data: ClassVar[dict[str, Any]] = {
        "records": {},  # docname -> Record of a post
        "pages": {},  # docname -> Record of a standing page
        "links": {},  # docname -> internal link targets, as written
        "listing": {},  # docname -> True where a directive lists posts
        "fingerprints": {},  # docname -> what its page takes from elsewhere, as a hash
    }
    data_version = 1

    settings: Settings
    site: Mapping[str, Any]
    discovery: Discovery
    names: tuple[str, ...]
    catalogue: Catalogue | None = None
    addresses: links_.Addresses | None = None

    @classmethod
    def of(cls, env: BuildEnvironment) -> PublicationDomain:
        """Return the environment's instance."""
        return cast("PublicationDomain", env.get_domain(cls.name))

    @property
    def records(self) -> dict[str, Record]:
        """Return the posts' records by docname."""
        return cast("dict[str, Record]", self.data["records"])

    @property
    def pages(self) -> dict[str, Record]:
        """Return the standing pages' records by docname."""
        return cast("dict[str, Record]", self.data["pages"])

    @property
    def surroundings(self) -> Surroundings:
        """Return what the reading of one post takes from the rest."""
        return Surroundings(
            settings=self.settings, names=self.names, stems=self.discovery.stems, site=self.site
        )

    def is_post(self, docname: str) -> bool:
        """Return whether *docname* lies in the posts' folder."""
        return docname.startswith(f"{self.settings.posts}/")

    def note_record(self, docname: str, record: Record, *, is_post: bool) -> None:
        """Keep what reading has learned of *docname*."""
        (self.records if is_post else self.pages)[docname] = record

    def note_link(self, docname: str, target: str) -> None:
        """Keep that *docname* links to *target*, so that it is written again when that moves."""
        self.data["links"].setdefault(docname, []).append(target)

    def clear_doc(self, docname: str) -> None:
        """Forget *docname*."""
        for kept in self.data.values():
            if isinstance(kept, dict):
                kept.pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over what another reader has learned of *docnames*."""
        for docname in docnames:
            for key in ("records", "pages", "links", "listing"):
                if docname in otherdata[key]:
                    self.data[key][docname] = otherdata[key][docname]

    def local_file(self, target: str, source: str) -> str | None:
        """Return the publication's file that *target*, written in *source*, names; None where there is none.

        A path from the root is looked for in the source folder and in ``html_extra_path``
        (Jekyll's ``assets``), another one beside the post, then from the root.
        """
        root = Path(self.env.srcdir)
        extra = [str(folder) for folder in self.env.config.html_extra_path]
        tried = [links_.local_target(target, source)]
        if not target.startswith("/"):
            tried.append(links_.local_target(f"/{target}", source))
        for path in filter(None, tried):
            for folder in ("", *extra):
                candidate = root / folder / path
                if candidate.is_file() and candidate.resolve().is_relative_to(root.resolve()):
                    return str(PurePosixPath(folder) / path)
        return None

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Return the reference, or None where *target* is unknown."""
        if typ == "link":
            return links_.resolve_written_link(self, fromdocname, builder, target, contnode, node)
        found = self._named(typ, target)
        if found is None:
            return None
        page, title = found
        inner = contnode if node.get("refexplicit") else nodes.inline("", title)
        if typ == "post":
            return make_refnode(builder, fromdocname, page, "", inner)
        uri = builder.get_relative_uri(fromdocname, page)
        return nodes.reference("", "", inner, internal=True, refuri=uri)

    def _named(self, typ: str, target: str) -> tuple[str, str] | None:
        assert self.catalogue is not None  # noqa: S101  # links are resolved after env-updated
        if typ == "author":
            wanted = fold(target)
            for author in self.catalogue.authors.values():
                if wanted in {fold(author.key), fold(author.name), *map(fold, author.aliases)}:
                    return author.page, author.name
            return None
        path = self.discovery.stems.get(target.strip("/"))
        post = next((p for p in self.catalogue.posts.values() if p.source == path), None)
        return (post.docname, post.title) if post else None

    def resolve_any_xref(
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
