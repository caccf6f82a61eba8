"""The internal links that posts write, resolved once every address is known."""

from __future__ import annotations

import dataclasses as dc
import html
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import quote

from docutils import nodes

from standfirst.addresses.page_addresses import quoted
from standfirst.checking import broken_links, html_links
from standfirst.policy import links
from standfirst.problems import PostWarning
from standfirst.sphinx_ext.logs import line_of, log

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Collection, Mapping
    from pathlib import PurePath

    from docutils.nodes import Element
    from sphinx.builders import Builder

    from standfirst.addresses.local_files import Files
    from standfirst.addresses.page_addresses import UnpublishedPosts
    from standfirst.sphinx_ext.state import Published

    Offer = Callable[[str, str], PurePath]
    """Docname and path of a file that it offers -> the file's name below ``_downloads``."""


_IN_TAIL = "%?#/~!$&'()*+,;=:@"


class LinkWriter(Protocol):
    """A builder that knows the links from its pages."""

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the link from one page to another."""

    def output_uri(self, page: str, href: str) -> str:
        """Return the link from a page to what lies at *href*, percent-encoded, below the output folder."""


def download(file: str) -> str:
    """Return the path of a file of ``_downloads`` below the output folder, percent-encoded as Sphinx does."""
    return f"_downloads/{quote(file)}"


def tail(target: str) -> str:
    """Return what a link says after the path of a file, percent-encoded: to the file itself, or to its reader's program."""
    return quote(target.removeprefix(links.without_tail(target)), safe=_IN_TAIL)


def query(target: str) -> str:
    """Return the query of a link to a page, percent-encoded, with ``?``: what a script of the page is asked."""
    return tail(target).partition("#")[0]


@dc.dataclass(frozen=True, kw_only=True)
class Targets:
    """The targets of links within the publication."""

    published: Published
    files: Files
    unseen: UnpublishedPosts
    """Posts that are not to be seen: a link to one is its text, without a warning."""
    output_url: Callable[[str], str]
    """Percent-encoded path below the output folder -> its address on the web; empty where the publication has none."""
    source_of: Callable[[str], str]
    """Docname -> path of its source file."""
    stems: Mapping[str, str]
    """File name without suffix, with and without folders -> path, of all posts."""
    reported: set[tuple[str, str]] = dc.field(default_factory=set)
    """Docname and target of each link to a refused file of which it has been said."""

    def placed(self, target: str, source: str) -> str | None:
        """Return the place in the output of the extra file or feed that *target* in *source* means."""
        return self.files.placed(target, source, self._places)

    @cached_property
    def _places(self) -> Collection[str]:
        """Files, below the output folder, that links may lead to as they may to pages."""
        addresses = self.published.addresses
        return (self.published.extra.keys() - addresses.lost) | addresses.feeds

    def resolve(
        self, node: Element, contnode: Element, *, fromdocname: str, builder: Builder
    ) -> nodes.reference | nodes.inline:
        """Return the reference for the link *node*; its text, with a report, where it leads nowhere."""
        target, source = str(node["reftarget"]), self.source_of(fromdocname)
        found = self.published.addresses.find(target, source=source, page=fromdocname)
        if found is not None:
            page, fragment = found
            is_here = page == fromdocname and fragment
            uri = "" if is_here else builder.get_relative_uri(fromdocname, page)
            uri += query(target) if builder.format == "html" else ""
            return nodes.reference(
                "",
                "",
                contnode,
                internal=True,
                refuri=f"{uri}{fragment}",
                classes=node.get("classes", []),
            )
        place = self.placed(target, source)
        if place is not None:
            uri = self._placed_uri(builder, fromdocname, place)
            if uri:
                uri += tail(target)
                return nodes.reference("", "", contnode, internal=True, refuri=uri)
            return nodes.inline("", "", *contnode.children)
        if not self.unseen.are_meant(target, source):
            self._report(target, fromdocname, line_of(node))
        return nodes.inline("", "", *contnode.children, classes=["sf-no-link"])

    def _placed_uri(self, builder: Builder, docname: str, place: str) -> str:
        """Return the link to a file of ``html_extra_path``: on the web, where what is made is no page; empty: there is none."""
        if builder.format == "html":
            return cast("LinkWriter", builder).output_uri(docname, quoted(place))
        return "" if builder.name == "linkcheck" else self.output_url(quoted(place))

    def resolve_html(
        self, node: nodes.raw, docname: str, *, writer: LinkWriter, offer: Offer
    ) -> None:
        """Write the addresses of pages and files into the links of *node*; drop links that lead nowhere."""

        def resolved(found: re.Match[str], line: int) -> str:
            target = html.unescape(found[2])
            if not links.is_internal(target):
                return found[0]
            uri = self._html_uri(target, docname, writer, offer)
            if not uri:
                if uri is None and not self.unseen.are_meant(target, self.source_of(docname)):
                    self._report(target, docname, line)
                return found[1]
            return f'{found[1]} href="{html.escape(uri)}"'

        written, first, at = node.astext(), line_of(node), 0
        parts: list[str] = []
        for found, below in html_links.links_in(written):
            parts += [written[at : found.start()], resolved(found, first + below)]
            at = found.end()
        text = "".join([*parts, written[at:]])
        node.children = [nodes.Text(text)]
        node.rawsource = text

    def _html_uri(self, target: str, docname: str, writer: LinkWriter, offer: Offer) -> str | None:
        """Return where *target* leads; empty: nowhere, without a word; None: nowhere."""
        source = self.source_of(docname)
        file = self.files.attachment(target, source)
        if file is not None:
            if self.published.attachments.faults.get(file):
                return ""  # of which :mod:`.attachments_` says why
            return writer.output_uri(docname, download(offer(docname, file).as_posix()))
        found = self.published.addresses.find(target, source=source, page=docname)
        if found is not None:
            return writer.get_relative_uri(docname, found[0]) + query(target) + found[1]
        place = self.placed(target, source)
        return None if place is None else writer.output_uri(docname, quoted(place)) + tail(target)

    @cached_property
    def near(self) -> broken_links.Nearby:
        """What is named in the place of what is not there; made where something is not."""
        published = self.published
        return broken_links.Nearby(
            published.addresses.sources, self.stems, published.people.values()
        )

    def names_nothing(self, role: str, target: str, docname: str, line: int) -> None:
        """Tell that the role *role* names no post or author; nothing of a post that is not to be seen."""
        if role == "post" and self.unseen.are_meant(target, self.source_of(docname)):
            return
        log(broken_links.names_nothing(role, target, self.near), location=(docname, line))

    def _report(self, target: str, docname: str, line: int) -> None:
        source = self.source_of(docname)
        problem = broken_links.leads_nowhere(self.files, target, source, self.near)
        if problem.subtype is PostWarning.REFUSED:
            if (docname, target) in self.reported:
                return
            self.reported.add((docname, target))
        log(problem, location=(docname, line))
