"""PDFs that Typst has made -> one, still tagged.

Pages, structure trees, named destinations, page labels and outlines of the parts go into one
file; links on the web to what is in it lead to its place there.

Sources: ISO 32000-1 12.3.2.3 (named destinations), 12.4.2 (page labels), 14.7.4.4 (finding
structure elements), 14.7.2 (identifiers).
"""

from __future__ import annotations

import dataclasses as dc
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pikepdf import Object, Pdf

    from standfirst.editions.books import Book

_LIMIT = 1_000
"""How deep a tree of numbers or names may be: Typst's are flat."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PdfPart:
    """A PDF that goes into the whole."""

    path: Path
    title: str = ""
    """Of its item in the outline; empty: its own items stand at the top."""
    prefix: str = ""
    """Of its pages' labels."""


def labels(path: Path) -> dict[str, str]:
    """Return the label of the page on which each named destination lies."""
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: page for page in pdf.pages}
        dests = pdf.Root.get("/Names", Dictionary()).get("/Dests")
        return {str(name): pages[place[0].objgen].label for name, place in _pairs(dests, "/Names")}


def pages(path: Path) -> int:
    """Return the number of a file's pages."""
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def merge(
    pieces: Sequence[PdfPart], book: Book, place_of: Callable[[str], tuple[str, ...]]
) -> bytes:
    """Return the whole of *book*.

    :param pieces: In their order; the first one's metadata says which standards all of them meet.
    :param place_of: Address that a link leads to -> names of places in the whole that it may mean,
        the best first.
    """
    whole = _MergedPdf()
    sources = [pikepdf.open(piece.path) for piece in pieces]
    try:
        for piece, source in zip(pieces, sources, strict=True):
            whole.add(piece, source)
        whole.finish(sources[0], place_of)
        _describe(whole.pdf, book, _claims(sources))
        return _saved(whole.pdf)
    finally:
        for source in sources:
            source.close()


