"""Text, emphasis, links and notes: docutils' inline nodes -> Typst."""

from __future__ import annotations

import contextlib
from functools import partialmethod
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from docutils import nodes

from standfirst.editions import html_to_nodes, mathml
from standfirst.editions.typst import formulas
from standfirst.editions.typst.code import Code, block, call, code, text
from standfirst.editions.typst.translator_base import Base, classes_of
from standfirst.policy import links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Element, Node

_FORMULA = "a formula that cannot be set is printed as written, in LaTeX"
_SHORT = 28
"""Characters of a formula, as it is written, that has room in a line of any heading."""
_LONGEST_NOTE = 70
"""Characters of an address as it is printed at the foot of a page."""


class Inlines(Base):
    """Translates what stands in a line."""

    _in_note = False

    def on_Text(self, node: nodes.Text) -> list[str]:
        """Return text, a line's end as a space."""
        content = node.astext().replace("\n", " ")
        return [text(self.around.legible(content), self.longest)] if content else []

    def wrapped(self, function: str, node: Element) -> list[str]:
        """Return the node's content in a call of *function*; nothing where there is none."""
        inside = self.children(node)
        return [*self.anchors(node), call(function, block(inside))] if inside else []

    on_emphasis = on_title_reference = on_cite = on_literal_emphasis = partialmethod(
        wrapped, "emph"
    )
    on_strong = on_literal_strong = partialmethod(wrapped, "strong")
    on_superscript = partialmethod(wrapped, "super")
    on_subscript = partialmethod(wrapped, "sub")

    def on_literal(self, node: Element) -> list[str]:
        """Return code in the line."""
        content = self.around.legible(node.astext())
        return [code(content, self.longest)] if content else []

    def on_inline(self, node: Element) -> list[str]:
        """Return text of a class of its own: struck out, a line's end, or only as text."""
        if html_to_nodes.BREAK in classes_of(node):
            return ["linebreak()"]
        if html_to_nodes.STRUCK in classes_of(node):
            return self.wrapped("strike", node)
        return self.through(node)

    def on_abbreviation(self, node: Element) -> list[str]:
        """Return an abbreviation with its meaning in brackets: on paper nothing opens."""
        result = self.through(node)
        meaning = " ".join(str(node.get("explanation") or "").split())
        if not meaning or meaning in self._explained:
            return result
        self._explained.add(meaning)
        return [*result, text(f" ({self.around.legible(meaning)})", self.longest)]

    def on_image(self, node: Element) -> list[str]:
        """Return a picture within a line; one that stands by itself is a figure."""
        return [self.picture(node, inline=True)]

    # -- formulas

    def on_math(self, node: Element) -> list[str]:
        """Return a formula in the line; one that cannot be set as it is written."""
        parts, as_written = self.formula(node, is_block=False), self.on_literal(node)
        if not parts:
            return as_written
        otherwise, alt = block(as_written), self.alternative(node)
        if self.is_quiet and len(alt) <= _SHORT:
            # what is decided by measuring is not in a heading's bookmark
            return [*self.anchors(node), call("math.equation", block(parts), alt=alt)]
        return [*self.anchors(node), call("formula", parts, otherwise, alt=alt, room=self.longest)]

    def formula(self, node: Element, *, is_block: bool) -> tuple[Code, ...] | None:
        """Return the parts of a formula; None, which is reported once, where it cannot be set."""
        found = None
        with contextlib.suppress(mathml.FormulaError):
            as_mathml = mathml.mathml(node.astext(), is_block=is_block)
            found = formulas.parts(as_mathml, self.around.legible)
        if not found:
            self.warn_once(node, _FORMULA)
        return found

    def alternative(self, node: Element) -> str:
        """Return what is read out for a formula: its LaTeX, as everybody who needs it knows it."""
        return " ".join(self.around.legible(node.astext()).split())

    # -- links

    def on_reference(self, node: Element) -> list[str]:
        """Return a link: to a place in the edition, with its page, or to the web, with a note that has the address."""
        inside = self.through(node)
        if not inside:
            return []
        if "refid" in node:
            return [self._within([self.label(str(node["refid"]))], "", inside)]
        uri = str(node.get("refuri", ""))
        place = self.around.place(uri)
        if place is not None:
            return [self._within(place.labels, place.url, inside)]
        return self._to_the_web(uri, inside, node.astext())

    on_number_reference = on_download_reference = on_reference

    def _within(self, labels: Sequence[str], url: str, inside: list[str]) -> str:
        note = "" if self.is_quiet or not url else self.around.legible(short_address(url))
        return call("xref", labels, url, block(inside), page=not self.is_quiet, note=note)

    def _to_the_web(self, uri: str, inside: list[str], shown: str) -> list[str]:
        parts = urlsplit(uri)
        if parts.scheme not in links.SCHEMES:
            return inside
        linked = call("link", uri, block(inside))
        note = short_address(uri)
        if not note or note in shown or shown.strip().rstrip("/") in {uri, note}:
            return [linked]
        if self._in_note:
            return [linked, text(f" ({self.around.legible(note)})")]
        if self.is_quiet:
            return [linked]
        if uri in self.noted:
            return [linked, call("note-again", self.noted[uri])]
        self.noted[uri] = label = self.label(f"link {len(self.noted) + 1}")
        return [linked, call("link-note", uri, block([text(self.around.legible(note))]), label)]

    on_target = Base.through

    # -- notes

    def on_footnote_reference(self, node: Element) -> list[str]:
        """Return the note, which Typst sets at the foot of the page; for a second mark of one note, the mark."""
        name = str(node.get("refid", ""))
        note = self.notes.get(name)
        if note is None or self.is_quiet:
            return [call("super", node.astext())]
        label = self.label(name)
        if name in self.set_notes:
            return [call("note-again", label)]
        self.set_notes.add(name)
        with self.quiet():
            self._in_note = True
            inside = self.opened(c for c in note.children if not isinstance(c, nodes.label))
            self._in_note = False
        return [call("note", block(inside), label)]

    on_citation_reference = on_footnote_reference

    def on_footnote(self, node: Element) -> list[str]:
        """Return a note to which no mark leads; the others are at their marks."""
        if self.set_notes.intersection(node["ids"]):
            return []
        mark = "".join(c.astext() for c in node.children if isinstance(c, nodes.label))
        rest = [child for child in node.children if not isinstance(child, nodes.label)]
        return [call("stray-note", self.around.legible(mark), block(self.opened(rest)))]

    on_citation = on_footnote

    def nothing(self, node: Node) -> list[str]:  # noqa: ARG002  # as every translation is called
        """Return nothing: for what is not to be seen."""
        return []

    on_comment = on_index = on_meta = on_toctree = on_substitution_definition = nothing
    on_system_message = on_label = on_highlightlang = on_tabular_col_spec = nothing
    on_pending = on_colspec = on_sd_icon = on_fontawesome = on_raw = nothing


def short_address(url: str) -> str:
    """Return an address as it is printed: without scheme and query, its middle left out where it is long."""
    parts = urlsplit(url)
    if parts.scheme == "mailto":
        return parts.path
    host = parts.netloc.rpartition("@")[2].removeprefix("www.")
    path = unquote(parts.path, errors="replace").rstrip("/")
    whole = host + path
    if len(whole) <= _LONGEST_NOTE:
        return whole
    last = path.rpartition("/")[2]
    room = max(_LONGEST_NOTE - len(host) - 3, 12)
    return f"{host}/…/{last if len(last) <= room else last[: room - 1] + '…'}"
