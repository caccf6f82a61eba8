"""What bad input gets: a typed warning with file, line and remedy, and a publication that still builds.

One build for each row of the table; each warning is also suppressed by its type.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from publications import NOW

from standfirst.checking import checker

MATTER = """---
title: A title
author: Ada Lovelace
date: 2026-01-02 12:00:00 +0800
description: What it is about.
---

"""
PLACE = "2026/01/x/"


def row(publication, name, *, suppress=True, checks=True):
    """Build and check; return what was built. Suppressing the type silences it."""
    built = publication.build()

    assert "Traceback" not in built.warnings
    assert f"[standfirst.{name}]" in built.warnings
    lines = [line for line in built.warnings.splitlines() if line.strip()]
    assert [line for line in lines if "[standfirst." in line] == lines
    if checks:
        found = checker.check(publication.root, clock=NOW)
        assert name in {finding.problem.subtype.value for finding in found}
        assert [finding for finding in found if not finding.problem.remedy] == []
    if suppress:
        types = {line.rsplit("[", 1)[1].rstrip("]") for line in lines}
        silent = publication.build(f"suppress_warnings={','.join(sorted(types))}")

        assert silent.warnings == ""
    return built


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: [a\nauthor: b\n---\n\nThe text.\n", "posts/2026-01-02-x.md:"),
        ("---\n- a\n- b\n---\n\nThe text.\n", "posts/2026-01-02-x.md:2"),
        (
            "---\ntitle: Never closed\nauthor: Ada Lovelace\n\nThe text.\n",
            "posts/2026-01-02-x.md:1",
        ),
    ],
    ids=["not YAML", "not a mapping", "never closed"],
)
def test_faulty_front_matter(publication, text, line):
    """The body is still a page, titled from the file name where nothing else says."""
    publication.write("posts/2026-01-02-x.md", text)
    built = row(publication, "front_matter")

    assert line in built.warnings
    assert "The text." in built.read(PLACE)


@pytest.mark.parametrize(
    ("name", "date", "page"),
    [
        ("2026-01-02-x", "date: 0000-00-00", PLACE),
        ("2026-01-02-x", "date: 2026-04-31", PLACE),
        ("2026-01-02-x", "date.: 2026-03-04", PLACE),
        ("x", "other: 1", "undated/x/"),
    ],
    ids=["zero", "no such day", "mistyped key", "missing"],
)
def test_faulty_dates(publication, name, date, page):
    """The file name's date counts, else the post is listed as undated, last."""
    publication.post("2026-05-05-y", title="Dated")
    publication.write(
        f"posts/{name}.md",
        f"---\ntitle: Faulty\nauthor: Ada Lovelace\n{date}\ndescription: d\n---\n\nText.\n",
    )
    built = row(publication, "date")

    assert built.has(f"{page}index.html")
    listing = built.read("posts/")
    assert listing.index("Dated") < listing.index("Faulty")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("title: A title\ndescription: d", "author"),
        ("author: Ada Lovelace\ndescription: d", "title"),
        ("author: Ada Lovelace\ntitle: A title", "description"),
        ("author: Ada Lovelace\ntitle: {a: b}\ndescription: d", "title"),
        ("author: Ada Lovelace\ntitle: A title\ndescription: [a, b]", "description"),
        (f"author: Ada Lovelace\ntitle: {'long ' * 2000}\ndescription: d", "title"),
        (f"author: {'A' * 10_000}\ntitle: A title\ndescription: d", "author"),
        (f"author: Ada Lovelace\ntitle: A title\ndescription: {'d' * 10_000}", "description"),
    ],
)
def test_missing_wrong_and_endless_texts(publication, lines, name):
    """The page builds and nothing breaks the layout."""
    publication.write("posts/2026-01-02-x.md", f"---\n{lines}\ndate: 2026-01-02\n---\n\nText.\n")
    built = row(publication, name)

    assert "Text." in built.paragraphs(PLACE)
    assert "A" * 300 not in built.read(PLACE)


