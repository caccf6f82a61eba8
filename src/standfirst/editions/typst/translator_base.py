"""The base of all translators: dispatch by class, labels, the state of the translation, and what is asked of nodes."""

from __future__ import annotations

import contextlib
import dataclasses as dc
from typing import TYPE_CHECKING

from docutils import nodes

from standfirst.editions import html_to_nodes
from standfirst.editions.typst.code import LONGEST, Code, call
from standfirst.editions.typst.documents import place
from standfirst.problems import PostWarning, Problem
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from docutils.nodes import Element, Node

    from standfirst.problems import Report


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class LinkTarget:
    """Where a link within the publication leads."""

    labels: tuple[str, ...]
    """In the edition, if they are there, the best first: ``page#id``, ``page#``."""
    url: str
    """On the web; empty where the publication has no address."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class TranslateContext:
    """What the translation of one document takes from the rest."""

    docname: str
    place: Callable[[str], LinkTarget | None]
    """``refuri`` of a reference -> where it leads within the publication; None for other links."""
    picture: Callable[[str], str | None]
    """Address of a picture as written -> its file as Typst finds it; None where it cannot be shown."""
    legible: Callable[[str], str]
    """Text -> text of which some font has every character."""
    report: Report
    names: Mapping[str, str]
    """``note``, ``warning`` … -> the heading of such a box."""


class Base:
    """Dispatches on class names, so that nodes of extensions need not be imported."""

    def __init__(self, document: nodes.document, around: TranslateContext) -> None:
        self.around = around
        self.notes: dict[str, Element] = {
            name: note
            for note in document.findall(nodes.Element)
            if isinstance(note, nodes.footnote | nodes.citation)
            for name in ids_of(note)
        }
        self.set_notes: set[str] = set()
        """Ids of the notes that are set."""
        self.noted: dict[str, str] = {}
        """Address -> label of the note that has it."""
        self._explained: set[str] = set()
        """What abbreviations stand for, where it has been said."""
        self.longest = LONGEST
        """Characters that have room in a line where the text stands that is being translated."""
        self._quiet = 0
        self.in_heading = False
        self._warned: set[str] = set()

    def statements(self, found: Iterable[Node]) -> list[str]:
        """Return the translations of nodes, one after another."""
        return [statement for node in found for statement in self.translation(node)]

    def children(self, node: Element) -> list[str]:
        """Return the translations of a node's children."""
        return self.statements(node.children)

    def through(self, node: Element) -> list[str]:
        """Return the content of a node that is only a frame around it, or a place that links can lead to."""
        return [*self.anchors(node), *self.children(node)]

    def opened(self, found: Iterable[Node]) -> list[str]:
        """Return the translations of blocks, of a paragraph that comes first only its text.

        What a mark or a number stands before begins in its line.
        """
        blocks = list(found)
        if not blocks or not isinstance(blocks[0], nodes.paragraph):
            return self.statements(blocks)
        first, rest = blocks[0], blocks[1:]
        return [*self.through(first), *self.statements(rest)]

    def translation(self, node: Node) -> list[str]:
        """Return the statements of the nearest class that has a translation; those of the children where there is none."""
        for kind in type(node).__mro__:
            translate = getattr(self, f"on_{kind.__name__}", None)
            if translate is not None:
                result: list[str] = translate(node)
                return result
        name = type(node).__name__
        self.warn_once(
            node, f"{quoted(name)} has no form of its own in print; its text is shown instead"
        )
        return self.children(node) if isinstance(node, nodes.Element) else []

    def warn_once(self, node: Node, message: str) -> None:
        """Report something about nodes of a kind, at the first of them."""
        name = type(node).__name__
        if name not in self._warned:
            self._warned.add(name)
            problem = Problem(
                subtype=PostWarning.EDITION,
                message=message,
                remedy="look at the page in the PDF",
                line=line_of(node),
            )
            self.around.report(problem)

    @property
    def is_quiet(self) -> bool:
        """Whether no notes may be set: in heads of tables, which each page repeats, and in notes themselves."""
        return self._quiet > 0

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        """Set no notes meanwhile."""
        self._quiet += 1
        yield
        self._quiet -= 1

    @contextlib.contextmanager
    def heading(self) -> Iterator[None]:
        """Set meanwhile nothing that a bookmark would repeat."""
        self.in_heading = True
        yield
        self.in_heading = False

    def label(self, name: str) -> str:
        """Return the name in the edition of a place in this document."""
        return place(self.around.docname, name)

    def anchors(self, node: Element) -> list[str]:
        """Return a place for each of the node's ids."""
        return [call("anchor", self.label(name)) for name in ids_of(node)]

    def picture(self, node: Element, *, inline: bool = False) -> Code | None:
        """Return the picture; where it cannot be shown, a frame with what it says and where it is on the web.

        None where a frame would have neither, nor is a link: the name of a file tells readers nothing.
        """
        uri, alt = str(node.get("uri", "")), " ".join(str(node.get("alt") or "").split())
        file = self.around.picture(uri)
        said = self.around.legible(alt)
        if file is None:
            address = uri if is_remote(uri) else ""
            if not (said or address or isinstance(node.parent, nodes.reference)):
                return None
            return call("no-picture", said, self.around.legible(address), address, inline=inline)
        if inline:
            return call("inline-picture", file, said)
        return call("picture", file, said, share=share_of(node))


