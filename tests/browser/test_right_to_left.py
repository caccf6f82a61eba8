"""A page in a language that is written from right to left, in a publication in English."""

from __future__ import annotations

import pytest
from browsers import served
from publications import Publication

PAGE = "2026/01/x/"
EDGES = """
(selectors) => Object.fromEntries(selectors.map((selector) => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(selector));
  const [box, around] = [range.getBoundingClientRect(), document.querySelector(selector).getBoundingClientRect()];
  return [selector, Math.round(around.right - box.right) <= 1];
}))
"""
"""Element -> whether its words end at the right edge of their element."""
RIGHT = (
    ".sf-nameplate__title",
    ".sf-article__title",
    ".sf-article__deck",
    ".sf-byline",
    ".sf-text p",
    ".sf-text h2",
)
ORDER = """
() => [...document.querySelector(".sf-dateline").children].map((part) => {
  const [box, dot] = [part.getBoundingClientRect(), getComputedStyle(part, "::before")];
  return [Math.round(box.left), dot.position, dot.right];
})
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """Return the folder of a publication with an article in Arabic."""
    publication = Publication(tmp_path_factory.mktemp("arabic"))
    text = (
        "السفن تنتظر `make html` في الميناء.\n\n## من هنا\n\n- صيادون\n\n```python\nprint()\n```\n"
    )
    publication.post("2026-01-02-x", text, title="الميناء", lang="ar", author="Ada Lovelace")
    return publication.build().out


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_begins_at_the_right(width, out, tab):
    """Also what is in English on it; facts follow one another from there, each with its dot before it."""
    page = tab(width=width).new_page()
    with served(out, mount="") as base:
        page.goto(base + PAGE)
        edges = page.evaluate(EDGES, list(RIGHT))
        facts = page.evaluate(ORDER)
        html = page.locator("html")
        said = (html.get_attribute("lang"), html.get_attribute("dir"))
        ways = [
            page.locator(f".sf-text {name}").first.evaluate("e => getComputedStyle(e).direction")
            for name in ("p", "ul", "code", "pre")
        ]
        sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")

    assert said == ("ar", "rtl")
    assert edges == dict.fromkeys(RIGHT, True)
    assert [left for left, *_ in facts] == sorted([left for left, *_ in facts], reverse=True)
    assert {tuple(dot[1:]) for dot in facts} == {("absolute", facts[0][2])}
    assert facts[0][2].startswith("-")
    assert ways == ["rtl", "rtl", "ltr", "ltr"]
    assert not sideways


@pytest.mark.parametrize(("number", "edge"), [(2, "left"), (4, "right")])
def test_what_comes_next_has_the_page_s_edge(number, edge, publication, tab):
    """Both lines of the link, whatever the direction of the title: what comes before is at the other."""
    for day, (lang, title) in enumerate(
        [("en", "Piers"), ("ar", "الميناء"), ("en", "Ships"), ("en", "Sails"), ("ar", "السفن")], 1
    ):
        publication.post(f"2026-01-0{day}-x{day}", "Text.\n", title=title, lang=lang)
    page = tab(width=1280).new_page()
    with served(publication.build().out, mount="") as base:
        page.goto(base + f"2026/01/x{number}/")
        edges = page.evaluate("""Object.fromEntries(["prev", "next"].map((way) => [
            way, [...document.querySelectorAll(`.sf-pager__link--${way} span`)].map((e) => getComputedStyle(e).textAlign)]))""")

    other = {"left": "right", "right": "left"}[edge]
    assert edges == {"prev": [other, other], "next": [edge, edge]}


def test_the_byline_is_read_in_its_own_order(out, tab):
    """Where the page's words are English, for want of a translation, what is said of a name comes before it."""
    page = tab().new_page()
    with served(out, mount="") as base:
        page.goto(base + PAGE)
        name = page.locator(".sf-byline a").bounding_box()
        whole = page.locator(".sf-byline").evaluate(
            "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().left; }"
        )

    assert name["x"] > whole
