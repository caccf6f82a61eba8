"""Text, emphasis, links and notes: docutils' inline nodes -> Typst."""

from __future__ import annotations

import contextlib
import re
from functools import partialmethod
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from docutils import nodes

from standfirst.editions import html_to_nodes, mathml
from standfirst.editions.typst import formulas
from standfirst.editions.typst.code import Code, block, call, code, text
from standfirst.editions.typst.translator_base import Base, classes_of, is_remote
from standfirst.policy import links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Element, Node

_FORMULA = "a formula that cannot be set is printed as written, in LaTeX"
_SHORT = 28
"""Characters of a formula, as it is written, that has room in a line of any heading."""
_LONGEST_NOTE = 70
"""Characters of host and path of an address as it is printed at the foot of a page."""
_LONGEST_TAIL = 200
"""Characters of its query and fragment; nobody types more."""
_TRACKER = re.compile(r"(?:utm_\w*|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|igsh(?:id)?)(?:=|$)")
"""Parts of a query that networks and newsletters add."""
_ENCODED = re.compile(
    r"(?:%[Cc][2-9A-Fa-f]|%[Dd][0-9A-Fa-f])%[89ABab][0-9A-Fa-f]"
    r"|%[Ee][1-9A-Ca-c](?:%[89ABab][0-9A-Fa-f]){2}"
)
"""A letter in two or three bytes of UTF-8, none of which stands for one that could be written shorter."""


class Inlines(Base):
    """Translates what stands in a line."""

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
        """Return a picture within a line; one that stands by itself is a figure.

        A frame in a line has room for words alone: its address is that of a link.
        """
        shown, uri = self.picture(node, inline=True), str(node.get("uri", ""))
        if shown is None:
            return []
        is_framed = self.around.picture(uri) is None
        if is_framed and is_remote(uri) and not isinstance(node.parent, nodes.reference):
            return self._to_the_web(uri, [shown], "")
        return [shown]

    # -- formulas

    def on_math(self, node: Element) -> list[str]:
        """Return a formula in the line; one that cannot be set as it is written."""
        parts, as_written = self.formula(node, is_block=False), self.on_literal(node)
        if not parts:
            return as_written
        otherwise, alt = block(as_written), self.alternative(node)
        if self.in_heading and len(alt) <= _SHORT:
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
        note = self.around.legible(short_address(url)) if url else ""
        quiet, page = self.is_quiet, not (self.is_quiet or self.in_heading)
        return call("xref", labels, url, block(inside), page=page, note=note, quiet=quiet)

    def _to_the_web(self, uri: str, inside: list[str], shown: str) -> list[str]:
        parts = urlsplit(uri)
        if parts.scheme not in links.SCHEMES:
            return inside
        linked = call("link", uri, block(inside))
        note = short_address(uri)
        if not note or note in shown or shown.strip().rstrip("/") in {uri, note}:
            return [linked]
        if self.is_quiet:
            return [linked, text(f" ({self.around.legible(note)})", self.longest)]
        return [linked, self._note(uri, note)]

    def _note(self, uri: str, note: str) -> Code:
        """Return the mark of the note that has the address *uri*, which is set once."""
        if uri in self.noted:
            mark = call("note-again", self.noted[uri])
        else:
            self.noted[uri] = label = self.label(f"link {len(self.noted) + 1}")
            mark = call("link-note", uri, block([text(self.around.legible(note))]), label)
        return call("unmarked", mark) if self.in_heading else mark

    on_target = Base.through

    # -- notes

    def on_footnote_reference(self, node: Element) -> list[str]:
        """Return the note, which Typst sets at the foot of the page; for a second mark of one note, the mark."""
        name = str(node.get("refid", ""))
        note = self.notes.get(name)
        if note is None or self.is_quiet or self.in_heading:
            return [call("super", node.astext())]
        label = self.label(name)
        if name in self.set_notes:
            return [call("note-again", label)]
        self.set_notes.add(name)
        with self.quiet():
            inside = self.opened(c for c in note.children if not isinstance(c, nodes.label))
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
    """Return an address as it is printed: all that it takes to get there, but the middle of a long path.

    Scheme and ``www.`` go without saying. A query often names the page, and so does a fragment
    that begins as a path; other fragments name a place in it.
    """
    parts = urlsplit(url)
    if parts.scheme == "mailto":
        return parts.path
    host = parts.netloc.rpartition("@")[2].removeprefix("www.")
    path = unquote(parts.path, errors="replace")
    tail = _query(parts.query)
    if parts.fragment.startswith(("/", "!")):
        tail += f"#{_readable(parts.fragment)}"
    if len(tail) > _LONGEST_TAIL:
        tail = f"{tail[: _LONGEST_TAIL - 1]}…"
    whole = host + (path if tail else path.rstrip("/"))
    if len(whole) <= _LONGEST_NOTE:
        return whole + tail
    last = path.rstrip("/").rpartition("/")[2]
    room = max(_LONGEST_NOTE - len(host) - 3, 12)
    return f"{host}/…/{last if len(last) <= room else last[: room - 1] + '…'}{tail}"


def _query(query: str) -> str:
    """Return a query with its mark, without what only says where a reader has come from; empty where nothing else is in it."""
    said = "&".join(part for part in query.split("&") if part and not _TRACKER.match(part))
    return f"?{_readable(said)}" if said else ""


def _readable(part: str) -> str:
    """Return a part of an address with its letters beyond ASCII as they are read; what else is encoded has to be."""
    return _ENCODED.sub(lambda found: unquote(found[0], errors="strict"), part)
