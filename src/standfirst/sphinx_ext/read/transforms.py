"""Transforms of documents, and which documents to read again."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from standfirst.addresses.local_files import lacks
from standfirst.checking import broken_links
from standfirst.policy import links
from standfirst.problems import PostWarning, Problem
from standfirst.reading import headings
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import line_of, log
from standfirst.sphinx_ext.read import dependencies, page_gate
from standfirst.sphinx_ext.read.notes import setup_notes
from standfirst.sphinx_ext.state import Reading
from standfirst.text import cleaning, line_breaks
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from standfirst.sphinx_ext.links_ import LinkWriter

_DESCRIPTION = 300
_ANCHORS = re.compile(r"</?a\b[^<>]*>|(?<=\s)id=\"[^\"]*\"")
"""What HTML in a heading must not repeat in the contents, where it would lie within a link."""
_TOP = frozenset({"", "top"})
"""The page's top: https://html.spec.whatwg.org/multipage/browsing-the-web.html#select-the-indicated-part"""
_ID = re.compile(r'\sid="([^"]+)"')
"""As our cleaned HTML has them."""


def setup_documents(app: Sphinx) -> None:
    """Register what transforms documents."""
    app.add_transform(KeepInside)
    setup_notes(app)
    app.add_post_transform(ResolveFragments)


def begin(env: BuildEnvironment, docname: str) -> None:
    """Record what the source file holds, and begin to collect what the document asks for."""
    domain = PublicationDomain.of(env)
    source = domain.source(docname)
    domain.data["contents"][docname] = domain.content(source)
    domain.reading = Reading(
        source=source,
        files=domain.files,
        refusals=page_gate.of_editor(docname, domain.inputs.settings),
    )


def outdated(env: BuildEnvironment, known: set[str]) -> list[str]:
    """Return the documents among *known* whose own file, their section's options or a file that they name have changed."""
    domain = PublicationDomain.of(env)
    as_read = domain.data["contents"]
    sources = {name: domain.source(name) for name in known}
    other = {
        name
        for name, source in sources.items()
        if as_read.get(name) != domain.content(source)
        or not domain.is_of_same_sections(name, source)
    }
    return [*other, *dependencies.outdated(domain, known - other)]


def note(env: BuildEnvironment, doctree: nodes.document) -> None:
    """Note the document's references and, where it is neither post nor standing page, its first paragraph.

    Links and ids are kept out of its table of contents.
    """
    domain = PublicationDomain.of(env)
    docname = env.docname
    is_ours = docname in domain.records or docname in domain.pages
    if not is_ours:
        _ask_as_myst(domain, doctree)
    dependencies.keep(domain, docname)
    referred = {
        _reference(node, docname)
        for node in doctree.findall(addnodes.pending_xref)
        if node.get("reftype") != "link"
    }
    if referred:
        domain.data["references"][docname] = sorted(referred)
    toc = env.tocs[docname]
    if docname in domain.records:
        # only its title can be asked for; the rest would be half of what the environment pickles
        for item in toc.findall(nodes.list_item):
            del item[1:]
    without_anchors(toc)
    if is_ours:
        return
    # docutils' complaints are taken out of pages, and name folders of this machine
    shown = (
        each
        for each in doctree.findall(nodes.paragraph)
        if not isinstance(each.parent, nodes.system_message)
    )
    paragraph = next(shown, None)
    if paragraph is not None:
        text = " ".join(line_breaks.closed_up(paragraph.astext()).split())
        domain.data["descriptions"][docname] = cleaning.shorten(text, _DESCRIPTION)


def _ask_as_myst(domain: PublicationDomain, doctree: nodes.document) -> None:
    """Ask for each file that decided what MyST made of a link: to a document, or to whatever has that name."""
    docname = domain.env.docname
    for node in doctree.findall(addnodes.pending_xref):
        target = str(node.get("reftarget", "")).partition("#")[0]
        if node.get("reftype") != "myst" or not target:
            continue
        if node.get("refdomain") == "doc":
            path = domain.source(target)
        else:
            path = domain.env.relfn2path(target, docname)[0]
        domain.reading.ask("there", path)


def without_anchors(node: nodes.Element) -> None:
    """Remove links and ids from the HTML in *node*, which is repeated within a link."""
    for raw in node.findall(nodes.raw):
        raw.children = [nodes.Text(_ANCHORS.sub("", raw.astext()))]


def _reference(node: addnodes.pending_xref, docname: str) -> tuple[str, str, str]:
    """Return domain, type and target of a role's reference; a document's from the root."""
    kind, target = str(node.get("reftype")), str(node.get("reftarget"))
    if kind == "doc":
        target = docname_join(docname, target)
    return str(node.get("refdomain")), kind, target


