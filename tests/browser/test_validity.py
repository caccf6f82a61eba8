"""What the Nu checker says of pages and style sheets: ``make audit`` (https://validator.github.io/validator/)."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from hard_html import BODIES, TITLES
from node_tools import tool

from standfirst.sphinx_ext.html import style_sheets

UPSTREAM = ("attribute must not be used on any “label” element",)
"""Errors in pages that others make: sphinx-design's tab sets (guide/upstream.md)."""
UPSTREAM_STYLES = {
    # guide/upstream.md
    'CSS: “transition”: “"0s"” is not a “transition” value.',
    "CSS: “max-height”: Too many values or values are not recognized.",
}
"""Errors in style sheets that others make, which are part of ours."""

pytestmark = pytest.mark.audit


def errors(files, *options):
    """Return the checker's errors: file, message and place."""
    jar = tool("vnu-jar/build/dist/vnu.jar")
    if shutil.which("java") is None:
        pytest.skip("needs Java")
    done = subprocess.run(
        ["java", "-jar", jar, *options, "--format", "json", "--errors-only", "--stdout", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    return [
        (message["url"].rpartition("/")[2], message["message"], message.get("extract", ""))
        for message in json.loads(done.stdout)["messages"]
    ]


def of_pages(out):
    """Return the number of pages, and the checker's errors in them but for upstream's."""
    pages = [path for path in sorted(out.rglob("*.html")) if "_static" not in path.parts]
    found = [e for e in errors(pages) if not any(known in e[1] for known in UPSTREAM)]
    return len(pages), found


def test_the_publication_is_valid(site):
    """Every page of it, also those at former addresses."""
    number, found = of_pages(site)

    assert number > 70
    assert found == []


def test_style_sheets_are_valid(site, tmp_path):
    """Ours without an error, the others' with those that are known."""
    ours = tmp_path / "ours.css"
    ours.write_text(style_sheets.ours(), encoding="utf-8")
    joined = sorted((site / "_static").glob("standfirst*.css"))

    assert errors([ours], "--css") == []
    assert {message for _, message, _ in errors(joined, "--css")} == UPSTREAM_STYLES


def test_the_checker_sees_what_it_is_to_see(tmp_path):
    """An attribute that there is not, and a property."""
    page, style = tmp_path / "x.html", tmp_path / "x.css"
    page.write_text("<!doctype html><html lang=en><title>x</title><p wrong='1'>x", encoding="utf-8")
    style.write_text("p { wrong: 1; }", encoding="utf-8")

    assert [name for name, *_ in errors([page])] == ["x.html"]
    assert [name for name, *_ in errors([style], "--css")] == ["x.css"]


def test_every_page_is_valid(publication):
    """Of posts that nobody would write on purpose, with pictures, long names and all directions of writing."""
    publication.write("two words.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    for number, title in enumerate(TITLES * 3):
        publication.post(
            f"2026-01-{number % 28 + 1:02}-p{number}",
            BODIES[number % len(BODIES)],
            title=json.dumps(title, ensure_ascii=False),
            author=["Ada <Love> & Co", "王小明", "X" * 120][number % 3],
            date=f"2026-01-{number % 28 + 1:02}",
            tags='["a&b", "<i>", "經濟 學", "C++", "y y y"]',
            image=[None, "/two words.svg", "https://example.com/a b.jpg?x=1&y=2"][number % 3],
            section=[None, '"Essays & <x>"'][number % 2],
        )
    built = publication.build("standfirst_page_size=5")
    number, found = of_pages(built.out)

    assert number > len(TITLES) * 3
    assert found == []
