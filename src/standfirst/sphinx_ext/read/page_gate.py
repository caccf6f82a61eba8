"""One gate for a document's links and for what it puts on a page, whoever made the node.

::

    doctree-read --> references, downloads, toctrees and HTML without links that lead astray,
                     no class that lays out the page; all outputs take the same tree
    doctree-resolved --> the same for the references that were made since

Markdown's own links and attributes have been looked at by then (:mod:`standfirst.markdown.gate`).
What directives and roles made, and all of documents that are MyST's alone, is looked at here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from standfirst.markdown.html.addresses import without
from standfirst.policy import identifiers, links
from standfirst.policy.refusals import Refusals
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import line_of, lineage, log

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from standfirst.problems import Problem
    from standfirst.settings.model import Settings

    Astray = Callable[[str, nodes.Element], bool]
    """Address and the node that leads there -> whether it may not; then that has been told."""

_CLASSES = "classes"
_STRETCHED = "sd-stretched-link"
"""By which sphinx-design lays a card's link over the card."""
_IN_CLASS = "language"
"""The attribute that writers put behind a hyphen in the name of a class."""
_PART = re.compile(r"[\w+#.@/:-]*")
_TARGET = "sf_target"
"""Where a link of a directive or role keeps what it means within the publication."""
_LINKS = (nodes.reference, addnodes.pending_xref, addnodes.download_reference)
_PLAIN = len(nodes.Element.list_attributes)
"""Attributes that every node has."""


def of_editor(docname: str, settings: Settings) -> Refusals:
    """Return the refusals of a document, which is the publisher's until a parser says that it is a post."""

    def report(problem: Problem) -> None:
        log(problem, location=(docname, problem.line))

    return Refusals(report=report, extra=settings.classes, is_editors=True)


def look_through(env: BuildEnvironment, doctree: nodes.document) -> None:
    """Remove what the document being read may not have, and report it."""
    domain = PublicationDomain.of(env)
    refusals = domain.reading.refusals

    def astray(address: str, node: nodes.Element) -> bool:
        return refusals.leads_astray(address, line_of(node))

    for node in list(doctree.findall(nodes.Element)):
        if node.attributes[_CLASSES] or len(node.attributes) > _PLAIN:
            _without_layout(node, refusals)
            _bind(node)
            is_gone = _without_links(node, astray)
            if isinstance(node, nodes.image) and not links.is_tried(str(node.get("uri", ""))):
                _unshow(node, refusals)
            elif isinstance(node, _LINKS) and not is_gone:
                _unnest(node)
                if not refusals.is_editors:
                    _note_target(node, domain)
    for name in identifiers.ALL:
        # they have served their purpose: no id of the document's is one of them
        if doctree.ids.get(name) is doctree:
            del doctree.ids[name]
    refusals.report_classes()


def look_again(builder: Builder, doctree: nodes.document, docname: str) -> None:
    """Remove refused links among those made after all documents were read."""
    targets = PublicationDomain.of(builder.env).targets

    def leads_nowhere(target: str, node: nodes.Element) -> bool:
        written = addnodes.pending_xref("", reftarget=target)
        written.line = line_of(node)
        found = targets.resolve(written, nodes.inline(), fromdocname=docname, builder=builder)
        if not isinstance(found, nodes.reference):
            return True
        node["refuri"], node["internal"] = found["refuri"], True
        return False

    def astray(address: str, node: nodes.Element) -> bool:
        if links.is_allowed(address):
            return False
        log(links.refusal(address, line_of(node)), location=(docname, line_of(node)))
        return True

    for node in list(doctree.findall(nodes.reference)):
        if node.get(_TARGET):
            _unlink(node, leads_nowhere)
        elif not node.get("internal"):  # such a one has the builder's own form of an address
            _unlink(node, astray)
        _give_line(node)


def _note_target(link: nodes.Element, domain: PublicationDomain) -> None:
    """Keep where a directive or role of a post leads within the publication; what leads to a file offers it."""
    target = str(link.get("refuri", ""))
    if link.get("internal") or not links.is_internal(target):
        return
    file = domain.reading.ask("attachment", target)
    if file is None:
        link[_TARGET] = target
        return
    offer = addnodes.download_reference(
        "", "", *link.children, reftarget=f"/{file}", refdoc=domain.env.docname, sf_found=True
    )
    offer["classes"] += link["classes"]
    offer.source, offer.line = link.source, line_of(link)
    link.replace_self(offer)


def _unnest(link: nodes.Node) -> None:
    """Put the words in the place of a link within a link, which HTML does not have and Sphinx leaves unresolved."""
    if any(isinstance(around, _LINKS) for around in lineage(link.parent)):
        link.parent.replace(link, nodes.inline("", "", *link.children))


