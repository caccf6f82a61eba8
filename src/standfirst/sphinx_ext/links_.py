"""Hook: resolve the internal links that posts write, once every address is known."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from docutils import nodes

from standfirst import references
from standfirst.policy import links
from standfirst.sphinx_ext import offered
from standfirst.sphinx_ext.logs import line_of, log
from standfirst.sphinx_ext.named_files import ask
from standfirst.warnings_ import PostWarning

if TYPE_CHECKING:
    import re

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder

    from standfirst.sphinx_ext.builder import PublicationBuilder
    from standfirst.sphinx_ext.domain import PublicationDomain


def note_raw_links(domain: PublicationDomain, content: str, docname: str) -> None:
    """Keep where the links of HTML lead: files are to be copied, pages may move."""
    for target in references.within_html(content):
        file = ask(domain, docname, "attachment", target)
        if file is not None:
            domain.env.dlfiles.add_file(docname, file)


def resolve_raw_links(builder: PublicationBuilder, node: nodes.raw, docname: str) -> None:
    """Write the addresses of pages and files into the links of *node*; one that leads nowhere goes."""
    domain = builder.domain

    def resolved(found: re.Match[str]) -> str:
        target = html.unescape(found[2])
        if not links.is_internal(target):
            return found[0]
        uri = _raw_address(builder, target, docname)
        if not uri:
            if uri is None and not domain.is_cut(target, domain.source(docname)):
                _report(domain, target, docname, line_of(node))
            return found[1]
        return f'{found[1]} href="{html.escape(uri)}"'

    text = references.HREF.sub(resolved, node.astext())
    node.children = [nodes.Text(text)]
    node.rawsource = text


def _raw_address(builder: PublicationBuilder, target: str, docname: str) -> str | None:
    """Return where *target* leads; empty: nowhere, without a word; None: nowhere."""
    domain = builder.domain
    source = domain.source(docname)
    file = domain.files.attachment(target, source)
    if file is not None and offered.fault(domain, file):
        return ""  # of which :mod:`.attachments_` says why
    if file is not None:
        name = domain.env.dlfiles.add_file(docname, file).as_posix()
        return builder.offered_uri(docname, name)
    found = domain.addresses.find(target, source=source, page=docname) if domain.addresses else None
    if found is not None:
        return builder.get_relative_uri(docname, found[0]) + found[1]
    place = offered.placed(domain, target, source)
    return None if place is None else builder.placed_uri(docname, place)


def resolve_written_link(
    domain: PublicationDomain,
    node: pending_xref,
    contnode: Element,
    *,
    fromdocname: str,
    builder: Builder,
) -> nodes.reference | nodes.inline | None:
    """Return the reference that the link as written means.

    A link to a post that is cut is its text, without a warning; one that leads nowhere is its
    text with one.
    """
    target = str(node["reftarget"])
    addresses = domain.addresses
    if addresses is None:
        return None
    source = domain.source(fromdocname)
    found = addresses.find(target, source=source, page=fromdocname)
    if found is not None:
        page, fragment = found
        uri = (
            builder.get_relative_uri(fromdocname, page)
            if page != fromdocname or not fragment
            else ""
        )
        return nodes.reference(
            "",
            "",
            contnode,
            internal=True,
            refuri=f"{uri}{fragment}",
            classes=node.get("classes", []),
        )
    place = offered.placed(domain, target, source)
    if place is not None:
        uri = offered.placed_uri(domain, builder, fromdocname, place)
        if uri:
            return nodes.reference("", "", contnode, internal=True, refuri=uri)
        return nodes.inline("", "", *contnode.children)
    text = nodes.inline("", "", *contnode.children, classes=["sf-no-link"])
    if not domain.is_cut(target, source):
        _report(domain, target, fromdocname, line_of(node))
    return text


def _report(domain: PublicationDomain, target: str, docname: str, line: int) -> None:
    problem = references.leads_nowhere(domain.files, target, domain.source(docname))
    if problem.subtype is PostWarning.REFUSED:
        if (docname, target) in domain.build.said:
            return
        domain.build.said.add((docname, target))
    log(problem, location=(docname, line))
