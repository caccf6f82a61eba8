"""How books are bound: what is compiled, what is merged, and what is taken from the build before."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pikepdf
import pytest
import typst
from bare_posts import bare_post

from standfirst.editions import binding, pdf_merge
from standfirst.editions.books import Book, BookPart
from standfirst.editions.typst import documents
from standfirst.editions.typst.code import Code
from standfirst.editions.typst.compiler import CompiledPdf

DAY = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
FACTS = documents.DocumentContext(
    url=lambda post: "" if post.docname == "c" else f"https://e.org/{post.path}",
    picture=lambda _: None,
    legible=lambda text: text,
)


def post(name):
    """Return an article."""
    return bare_post(name, title=name, date=DAY)


A, B, C = map(post, "abc")
BOOK = Book(
    key="v", title="V", subtitle="", publication="J", lang="en",
    parts=(BookPart(title="", articles=(A, B, C)),), url="https://e.org/v/",
)  # fmt: skip
WHOLE = dc.replace(
    BOOK, key="all", is_whole=True,
    parts=(BookPart(title="V 1", articles=(A,), key="v1"), BookPart(title="Rest", articles=(B, C))),
)  # fmt: skip


class Press:
    """A press that notes what it is asked, and sets a page for each article and one for what has none."""

    digest = "fonts"

    def __init__(self, work):
        self.work = work
        self.asked = []
        self.complaint = ""

    def compile(self, source, *, timestamp, parts):
        """Return a PDF whose places are named as the articles are; a link leads to another."""
        names = {self.work / documents.file_of(each.docname): each.docname for each in (A, B, C)}
        self.asked.append((source, timestamp, [names[part] for part in parts]))
        pages = "\n#pagebreak()\n".join(
            f'#heading[{names[part]}] #label("{documents.place(names[part])}")\n'
            f'#heading(level: 2)[x] #label("{documents.place(names[part], "x y")}")\n'
            '#link("https://e.org/b/#x%20y")[1] #link("https://e.org/a/")[2] #link("https://e.org/c/")[3]'
            for part in parts
        )
        text = f'#set document(title: "T", date: none)\n#set page(width: 9cm, height: 9cm, numbering: "1")\n{pages or "#heading[front]"}'  # fmt: skip
        content = typst.compile(text.encode(), format="pdf", pdf_standards=["ua-1"])
        return CompiledPdf(content=content, complaint=self.complaint)


@pytest.fixture
def bind(tmp_path):
    """Return a function that opens what is kept, and does what it is told with that; what was asked, and said."""
    press = Press(tmp_path / "work")
    (press.work / "articles").mkdir(parents=True)
    for each in (A, B, C):
        (press.work / documents.file_of(each.docname)).write_text("x" * 10, encoding="utf-8")

    def run(*works, note=None):
        press.asked.clear()
        told = []
        made = binding.Binding(
            press,
            FACTS,
            tmp_path / "kept",
            note=lambda _: note,
            report=lambda book, why: told.append((book.key, why)),
        )
        files = [work(made) for work in works]
        made.finish()
        return files, told

    run.press = press
    run.kept = tmp_path / "kept"
    return run


def volume(made):
    """Return the volume's PDF."""
    return made.volume(BOOK)


def sources(bind):
    """Return what the press was asked for."""
    return [source for source, _, _ in bind.press.asked]


def test_a_volume_is_compiled_once(bind):
    """With its note and all its articles, at the time of the newest."""
    [file], told = bind(volume, note=Code("[N]"))

    assert bind.press.asked == [
        (documents.book(BOOK, FACTS, note=Code("[N]")), int(DAY.timestamp()), ["a", "b", "c"])
    ]
    assert (file, told) == (bind.kept / "v.pdf", [])
    assert pdf_merge.labels(file) == {
        documents.place(name, part): str(page)
        for page, name in enumerate("abc", 1)
        for part in ("", "x y")
    }
    assert bind(volume, note=Code("[N]"))[0] == [file]
    assert bind.press.asked == []


@pytest.mark.parametrize("change", ["note", "text", "fonts", "time", "gone"])
def test_a_volume_is_compiled_again_where_something_has_changed(bind, change):
    """Its note, an article, the fonts or the day; or its file is gone."""
    [file], _ = bind(volume)
    book, note = BOOK, None
    if change == "note":
        note = Code("[N]")
    elif change == "text":
        (bind.press.work / documents.file_of("b")).write_text("y" * 10, encoding="utf-8")
    elif change == "fonts":
        bind.press.digest = "others"
    elif change == "time":
        later = dc.replace(C, updated=DAY + dt.timedelta(days=1))
        book = dc.replace(BOOK, parts=(BookPart(title="", articles=(A, B, later)),))
    else:
        file.unlink()
    bind(lambda made: made.volume(book), note=note)

    assert len(bind.press.asked) == 1
    assert file.is_file()


