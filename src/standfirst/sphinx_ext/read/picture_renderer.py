"""Pictures of a post as docutils nodes, or what stands in the place of those that are missing; and the lines of what stands in a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from docutils import nodes
from myst_parser.mdit_to_docutils.base import token_line

from standfirst.checking import broken_links
from standfirst.markdown import token_blocks
from standfirst.policy import links
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.read.notes import NotesRenderer
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_SIZE = re.compile(r"[0-9]{1,5}")
_BLANK = " \t\n"


class PictureRenderer(NotesRenderer):
    """Renders pictures, and the paragraphs that have some."""

    _is_left_out = False
    """Whether a picture is, in the paragraph that is rendered."""

    def render_inline(self, token: SyntaxTreeNode) -> None:
        """Render a block's text; what names something in it has its own line, not that of the block."""
        for child in token.walk(include_self=False):
            opening = child.nester_tokens.opening if child.nester_tokens else child.token
            below = token_blocks.lines_below(opening) if opening else 0
            if opening and opening.map and below:
                opening.map = [line + below for line in opening.map]
        super().render_inline(token)

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
        problem = broken_links.no_picture(
            domain.files, src, domain.source(docname), has_text=bool(alt.strip())
        )
        log(problem, location=(docname, token_line(token, 0)))
        if not alt.strip():
            self._is_left_out = True
            if isinstance(self.current_node, nodes.reference):
                self.current_node.append(nodes.Text(self.picture_word()))
            return
        missing = nodes.inline("", alt, classes=["sf-missing-picture"], alt=alt, uri=src)
        self.current_node.append(
            missing
            if isinstance(self.current_node, nodes.TextElement)
            else nodes.paragraph("", "", missing)
        )

    def render_paragraph(self, token: SyntaxTreeNode) -> None:
        """Render a paragraph; none is left of one that had nothing but pictures that are left out."""
        self._is_left_out = False
        super().render_paragraph(token)
        made = self.current_node[-1] if self._is_left_out else None
        if (
            isinstance(made, nodes.paragraph)
            and not made.astext().strip(_BLANK)
            and all(isinstance(child, nodes.Text) for child in made)
        ):
            self.current_node.remove(made)

    def picture_word(self) -> str:
        """Return what a link is called that has nothing but a picture that is left out."""
        settings = PublicationDomain.of(self.sphinx_env).inputs.settings
        return words(self.document.get("language") or settings.language)("Picture")