def test_two_posts_for_one_address(publication):
    """Both are kept, and both are named."""
    publication.post("2026-01-02-x", "First.", permalink="/same/")
    publication.post("2026-01-03-y", "Second.", date="2026-01-03", permalink="/Same/")
    built = row(publication, "address")

    assert "2026-01-02-x.md" in built.warnings
    assert "2026-01-03-y.md" in built.warnings
    assert "First." in built.paragraphs("same/")
    assert "Second." in built.paragraphs("Same-2/")


def test_names_that_differ_only_in_spelling_are_one(publication):
    """Under the spelling used most, with a warning naming both."""
    publication.post("2026-01-02-x", author="J. R. Smith", tags="[Open Data]")
    publication.post("2026-01-03-y", author="J. R. Smith", tags="[open-data]")
    publication.post("2026-01-04-z", author="J R Smith", tags="[Open Data]")
    built = row(publication, "name")

    assert "'J R Smith'" in built.warnings
    assert "'J. R. Smith'" in built.warnings
    assert "'open-data'" in built.warnings
    assert len(list((built.out / "authors").glob("*/index.html"))) == 1


def test_c_and_its_relatives_are_three(publication):
    """Their plus signs and sharps are no punctuation."""
    publication.post("2026-01-02-x", tags="[C, C++, 'C#']")
    built = publication.build()

    assert built.warnings == ""
    assert len(list((built.out / "tags").glob("*/index.html"))) == 3


def test_names_that_collide_as_addresses_get_two(publication):
    """With an error naming both."""
    publication.post("2026-01-02-x", tags="['A.B!', 'A/B']")
    built = row(publication, "name")

    assert re.findall(r": (WARNING|ERROR): .*\[standfirst\.(\w+)\]", built.warnings) == [("ERROR", "name")]  # fmt: skip
    assert len(list((built.out / "tags").glob("*/index.html"))) == 2


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("permalink: /../../x/", "address"),
        ("permalink: https://example.org/x/", "address"),
        ("permalink: /_static/x/", "address"),
        ("redirect_from: /../x/", "address"),
        ("image: ../../../etc/passwd", "image"),
        ("image: file:///etc/passwd", "image"),
        ("image: javascript:alert(1)", "image"),
        ("image: nowhere.png", "image"),
    ],
)
def test_addresses_that_lead_out(publication, line, name):
    """Nothing is read or written outside; the post is at its default address."""
    key, _, value = line.partition(": ")
    publication.post("2026-01-02-x", **{key: value})
    built = row(publication, name)

    assert built.has(f"{PLACE}index.html")
    assert "etc/passwd" not in built.read(PLACE)
    assert not (publication.root / "x").exists()
    assert not (publication.root / "_build" / "x").exists()


@pytest.mark.parametrize(
    ("body", "excerpt"),
    [
        ("One.\n\n<excerpt/>\n\nTwo.\n\n<excerpt/>\n\nThree.\n", "One."),
        ("- a\n\n  <excerpt/>\n\nOne.\n\n<excerpt/>\n\nTwo.\n", "a One."),
    ],
    ids=["twice", "in a list"],
)
def test_markers_in_the_wrong_place(publication, body, excerpt):
    """The first at top level counts, and none leaves a trace."""
    publication.post("2026-01-02-x", body)
    built = row(publication, "excerpt")

    assert "excerpt/" not in built.read(PLACE)
    assert excerpt in built.read("posts/")
    assert "excerpt/" not in built.read("atom.xml")


def test_a_marker_in_code_is_code_and_none_is_none(publication):
    """Neither is a fault."""
    publication.post("2026-01-02-x", "Text.\n\n```html\n<excerpt/>\n```\n")
    built = publication.build()

    assert built.warnings == ""
    assert "excerpt" in built.read(PLACE)


def test_files_that_are_no_text(publication):
    """Taken out before discovery with one typed warning each; the rest builds."""
    publication.post("2026-01-02-x")
    publication.write("posts/2026-01-03-latin.md", MATTER.encode() + "Gruß".encode("latin-1"))
    publication.write("posts/2026-01-04-empty.md", b"")
    (publication.root / "posts" / "2026-01-05-folder.md").mkdir()
    (publication.root / "posts" / "2026-01-06-link.md").symlink_to("nowhere.md")
    publication.write("latin.md", "Gruß".encode("latin-1"))
    built = row(publication, "file")

    assert built.warnings.count("[standfirst.file]") == 5
    assert "2026-01-03-latin.md:8" in built.warnings
    assert built.has(f"{PLACE}index.html")