def web_link(picture: Element) -> str:
    """Return the address on the web to which a picture is a link; empty where there is none."""
    link = picture.parent
    uri = str(link.get("refuri", "")) if isinstance(link, nodes.reference) else ""
    return uri if is_remote(uri) else ""


def is_remote(uri: str) -> bool:
    """Return whether a picture lies on the web."""
    return uri.startswith(("http://", "https://"))


def share_of(picture: Element) -> int:
    """Return how much of a line's width a picture is given, in per cent."""
    said = str(picture.get("width", ""))
    for name in classes_of(picture):
        if name.startswith("sf-width-"):
            said = f"{name.removeprefix('sf-width-')}%"
    share = said.removesuffix("%")
    is_share = said.endswith("%") and share.isascii() and share.isdecimal()
    return min(max(int(share[:4]), 5), 100) if is_share else 100


def ids_of(node: Element) -> list[str]:
    """Return a node's ids."""
    return list(map(str, node.get("ids", ())))


def classes_of(node: Element) -> list[str]:
    """Return a node's classes."""
    return list(map(str, node.get("classes", ())))


def elements(node: Node) -> list[Element]:
    """Return a node's children that are no text."""
    return [child for child in node.children if isinstance(child, nodes.Element)]


def line_of(node: Node) -> int:
    """Return the 1-based line where *node*, or what it lies in, was written."""
    found: Node | None = node
    while found is not None and not found.line:
        found = found.parent
    return int(found.line) if found is not None and found.line else 1


def is_space(node: Node) -> bool:
    """Return whether *node* is white space, or the end of a line."""
    return (isinstance(node, nodes.Text) and not node.strip()) or (
        isinstance(node, nodes.inline) and html_to_nodes.BREAK in classes_of(node)
    )


def is_picture(node: Node) -> bool:
    """Return whether *node* is a picture, or a link around one."""
    if isinstance(node, nodes.reference):
        return len(node.children) == 1 and isinstance(node.children[0], nodes.image)
    return isinstance(node, nodes.image)


def frame_missing(document: nodes.document) -> None:
    """Turn the texts of missing pictures back into pictures, for which print has a frame with the address."""
    for text in list(document.findall(nodes.inline)):
        if "sf-missing-picture" in classes_of(text) and text.get("uri"):
            text.replace_self(nodes.image(uri=text["uri"], alt=text.get("alt", "")))


def is_simple(item: Element) -> bool:
    """Return whether an item of a list is a line of text, perhaps with a list below it."""
    lists = nodes.bullet_list | nodes.enumerated_list
    return not item.children or (
        isinstance(item.children[0], nodes.paragraph)
        and all(isinstance(child, lists) for child in item.children[1:])
    )


def lines_of(node: Element) -> Iterator[Element]:
    """Yield the lines of a block and of the blocks within it."""
    for child in node.children:
        if isinstance(child, nodes.line_block):
            yield from lines_of(child)
        elif isinstance(child, nodes.Element):
            yield child
