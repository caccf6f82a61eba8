"""Pages that offer the editions that are there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

from standfirst.addresses import page_addresses
from standfirst.text.i18n import words

VOLUME = "---\ntitle: One\nstart: 2026-01-01\nend: 2026-01-31\n---\n"
SHELF = "standfirst_editions=_build/made"


@pytest.fixture
def journal(publication):
    """Return a publication with a volume, and the files that other builders make of it."""
    publication.write("volumes/one.md", VOLUME)
    publication.post("2026-01-02-a", title="Alpha")
    publication.post("2026-03-02-b", title="Beta", date="2026-03-02")
    publication.write("_build/made/articles/posts/2026-01-02-a.pdf", b"x" * 212_345)
    publication.write("_build/made/volumes/one.pdf", b"y" * 1_400_000)
    publication.write("_build/made/volumes/one.epub", b"z" * 3_000)
    publication.write("_build/made/volumes/one.jpg", b"cover")
    return publication


def offered(built, page):
    """Return address, MIME type and text of what a page offers to download."""
    found = re.findall(
        r'<a href="([^"]+)" type="(application/(?:pdf|epub[^"]*))">([^<]+)</a>', built.read(page)
    )
    for href, _, _ in found:
        assert (built.out / page / href).is_file(), href
    return found


def test_a_page_offers_its_pdf_and_its_volumes_epub(journal):
    """Beside it; an article without one offers nothing."""
    built = journal.build(SHELF)

    assert built.warnings == ""
    assert offered(built, "2026/01/a/") == [
        ("a.pdf", "application/pdf", "PDF (212 kB)"),
        ("../../../volumes/one/one.epub", "application/epub+zip", "ePub of this volume"),
    ]
    assert offered(built, "2026/03/b/") == []
    assert "<dt>Download</dt>" not in built.read("2026/03/b/")


def test_a_volumes_page_offers_both_files_and_shows_the_cover(journal):
    """With their sizes; a picture of the publisher's own goes before ours."""
    built = journal.build(SHELF)
    cover = re.search(r'class="sf-heading__cover" src="([^"]+)"', built.read("volumes/one/"))[1]

    assert offered(built, "volumes/one/") == [
        ("one.pdf", "application/pdf", "PDF (1.4 MB)"),
        ("one.epub", "application/epub+zip", "ePub (3 kB)"),
    ]
    assert (built.out / "volumes/one" / cover).read_bytes() == b"cover"


def test_pages_follow_the_editions(journal):
    """Each build gives what one from nothing gives: with them, without, after one has come, grown or gone."""
    made = journal.root / "_build/made"
    states = []
    for change in (
        lambda: None,
        lambda: (made / "articles/posts/2026-01-02-a.pdf").write_bytes(b"x" * 999_999),
        lambda: journal.write("_build/made/articles/posts/2026-03-02-b.pdf", b"b"),
        (made / "volumes/one.epub").unlink,
    ):
        change()
        states.append(journal.build(SHELF).files())
    without = journal.build()
    for options, before in (((SHELF,), states[-1]), ((), without.files())):
        shutil.rmtree(journal.root / "_build/html")
        shutil.rmtree(journal.root / "_build/doctrees")

        assert journal.build(*options).files() == before
    assert len({repr(state["2026/01/a/index.html"]) for state in states}) == 3
    assert not [name for name in without.files() if name.endswith((".pdf", ".epub"))]


def test_only_pages_that_offer_it_change_with_an_edition(journal):
    """Nothing else is written again."""
    before = journal.build(SHELF).files()
    (journal.root / "_build/made/articles/posts/2026-01-02-a.pdf").write_bytes(b"x")
    after = journal.build(SHELF).files()

    assert {name for name in after if after[name] != before.get(name)} == {
        "2026/01/a/a.pdf",
        "2026/01/a/index.html",
    }


def test_a_withdrawn_article_offers_nothing(journal):
    """Whatever was made of it before."""
    journal.post("2026-01-02-a", title="Alpha", withdrawn="2026-02-01")
    built = journal.build(SHELF)

    assert offered(built, "2026/01/a/") == []
    assert not built.has("2026/01/a/a.pdf")


def test_an_edition_never_takes_the_place_of_a_page_or_a_publishers_file(journal):
    """What lies at its address stays, and nothing is offered there."""
    journal.write("extra/2026/01/a/a.pdf", b"mine")
    conf = (journal.root / "conf.py").read_text(encoding="utf-8")
    journal.write("conf.py", f"{conf}html_extra_path = ['extra']\n")
    built = journal.build(SHELF)

    assert (built.out / "2026/01/a/a.pdf").read_bytes() == b"mine"
    assert [href for href, _, _ in offered(built, "2026/01/a/")] == [
        "../../../volumes/one/one.epub"
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2026/01/a/", "2026/01/a/a.pdf"),
        ("a/b.html", "a/b.pdf"),
        ("a/b", "a/b.pdf"),
        ("", "edition.pdf"),
        ("全球/", "全球/全球.pdf"),
    ],
)
def test_an_edition_lies_beside_its_page(path, expected):
    """In its folder, under its name."""
    assert page_addresses.beside(page_addresses.address(path), "pdf") == expected


@pytest.mark.parametrize(
    ("lang", "size", "expected"),
    [
        ("en", 10, "1 kB"),
        ("en", 999_499, "999 kB"),
        ("en", 1_400_000, "1.4 MB"),
        ("de", 2_500_000, "2,5 MB"),
    ],
)
def test_sizes_are_in_the_units_of_the_language(lang, size, expected):
    """Thousands of bytes, then millions."""
    assert words(lang).bytes(size) == expected


def test_pages_need_none_of_the_packages_of_editions(journal):
    """They are built where those are not installed; a command that needs them says how to install them."""
    run = "import sys; sys.modules.update(dict.fromkeys(('typst', 'pikepdf'))); from standfirst.cli.main import main; main()"

    def done(command):
        return subprocess.run(
            [sys.executable, "-c", run, command, journal.root],
            capture_output=True,
            text=True,
            check=False,
        )

    assert done("build").returncode == 0
    refused = done("epub")
    assert refused.returncode == 1
    assert "need the packages typst and pikepdf; " in refused.stderr
    assert "pip install 'standfirst[editions]'" in refused.stderr
