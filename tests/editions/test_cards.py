"""Social cards: made of an article's words, and named by its page."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from types import SimpleNamespace

import pytest
from lxml import html
from PIL import Image

from standfirst.editions import cards
from standfirst.editions.books import Book

CARDS = "standfirst_cards=_build/made"
LONG = "A title that goes on and on " * 11
TITLES = [
    "What the figures leave out",
    "八〇后：中国的“新”一代？",
    '</script> #panic("x") $x$ \\ "quoted" [a] <b>',
    "עברית، العربية",
    "😀 emoji 👩‍🚀",
    LONG[:300],
    "很長的標題，" * 50,
    "W" * 300,
]


@pytest.fixture
def journal(publication):
    """Return a publication with the files of two cards, and a post whose picture networks can show."""
    publication.post("2026-01-02-a", title="Alpha")
    publication.write("posts/lead.png", _bytes((800, 400)))
    publication.post("2026-01-03-b", title="Beta", image="lead.png")
    publication.post("2026-01-04-w", title="Gone", withdrawn="2026-02-01, wrong")
    for name in ("card", "cards/posts/2026-01-02-a", "cards/posts/2026-01-03-b"):
        publication.write(f"_build/made/{name}.png", _bytes((1200, 630)))
    return publication


def _bytes(size):
    made = BytesIO()
    Image.new("RGB", size, "white").save(made, "PNG")
    return made.getvalue()


def told(built, page):
    """Return the content of each meta tag of a page by its name, the last of a name."""
    tree = html.document_fromstring(built.read(page))
    return {
        meta.get("property") or meta.get("name"): meta.get("content")
        for meta in tree.xpath("//head/meta[@content]")
    }


def test_a_page_names_its_card(journal):
    """With its measures and words; a lead picture goes before, and the publication's is for all other pages."""
    built = journal.build(CARDS)
    article, pictured = told(built, "2026/01/a/"), told(built, "2026/01/b/")
    gone, author = told(built, "2026/01/w/"), told(built, "authors/")

    assert built.warnings == ""
    assert article["og:image"] == "https://example.org/review/2026/01/a/a.png"
    assert (article["og:image:width"], article["og:image:height"]) == ("1200", "630")
    assert article["og:image:alt"] == "Alpha"
    assert article["twitter:card"] == "summary_large_image"
    assert "/_images/" in pictured["og:image"]
    for page in (gone, author, told(built, "")):
        assert page["og:image"] == "https://example.org/review/edition.png"
        assert page["og:image:alt"] == told(built, "")["og:site_name"]
    assert (built.out / "2026/01/a/a.png").is_file()
    assert (built.out / "edition.png").is_file()


def test_a_card_goes_before_the_picture_where_the_publication_says_so(journal):
    """For networks; the picture stays on the page."""
    built = journal.build(CARDS, "standfirst_cards_always=1")

    assert told(built, "2026/01/b/")["og:image"] == "https://example.org/review/2026/01/b/b.png"


def test_pages_follow_the_cards(journal):
    """Each build gives what one from nothing gives; where a card is gone, the page names the publication's."""
    with_all = journal.build(CARDS).files()
    (journal.root / "_build/made/cards/posts/2026-01-02-a.png").unlink()
    fewer = journal.build(CARDS).files()
    without = journal.build().files()
    for options, before in (((CARDS,), fewer), ((), without)):
        shutil.rmtree(journal.root / "_build/html")
        shutil.rmtree(journal.root / "_build/doctrees")

        assert journal.build(*options).files() == before
    changed = {name for name in with_all if with_all[name] != fewer.get(name)}
    assert changed - {"searchindex.js"} == {"2026/01/a/a.png", "2026/01/a/index.html"}
    assert "og:image" not in told(journal.build(), "2026/01/a/")


def test_a_page_names_its_pdf(publication):
    """To reference managers, to search engines, and as a link; absolute."""
    publication.post("2026-01-02-a", title="Alpha")
    publication.post("2026-01-03-b", title="Beta")
    publication.write("_build/made/articles/posts/2026-01-02-a.pdf", b"x")
    built = publication.build("standfirst_editions=_build/made")
    address = "https://example.org/review/2026/01/a/a.pdf"
    tree = html.document_fromstring(built.read("2026/01/a/"))
    (data,) = tree.xpath("//script[@type='application/ld+json']")

    assert told(built, "2026/01/a/")["citation_pdf_url"] == address
    assert tree.xpath("//link[@type='application/pdf']/@href") == [address]
    assert json.loads(data.text)["@graph"][0]["encoding"]["contentUrl"] == address
    assert "citation_pdf_url" not in told(built, "2026/01/b/")


