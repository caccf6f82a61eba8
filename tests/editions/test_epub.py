"""The ePub builders."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath

import epub_faults
import pytest
from browsers import CHROMIUM
from hard_html import BODIES, TITLES
from lxml import etree
from node_tools import tool
from PIL import Image
from publications import Publication

NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
}
HARD = sorted((Path(__file__).parent / "hard").glob("*.md"))
VOLUME = "---\ntitle: {title}\nstart: 2026-0{month}-01\nend: 2026-0{month}-28\n---\n\n{note}\n"


class Book:
    """An ePub file, opened."""

    def __init__(self, path):
        self.content = path.read_bytes()
        self.zip = zipfile.ZipFile(BytesIO(self.content))
        self.opf = etree.fromstring(self.zip.read("content.opf"))

    def spine(self):
        """Return the names of its pages in order."""
        items = {item.get("id"): item.get("href") for item in self.opf.iterfind(".//opf:item", NS)}
        return [items[ref.get("idref")] for ref in self.opf.iterfind(".//opf:itemref", NS)]

    def page(self, name):
        """Return the tree of a page."""
        return etree.fromstring(self.zip.read(name))

    def titles(self):
        """Return the heading of every page in order."""
        found = [self.page(name).find(".//h:h1", NS) for name in self.spine()]
        return ["" if h is None else "".join(h.itertext()) for h in found]

    def article(self, title):
        """Return the page of the article with this title."""
        return self.page(self.spine()[self.titles().index(title)])

    def meta(self, name):
        """Return the values of a property or a Dublin Core element."""
        if name.startswith("dc:"):
            return [e.text for e in self.opf.iterfind(f".//{name}", NS)]
        return [e.text for e in self.opf.iterfind(f".//opf:meta[@property='{name}']", NS)]


def picture(kind):
    """Return a picture's bytes."""
    made = BytesIO()
    Image.new("RGB", (40, 30), "#7a1f1f").save(made, kind)
    return made.getvalue()


def write_journal(made):
    """Write two volumes, an article of none, a withdrawn one and a draft."""
    made.write("volumes/one.md", VOLUME.format(title="One", month=1, note="A *note*."))
    made.write("volumes/two.md", VOLUME.format(title="Two", month=2, note=""))
    made.write("about.md", "---\ntitle: About\n---\n\nUs.\n")
    made.write("p.png", picture("PNG"))
    made.post(
        "2026-01-02-a",
        """
        See [b](2026-01-03-b.md#part), [c](2026-02-03-c.md), [us](/about.md), [out](https://example.com/).

        ![A picture](/p.png)
        """,
        title="Alpha",
    )
    made.post(
        "2026-01-03-b",
        "A note.[^1]\n\n## Part\n\n[^1]: Said.\n",
        title="Beta",
        lang="zh-Hans",
        date="2026-01-03",
    )
    made.post("2026-02-03-c", title="Gamma", author="Bo", date="2026-02-03")
    made.post("2026-03-03-d", title="Delta", date="2026-03-03")
    made.post("2026-01-04-w", title="Gone", date="2026-01-04", withdrawn="2026-01-05")
    made.post("2026-01-05-x", title="Draft", date="2026-01-05", draft="true")
    return made


