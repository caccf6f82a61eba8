"""Hook: the finished document trees: a post's title goes, a page's first paragraph is noted."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from standfirst import headings, hygiene
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import line_of, log
from standfirst.warnings_ import PostWarning, Problem

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_DESCRIPTION = 300
_TOP = frozenset({"", "top"})
"""The page's top: https://html.spec.whatwg.org/multipage/browsing-the-web.html#select-the-indicated-part"""
_ID = re.compile(r'\sid="([^"]+)"')
"""As our cleaned HTML has them."""


def setup_documents(app: Sphinx) -> None:
    """Register this stage."""
    app.connect("doctree-read", on_doctree_read)
    app.connect("doctree-resolved", on_doctree_resolved, priority=900)
    app.add_post_transform(ResolveFragments)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Note the first paragraph of a document that is neither post nor standing page."""
    domain = PublicationDomain.of(app.env)
    docname = app.env.docname
    if docname in domain.records or docname in domain.pages:
        return
    paragraph = next(iter(doctree.findall(nodes.paragraph)), None)
    if paragraph is not None:
        text = " ".join(paragraph.astext().split())
        domain.data["descriptions"][docname] = hygiene.shorten(text, _DESCRIPTION)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take out what the page's template writes itself: title and, of a withdrawn post, the text."""
    if app.builder.format != "html":
        return
    domain = PublicationDomain.of(app.env)
    record = domain.records.get(docname)
    if record is None:
        return
    for section in doctree.findall(nodes.section):
        if record.matter.withdrawn:
            section.clear()
        elif section.children and isinstance(section[0], nodes.title):
            section.pop(0)
        break


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
        ids = self.document.ids
        if fragment in _TOP or fragment in self._written:
            inner = nodes.inline("", "", *node.children)
            node.replace_self(nodes.reference("", "", inner, internal=True, refuri=f"#{fragment}"))
            return
        found = fragment if fragment in ids else self._alike(fragment)
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
        problem = Problem(
            subtype=PostWarning.LINK,
            message=f"the link '#{fragment}' leads to no heading of this post; its text stands without it",
            remedy="write the heading's text in lower case with hyphens for spaces",
        )
        log(problem, location=(self.env.docname, line_of(node)))
        node.replace_self(nodes.inline("", "", *node.children, classes=["sf-no-link"]))

    def _alike(self, fragment: str) -> str:
        """Return the heading's id that *fragment* means but for punctuation and case."""
        wanted = headings.heading_id(fragment).replace("-", "")
        names = (name for name in self.document.ids if wanted and name.replace("-", "") == wanted)
        return next(names, "")
