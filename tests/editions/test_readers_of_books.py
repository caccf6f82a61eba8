"""What readers' own programs make of a volume, as ePub and PDF, and of its citations: ``make audit``.

Calibre, as Kindle's format and as text; MuPDF; biber, which reads bibliographies for LaTeX.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile

import pytest
from lxml import etree
from publications import Publication
from pybtex.database import parse_string

pytestmark = pytest.mark.audit

VOLUME = "---\ntitle: {title}\nstart: 2026-0{month}-01\nend: 2026-0{month}-28\n---\n"
WEIR = """
The weir was built in 1906.[^1] It *holds* still.

## The second winter

![The weir from above](/p.png)

The ice came in January.

[^1]: Two clerks wrote of it at length.
"""
PACKAGES = {"ebook-convert": "calibre", "ebook-meta": "calibre", "mutool": "mupdf-tools"}
"""Program -> the package that has it, where it has another name."""
COMPLAINT = re.compile("warn|error|fail", re.IGNORECASE)
OF_MUPDF = re.compile("warning: (ICC support|unknown epub version: 3)")
"""What it says of every file: how Debian builds it, and that it is of ePub's second version."""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return what each builder makes of two volumes, the second with an article in Chinese."""
    made = Publication(tmp_path_factory.mktemp("books"))
    made.write("volumes/one.md", VOLUME.format(title="One", month=1))
    made.write("volumes/two.md", VOLUME.format(title="Two", month=2))
    made.picture("p.png")
    made.post("2026-01-02-early", title="Early", author="Bo Bee")
    made.post("2026-02-02-weir", WEIR, title="A Weir in Winter", image="{path: /p.png, alt: Ice on the weir}", date="2026-02-02")  # fmt: skip
    made.post("2026-02-03-水坝", "2025年4月15日，水坝修好了。\n", title="水坝", author="王小明", lang="zh-Hans", date="2026-02-03", description="修好了。")  # fmt: skip
    return {name: made.build(builder=name) for name in ("epub-volumes", "typst", "html")}


@pytest.fixture(scope="module")
def volume(built):
    """Return the second volume's ePub."""
    return built["epub-volumes"].out / "volumes/two.epub"