@pytest.fixture
def journal(publication):
    """Return a publication to change."""
    return write_journal(publication)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return what both builders make of the same publication, by builder."""
    made = write_journal(Publication(tmp_path_factory.mktemp("journal")))
    return {name: made.build(builder=name) for name in ("epub-volumes", "epub")}


@pytest.fixture(scope="module")
def one(built):
    """Return the first volume."""
    return Book(built["epub-volumes"].out / "volumes/one.epub")


@pytest.fixture(scope="module")
def whole(built):
    """Return the book of everything."""
    return Book(built["epub"].out / "the-test-review.epub")


def test_a_volume_has_its_articles_and_nothing_else(built, one):
    """In order; cover, title page with the note, contents and colophon around them."""
    volumes = built["epub-volumes"]

    assert volumes.warnings == ""
    assert {name for name in volumes.files() if not name.startswith(".")} == {
        f"volumes/{key}.{kind}" for key in ("one", "two") for kind in ("epub", "jpg")
    }
    assert one.titles() == ["", "One", "Contents", "Alpha", "Beta", "Colophon"]
    assert one.page("title.xhtml").find(".//h:em", NS).text == "note"
    assert one.zip.namelist()[0] == "mimetype"
    assert "cover.jpg" in one.zip.namelist()


def test_the_whole_publication_is_one_file_with_a_part_for_each_volume(built, whole):
    """Hosts take exactly one."""
    assert [name for name in built["epub"].files() if not name.startswith(".")] == [
        "the-test-review.epub"
    ]
    assert whole.titles() == [
        "", "The Test Review", "Contents", "One", "Alpha", "Beta", "Two", "Gamma", "Articles", "Delta", "Colophon",
    ]  # fmt: skip
    contents = whole.page("nav.xhtml").find(".//h:nav/h:ol", NS)
    parts = {
        item.findtext("h:a", namespaces=NS): [a.text for a in item.iterfind("h:ol/h:li/h:a", NS)]
        for item in contents.iterfind("h:li", NS)
    }
    assert parts == {
        "One": ["Alpha", "Beta"],
        "Two": ["Gamma"],
        "Articles": ["Delta"],
        "Colophon": [],
    }


def test_links_lead_to_pages_of_the_book_else_to_the_web(one, whole):
    """The same article's page goes into two books, and its links to where each of them has their ends."""

    def links(book):
        return [a.get("href") for a in book.article("Alpha").iterfind(".//h:p/h:a[@class]", NS)]

    inside, elsewhere, page, outside = links(one)
    name, _, fragment = inside.partition("#")
    heading = one.page(name).find(f".//h:section[@id='{fragment}']/h:h2", NS)

    assert heading.text == "Part"
    assert elsewhere == "https://example.org/review/2026/02/c/"
    assert page == "https://example.org/review/about/"
    assert outside == "https://example.com/"
    assert links(whole)[1] in whole.spine()


def test_a_page_says_its_language_and_a_book_all_of_them(one):
    """Notes are marked, pictures are in the book under names of their content."""
    beta, alpha = one.article("Beta"), one.article("Alpha")
    source = alpha.find(".//h:img", NS).get("src")

    assert (beta.get("lang"), alpha.get("lang")) == ("zh-Hans", "en")
    assert one.meta("dc:language") == ["en", "zh-Hans"]
    assert one.meta("group-position") == ["1"]
    assert beta.find(".//h:a[@epub:type='noteref']", NS) is not None
    assert beta.find(".//h:aside[@epub:type='footnote']", NS) is not None
    assert PurePosixPath(source).parent == PurePosixPath("images")
    assert one.zip.read(source) == picture("PNG")


def test_a_book_claims_what_is_so(journal):
    """Descriptions of pictures only where each has one."""
    before = Book(journal.build(builder="epub-volumes").out / "volumes/one.epub")
    journal.post("2026-01-06-e", "![](/p.png)\n", title="Epsilon", date="2026-01-06")
    after = Book(journal.build(builder="epub-volumes").out / "volumes/one.epub")
    feature = "schema:accessibilityFeature"

    assert "alternativeText" in before.meta(feature)
    assert before.meta("dcterms:conformsTo")
    assert "alternativeText" not in after.meta(feature)
    assert not after.meta("dcterms:conformsTo")
    assert before.meta("dcterms:modified") == ["2026-01-03T00:00:00Z"]
    assert after.meta("dcterms:modified") == ["2026-01-06T00:00:00Z"]
    assert before.meta("dc:identifier") == after.meta("dc:identifier")


