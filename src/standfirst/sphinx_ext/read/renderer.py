"""Markdown tokens of a post -> docutils nodes: MyST's renderer, our few token types, links, pictures, HTML and ids.

Links and pictures are found as Jekyll finds them.
"""

from __future__ import annotations

import dataclasses as dc
import html
import re
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from myst_parser.mdit_to_docutils.base import token_line
from sphinx import addnodes

from standfirst.checking import html_links
from standfirst.markdown.tables import HEADLESS
from standfirst.policy import links
from standfirst.problems import MEND_MARKUP
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.read.guarded_renderer import lexer
from standfirst.sphinx_ext.read.picture_renderer import PictureRenderer
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode
    from myst_parser.warnings_ import MystWarnings

    from standfirst.problems import Problem

_ID = re.compile(r'(<[a-z][a-z0-9]*\b[^<>]*?)\sid="([^"]*)"')
"""In HTML as :mod:`standfirst.markdown.html.write` writes it."""
_BLOCKS = (nodes.paragraph, nodes.Sequential, nodes.block_quote)
"""What a cell of a table may hold besides words."""
_MYST_SCHEMES = ("inv:", "path:", "project:")


class PostRenderer(PictureRenderer):
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
        self.current_node = self.levels[0][1]
        self._wrap(nodes.container(classes=["sf-biographies"]), token)

    def render_sf_excerpt_marker(self, token: SyntaxTreeNode) -> None:
        """Render nothing for the marker (one in a directive's content comes here)."""

    def render_sf_embed(self, token: SyntaxTreeNode) -> None:
        """Render a card with title and link in place of what was embedded."""
        title, url = str(token.meta["title"]), str(token.meta["url"])
        elsewhere = links.has_scheme(url) or url.startswith("#")
        target = self.md.normalizeLinkText(url)
        link = nodes.reference(refuri=url) if elsewhere else self._way_to(target)
        link["classes"] = ["sf-embed__link"]
        self.add_line_and_source_path(link, token)
        link += nodes.Text(title) if elsewhere else nodes.inline("", title)
        kind = str(token.meta["kind"])
        inline = isinstance(self.current_node, nodes.TextElement)
        card: nodes.Element = nodes.inline() if inline else nodes.paragraph()
        card["classes"] = ["sf-embed", f"sf-embed--{kind}"]
        self.add_line_and_source_path(card, token)
        card += link
        self.current_node.append(card)

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
            has_picture = any(child.type == "image" for child in token.children)
            inner += nodes.Text(self.picture_word() if has_picture else target)
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

    def render_table(self, token: SyntaxTreeNode) -> None:
        """Render a table; one of kramdown's may have no header."""
        super().render_table(token)
        if token.meta.get(HEADLESS):
            for part in list(self.current_node[-1].findall(nodes.thead)):
                part.parent.remove(part)

    def render_em(self, token: SyntaxTreeNode) -> None:
        """Render emphasis with its classes, which MyST leaves out."""
        self._span(nodes.emphasis(), token)

    def render_strong(self, token: SyntaxTreeNode) -> None:
        """Render strong emphasis, in the same way."""
        self._span(nodes.strong(), token)

    def _span(self, node: nodes.Element, token: SyntaxTreeNode) -> None:
        self.copy_attributes(token, node, ("class", "id"))
        self._wrap(node, token)

    def render_table_row(self, token: SyntaxTreeNode) -> None:
        """Render a row; MyST makes a paragraph of each cell, also of one that holds blocks."""
        super().render_table_row(token)
        for entry in cast("nodes.row", self.current_node[-1]).findall(nodes.entry):
            inside = entry.children[0].children
            if any(isinstance(child, _BLOCKS) for child in inside):
                entry.children = []
                entry.extend(inside)

    def render_s(self, token: SyntaxTreeNode) -> None:
        """Render struck-out text; MyST warns at each use that docutils has no node for it."""
        self.current_node.append(nodes.raw("", "<s>", format="html"))
        self.render_children(token)
        self.current_node.append(nodes.raw("", "</s>", format="html"))

    def nested_render_text(self, text: str, lineno: int, *args: Any, **kwargs: Any) -> None:
        """Render the content of a directive; reports name lines of the source."""
        context = self.md_env["standfirst"]
        whole = self.md_env.setdefault("standfirst_report", context.report)

        def report(problem: Problem) -> None:
            whole(dc.replace(problem, line=problem.line + lineno))

        below = context.refusals.below(lineno)
        self.md_env["standfirst"] = dc.replace(context, report=report, refusals=below)
        super().nested_render_text(text, lineno, *args, **kwargs)
        self.md_env["standfirst"] = context

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
            # a heading in a quotation or a list has its id by :meth:`copy_attributes`
            if not node["ids"]:
                super().generate_heading_target(token, level, node, title_node)
            return
        node["ids"] = [str(chosen)]
        node["names"] = []
        self.document.ids[str(chosen)] = node

    def copy_attributes(
        self, token: SyntaxTreeNode, node: nodes.Element, keys: Any = ("class",), **kwargs: Any
    ) -> None:
        """Copy attributes; an id stays as it is written and must be free.

        MyST makes it a label of the whole publication, of which two posts may not have the same.
        A section's is set by :meth:`generate_heading_target`.
        """
        own = str(token.attrs.get("id") or "") if "id" in keys else ""
        super().copy_attributes(token, node, tuple(key for key in keys if key != "id"), **kwargs)
        if not own or isinstance(node, nodes.section):
            return
        if own in self.document.ids:
            self._id_twice(own, token)
            return
        node["ids"].append(own)
        self.document.ids[own] = node

    def render_myst_target(self, token: SyntaxTreeNode) -> None:
        """Render a target for what follows, without MyST's look through its siblings where the name is there twice."""
        target = nodes.target(token.content, names=[nodes.fully_normalize_name(token.content)])
        self.add_line_and_source_path(target, token)
        self.document.note_explicit_target(target)
        self.current_node.append(target)

    def create_highlighted_code_block(
        self, text: str, lexer_name: str | None, *args: Any, **kwargs: Any
    ) -> nodes.Element:
        """Return code; as in Jekyll, code that no lexer knows or can read gives no warning."""
        node = super().create_highlighted_code_block(text, lexer(lexer_name), *args, **kwargs)
        node["force"] = True
        return node

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Render HTML with unique ids; its links are resolved when all addresses are known."""
        if token.token is not None:
            token.token.content = _ID.sub(partial(self._free_id, token), token.content)
        super().render_html_block(token)
        self._note_links(token.content)

    def _note_links(self, content: str) -> None:
        """Keep where the links of HTML lead: files are to be copied, pages may move."""
        env = self.sphinx_env
        for target in html_links.within_html(content):
            file = PublicationDomain.of(env).reading.ask("attachment", target)
            if file is not None:
                env.dlfiles.add_file(env.docname, file)

    def _free_id(self, token: SyntaxTreeNode, found: re.Match[str]) -> str:
        ident = html.unescape(found[2])
        if ident in self.document.ids:
            self._id_twice(ident, token)
            return found[1]
        self.document.ids[ident] = self.document
        return found[0]

    def _id_twice(self, ident: str, token: SyntaxTreeNode) -> None:
        fault = f"the id {quoted(ident)} is already in use; it was left out; choose another"
        self.warn_of_markup(fault, token_line(token, 0))

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
        self.warn_of_markup(f"{message} (myst.{name}); {MEND_MARKUP}", line)
        return None
