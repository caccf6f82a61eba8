"""A build that goes on from a plan: nothing is read, and what is written is a part, or what is left when all are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.addresses import page_addresses
from standfirst.catalogue.assemble import Publication
from standfirst.catalogue.listings import keys_of_people
from standfirst.editions.shelf import Edition, Editions
from standfirst.outputs.attachments import Attachments
from standfirst.parts.part import Part
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.html.builder import PublicationBuilder
from standfirst.sphinx_ext.parts import taking_in
from standfirst.sphinx_ext.stages import (
    attachments_,
    catalogue_,
    citations_,
    metadata_,
    pictures_,
)
from standfirst.sphinx_ext.state import Cited, Pictures, Published

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.catalogue.model import Post
    from standfirst.parts.layout import Layout, PartFolder
    from standfirst.sphinx_ext.parts.plan_file import Plan


class Planned:
    """A phase after the plan."""

    def __init__(
        self, plan: Plan, layout: Layout, folders: Mapping[int, PartFolder], count: int
    ) -> None:
        """Take the plan, and where the parts lie.

        :param folders: Of the parts that are here, by number.
        :param count: Number of all parts.
        """
        self.plan = plan
        self.layout = layout
        self.folders = folders
        self.count = count
        self.discovery = plan.discovery
        self.environment = plan.environment
        self.documents = frozenset(plan.documents)

    def has(self, name: str) -> bool:
        """Return whether a page or document is made in this phase."""
        raise NotImplementedError

    @property
    def is_part(self) -> bool:
        """Return whether only a part is made."""
        raise NotImplementedError

    def begin(self, builder: str) -> None:
        """Put in its place what the build goes on from, when its folders are locked."""

    def tree(self, docname: str) -> Path:
        """Return the file of a document's tree, below the folder of the part that has read it."""
        number = Part.of_name(docname, self.count).number
        return self.folders[number].read / f"{docname}.doctree"

    def published(self, app: Sphinx, env: BuildEnvironment) -> Published:
        """Return the publication as it was planned, with the editions that lie here."""
        plan, domain = self.plan, PublicationDomain.of(env)
        is_html = isinstance(app.builder, PublicationBuilder)
        extra = {file: Path(app.srcdir, path) for file, path in plan.extra.items()}
        publication = Publication(
            catalogue=plan.catalogue,
            addresses=plan.addresses,
            indexes=plan.indexes,
            problems=(),
            marks=plan.marks,
        )
        pictures = self._pictures() if is_html else pictures_.make_ready(app, env, plan.catalogue)
        editions = self.editions(app, publication, extra)
        facts = metadata_.facts(domain, publication, pictures, editions)
        return Published(
            catalogue=plan.catalogue,
            marks=plan.marks,
            addresses=plan.addresses,
            indexes=plan.indexes,
            people=keys_of_people(plan.catalogue),
            extra=extra,
            attachments=self.attachments(app, env),
            pictures=pictures,
            editions=editions,
            facts=facts,
            cited=citations_.planned(app, facts, plan.known) if is_html else Cited(),
        )

    def _pictures(self) -> Pictures:
        made = self.layout.planning.path
        files = {name: made / path for name, path in self.plan.pictures.items()}
        return Pictures(shown=self.plan.shown, files=files, missing=self.plan.missing)

    def attachments(self, app: Sphinx, env: BuildEnvironment) -> Attachments:
        """Return the files that documents offer."""
        raise NotImplementedError

    def editions(
        self, app: Sphinx, publication: Publication, extra: Mapping[str, Path]
    ) -> Editions:
        """Return the editions that pages offer."""
        return catalogue_.editions(app, publication, extra)


class Writing(Planned):
    """Writes a part: its pages and lists, and what lies beside each."""

    is_part = True

    def __init__(
        self, plan: Plan, layout: Layout, folders: Mapping[int, PartFolder], part: Part
    ) -> None:
        super().__init__(plan, layout, folders, part.count)
        self.part = part

    def has(self, name: str) -> bool:
        """Return whether a page belongs to the part."""
        return self.part.has(name)

    def attachments(self, app: Sphinx, env: BuildEnvironment) -> Attachments:  # noqa: ARG002  # as others need them
        """Return what is known of them; they are copied where the parts are joined."""
        known = Attachments(Path(app.doctreedir, "standfirst", "attachments"))
        known.refused = dict(self.plan.refused)
        return known

    def editions(
        self, app: Sphinx, publication: Publication, extra: Mapping[str, Path]
    ) -> Editions:
        """Return those of the part, and the volumes that will be made of all parts."""
        return catalogue_.editions(app, publication, extra, make=_Promised)


class _Promised(Editions):
    """The editions of a part; of the volumes it is known that they will be there."""

    def of_its_volume(self, post: Post) -> Edition | None:
        """Return the ePub of the volume that a post is in, of a size that no page says.

        A volume has one as soon as an article is in it. Where it cannot be made after all, the pages that
        promise it are made again where the parts are joined.
        """
        around = post.volume and self._volumes.get(post.volume.page)
        if not around or post.withdrawn or self._books is None:
            return None
        file = page_addresses.beside(self._pages[around.page], "epub")
        if file in self._taken:
            return None
        return Edition(kind="epub", file=file, size=0, made=self._books)


class Joining(Planned):
    """Makes the whole of what the parts have written: what is of many articles, and whatever is missing still."""

    is_part = False

    def __init__(
        self,
        plan: Plan,
        layout: Layout,
        folders: Mapping[int, PartFolder],
        into: taking_in.Whole,
    ) -> None:
        super().__init__(plan, layout, folders, len(folders))
        self._into = into

    def has(self, name: str) -> bool:  # noqa: ARG002  # as of a part
        """Return True: all is wanted, though most of it is there."""
        return True

    def begin(self, builder: str) -> None:
        """Put in its place what the parts have written, before any of it is asked for."""
        parts = [folder.written for folder in self.folders.values()]
        taking_in.take_in(self._into, parts, builder)

    def attachments(self, app: Sphinx, env: BuildEnvironment) -> Attachments:
        """Return them, looked at again where they are copied."""
        return attachments_.look_at(app, env)