def test_a_picture_that_no_book_can_show_is_a_frame_and_named(publication):
    """Broken, on somebody else's server: text and address stand there; a drawing that would run something is shown without that, one that brings its font with it."""
    publication.write("broken.png", "<html>")
    font = "<style>@font-face{font-family:F;src:url(data:font/woff2;base64,AA==)}</style>"
    publication.write("lettered.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{font}</svg>')
    publication.write("active.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    publication.write("named.jpg", picture("PNG"))
    publication.post(
        "2026-01-02-a",
        "![One](/broken.png) ![Two](https://example.com/x.jpg) ![Three](/active.svg) ![Four](/named.jpg) ![Five](/lettered.svg)\n",
    )
    built = publication.build(builder="epub")
    page = Book(built.out / "the-test-review.epub").article("A title")
    frames = page.iterfind(".//h:span[@class='missing-picture']", NS)

    assert ["".join(frame.itertext()) for frame in frames] == [
        "One",
        "Two https://example.com/x.jpg",
    ]
    assert [img.get("src")[-4:] for img in page.iterfind(".//h:img", NS)] == [
        ".svg",
        ".png",
        ".svg",
    ]
    assert (
        "2026-01-02-a.md:8: WARNING: no book can show 'broken.png'; the ePub shows their text instead"
        in built.warnings
    )
    assert (
        "2026-01-02-a.md:8: WARNING: pictures that lie elsewhere were not fetched; books show their text and address instead; `make images` fetches what can be had, and names what cannot"
        in built.warnings
    )
    assert "[standfirst.edition]" in built.warnings
    assert (
        "edition"
        not in publication.build("suppress_warnings=standfirst.edition", builder="epub").warnings
    )


def test_what_did_not_change_is_not_made_again_and_nothing_is_read_twice(journal):
    """A changed article changes its volume's book only; what another builder has read is not read."""
    journal.build()
    first = journal.build(builder="epub-volumes")
    before = {path: path.stat().st_mtime_ns for path in first.out.rglob("*.epub")}
    journal.post("2026-02-03-c", "Changed.\n", title="Gamma", author="Bo", date="2026-02-03")
    journal.build(builder="epub-volumes")
    changed = [path.name for path, time in before.items() if path.stat().st_mtime_ns != time]

    assert "0 added, 0 changed, 0 removed" in first.status
    assert changed == ["two.epub"]
    assert "0 added, 0 changed, 0 removed" in journal.build().status


def test_books_are_the_same_bytes_after_changes_and_from_two_processes(journal):
    """As a build from nothing; a volume that is gone leaves no file."""
    journal.build(builder="epub-volumes")
    for number in range(30):
        journal.post(f"2026-01-1{number % 10}-n{number}", title=f"N{number}", date="2026-01-10")
    (journal.root / "volumes/two.md").unlink()
    changed = journal.build(builder="epub-volumes").files()
    shutil.rmtree(journal.root / "_build")
    clean = journal.build(builder="epub-volumes", jobs=2).files()

    assert changed == clean
    assert sorted(clean) == ["volumes/one.epub", "volumes/one.jpg"]


def torture(publication):
    """Write posts that nobody would write on purpose."""
    publication.write(
        "two words.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"
    )
    publication.write("p.webp", picture("WEBP"))
    bodies = [*BODIES, *(path.read_text(encoding="utf-8") for path in HARD)]
    for number in range(len(bodies)):
        publication.post(
            f"2026-01-{number % 28 + 1:02}-p{number}",
            bodies[number % len(bodies)],
            title=json.dumps(TITLES[number % len(TITLES)], ensure_ascii=False),
            author=["Ada <Love> & Co", "王小明", "X" * 120][number % 3],
            date=f"2026-01-{number % 28 + 1:02}",
            image=[None, "/two words.svg", "https://example.com/a b.jpg?x=1&y=2", "/p.webp"][
                number % 4
            ],
            lang=[None, "ar", "zh-Hant"][number % 3],
            license=[None, '"https://example.com/<x> y"'][number % 2],
        )


def test_checkers_find_nothing(publication):
    """EPUBCheck, in a book of what is hard to put into one."""
    epub_faults.needs_java()
    torture(publication)
    built = publication.build("standfirst_volumes=year", builder="epub-volumes", jobs=2)

    assert epub_faults.faults(built.out / "volumes/2026.epub") == []


@pytest.mark.audit
def test_ace_finds_nothing(publication, tmp_path):
    """DAISY's checker of accessibility, in the same book."""
    ace = tool(".bin/ace-cli")
    if CHROMIUM is None:
        pytest.skip("needs Chromium; on Debian and Ubuntu: apt install chromium")
    torture(publication)
    built = publication.build("standfirst_volumes=year", builder="epub-volumes")
    out = tmp_path / "ace"
    subprocess.run(
        [ace, "--outdir", out, built.out / "volumes/2026.epub"],
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": CHROMIUM},
        check=True,
        capture_output=True,
    )
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))

    assert report["earl:result"]["earl:outcome"] == "pass"
    assert [found for page in report["assertions"] for found in page["assertions"]] == []
