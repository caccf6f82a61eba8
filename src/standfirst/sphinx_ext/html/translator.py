"""Hook: write document trees as HTML that needs no inline style and no script from elsewhere."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, Never
from urllib.parse import quote

from docutils import nodes
from docutils.nodes import SkipNode
from sphinx.locale import _
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from standfirst.addresses.local_files import is_picture
from standfirst.editions import mathml
from standfirst.policy import file_types, links
from standfirst.sphinx_ext.html.picture_writer import PictureWriter
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.options_ import MATH, PERMALINK
from standfirst.text import inline_styles

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

_SCHEME = re.compile(r"\A(?:https?://|mailto:)")
_ASIDE = re.compile(r"(?<=<)aside\b|(?<=</)aside\b")


def setup_translator(app: Sphinx) -> None:
    """Register how formulas are written."""
    app.add_html_math_renderer(MATH, (visit_math, None), (visit_math_block, None))


_SAVED = ' download=""'
"""What has browsers save what a link leads to."""


class PageTranslator(HTML5Translator):
    """Sphinx's translator, without inline styles and without paths for texts."""

    for_readers = True
    """Whether reader views of browsers keep what is written.

    They leave out what seems to be no text of an article: each ``aside``, a ``div`` that is mostly links, and what has a
    class or an id such as "related", "comments" or "share", which authors' headings give.
    """
    _has_picture = False
    """Whether the document has had one."""

    def starttag(self, node: Any, tagname: str, *args: Any, **attributes: Any) -> str:
        """Return the start tag, with widths in place of styles."""
        wanted = {name.lower(): value for name, value in attributes.items()}
        said = inline_styles.attributes(wanted.pop("style", ""), tagname)
        classes = filter(None, (wanted.pop("class", ""), said.pop("class", "")))
        given = {**wanted, **said, "class": " ".join(classes)}
        if isinstance(node, nodes.image) and node.get("title"):
            given["title"] = node["title"]  # which docutils does not know
        return str(super().starttag(node, tagname, *args, **given))

    def encode(self, text: object) -> str:
        """Return *text*, escaped as docutils does.

        docutils goes through it character by character with ``str.translate``, which for Chinese takes ten times as long.
        """
        return (
            str(text)
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace('"', "&quot;")
            .replace(">", "&gt;")
            .replace("@", "&#64;")
        )

    def visit_section(self, node: nodes.section) -> None:
        """Begin a section; its names lie before its heading."""
        names = node["ids"]
        if self.for_readers:
            node["ids"] = []
        super().visit_section(node)
        node["ids"] = names
        if self.for_readers:
            self.body.extend(f'<span id="{escape(name)}"></span>' for name in names)

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Begin a paragraph; one that is a whole cell has no tag: in text browsers it would be a line of its own."""
        if not _is_cell(node):
            super().visit_paragraph(node)

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """End it."""
        if not _is_cell(node):
            super().depart_paragraph(node)

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """Write the link of a part to itself; our sign is the style sheet's, and no text."""
        first = len(self.body)
        super().add_permalink_ref(node, title)
        self.body[first:] = [text.replace(f">{PERMALINK}<", "><") for text in self.body[first:]]

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Begin a note, and before the first of some their list."""
        self._beside(super().visit_footnote, node)

    def depart_footnote(self, node: nodes.footnote) -> None:
        """End it."""
        self._beside(super().depart_footnote, node)

    def visit_topic(self, node: nodes.topic) -> None:
        """Begin a part with a title of its own."""
        self._beside(super().visit_topic, node)

    def depart_topic(self, node: nodes.topic) -> None:
        """End it."""
        self._beside(super().depart_topic, node)

    def visit_sidebar(self, node: nodes.sidebar) -> None:
        """Begin a note in the margin; reader views leave out what is called a side bar, too."""
        element = "section" if self.for_readers else "aside"
        self.body.append(self.starttag(node, element, CLASS="sf-beside", role="note"))
        self.in_sidebar = True

    def depart_sidebar(self, node: nodes.sidebar) -> None:
        """End it."""
        self._beside(super().depart_sidebar, node)

    def _beside(self, write: Callable[[Any], None], node: nodes.Element) -> None:
        """Have docutils write *node*, for reader views as a section, which may have no role of a footnote."""
        first = len(self.body)
        write(node)
        if self.for_readers:
            self.body[first:] = [
                _ASIDE.sub("section", text).replace('role="doc-footnote"', 'role="note"')
                for text in self.body[first:]
            ]

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """Begin the link to a note; the number is known by its place and has no brackets."""
        super().visit_footnote_reference(node)
        self.body.pop()

    def depart_footnote_reference(self, node: nodes.Element) -> None:  # noqa: ARG002  # docutils' signature
        """End it."""
        self.body.append("</a>")

    def visit_reference(self, node: nodes.Element) -> None:
        """Begin a link; before that of a card, play what it leads to, where that is the publication's own.

        One whose words are its address is marked.
        """
        uri = str(node.get("refuri", ""))
        if node.get("internal"):
            self._play(node, uri)
        words = _SCHEME.sub("", node.astext())
        if words and words == _SCHEME.sub("", uri) and "sf-address" not in node["classes"]:
            node["classes"].append("sf-address")
        super().visit_reference(node)

    def visit_download_reference(self, node: nodes.Element) -> None:
        """Begin a link to a file, as that to a page."""
        if "filename" in node:
            self._play(node, f"{self.builder.dlpath}/{quote(node['filename'])}")
        super().visit_download_reference(node)
        is_link = node.get("reftype") == "standfirst" and "filename" in node
        if is_link and is_picture(str(node["filename"])):
            # a link to a picture shows it, as elsewhere on the web; that of the role saves it
            self.body[-1] = self.body[-1].replace(_SAVED, "", 1)

    def _play(self, node: nodes.Element, uri: str) -> None:
        classes = node.parent.get("classes", ()) if node.parent is not None else ()
        kind = next((kind for kind in ("video", "audio") if f"sf-embed--{kind}" in classes), "")
        name = links.without_tail(uri).rpartition("/")[2]
        if kind and file_types.is_played(name):
            given = f'class="sf-media" controls preload="metadata" src="{escape(uri)}"'
            self.body.append(f"<{kind} {given}></{kind}>")

    def visit_image(self, node: nodes.image) -> None:
        """Write a picture; without an alternative text, its path is not used as one."""
        node.setdefault("alt", "")
        uri = str(node["uri"])
        made_by_extension = uri in self.builder.images and uri not in self.builder.env.images
        if uri.startswith("data:") or made_by_extension:
            super().visit_image(node)
            return
        writer = PictureWriter(self, node, is_first=not self._has_picture)
        self.body.append(writer.html())
        self._has_picture = True


def _is_cell(node: nodes.paragraph) -> bool:
    """Return whether a paragraph is all that is in a cell of a table, and nothing is said of it itself."""
    is_alone = isinstance(node.parent, nodes.entry) and len(node.parent) == 1
    return is_alone and not node.non_default_attributes()


def visit_math(self: HTML5Translator, node: nodes.math) -> Never:
    """Write a formula in the line as MathML, which browsers show by themselves."""
    self.body.append(_mathml(self, node, is_block=False))
    raise SkipNode


def visit_math_block(self: HTML5Translator, node: nodes.math_block) -> Never:
    """Write a formula of its own lines as MathML."""
    # one that is wider than the column is scrolled by keys too
    self.body.append(self.starttag(node, "div", CLASS="math", tabindex="0"))
    if node.get("number"):
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    self.body.append(_mathml(self, node, is_block=True))
    self.body.append("</div>\n")
    raise SkipNode


def _mathml(translator: HTML5Translator, node: nodes.Element, *, is_block: bool) -> str:
    text = node.astext()
    try:
        return mathml.mathml(text, is_block=is_block)
    except mathml.FormulaError as reason:
        said = mathml.problem(text, str(reason))
        log(said, location=(translator.builder.current_docname, node.line or 1))
        return f"<code>{escape(text)}</code>"
