"""Hook: resolve the internal links that posts write, once every address is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from standfirst.sphinx_ext.logs import line_of, log
from standfirst.warnings_ import PostWarning, Problem

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder

    from standfirst.sphinx_ext.domain import PublicationDomain


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
    source = str(domain.env.doc2path(fromdocname, base=False)).replace("\\", "/")
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
    text = nodes.inline("", "", *contnode.children, classes=["sf-no-link"])
    if not domain.is_cut(target, source):
        problem = Problem(
            subtype=PostWarning.LINK,
            message=f"the link {target!r} leads to no page or file of the publication; its text stands without it",
            remedy="link to a source file such as posts/2025-01-31-name.md, or to an address that exists",
        )
        log(problem, location=(fromdocname, line_of(node)))
    return text