def test_what_the_press_complains_of_is_told(bind):
    """Once, when it is made."""
    bind.press.complaint = "no alt"

    assert bind(volume)[1] == [("v", "no alt")]
    assert bind(volume)[1] == []


@pytest.mark.parametrize(
    ("largest", "runs"), [(30, ["abc"]), (29, ["ab", "c"]), (20, ["ab", "c"]), (19, ["a", "b", "c"]), (1, ["a", "b", "c"])]
)  # fmt: skip
def test_a_large_volume_is_bound_from_parts(bind, monkeypatch, largest, runs):
    """As many articles in each as there is room for, each begun at the page after the one before."""
    monkeypatch.setattr(binding, "LARGEST", largest)
    [file], _ = bind(volume)
    asked = [list(run) for run in runs]
    front = [] if len(runs) == 1 else [["a", "b", "c"]]
    starts = [1 + sum(map(len, runs[:number])) for number in range(len(runs))]

    assert [parts for _, _, parts in bind.press.asked] == asked + front
    if front:
        of_parts = [
            dc.replace(BOOK, parts=(BookPart(title="", articles=tuple(map(post, run))),)) for run in runs
        ]  # fmt: skip
        assert sources(bind)[:-1] == [
            documents.part(of, FACTS, first=first)
            for of, first in zip(of_parts, starts, strict=True)
        ]
        with pikepdf.open(file) as whole:
            assert len(whole.pages) == 3 + 3
    before = file.stat().st_mtime_ns
    bind(volume)
    assert (bind.press.asked, file.stat().st_mtime_ns) == ([], before)


def test_the_whole_is_bound_from_volumes_and_the_rest(bind):
    """Each part has its title and numbers of its own, of which the contents are made."""
    one = dc.replace(BOOK, key="v1", parts=WHOLE.parts[:1])
    files, _ = bind(lambda m: m.volume(one), lambda m: m.whole(WHOLE, {"v1": bind.kept / "v1.pdf"}))
    entries = [("V 1", [(A, "1-1")]), ("Rest", [(B, "2-1"), (C, "2-2")])]
    rest = dc.replace(WHOLE, parts=(BookPart(title="Rest", articles=(B, C)),))

    assert files == [bind.kept / "v1.pdf", bind.kept / "all.pdf"]
    assert sources(bind) == [
        documents.book(one, FACTS, note=None),
        documents.part(rest, FACTS, first=1),
        documents.front(WHOLE, FACTS, note=None, parts=entries),
    ]
    with pikepdf.open(files[1]) as whole, whole.open_outline() as outline:
        assert [item.title for item in outline.root][-2:] == ["V 1", "Rest"]
        assert [page.label for page in whole.pages][-3:] == ["1-1", "2-1", "2-2"]


def test_a_whole_without_volumes_is_one_book(bind):
    """Not bound from itself; one of a single volume is bound from that."""
    alone = dc.replace(WHOLE, parts=(BookPart(title="", articles=(A, B)),))
    bind(lambda made: made.whole(alone, {}))

    assert sources(bind) == [documents.book(alone, FACTS, note=None)]


def test_links_between_articles_lead_to_their_places(bind, monkeypatch):
    """By the address on the web, with its fragment or without; what has no address has no links."""
    monkeypatch.setattr(binding, "LARGEST", 1)
    [file], _ = bind(volume)
    with pikepdf.open(file) as whole:
        links = [*whole.pages[-1].obj.Annots]
        found = [(str(each.get("/Dest", "")), str(each.get("/A", {}).get("/URI", ""))) for each in links]  # fmt: skip

    assert found == [
        (documents.place("b", "x y"), ""), (documents.place("a"), ""), ("", "https://e.org/c/"),
    ]  # fmt: skip


def test_what_is_no_longer_wanted_goes(bind):
    """What another book of before was made of, too."""
    bind(volume, lambda made: made.volume(dc.replace(BOOK, key="w")))
    bind(volume)

    assert [path.name for path in bind.kept.iterdir()] == ["v.pdf"]
    assert bind.press.asked == []