@pytest.fixture
def run(tmp_path):
    """Return what runs a program in an empty home and returns the lines that it says, complaints among them."""

    def said(name, *arguments):
        if not shutil.which(name):
            pytest.skip(f"needs {name} (Debian, Ubuntu: apt install {PACKAGES.get(name, name)})")
        env = {**os.environ, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
        done = subprocess.run([name, *map(str, arguments)], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=300)  # fmt: skip
        assert done.returncode == 0, done.stdout
        return [line.strip() for line in done.stdout.splitlines() if line.strip()]

    return said


TEXT = [
    "The Test Review", "Two", "February 2026", "Contents", "A Weir in Winter", "The second winter", "水坝", "Colophon",
    "Articles", "A Weir in Winter", "What it is about.", "By Ada Lovelace", "2 February 2026",
    "The weir was built in 1906.1 It holds still.", "The second winter", "The ice came in January.",
    "[1] Two clerks wrote of it at length.", "Address: https://example.org/review/2026/02/weir/",
    "Articles", "水坝", "修好了。", "文｜王小明", "2026年2月3日", "2025年4月15日，水坝修好了。",
    "网址：https://example.org/review/2026/02/%E6%B0%B4%E5%9D%9D/",
    "Colophon", "The Test Review: Two", "Edition of 3 February 2026", "Address: https://example.org/review/volumes/two/", "Made with Standfirst 0.2.0",
]  # fmt: skip
"""Each article's title, deck, byline and day, then its text, then its notes; nothing of what is hidden."""
ABOUT = {
    "Title": "Two",
    "Author(s)": "Ada Lovelace & 王小明",
    "Publisher": "The Test Review",
    "Published": "2026-02-03T00:00:00+00:00",
    "Comments": "The Test Review: Two: February 2026",
}


def about(lines, names):
    """Return what Calibre says of a book, of these things."""
    said = dict(re.split(r"\s*: ", line, maxsplit=1) for line in lines if ": " in line)
    return {name: said.get(name) for name in names}


def test_calibre_knows_a_book_by_its_metadata(volume, run):
    """All authors, all languages with the book's own first, and its place among the volumes."""
    expected = {**ABOUT, "Languages": "eng, zho", "Series": "The Test Review #2"}

    assert about(run("ebook-meta", volume), expected) == expected


def test_calibre_makes_a_book_for_kindle(volume, run, tmp_path):
    """Without a warning; with its metadata, and its contents in two levels."""
    said = run("ebook-convert", volume, tmp_path / "a.azw3")
    found = about(run("ebook-meta", tmp_path / "a.azw3"), ABOUT)
    # what the book has as contents is read after the way back
    run("ebook-convert", tmp_path / "a.azw3", tmp_path / "back.epub")
    with zipfile.ZipFile(tmp_path / "back.epub") as book:
        points = etree.fromstring(book.read("toc.ncx")).findall(".//{*}navPoint")
    contents = [(len([*point.iterancestors("{*}navPoint")]), point.findtext("{*}navLabel/{*}text")) for point in points]  # fmt: skip

    assert [line for line in said if COMPLAINT.search(line)] == []
    assert found == ABOUT
    assert contents == [
        (0, "A Weir in Winter"),
        (1, "The second winter"),
        (0, "水坝"),
        (0, "Colophon"),
    ]


def test_calibre_makes_a_text(volume, run, tmp_path):
    """Without a warning; all words in their order, and none that is hidden."""
    said = run("ebook-convert", volume, tmp_path / "a.txt")
    lines = [line.strip() for line in (tmp_path / "a.txt").read_text("utf-8").splitlines()]

    assert [line for line in said if COMPLAINT.search(line)] == []
    # an article and its headings are in one line of its contents
    assert " ".join(filter(None, lines)) == " ".join(TEXT)


def test_mupdf_reads_a_book(volume, run):
    """Which knows little of HTML and of style sheets: as everybody does."""
    said = run("mutool", "draw", "-F", "txt", "-o", "-", volume)

    assert [line for line in said if not OF_MUPDF.match(line)] == TEXT


def test_mupdf_reads_a_pdf(built, run):
    """Text in its order, Chinese as typed; title, author, and the headings as its outline."""
    articles = built["typst"].out / "articles/posts"
    weir, chinese = articles / "2026-02-02-weir.pdf", articles / "2026-02-03-水坝.pdf"
    [info] = [line for line in run("mutool", "info", weir) if line.startswith("<</Title")]
    outline = [line.split("\t") for line in run("mutool", "show", weir, "outline")]
    texts = [[line for line in run("mutool", "draw", "-F", "txt", "-o", "-", file) if not OF_MUPDF.match(line)] for file in (weir, chinese)]  # fmt: skip

    assert info.startswith("<</Title(A Weir in Winter)/Subject(What it is about.)/Author(Ada Lovelace)")  # fmt: skip
    assert [(len(marks), title) for _, *marks, title, _ in outline] == [
        (0, '"A Weir in Winter"'),
        (1, '"The second winter"'),
    ]
    assert texts[0][:9] == [
        "Articles", "A Weir in Winter", "What it is about.", "Ada Lovelace", "2 February 2026",
        "The weir was built in 1906.1 It holds still.", "The second winter", "The ice came in January.",
        "Address: https://example.org/review/2026/02/weir/",
    ]  # fmt: skip
    # it takes the room that is left beside digits for a space
    assert "2025年4月15日，水坝修好了。" in [line.replace(" ", "") for line in texts[1]]


def test_biber_reads_every_record(built, run, tmp_path):
    """As BibLaTeX's data model wants them: without a complaint, and each with all that it says."""
    out = tmp_path / "out.bib"
    said = run("biber", "--tool", "--validate-datamodel", "--logfile", tmp_path / "out.blg", "--output-file", out, built["html"].out / "citations.bib")  # fmt: skip
    found = parse_string(out.read_text("utf-8"), "bibtex").entries
    same = {"LANGUAGE": "en", "ENTRYSUBTYPE": "newspaper", "JOURNALTITLE": "The Test Review", "ABSTRACT": "What it is about."}  # fmt: skip
    site = "https://example.org/review/"

    assert [line for line in said if not line.startswith("INFO")] == []
    assert {key: dict(entry.fields) for key, entry in found.items()} == {
        "2026-02-03-312076": {**same, "LANGUAGE": "zh-Hans", "ABSTRACT": "修好了。", "TITLE": "{水坝}", "DATE": "2026-02-03", "ISSUE": "Two", "URL": f"{site}2026/02/水坝/"},
        "2026-02-02-weir": {**same, "TITLE": "{A Weir in Winter}", "DATE": "2026-02-02", "ISSUE": "Two", "URL": f"{site}2026/02/weir/"},
        "2026-01-02-early": {**same, "TITLE": "{Early}", "DATE": "2026-01-02", "ISSUE": "One", "URL": f"{site}2026/01/early/"},
    }  # fmt: skip
    assert [str(person) for entry in found.values() for person in entry.persons["AUTHOR"]] == ["{王小明}", "Lovelace, Ada", "Bee, Bo"]  # fmt: skip
