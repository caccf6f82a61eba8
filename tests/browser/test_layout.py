"""Where things stand on a page: what a browser alone can tell."""

from __future__ import annotations

import pytest
from browsers import served
from publications import Publication

HEADER = 110
"""Pixels, at most, before an article begins on a telephone."""
LONG = "A committee met, and what it said was written down. " * 12
CENTRE = """
() => [...document.querySelectorAll(".sf-text math[display=block]")].map((formula) => {
  const signs = document.createRange();
  signs.selectNodeContents(formula);
  const [box, text] = [signs.getBoundingClientRect(), document.querySelector(".sf-text").getBoundingClientRect()];
  return Math.abs((box.left + box.right) - (text.left + text.right)) < 60;
})
"""
TOPS = """
() => [...document.querySelectorAll(".sf-front__top > *")].map((part) => part.getBoundingClientRect()).map((box) => [box.top, box.bottom])
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """Return the folder of a publication with a long menu, formulas and no pictures."""
    publication = Publication(tmp_path_factory.mktemp("layout"))
    menu = [("Politics and Economics", "archive"), *((f"Department {n}", "archive") for n in range(9))]  # fmt: skip
    publication.write("conf.py", f"{publication.conf}\n        standfirst_menu = {menu!r}\n")
    publication.post(
        "2026-01-09-x", "```{math}\na^2 = b\n```\n\n```{math}\n:label: one\nc = d\n```\n"
    )
    for n in range(2, 9):
        publication.post(f"2026-01-0{n}-p", LONG, title=f"Article {n}", description=None)
    return publication.build().out


def test_a_telephone_shows_the_article(out, tab):
    """The name and a menu of any length take little of the screen; every entry can be reached, and nothing is cut off sideways."""
    page = tab(width=390, height=844).new_page()
    with served(out, mount="") as base:
        page.goto(base + "2026/01/x/")
        height = page.locator(".sf-masthead").bounding_box()["height"]
        last = page.locator(".sf-menu__link").last
        last.focus()
        box = last.bounding_box()
        sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        page.goto(base)
        of_front = page.locator(".sf-masthead").bounding_box()["height"]

    assert max(height, of_front) <= HEADER
    assert box["x"] + box["width"] <= 390
    assert not sideways


def test_a_formula_of_its_own_lines_stands_in_the_middle(out, tab):
    """With a number, too, as far as that leaves room."""
    page = tab().new_page()
    with served(out, mount="") as base:
        page.goto(base + "2026/01/x/")
        found = page.evaluate(CENTRE)

    assert found == [True, True]


def test_a_lead_without_a_picture_leaves_no_hole(out, tab):
    """It stands above the two beside it, which are longer."""
    page = tab().new_page()
    with served(out, mount="") as base:
        page.goto(base)
        lead, left, right = page.evaluate(TOPS)

    assert left[0] == right[0] >= lead[1]
