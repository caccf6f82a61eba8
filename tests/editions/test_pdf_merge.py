"""Several PDFs as one: nothing of a part is lost, and all of it leads to where it now is."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import io

import pikepdf
import pytest
import typst
from bare_posts import bare_post

from standfirst.catalogue.model import Person
from standfirst.editions import pdf_merge
from standfirst.editions.books import Book, BookPart
from standfirst.editions.pdf_merge import PdfPart

BEST = ("ua-1", "a-2a")
ARTICLE = bare_post(
    authors=tuple(Person(name=n, key=n, page=n) for n in ("Ada", "Ben")),
    date=dt.datetime(2026, 1, 2, 11, 4, 5, tzinfo=dt.timezone(dt.timedelta(hours=8))),
)
BOOK = Book(
    key="v",
    title="Volume 1",
    subtitle="2026",
    publication="Journal",
    lang="de",
    parts=(BookPart(title="", articles=(ARTICLE,)),),
)


@pytest.fixture
def part(tmp_path):
    """Return a function that makes a PDF of two pages, each with a place that is named."""

    def make(name, numbering="1", standards=BEST, links=("https://e.org/b",)):
        links = "\n".join(f'#link("{link}")[x]' for link in links)
        source = f"""
            #set document(title: "T", date: datetime(year: 2026, month: 1, day: 1))
            #set text(lang: "en")
            #set page(width: 9cm, height: 9cm, numbering: {f'"{numbering}"' if numbering else "none"})
            #heading[Of {name}] #label("x/{name}#")
            {links} #footnote[n]
            #pagebreak()
            #heading(level: 2)[End] #label("x/{name}#end")
        """
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(
            typst.compile(source.encode(), format="pdf", pdf_standards=list(standards))
        )
        return path

    return make


def merged(*pieces, places=None):
    """Return the whole of some parts."""
    content = pdf_merge.merge(pieces, BOOK, lambda uri: (places or {}).get(uri, ()))
    return pikepdf.open(io.BytesIO(content))


def outline(items):
    """Return the titles of an outline, with those below each."""
    return [(item.title, outline(item.children)) for item in items]


def test_pages_are_labelled_as_in_their_parts(part):
    """With what a part puts before; a part without numbers has none."""
    a, b, c = part("a", "i"), part("b"), part("c", "")
    whole = merged(PdfPart(path=a), PdfPart(path=b, prefix="2-"), PdfPart(path=c, prefix="3-"))

    assert pdf_merge.pages(a) == 2
    assert pdf_merge.labels(a) == {"x/a#": "i", "x/a#end": "ii"}
    assert [page.label for page in whole.pages][:4] == ["i", "ii", "2-1", "2-2"]
    assert len(whole.pages) == 6


def test_each_name_is_the_place_that_it_was(part, tmp_path):
    """In the order of their bytes, as a tree of names must be."""
    pieces = [PdfPart(path=part(name)) for name in ("b", "a")]
    whole = merged(*pieces)
    names = [*whole.Root.Names.Dests.Names]
    numbers = {page.obj.objgen: n for n, page in enumerate(whole.pages)}

    assert [(str(name), numbers[place[0].objgen]) for name, place in zip(names[::2], names[1::2], strict=True)] == [
        ("x/a#", 2), ("x/a#end", 3), ("x/b#", 0), ("x/b#end", 1),
    ]  # fmt: skip
    path = tmp_path / "whole.pdf"
    whole.save(path)
    assert pdf_merge.labels(path) == {"x/a#": "1", "x/a#end": "2", "x/b#": "1", "x/b#end": "2"}


def test_the_outline_has_a_part_below_its_title(part):
    """One without a title stands at the top, with its own items."""
    pieces = [PdfPart(path=part("a")), PdfPart(path=part("b"), title="Part B")]
    whole = merged(*pieces)
    with whole.open_outline() as found:
        assert outline(found.root) == [
            ("Of a", [("End", [])]),
            ("Part B", [("Of b", [("End", [])])]),
        ]
        item = found.root[1]
        assert item.destination[0].objgen == whole.pages[2].obj.objgen
        assert item.children[0].destination is not None


def test_a_link_to_what_is_in_the_book_leads_there(part):
    """To the best place that there is; any other leads where it led."""
    links = ["https://e.org/b", "https://e.org/gone", "https://e.org/else"]
    places = {links[0]: ("x/b#no", "x/b#", "x/a#"), links[1]: ("x/c#",)}
    whole = merged(PdfPart(path=part("a", links=links)), PdfPart(path=part("b")), places=places)
    annotations = [*whole.pages[0].obj.Annots][:3]

    found = [(str(each.get("/Dest", "")), str(each.get("/A", {}).get("/URI", ""))) for each in annotations]  # fmt: skip
    assert found == [("x/b#", ""), ("", links[1]), ("", links[2])]
    assert str(annotations[0].Contents) == "b"


def numbered(tree):
    """Return the pairs of a tree in one piece."""
    return dict(zip([*tree[::2]], [*tree[1::2]], strict=True))


def test_each_page_and_link_finds_its_element(part):
    """By a number of its own, though every part counts from nought."""
    whole = merged(*(PdfPart(path=part(name)) for name in "abc"))
    root = whole.Root.StructTreeRoot
    keys = [int(key) for key in root.ParentTree.Nums[::2]]
    held = [
        int(holder[name])
        for page in whole.pages
        for holder in (page.obj, *page.obj.get("/Annots", ()))
        for name in ("/StructParents", "/StructParent")
        if name in holder
    ]

    assert keys == [*range(len(keys))]
    assert sorted(held) == keys
    assert int(root.ParentTreeNextKey) == len(keys)
    assert [kid.P.objgen for kid in root.K] == [root.objgen] * len(root.K)
    assert len(root.K) == 3


def test_each_identifier_is_one(part):
    """Notes are numbered in each part alike."""
    whole = merged(*(PdfPart(path=part(name)) for name in "ab"))
    ids = numbered(whole.Root.StructTreeRoot.IDTree.Names)

    assert sorted(str(name).partition("-")[0] for name in ids) == ["0", "1"]
    assert {str(name): str(element.ID) for name, element in ids.items()} == {
        str(n): str(n) for n in ids
    }


CLAIMS = ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (BEST, BEST, ["1", "2", "A"]),
        (("ua-1",), ("ua-1",), ["1", None, None]),
        (BEST, ("ua-1",), ["1", None, None]),
        (("ua-1",), BEST, ["1", None, None]),
        (BEST, ("a-2b",), [None, None, None]),
        (("a-2b",), ("a-2b",), [None, "2", "B"]),
        (BEST, (), [None, None, None]),
    ],
)
def test_the_whole_meets_the_standards_that_all_parts_meet(part, first, second, expected):
    """A part of PDF/A only with its level."""
    whole = merged(
        PdfPart(path=part("a", standards=first)), PdfPart(path=part("b", standards=second))
    )
    with whole.open_metadata() as meta:
        assert [meta.get(claim) for claim in CLAIMS] == expected


@pytest.mark.parametrize(("is_whole", "title"), [(True, "Volume 1"), (False, BOOK.description)])
def test_the_whole_says_what_it_is(part, is_whole, title):
    """Title, authors, language and day are the book's; the same parts give the same bytes."""
    pieces = [PdfPart(path=part("a")), PdfPart(path=part("b"))]
    book = dc.replace(BOOK, is_whole=is_whole)
    one, two = (pdf_merge.merge(pieces, book, lambda _: ()) for _ in range(2))
    whole = pikepdf.open(io.BytesIO(one))
    with whole.open_metadata() as meta:
        said = {key: meta.get(key) for key in ("dc:title", "dc:creator", "dc:description", "dc:language", "xmp:CreateDate", "xmp:ModifyDate")}  # fmt: skip

    assert one == two
    assert str(whole.Root.Lang) == "de"
    assert said == {
        "dc:title": title,
        "dc:creator": ["Ada, Ben"],
        "dc:description": BOOK.description,
        "dc:language": {"de"},
        "xmp:CreateDate": "2026-01-02T03:04:05+00:00",
        "xmp:ModifyDate": "2026-01-02T03:04:05+00:00",
    }
    assert bool(whole.Root.MarkInfo.Marked)
    assert bool(whole.Root.ViewerPreferences.DisplayDocTitle)
    assert str(whole.Root.OutputIntents[0].S) == "/GTS_PDFA1"
