"""A document -> Typst: blocks, and all kinds of nodes together.

::

    doctree --html_to_nodes.fold--> nodes only --Translator--> statements of Typst's code mode

What a node has no translation for leaves its text, and a warning for each kind.
"""

from __future__ import annotations

import contextlib
from functools import partialmethod
from typing import TYPE_CHECKING

from docutils import nodes

from standfirst.editions import html_to_nodes
from standfirst.editions.typst.code import Code, block, call, code
from standfirst.editions.typst.inlines import Inlines
from standfirst.editions.typst.tables import Tables
from standfirst.editions.typst.translator_base import (
    Base,
    classes_of,
    elements,
    frame_missing,
    ids_of,
    is_picture,
    is_simple,
    is_space,
    lines_of,
    web_link,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils.nodes import Element, Node

    from standfirst.editions.typst.translator_base import TranslateContext

_DEEPEST = 6
"""Lists and quotations within one another that are set in further from the margin."""
_NUMBERING = {
    "arabic": "1.",
    "loweralpha": "a.",
    "upperalpha": "A.",
    "lowerroman": "i.",
    "upperroman": "I.",
}


def translate(document: nodes.document, around: TranslateContext) -> Code:
    """Return the text of an article, without its title, as a value."""
    html_to_nodes.fold(document)
    frame_missing(document)
    return block(TypstTranslator(document, around).children(document))


class TypstTranslator(Inlines, Tables):
    """Translates a document."""

    _level = 0
    """Of the section that is being translated; that of the title is 1."""
    _depth = 0

    # -- structure

    def on_document(self, node: Element) -> list[str]:
        """Return the whole."""
        return self.children(node)

    def on_section(self, node: Element) -> list[str]:
        """Return a section, its heading on the level that it has here."""
        self._level += 1
        result = self.children(node)
        self._level -= 1
        return result

    def on_title(self, node: Element) -> list[str]:
        """Return a heading; the article's own title is the template's task, another one is a strong line."""
        parent = node.parent
        if isinstance(parent, nodes.section) and self._level == 1:
            return self.anchors(parent)
        if not isinstance(parent, nodes.section):
            return [call("rubric", block(self.children(node)))]
        with self.heading():
            inside = block(self.children(node))
        first, *others = [self.label(name) for name in ids_of(parent)] or [""]
        level = min(self._level, 6)
        return [
            call("section-heading", inside, first, level=level),
            *(call("anchor", name) for name in others),
        ]

    def on_subtitle(self, node: Element) -> list[str]:
        """Return a strong line."""
        return [*self.anchors(node), *self.wrapped("rubric", node)]

    on_rubric = on_centered = on_dropdown_title = on_sd_tab_label = on_subtitle

    def on_paragraph(self, node: Element) -> list[str]:
        """Return a paragraph; pictures that are alone in one are a figure."""
        shown = [child for child in node.children if not is_space(child)]
        if shown and all(is_picture(child) for child in shown):
            return [*self.anchors(node), *(s for child in shown for s in self._figure([child]))]
        inside = self.through(node)
        return [call("par", block(inside))] if inside else []

    on_compound = on_glossary = on_only = on_start_of_file = on_desc_content = Base.through
    on_acks = on_hlist = on_hlistcol = on_legend = on_generated = on_pending_xref = Base.through
    on_dropdown_main = on_aside_main = on_problematic = on_PassthroughTextElement = Base.through
    on_definition = on_definition_list_item = on_term = on_classifier = Base.through
    on_sd_badge = on_manpage = Base.through

    def on_container(self, node: Element) -> list[str]:
        """Return a frame's content; ours and sphinx-design's in the form that print has for it."""
        classes = classes_of(node)
        if "sf-standfirst" in classes:
            return [call("standfirst", block(self.children(node)))]
        if "sf-biographies" in classes:
            return [call("biographies", block(self.children(node)))]
        if node.get("literal_block") or "literal-block-wrapper" in classes:
            caption = [c for c in node.children if isinstance(c, nodes.caption)]
            rest = self.statements(c for c in node.children if c not in caption)
            return [call("code-caption", block(self.children(c))) for c in caption] + rest
        if node.get("design_component") in {"card", "dropdown", "tab-item", "aside"}:
            return [*self.anchors(node), call("boxed", block(self.children(node)))]
        if node.get("design_component") in {"card-title", "tab-label", "dropdown-title"}:
            return self.wrapped("rubric", node)
        inline = all(isinstance(c, nodes.Text | nodes.Inline) for c in node.children)
        return (
            [call("par", block(self.through(node)))]
            if inline and node.children
            else self.through(node)
        )

    def on_transition(self, node: Element) -> list[str]:  # noqa: ARG002  # as every translation is called
        """Return the sign between two parts of a text."""
        return ["transition()"]

    # -- lists and quotations

    @contextlib.contextmanager
    def _deeper(self) -> Iterator[bool]:
        """Go one deeper; whether that may still be shown by setting it in."""
        self._depth += 1
        yield self._depth <= _DEEPEST
        self._depth -= 1

    def on_bullet_list(self, node: Element) -> list[str]:
        """Return a list."""
        return self._list("list", node)

    def on_enumerated_list(self, node: Element) -> list[str]:
        """Return a numbered list."""
        kind = str(node.get("enumtype", "arabic"))
        start = int(node.get("start", 1))
        return self._list("enum", node, numbering=_NUMBERING.get(kind, "1."), start=start)

    def _list(self, function: str, node: Element, **given: object) -> list[str]:
        items = elements(node)
        if not items:
            return []
        tight = all(is_simple(item) for item in items)
        boxes = ["task-list-item" in classes_of(item) for item in items]
        if any(boxes):  # a box stands in the place of the mark
            function, given = "task-list", {"boxes": boxes, **given}
        content = self.opened if tight or any(boxes) else self.statements
        with self._deeper() as shown:
            inside = [block([*self.anchors(item), *content(item.children)]) for item in items]
        if not shown:
            function = f"flat-{function}"
        return [*self.anchors(node), call(function, *inside, tight=tight, **given)]

    def on_definition_list(self, node: Element) -> list[str]:
        """Return terms with what they mean."""
        result = list(self.anchors(node))
        items = []
        with self._deeper():
            for item in node.children:
                terms = [c for c in elements(item) if isinstance(c, nodes.term | nodes.classifier)]
                rest = self.statements(c for c in item.children if c not in terms)
                said = [block(self.through(term)) for term in terms]
                items.append(call("term", said, block(rest)))
        return [*result, *items]

    def on_field_list(self, node: Element) -> list[str]:
        """Return names with their values."""
        result: list[str] = []
        for field in elements(node):
            name, body = elements(field)[0], elements(field)[-1]
            result.append(call("term", [block(self.children(name))], block(self.children(body))))
        return result

    def on_desc(self, node: Element) -> list[str]:
        """Return what a program has: its signatures, with what they mean."""
        said = [c for c in elements(node) if type(c).__name__ == "desc_signature"]
        names = [block([*self.anchors(c), *self.on_literal(c)]) for c in said]
        rest = block(self.statements(c for c in node.children if c not in said))
        return [*self.anchors(node), call("term", names, rest)]

    def on_option_list(self, node: Element) -> list[str]:
        """Return a command's options with what they do."""
        return [
            call(
                "term",
                [block([code(item.children[0].astext())])],
                block(self.children(elements(item)[-1])),
            )
            for item in elements(node)
        ]

    def on_block_quote(self, node: Element) -> list[str]:
        """Return a quotation, with who said it."""
        with self._deeper() as shown:
            said = self.statements(c for c in node.children if not isinstance(c, nodes.attribution))
            by = [c for c in node.children if isinstance(c, nodes.attribution)]
            who = block(self.children(by[0])) if by else None
        return [*self.anchors(node), call("quotation", block(said), by=who, inset=shown)]

    def on_line_block(self, node: Element) -> list[str]:
        """Return lines that end where the author ended them."""
        lines = [block(self.children(line)) for line in lines_of(node)]
        return [*self.anchors(node), call("verse", lines)]

    def on_literal_block(self, node: Element) -> list[str]:
        """Return code in lines of its own."""
        content = self.around.legible(node.astext().expandtabs(4))
        return [*self.anchors(node), call("code-block", content)]

    on_doctest_block = on_productionlist = on_literal_block

    def on_math_block(self, node: Element) -> list[str]:
        """Return a formula in lines of its own; one that cannot be set as it is written."""
        parts, as_written = self.formula(node, is_block=True), self.on_literal_block(node)
        if not parts:
            return as_written
        *anchors, code_block = as_written
        number = f"({node['number']})" if node.get("number") else ""
        said = {"alt": self.alternative(node), "number": number}
        return [*anchors, call("display-formula", parts, Code(code_block), **said)]

    # -- boxes and figures

    def on_Admonition(self, node: Element) -> list[str]:
        """Return a box with a heading."""
        named = next((c for c in node.children if isinstance(c, nodes.title)), None)
        kind = str(node.get("type") or type(node).__name__)
        title = (
            block(self.children(named)) if named is not None else self.around.names.get(kind, "")
        )
        rest = self.statements(c for c in node.children if c is not named)
        return [*self.anchors(node), call("boxed", block(rest), title=title)]

    on_topic = on_sidebar = on_Admonition

    def on_figure(self, node: Element) -> list[str]:
        """Return pictures with their caption."""
        said = [c for c in node.children if isinstance(c, nodes.caption | nodes.legend)]
        pictures = [
            p for child in node.children if child not in said for p in child.findall(nodes.image)
        ]
        caption = [s for part in said for s in self.children(part)]
        other = [c for c in node.children if c not in said and not list(c.findall(nodes.image))]
        figure = self._figure(pictures, caption)
        return [*self.anchors(node), *figure, *self.statements(other)]

    on_caption = partialmethod(Inlines.wrapped, "rubric")

    def _figure(self, pictures: Sequence[Node], caption: Sequence[str] = ()) -> list[str]:
        """Return pictures above their caption, which has the addresses of links that they are; what there is of both."""
        found = [p for picture in pictures for p in picture.findall(nodes.image)]
        shown = [linked for picture in found if (linked := self._linked(picture))]
        notes = [mark for picture in found for mark in self._mark(picture)]
        said = block([*caption, *notes]) if caption or notes else None
        if shown:
            return [call("captioned", *shown, caption=said)]
        return [call("par", said)] if said else []

    def _linked(self, picture: Element) -> Code | None:
        """Return a picture, a link where it lies in one that leads to the web."""
        shown, uri = self.picture(picture), web_link(picture)
        return call("link", uri, shown) if shown and uri else shown

    def _mark(self, picture: Element) -> list[str]:
        """Return the mark of the note with the address of the link that a picture is; none for one that shows it."""
        uri = web_link(picture)
        if not uri or uri == str(picture.get("uri", "")):
            return []
        return self._to_the_web(uri, [], "")[1:]

    def on_image(self, node: Element) -> list[str]:
        """Return a picture, in a line with text or by itself."""
        if isinstance(node.parent, nodes.TextElement):
            return super().on_image(node)
        return self._figure([node])
