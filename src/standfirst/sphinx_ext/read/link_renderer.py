"""Links and pictures of a post -> docutils nodes, found as Jekyll finds them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from docutils import nodes
from myst_parser.mdit_to_docutils.base import token_line
from sphinx import addnodes

from standfirst.checking import broken_links
from standfirst.policy import links
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.read.guarded_renderer import GuardedRenderer

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_SIZE = re.compile(r"[0-9]{1,5}")
_MYST_SCHEMES = ("inv:", "path:", "project:")


class LinkRenderer(GuardedRenderer):
    """Renders links and pictures."""

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render a link; one inside the publication is resolved when all addresses are known."""
        href = cast("str", token.attrGet("href") or "")
        if not href:
            self.render_children(token)
        elif href.startswith("//"):
            token.attrs["href"] = f"https:{href}"
            self.render_link_url(token)
        elif href.startswith(("#", *_MYST_SCHEMES)):
            super().render_link(token)
        elif links.has_scheme(href) or "external" in str(token.attrs.get("class", "")).split():
            super().render_link_url(token)
        else:
            self._internal_link(token, self.md.normalizeLinkText(href))

    def _internal_link(self, token: SyntaxTreeNode, target: str) -> None:
        wrap, inner = self._way_to(target), nodes.inline()
        self.add_line_and_source_path(wrap, token)
        self.copy_attributes(token, wrap, ("class", "title"), aliases={})
        with self.current_node_context(inner):
            self.render_children(token)
        if not inner.children:
            inner += nodes.Text(target)
        wrap.append(inner)
        self.current_node.append(wrap)

    def _way_to(self, target: str) -> nodes.Element:
        """Return the node that becomes a link to a page or a file of the publication."""
        env = self.sphinx_env
        file = PublicationDomain.of(env).reading.ask("attachment", target)
        if file is not None:
            return addnodes.download_reference(
                refdomain=None,
                reftarget=f"/{file}",
                refdoc=env.docname,
                reftype="standfirst",
                refexplicit=True,
                sf_found=True,
            )
        return addnodes.pending_xref(
            refdomain="standfirst",
            reftype="link",
            reftarget=target,
            refdoc=env.docname,
            refexplicit=True,
        )

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Render a picture; a file of the publication is found as Jekyll finds it, from the root or the post."""
        src = cast("str", token.attrGet("src") or "")
        if src.startswith("//"):
            token.attrs["src"] = f"https:{src}"
        elif src and not links.has_scheme(src):
            env, target = self.sphinx_env, self.md.normalizeLinkText(src)
            file = PublicationDomain.of(env).reading.ask("picture", target)
            if file is None:
                self._missing_picture(token, src)
                return
            token.attrs["src"] = f"/{file}"
        self._size(token)
        super().render_image(token)
        cast("nodes.image", self.current_node[-1])["sf_found"] = True

    def _size(self, token: SyntaxTreeNode) -> None:
        """Write the size as docutils makes attributes of it, a part of the line's width as a class: never as a style."""
        for name in ("width", "height", "w", "h"):
            size = str(token.attrs.pop(name, "")).removesuffix("px")
            if _SIZE.fullmatch(size):
                token.attrs[name] = size
            elif size.endswith("%") and _SIZE.fullmatch(size[:-1]) and name in {"width", "w"}:
                part = min(max(round(int(size[:-1]) / 5) * 5, 5), 100)
                token.attrs["class"] = f"{token.attrs.get('class', '')} sf-width-{part}".strip()

    def _missing_picture(self, token: SyntaxTreeNode, src: str) -> None:
        alt = self.renderInlineAsText(token.children or [])
        domain = PublicationDomain.of(self.sphinx_env)
        docname = self.sphinx_env.docname
        problem = broken_links.no_picture(domain.files, src, domain.source(docname))
        log(problem, location=(docname, token_line(token, 0)))
        missing = nodes.inline("", alt or src, classes=["sf-missing-picture"], alt=alt, uri=src)
        self.current_node.append(
            missing
            if isinstance(self.current_node, nodes.TextElement)
            else nodes.paragraph("", "", missing)
        )