def as_page(builder: Builder, doctree: nodes.document, docname: str) -> None:
    """Remove the title, which the page's template writes, and give links in HTML their addresses."""
    if builder.format != "html":
        return
    domain, offer = PublicationDomain.of(builder.env), builder.env.dlfiles.add_file
    record = domain.records.get(docname)
    for node in doctree.findall(nodes.raw) if record or docname in domain.pages else ():
        if "href=" in node.astext():
            writer = cast("LinkWriter", builder)
            domain.targets.resolve_html(node, docname, writer=writer, offer=offer)
    if record is None:
        return
    for section in doctree.findall(nodes.section):
        if section.children and isinstance(section[0], nodes.title):
            section.pop(0)
        break


class KeepInside(SphinxTransform):
    """Lets directives and roles name only files of the publication, found as in Markdown.

    Sphinx's own take any path, ``../../secret`` too.
    """

    default_priority = 400

    def apply(self, **kwargs: object) -> None:  # noqa: ARG002  # Sphinx's signature
        """Name the file for each picture and download, or put the text in its place."""
        domain = PublicationDomain.of(self.env)
        for image in list(self.document.findall(nodes.image)):
            target = str(image["uri"])
            if not (image.get("sf_found") or links.is_elsewhere(target)):
                self._picture(image, target, domain.reading.ask("picture", target))
        for download in list(self.document.findall(addnodes.download_reference)):
            target = str(download["reftarget"])
            if not (download.get("sf_found") or links.is_elsewhere(target)):
                self._download(download, target, domain.reading.ask("offered", target))

    def _picture(self, node: nodes.image, target: str, file: str | None) -> None:
        if file is not None:
            node["uri"] = f"/{file}"
            return
        domain = PublicationDomain.of(self.env)
        fault = domain.files.fault(target, domain.source(self.env.docname))
        alt = node.get("alt", "")
        shown = (
            "its text is shown instead" if alt else "without an alternative text nothing is shown"
        )
        problem = Problem(
            subtype=PostWarning.IMAGE,
            message=f"the file {quoted(target)} {lacks(target, fault)}; {shown}",
            remedy="put the file there or mend its address",
        )
        log(problem, location=(self.env.docname, line_of(node)))
        if not alt:
            # of a link that is nothing but the picture nobody would see anything
            link = node.parent if isinstance(node.parent, nodes.reference) else None
            gone = link if link is not None and len(link) == 1 else node
            gone.replace_self(
                nodes.inline()
            )  # docutils writes of a figure's parts what is not the first
            return
        # who prints makes a frame of it
        text = nodes.inline("", alt, classes=["sf-missing-picture"], alt=alt, uri=target)
        node.replace_self(text)

    def _download(self, node: nodes.Element, target: str, file: str | None) -> None:
        """Name the file; what is none that posts offer becomes a link, which may lead to a place of its own."""
        if file is not None:
            node["reftarget"] = f"/{file}"
            return
        link = addnodes.pending_xref(
            "",
            nodes.inline("", "", *node.children),
            refdomain="standfirst",
            reftype="link",
            reftarget=target,
            refdoc=self.env.docname,
            refexplicit=True,
        )
        link.source, link.line = node.source, line_of(node)
        node.replace_self(link)


class ResolveFragments(SphinxPostTransform):
    """Resolves ``[text](#heading)`` within a post, as GitHub and Jekyll do.

    Before MyST's resolver (priority 9), which logs what it cannot find and knows only the ids
    that docutils would have made.
    """

    default_priority = 8

    def run(self, **kwargs: object) -> None:  # noqa: ARG002  # Sphinx's signature
        """Replace the document's own unresolved fragments."""
        domain = PublicationDomain.of(self.env)
        docname = self.env.docname
        if docname not in domain.records and docname not in domain.pages:
            return
        self._written = {
            html.unescape(found)
            for raw in self.document.findall(nodes.raw)
            for found in _ID.findall(raw.astext())
        }
        for node in list(self.document.findall(addnodes.pending_xref)):
            target = str(node.get("reftarget", ""))
            if node.get("refdomain") != "doc" and node.get("reftype") != "myst":
                continue
            self._resolve(node, target.removeprefix("#"))

    def _resolve(self, node: addnodes.pending_xref, fragment: str) -> None:
        if fragment in _TOP or fragment in self._written:
            inner = nodes.inline("", "", *node.children)
            node.replace_self(nodes.reference("", "", inner, internal=True, refuri=f"#{fragment}"))
            return
        found = fragment if fragment in self.document.ids else self._alike(fragment)
        if found:
            inner = nodes.inline("", "", *node.children)
            node.replace_self(nodes.reference("", "", inner, internal=True, refid=found))
            return
        if (
            node.get("refdoc")
            and "#" not in str(node.get("reftarget", "#"))
            and fragment in self.env.domaindata["std"]["labels"]
        ):
            return
        log(broken_links.no_heading(fragment), location=(self.env.docname, line_of(node)))
        node.replace_self(nodes.inline("", "", *node.children, classes=["sf-no-link"]))

    def _alike(self, fragment: str) -> str:
        """Return the heading's id that *fragment* means but for punctuation and case."""
        wanted = headings.heading_id(fragment).replace("-", "")
        names = (name for name in self.document.ids if wanted and name.replace("-", "") == wanted)
        return next(names, "")