def _bind(node: nodes.Element) -> None:
    """Take from *node* that it covers what it lies in, where that is no card: it would be the whole page."""
    if _STRETCHED in node["classes"] and _card(node.parent) is None:
        node["classes"].remove(_STRETCHED)


def _card(inside: nodes.Element | None) -> nodes.Element | None:
    around = (each for each in lineage(inside) if isinstance(each, nodes.Element))
    return next((each for each in around if "sd-card" in each["classes"]), None)


def _give_line(link: nodes.reference) -> None:
    """Put a link that stands for a block into a line where words are in the place of its picture.

    Sphinx writes nothing but pictures there, and fails at what else there is.
    """
    is_picture = len(link) == 1 and isinstance(link[0], nodes.image)
    if (
        link.parent is not None
        and not isinstance(link.parent, nodes.TextElement)
        and not is_picture
    ):
        line = nodes.paragraph()
        link.replace_self(line)
        line += link


def _without_links(node: nodes.Element, astray: Astray) -> bool:
    """Take out what leads astray; return whether that was *node* itself."""
    if isinstance(node, nodes.reference | nodes.target | addnodes.download_reference):
        return _unlink(node, astray)
    if isinstance(node, nodes.raw):
        _clean(node, astray)
    elif isinstance(node, addnodes.toctree):
        _shorten(node, astray)
    return False


def _without_layout(node: nodes.Element, refusals: Refusals) -> None:
    """Leave *node*, and the parts that its component will have, no class that lays out the page."""
    for key, names in node.attributes.items():
        if names and key.endswith(_CLASSES) and isinstance(names, list):
            kept = refusals.without_layout(names, line_of(node))
            if len(kept) < len(names):
                node[key] = kept
        elif key == _IN_CLASS and isinstance(names, str) and not _PART.fullmatch(names):
            refusals.without_layout([names], line_of(node))
            node[key] = "none"


def _unshow(image: nodes.image, refusals: Refusals) -> None:
    """Put the words in the place of a picture that no page tries to show."""
    address = str(image["uri"])
    refusals.report_once(links.no_picture(address, line_of(image)))
    words = str(image.get("alt") or links.shown(address))
    made: nodes.Element = nodes.inline("", words, classes=["sf-missing-picture"])
    if not isinstance(image.parent, nodes.TextElement):
        made = nodes.paragraph("", "", made)
    image.parent.replace(image, made)


def _unlink(node: nodes.Element, astray: Astray) -> bool:
    """Put the words in the place of a link that leads astray; return whether *node* has gone."""
    is_download = isinstance(node, addnodes.download_reference)
    address = str(node.get("refuri") or (node.get("reftarget", "") if is_download else ""))
    if not address or not astray(address, node):
        return False
    if isinstance(node, nodes.target):
        del node["refuri"]  # it shows nothing; what leads by it has its address by now
        return False
    if "sd-hide-link-text" in node["classes"]:
        _unlink_card(node)
    elif all(isinstance(child, nodes.image) for child in node.children):
        node.parent.replace(node, node.children)
    else:
        words = nodes.inline("", "", *node.children, ids=node["ids"], classes=["sf-no-link"])
        node.parent.replace(node, words)  # without the classes of a link or a button
    return True


def _unlink_card(link: nodes.Element) -> None:
    """Take away the link that lies over a whole card: its words, which nobody sees, say where it leads."""
    card = _card(link)
    if card is not None and "sd-card-hover" in card["classes"]:
        card["classes"].remove("sd-card-hover")
    link.parent.remove(link)


def _shorten(tree: addnodes.toctree, astray: Astray) -> None:
    """Put the words of entries that lead astray below the tree."""
    lost = [entry for entry in tree["entries"] if entry[1] and links.scheme_of(entry[1]) and astray(entry[1], tree)]  # fmt: skip
    if not lost:
        return
    tree["entries"] = [entry for entry in tree["entries"] if entry not in lost]
    words = [title for title, _ in lost if title and not tree.get("hidden")]
    if words:
        items = [nodes.list_item("", nodes.paragraph("", title)) for title in words]
        tree.parent.insert(tree.parent.index(tree) + 1, nodes.bullet_list("", *items))


def _clean(raw: nodes.raw, astray: Astray) -> None:
    """Take the addresses that lead astray out of HTML that nobody has cleaned."""
    if "html" not in raw.get("format", "").split():
        return
    html = raw.astext()
    kept = without(html, lambda address: astray(address, raw))
    if kept != html:
        raw.children = [nodes.Text(kept)]
        raw.rawsource = kept