class _MergedPdf:
    """The file that is being put together."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._kids = Array()
        self._parents = Array()
        self._next = 0
        self._ids: list[tuple[bytes, Object]] = []
        self._places: dict[str, Object] = {}
        self._labels = Array()
        self._outline: list[tuple[PdfPart, Object | None, int]] = []

    def add(self, piece: PdfPart, source: Pdf) -> None:
        """Take over the pages of *source* and what belongs to them."""
        start = len(self.pdf.pages)
        self.pdf.add_pages_from(source, forms="strip", layers="ignore", outlines="ignore")
        # all copies come from one source, so that what is shared in it stays shared
        structure = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        for kid in _several(structure.K):
            kid.P = self.root
            self._kids.append(kid)
        if Name.RoleMap in structure:
            self.root.RoleMap = structure.RoleMap
        self._number(structure, start)
        self._identify(structure, len(self._outline))
        if Name.Names in source.Root:
            dests = self.pdf.copy_foreign(_indirect(source, source.Root.Names))
            found = _pairs(dests.get("/Dests"), "/Names")
            self._places.update((str(name), place) for name, place in found)
        self._label(piece, source, start)
        items = source.Root.get("/Outlines")
        copied = self.pdf.copy_foreign(_indirect(source, items)) if items is not None else None
        self._outline.append((piece, copied, start))

    def _number(self, structure: Object, start: int) -> None:
        """Give the pages and links of one piece numbers of their own in the tree of parents."""
        base = self._next
        for key, value in _pairs(structure.ParentTree, "/Nums"):
            self._parents.append(base + int(key))
            self._parents.append(value)
            self._next = max(self._next, base + int(key) + 1)
        for page in list(self.pdf.pages)[start:]:
            for holder in (page.obj, *page.obj.get("/Annots", ())):
                for name in ("/StructParents", "/StructParent"):
                    if name in holder:
                        holder[name] = base + int(holder[name])

    def _identify(self, structure: Object, number: int) -> None:
        for name, element in _pairs(structure.get("/IDTree"), "/Names"):
            own = f"{number}-{name}"
            element.ID = String(own)
            self._ids.append((bytes(String(own)), element))

    def _label(self, piece: PdfPart, source: Pdf, start: int) -> None:
        for at, label in _pairs(source.Root.get("/PageLabels"), "/Nums"):
            own = Dictionary({key: label[key] for key in label.keys()})  # noqa: SIM118  # pikepdf's mapping
            if piece.prefix and Name.S in own:
                own.P = String(piece.prefix)
            self._labels.append(start + int(at))
            self._labels.append(own)

    def finish(self, first: Pdf, place_of: Callable[[str], tuple[str, ...]]) -> None:
        """Put the trees into the file, and lead links to what is in it there."""
        pdf, root = self.pdf, self.root
        root.K = self._kids
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=self._parents))
        root.ParentTreeNextKey = self._next
        if self._ids:
            root.IDTree = pdf.make_indirect(Dictionary(Names=_flat(self._ids)))
        pdf.Root.StructTreeRoot = root
        places = [(bytes(String(name)), place) for name, place in self._places.items()]
        if places:
            pdf.Root.Names = Dictionary(Dests=Dictionary(Names=_flat(places)))
        pdf.Root.PageLabels = Dictionary(Nums=self._labels)
        for name in ("/MarkInfo", "/ViewerPreferences", "/OutputIntents", "/Metadata"):
            if name in first.Root:
                pdf.Root[name] = pdf.copy_foreign(_indirect(first, first.Root[name]))
        self._lead_links(place_of)
        with pdf.open_outline(max_depth=_LIMIT) as outline:
            for piece, items, start in self._outline:
                found = list(_items(items)) if items is not None else []
                if piece.title:
                    item = OutlineItem(piece.title, start)
                    item.children.extend(found)
                    found = [item]
                outline.root.extend(found)

    def _lead_links(self, place_of: Callable[[str], tuple[str, ...]]) -> None:
        for page in self.pdf.pages:
            for link in page.obj.get("/Annots", ()):
                action = link.get("/A")
                if action is None or action.get("/S") != Name.URI:
                    continue
                names = place_of(str(action.URI))
                name = next((name for name in names if name in self._places), None)
                if name is not None:
                    del link.A
                    link.Dest = String(name)
                    link.Contents = String(name.rpartition("#")[0].rpartition("/")[2])


def _pairs(tree: Object | None, key: str) -> Iterator[tuple[Any, Any]]:
    """Yield the pairs of a tree of names or of numbers.

    :param key: ``/Names`` or ``/Nums``.
    """
    if tree is None:
        return
    for kid in tree.get("/Kids", ()):
        yield from _pairs(kid, key)
    found = list(tree.get(key, ()))
    yield from zip(found[::2], found[1::2], strict=True)


def _flat(found: list[tuple[bytes, Object]]) -> Array:
    """Return a tree of names in one piece, in the order of their bytes."""
    result = Array()
    for name, value in sorted(found, key=lambda item: item[0]):
        result.append(pikepdf.Object.parse(b"<" + name.hex().encode() + b">"))
        result.append(value)
    return result


def _items(parent: Any) -> Iterator[OutlineItem]:
    """Yield the items of an outline below *parent*."""
    item = parent.get("/First")
    while item is not None:
        result = OutlineItem(str(item.Title), item.get("/Dest"))
        result.is_closed = True
        result.children.extend(_items(item))
        yield result
        item = item.get("/Next")


def _several(value: Object) -> list[Object]:
    return list(value) if isinstance(value, Array) else [value]


def _indirect(pdf: Pdf, value: Object) -> Object:
    return value if value.is_indirect else pdf.make_indirect(value)


_CLAIMS = ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")
"""What a file's metadata says of the standards that it meets."""


def _claims(sources: Sequence[Pdf]) -> set[str]:
    """Return the claims that all pieces make alike."""
    said = [{key: pdf.open_metadata().get(key) for key in _CLAIMS} for pdf in sources]
    alike = {key for key in _CLAIMS if len({str(claims[key]) for claims in said}) == 1}
    # a part of PDF/A says nothing without its level
    return alike if "pdfaid:conformance" in alike else alike - {"pdfaid:part"}


def _describe(pdf: Pdf, book: Book, claims: set[str]) -> None:
    """Write the metadata, with the *claims* of the first piece that hold for all."""
    pdf.Root.Lang = String(book.lang)
    moment = book.modified.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as meta:
        for claim in set(_CLAIMS) - claims:
            meta.pop(claim, None)
        meta["dc:title"] = book.title if book.is_whole else book.description
        meta["dc:creator"] = [", ".join(book.authors)]
        meta["dc:description"] = book.description
        meta["dc:language"] = {book.lang}
        meta["xmp:CreateDate"] = meta["xmp:ModifyDate"] = moment


def _saved(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return out.getvalue()