def test_names_of_files_may_hold_anything(publication):
    """What no address can hold is left out and named in one line; the rest has a page, with two readers too."""
    names = ["a:b", "q?#%20", "רגיל", "😀", "x" * 240, "p\u202eq", "{{x}}", "[y] & <z>"]
    for number, name in enumerate(
        [*names, "new\nline", "tab\t", b"\xff".decode(errors="surrogateescape")]
    ):
        publication.write(f"posts/{name}.md", f"{MATTER}Text {number}.\n".encode())
    publication.write("posts/CAPITALS.MD", f"{MATTER}Text.\n".encode())
    publication.write("posts/Title.Md", f"{MATTER}Text.\n".encode())
    built = publication.build(jobs=2)

    said = [line for line in built.warnings.splitlines() if "[standfirst.title]" not in line]
    assert [line.rpartition("[")[2] for line in said] == ["standfirst.file]"] * 3
    assert "new\\nline.md:1" in built.warnings
    assert built.has("2026/01/capitals/index.html")
    assert built.has("2026/01/title/index.html")
    assert len([*(built.out / "2026" / "01").rglob("index.html")]) == len(names) + 2


def test_two_files_of_one_name_are_named(publication):
    """The first is the post, the other one is left out, in a check as in a build."""
    publication.post("2026-01-02-x", "One.\n")
    publication.write("posts/2026-01-02-x.markdown", f"{MATTER}Two.\n".encode())
    built = row(publication, "file")
    found = checker.check(publication.root, clock=NOW)

    assert "posts/2026-01-02-x.markdown" in built.warnings
    assert "Two." in built.paragraphs(PLACE)
    assert "One." not in built.paragraphs(PLACE)
    assert [finding.problem.subtype.value for finding in found] == ["file"]


def test_characters_that_break_lines_and_direction(publication):
    """Removed in front matter, text and feeds, with a warning."""
    publication.post(
        "2026-01-02-x", "Text\u202e and\x07 more\u2028end.\n", title='"A \u202eti\u2028tle"'
    )
    built = row(publication, "characters")
    page, feed = built.read(PLACE), built.read("atom.xml")

    assert not set("\u202e\u2028\x07") & set(page)
    assert not set("\u202e\u2028\x07") & set(feed)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("{% include x.html %}\n", "liquid"),
        ("<script>alert(1)</script>\n\nText.\n", "html"),
        ('<iframe src="https://www.youtube.com/embed/x"></iframe>\n', "embed"),
        ("[a](/nowhere/)\n", "link"),
        ("[a](#nowhere)\n", "link"),
        ("![a](nowhere.png)\n", "image"),
        ("```{nowhere}\ntext\n```\n", "markup"),
    ],
)
def test_what_a_text_can_get_wrong(publication, body, name):
    """Each has its type; no message, and nothing dangerous, is on the page or in the feed."""
    publication.post("2026-01-02-x", body)
    # what needs MyST and the headings' names is known only to a build
    built = row(publication, name, checks=name != "markup" and "#" not in body)
    page = built.read(PLACE)

    assert "system-message" not in page
    assert "alert(1)" not in page
    assert "<iframe" not in page
    assert str(publication.root) not in built.read("atom.xml") + page


def test_faulty_files_of_authors_and_volumes(publication):
    """What is usable in them is used."""
    publication.post("2026-01-02-x")
    publication.write("authors/ada.md", "---\nname: Ada Lovelace\norcid: 1\n---\nShe wrote it.\n")
    publication.write("volumes/one.md", "---\ntitle: One\nstart: never\n---\n")
    built = row(publication, "author_file")

    assert "[standfirst.volume_file]" in built.warnings
    assert "She wrote it." in built.read("authors/ada/")


def test_a_faulty_option(publication):
    """The default serves instead."""
    publication.write(
        "conf.py",
        Path(publication.root, "conf.py").read_text(encoding="utf-8")
        + "standfirst_page_size = 0\n",
    )
    publication.post("2026-01-02-x")
    built = publication.build()

    assert re.search(r"conf\.py:\d+: WARNING: standfirst_page_size", built.warnings)
    assert "[standfirst.config]" in built.warnings
