"""A withdrawn article leaves its title, its byline and the reason, and nothing that it said."""

from __future__ import annotations

import datetime as dt

import pytest
from click.testing import CliRunner
from publications import NOW, hold

from standfirst.checking import checker
from standfirst.cli.main import main
from standfirst.reading.publication_reader import PublicationReader
from standfirst.reading.record import Biography, Body
from standfirst.settings.model import Settings

EXTRA = """
        html_static_path = ["_static"]
        html_extra_path = ["extra"]
"""
WORDS = "quetzal"
"""In every word that goes."""
REMOTE = f"http://pictures.example/{WORDS}.jpg"
MATTER = {
    "title": "The title",
    "author": "Ada Lovelace et al.",
    "subtitle": f"The {WORDS} deck",
    "description": f"What {WORDS} is",
    "excerpt": f"An {WORDS} excerpt",
    "series": f"The {WORDS} series",
    "image": REMOTE,
    "image_caption": f"A {WORDS} caption",
    "position": "left",
    "tags": "[kept]",
    "section": "Reports",
    "doi": "10.1000/kept",
}
TEXT = f"""*A {WORDS} standfirst.*

Text of {WORDS}. ![{WORDS}](one.png) [data](two.csv) [^n] [nowhere](/{WORDS}/)

## A {WORDS} heading

[^n]: A {WORDS} note.

---

**Ada Lovelace** is a {WORDS} analyst.

**Bo Peep** keeps {WORDS} sheep.
"""


def written(publication, **matter):
    """Write two posts of one series, and what one of them shows."""
    publication.picture("posts/one.png")
    publication.write("posts/two.csv", f"{WORDS}\n")
    publication.post("2026-01-02-a", TEXT, **{**MATTER, **matter})
    publication.post("2026-01-03-b", "Other text.\n", title="Another", author="Bo Peep")
    hold(publication, REMOTE)


@pytest.mark.parametrize("place", ["public", "_readthedocs/html", "docs/site"])
def test_what_an_earlier_build_made_is_never_read(publication, place):
    """The article is still there, as page and as Markdown; the next build and the check take nothing of it."""
    root = publication.root
    written(publication)
    made = CliRunner().invoke(main, ["build", str(root), "-o", str(root / place)])
    written(publication, withdrawn="2026-03-04, it was wrong")
    built = publication.build()
    found = checker.check(root, clock=NOW)

    assert made.exit_code == 0
    assert WORDS in (root / place / "2026/01/a/index.html.md").read_text("utf-8")
    assert [name for name, content in built.files().items() if WORDS.encode() in content] == []
    assert [name for name in built.files() if place.partition("/")[0] in name] == []
    assert [each for each in found if not each.path.startswith("posts/")] == []


@pytest.mark.parametrize("place", ["_static", "guide", "authors/pages", "extra/site"])
def test_no_build_makes_a_folder_of_sources_its_own(publication, place):
    """It would be left out from then on; who says so is any builder."""
    publication.write("conf.py", publication.conf + EXTRA)
    publication.write("guide/one.md", "# One\n")
    publication.write("extra/robots.txt", "")
    said = []
    for command in ("build", "epub"):
        given = [command, str(publication.root), "-o", str(publication.root / place)]
        said.append(CliRunner().invoke(main, given))

    assert [(each.exit_code, "holds sources" in each.output) for each in said] == [(2, True)] * 2
    assert not (publication.root / place / ".standfirst-output").exists()


def test_what_a_withdrawn_article_said_is_in_no_file(publication):
    """On pages, in lists, feeds, metadata, files beside; the reason and what is of record stay."""
    written(publication, withdrawn="2026-03-04, it was wrong")
    built = publication.build()
    page, feed = built.read("2026/01/a/"), built.read("feed.json")

    assert built.warnings == ""
    assert [name for name, data in built.files().items() if WORDS.encode() in data] == []
    assert [
        name for name in built.files() if WORDS in name or name.endswith((".csv", "one.png"))
    ] == []
    kept = ("it was wrong", "The title", "Bo Peep", "10.1000/kept")
    assert [said for said in kept if said not in page] == []
    assert "it was wrong" in feed
    assert 'rel="tag"' in page


def test_it_goes_when_it_is_withdrawn_and_comes_back(publication):
    """Also from the pages of others: their authors', their series'."""
    written(publication)
    before = publication.build()
    written(publication, withdrawn="2026-03-04, it was wrong")
    publication.build()
    gone = {name for name, data in publication.build().files().items() if WORDS.encode() in data}
    written(publication)
    after = publication.build()

    assert len([data for data in before.files().values() if WORDS.encode() in data]) > 10
    assert WORDS in before.read("authors/bo-peep/")
    assert gone == set()
    assert after.files() == before.files()


def test_books_and_copies_are_without_it(publication):
    """The ePub, which has its own way to the text."""
    written(publication, withdrawn="2026-03-04, it was wrong")
    built = publication.build(builder="epub")

    assert [name for name, data in built.files().items() if WORDS.encode() in data] == []


def test_the_record_of_a_withdrawn_article_has_names_only(publication):
    """Of whom its byline means; no keywords, no pictures to fetch, no fault in a text that nobody sees."""
    written(publication, withdrawn="2026-03-04, it was wrong")
    settings = Settings(now=NOW, timezone=dt.UTC)
    problems = []
    reader = PublicationReader(
        publication.root, settings, {}, lambda *found: problems.append(found)
    )
    found = reader.discover()
    [source] = [path for path in found.posts.values() if path.endswith("-a.md")]
    [text] = reader.texts([source]).values()
    reading = reader.read(source, text, reader.around(found, ()))
    names = tuple(Biography(name=name, markdown="") for name in ("Ada Lovelace", "Bo Peep"))
    checked = CliRunner().invoke(main, ["check", str(publication.root)])

    assert reading.record.body == Body(biographies=names, lang="en")
    assert WORDS not in repr((reading.record, reading.tokens))
    assert problems == []
    assert (checked.exit_code, checked.output) == (0, "")