def test_every_title_gives_a_card(publication):
    """Of 1,200 × 630 pixels, whatever it is: long, hostile, from right to left, with emoji; no two alike."""
    pytest.importorskip("typst", reason="needs typst; pip install 'standfirst[editions]'")
    for number, title in enumerate(TITLES, start=1):
        publication.post(f"2026-01-0{number}-p", title=json.dumps(title, ensure_ascii=False))
    built = publication.build(builder="cards")
    made = sorted((publication.root / "_build/cards").rglob("*.png"))

    assert len(made) == len(TITLES) + 1
    assert len({file.read_bytes() for file in made}) == len(made)
    assert "Traceback" not in built.warnings
    for file in made:
        with Image.open(file) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
            assert _margins_are_clear(image), file


def _margins_are_clear(image):
    """Return whether nothing but white is in the margins, below the stripe at the top."""
    grey = image.convert("L")
    width, height = grey.size
    sides = [(0, 30, 60, height), (width - 60, 30, width, height), (0, height - 60, width, height)]
    return all(grey.crop(side).getextrema() == (255, 255) for side in sides)


def test_only_cards_whose_words_have_changed_are_made_again(publication, monkeypatch):
    """Not where the text has; the card of what is gone goes."""
    pytest.importorskip("typst", reason="needs typst; pip install 'standfirst[editions]'")
    for name in ("2026-01-02-a", "2026-01-03-b", "2026-01-04-c"):
        publication.post(name, title=name)
    publication.build(builder="cards")
    folder = publication.root / "_build/cards"
    before = {file.relative_to(folder).as_posix(): _state(file) for file in folder.rglob("*.png")}
    publication.post("2026-01-02-a", "Another text.\n", title="2026-01-02-a")
    publication.post("2026-01-03-b", title="Another title")
    (publication.root / "posts/2026-01-04-c.md").unlink()
    made = []
    with monkeypatch.context() as patched:
        png = cards.png
        patched.setattr(
            cards, "png", lambda card, press: made.append(card.title) or png(card, press)
        )
        publication.build(builder="cards")
    after = {file.relative_to(folder).as_posix(): _state(file) for file in folder.rglob("*.png")}

    assert before.keys() - after.keys() == {"cards/posts/2026-01-04-c.png"}
    assert {name for name in after if after[name] != before[name]} == {
        "cards/posts/2026-01-03-b.png"
    }
    assert made == ["Another title"]
    shutil.rmtree(folder)
    publication.build(builder="cards")
    again = {file.relative_to(folder).as_posix(): _state(file) for file in folder.rglob("*.png")}
    assert {name: content for name, (content, _) in again.items()} == {
        name: content for name, (content, _) in after.items()
    }


def _state(file):
    return file.read_bytes(), file.stat().st_mtime_ns


def test_a_font_that_is_not_there_is_said_once(publication, monkeypatch):
    """For all cards in one warning, with what helps."""
    typst = pytest.importorskip("typst", reason="needs typst; pip install 'standfirst[editions]'")
    monkeypatch.setattr(typst, "Fonts", lambda *_: SimpleNamespace(fonts=list))
    for number in (1, 2, 3):
        publication.post(f"2026-01-0{number}-p", title="中国的新一代", lang="zh-Hans")
    built = publication.build(builder="cards")
    said = [line for line in built.warnings.splitlines() if "no font for" in line]

    assert len(said) == 1
    assert "the cards show codes" in said[0]
    assert "fonts-noto-cjk" in said[0]


@pytest.mark.parametrize(
    ("is_own", "size", "corners"),
    [
        (True, (300, 420), ["teal", "teal"]),
        (True, (420, 300), ["teal", "red"]),
        (False, (300, 420), ["white", "red"]),  # the newest article's
    ],
)
def test_a_volumes_own_picture_that_stands_is_its_cover(is_own, size, corners, tmp_path):
    """It fills the page; any other lies above the title, whose ground is red."""
    pytest.importorskip("typst", reason="needs typst; pip install 'standfirst[editions]'")
    from standfirst.editions.typst.compiler import Compiler  # noqa: PLC0415  # needs Typst

    Image.new("RGB", size, "teal").save(tmp_path / "p.png")
    volume = Book(key="k", title="T", subtitle="", publication="P", lang="en", parts=(), has_own_cover=is_own)  # fmt: skip
    made = cards.cover(volume, tmp_path / "p.png", Compiler(tmp_path / "press", None))
    with Image.open(BytesIO(made)) as image:
        width, height = image.size
        found = [image.getpixel((9, 9)), image.getpixel((width - 9, height - 9))]

    assert [_name(colour) for colour in found] == corners


def _name(colour):
    known = {"teal": (0, 128, 128), "white": (255, 255, 255), "red": (122, 30, 32)}
    return min(known, key=lambda name: sum(abs(a - b) for a, b in zip(known[name], colour, strict=True)))  # fmt: skip
