"""Markdown tokens of a post -> docutils nodes: MyST's renderer and our few token types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.parsers.rst import directives
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx import addnodes
from sphinx.util import logging

from standfirst import sources
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.warnings_ import WARNING_TYPE, PostWarning

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode
    from myst_parser.warnings_ import MystWarnings

LOGGER = logging.getLogger(__name__)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_MYST_SCHEMES = ("inv:", "path:", "project:")


class PostRenderer(SphinxRenderer):
    """Renders a post."""

    def render_sf_standfirst(self, token: SyntaxTreeNode) -> None:
        """Render the introduction above the text."""
        self._wrap(nodes.container(classes=["sf-standfirst"]), token)

    def render_sf_figure(self, token: SyntaxTreeNode) -> None:
        """Render pictures with their caption."""
        self._wrap(nodes.figure(classes=["sf-figure"]), token)

    def render_sf_caption(self, token: SyntaxTreeNode) -> None:
        """Render a figure's caption."""
        self._wrap(nodes.caption(), token)

    def render_sf_biographies(self, token: SyntaxTreeNode) -> None:
        """Render the closing biographies, outside the last section of the text."""
        self.current_node = self._level_to_section[1]
        self._wrap(nodes.container(classes=["sf-biographies"]), token)

    def render_sf_excerpt_marker(self, token: SyntaxTreeNode) -> None:
        """Leave no trace of the marker (one in a directive's content comes here)."""

    def render_sf_embed(self, token: SyntaxTreeNode) -> None:
        """Render a card with title and link in place of what was embedded."""
        title, url = str(token.meta["title"]), str(token.meta["url"])
        link = nodes.reference("", title, refuri=url, classes=["sf-embed__link"])
        kind = str(token.meta["kind"])
        inline = isinstance(self.current_node, nodes.TextElement)
        card: nodes.Element = nodes.inline() if inline else nodes.paragraph()
        card["classes"] = ["sf-embed", f"sf-embed--{kind}"]
        self.add_line_and_source_path(card, token)
        card += link
        self.current_node.append(card)

    def render_s(self, token: SyntaxTreeNode) -> None:
        """Render struck-out text; MyST warns at each use that docutils has no node for it."""
        self.current_node.append(nodes.raw("", "<s>", format="html"))
        self.render_children(token)
        self.current_node.append(nodes.raw("", "</s>", format="html"))

    def _wrap(self, node: nodes.Element, token: SyntaxTreeNode) -> None:
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def generate_heading_target(
        self, token: SyntaxTreeNode, level: int, node: nodes.Element, title_node: nodes.Element
    ) -> None:
        """Give a heading the id that the reading has chosen, as it is.

        docutils would reduce it to ASCII, which leaves nothing of a Chinese heading.
        """
        chosen = token.attrGet("id")
        if not chosen or not isinstance(node, nodes.section):
            super().generate_heading_target(token, level, node, title_node)
            return
        node["ids"] = [str(chosen)]
        node["names"] = []
        self.document.ids[str(chosen)] = node

    def copy_attributes(
        self, token: SyntaxTreeNode, node: nodes.Element, keys: Any = ("class",), **kwargs: Any
    ) -> None:
        """Copy attributes; a section's id is set by :meth:`generate_heading_target`."""
        if isinstance(node, nodes.section):
            keys = tuple(key for key in keys if key != "id")
        super().copy_attributes(token, node, keys, **kwargs)

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
        elif _SCHEME.match(href) or "external" in str(token.attrs.get("class", "")).split():
            super().render_link_url(token)
        else:
            self._internal_link(token, self.md.normalizeLinkText(href))

    def _internal_link(self, token: SyntaxTreeNode, target: str) -> None:
        env = self.sphinx_env
        file = PublicationDomain.of(env).local_file(target, self.md_env["standfirst_source"])
        wrap: nodes.Element
        if file is not None and not file.endswith((*sources.SUFFIXES, ".html")):
            wrap = addnodes.download_reference(
                refdomain=None,
                reftarget=f"/{file}",
                refdoc=env.docname,
                reftype="standfirst",
                refexplicit=True,
            )
        else:
            PublicationDomain.of(env).note_link(env.docname, target)
            wrap = addnodes.pending_xref(
                refdomain="standfirst",
                reftype="link",
                reftarget=target,
                refdoc=env.docname,
                refexplicit=True,
            )
        inner = nodes.inline()
        self.add_line_and_source_path(wrap, token)
        self.copy_attributes(token, wrap, ("class", "title"), aliases={})
        with self.current_node_context(inner):
            self.render_children(token)
        if not inner.children:
            inner += nodes.Text(target)
        wrap.append(inner)
        self.current_node.append(wrap)

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Render a picture; a file of the publication is found as Jekyll finds it, from the root or the post."""
        src = cast("str", token.attrGet("src") or "")
        if src.startswith("//"):
            token.attrs["src"] = f"https:{src}"
        elif src and not _SCHEME.match(src):
            domain = PublicationDomain.of(self.sphinx_env)
            file = domain.local_file(
                self.md.normalizeLinkText(src), self.md_env["standfirst_source"]
            )
            if file is None:
                self._missing_picture(token, src)
                return
            token.attrs["src"] = f"/{file}"
        super().render_image(token)

    def _missing_picture(self, token: SyntaxTreeNode, src: str) -> None:
        alt = self.renderInlineAsText(token.children or [])
        self._warn(
            PostWarning.IMAGE,
            f"the picture {src!r} is not there; its alternative text stands in its place; put the file there or mend its address",
            token_line(token, 0),
        )
        missing = nodes.inline("", alt or src, classes=["sf-missing-picture"])
        self.current_node.append(
            missing
            if isinstance(self.current_node, nodes.TextElement)
            else nodes.paragraph("", "", missing)
        )

    def render_directive(
        self, token: SyntaxTreeNode, name: str, arguments: str, **kwargs: Any
    ) -> None:
        """Render a directive; a fence in braces that names none (``{r}`` of R Markdown) is code."""
        found, _ = directives.directive(name, self.language_module_rst, self.document)
        if found is not None:
            super().render_directive(token, name, arguments, **kwargs)
            return
        self._warn(
            PostWarning.MARKUP,
            f"there is no directive {name!r}; its text is shown as code; write the fence without braces",
            token_line(token, 0),
        )
        node = self.create_highlighted_code_block(
            token.content,
            name,
            lineno_start=1,
            source=self.document["source"],
            line=token_line(token, 0),
        )
        self.current_node.append(node)

    def create_warning(
        self,
        message: str,
        subtype: MystWarnings | str,
        *,
        wtype: str | None = None,  # noqa: ARG002  # MyST's own signature
        line: int | None = None,
        append_to: nodes.Element | None = None,  # noqa: ARG002  # no message is put into the page
    ) -> nodes.system_message | None:
        """Log what MyST finds wrong as a fault of the post, and put nothing into its page."""
        name = subtype if isinstance(subtype, str) else subtype.value
        self._warn(PostWarning.MARKUP, f"{message} (myst.{name})", line)
        return None

    def _warn(self, subtype: PostWarning, message: str, line: int | None) -> None:
        LOGGER.warning(
            "%s",
            message,
            type=WARNING_TYPE,
            subtype=subtype.value,
            location=(self.sphinx_env.docname, line),
        )
