"""Posts that no design is drawn for, in a browser: nothing is wider than the screen, nothing lies over another.

``make audit`` leaves pictures in ``_build/odd``, to be looked at.
"""

import browsers
import pytest
from own_publication import ROOT

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
NAMES = (
    ", ".join(f"Maximiliane Featherstonehaugh-{letter}" for letter in "ABCDEFGHIJKLM")
    + " and Ann O"
)
WIDE = "| " + " | ".join(f"column{n:04d}" for n in range(60)) + " |\n" + "|---" * 60 + "|\n" + "| " + " | ".join("1234567890" for _ in range(60)) + " |\n"  # fmt: skip
SHAPES = {
    "long-title": ({"title": "A title that goes on " * 15}, "Text.\n"),
    "long-word": ({"title": LONG_WORD, "description": LONG_WORD}, f"{LONG_WORD}\n\n## {LONG_WORD}\n\nText.\n"),
    "many-authors": ({"author": NAMES}, "Text.\n"),
    "portrait": ({"image": "/pictures/tall.png"}, "![Tall](/pictures/tall.png)\n"),
    "wide-table": ({}, WIDE),
    "one-sentence": ({"description": None}, "It is so.\n"),
    "arabic": ({"title": "On مقدمة ابن خلدون today"}, "The book, مقدمة ابن خلدون, is of 1377.\n\n> العمران البشري\n"),
    "notes": ({}, "A word[^a] and a word[^b].\n\nText.\n\n[^a]: " + "Note. " * 80 + "\n[^b]: " + LONG_WORD * 2 + "\n"),
    "code": ({}, "`" + "x" * 200 + "`\n\n```\n" + "y" * 400 + "\n```\n\nhttps://example.org/" + "z" * 200 + "\n"),
}  # fmt: skip
"""Name of a post -> what of its front matter is odd, and its text."""
LARGE = "\n".join(
    f"## Part {n}\n\n" + "What is said here is said at length. " * 60 for n in range(300)
)
"""An article of 650 kB."""
OUT = ROOT / "_build" / "odd"
PICTURES = {360, 1440}
"""Widths of which pictures are taken."""
WIDTHS = [320, 360, 820, 1200, 1440, 1800]
FEW = [320, 1200]
"""Those of every run of the tests; ``make audit`` has all, and takes the pictures."""

OVERFLOW = """
() => {
  const width = document.documentElement.clientWidth;
  // what scrolls or is cut inside itself may be as wide as it likes
  const held = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") return true;
    }
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && (box.right > width + 1 || box.left < -1) && !held(element)
      && !element.matches(".sf-skip, .sf-skip *");
  });
  const scrolls = document.documentElement.scrollWidth > width ? ["the page scrolls sideways"] : [];
  return [...scrolls, ...wide.slice(0, 5).map((element) => `${element.tagName}.${element.className}`)];
}
"""
"""Returns what sticks out of the page."""
OVERLAP = """
() => {
  const range = document.createRange();
  // boxes of text, line by line: those of blocks may meet where their letters do not
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const parent = text.parentElement;
    const hidden = !parent.checkVisibility({contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true});
    if (!text.data.trim() || hidden || parent.closest(".sf-skip, sup, sub, .footnote-reference, math, svg, .sf-card__excerpt")) continue;
    const block = parent.closest("p, li, h1, h2, h3, h4, td, th, dt, dd, pre, summary, figcaption, aside, label") ?? parent;
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width > 1) lines.push({block, box, text: text.data.trim().slice(0, 30)});
    }
  }
  const clash = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
  const over = [];
  lines.sort((a, b) => a.box.top - b.box.top);
  lines.forEach((one, index) => {
    for (let next = index + 1; next < lines.length && lines[next].box.top < one.box.bottom; next++) {
      const other = lines[next];
      if (one.block !== other.block && clash(one.box, other.box)) over.push(`${one.text} / ${other.text}`);
    }
  });
  return over.slice(0, 5);
}
"""
"""Returns lines of text that lie over lines of another block."""


@pytest.fixture(scope="module")
def tab():
    """Return a tab of a browser."""
    with browsers.launched() as browser:
        yield browser.new_page()


def faults(tab, address, width):
    """Return what is wrong with a page at a width, in pixels."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address)
    tab.evaluate("document.fonts.ready")
    tab.wait_for_timeout(100)
    return [f"{width} px: {fault}" for fault in [*tab.evaluate(OVERFLOW), *tab.evaluate(OVERLAP)]]


@pytest.mark.parametrize("widths", [FEW, pytest.param(WIDTHS, marks=pytest.mark.audit)])
def test_no_post_breaks_a_page(publication, tab, widths):
    """Each odd post, its author's page, its section's and the front page hold at every width."""
    publication.picture("pictures/tall.png", 300, 2400)
    for name, (matter, body) in SHAPES.items():
        publication.post(f"2026-01-02-{name}", body, **{"description": "What it is.", **matter})
    publication.post("2026-01-03-alone", section="solitude")
    site = publication.build()
    found = []
    pages = [f"2026/01/{name}/" for name in SHAPES]
    pages += ["", "posts/", "authors/", "authors/ada-lovelace/", "sections/", "sections/solitude/", "archive/", "404.html"]  # fmt: skip
    with browsers.served(site.out, mount="/review") as address:
        for page in pages:
            for width in widths:
                found += [f"{page} {fault}" for fault in faults(tab, address + page, width)]
                if width in PICTURES and widths is WIDTHS:
                    name = page.strip("/").replace("/", "-") or "front"
                    tab.screenshot(path=OUT / f"{name}-{width}.png", full_page=True)
        tab.emulate_media(media="print")
        for name in SHAPES:  # on paper, which does not scroll
            found += [f"{name} {fault}" for fault in faults(tab, f"{address}2026/01/{name}/", 680)]
        tab.emulate_media(media="screen")
    assert found == []


@pytest.mark.audit
def test_an_author_of_four_hundred(publication, tab):
    """The pages of an author with 400 posts, of which a section has one, hold as well."""
    for n in range(400):
        publication.post(f"2026-01-02-post-{n}", section="few" if n == 0 else "many")
    site = publication.build()
    with browsers.served(site.out, mount="/review") as address:
        for page in ("", "authors/ada-lovelace/", "sections/few/", "sections/many/", "archive/"):
            for width in WIDTHS:
                assert faults(tab, address + page, width) == []


def test_a_large_article_can_be_read_and_scrolled(publication, tab):
    """650 kB with 300 headings: the contents can be scrolled and lead on, and no step of scrolling takes long."""
    publication.post("2026-01-02-large", LARGE)
    site = publication.build()
    with browsers.served(site.out, mount="/review") as address:
        assert faults(tab, f"{address}2026/01/large/", 1440) == []
        contents = tab.locator(".sf-toc__fold")
        assert contents.bounding_box()["height"] <= 900
        tab.locator(".sf-toc__list a", has_text="Part 250").first.click()
        assert tab.evaluate("location.hash") == "#part-250"
        assert 0 <= tab.locator("#part-250").bounding_box()["y"] < 900
        slowest = tab.evaluate(
            """async () => {
              let slowest = 0;
              for (let y = 0; y < 100_000; y += 5_000) {
                const start = performance.now();
                scrollTo({top: y, behavior: "instant"});
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                slowest = Math.max(slowest, performance.now() - start);
              }
              return slowest;
            }"""
        )
    assert slowest < 500


def test_the_look_sees_what_it_is_to_see(tab):
    """A page that sticks out and one whose texts lie over each other are found."""
    tab.set_viewport_size({"width": 360, "height": 900})
    tab.goto("about:blank")  # a page of the publication would refuse styles written like that
    tab.set_content("<div style='width:900px'>wide</div>")
    assert tab.evaluate(OVERFLOW)
    tab.set_content("<p style='margin:0'>one text</p><p style='margin-top:-20px'>another text</p>")
    assert tab.evaluate(OVERLAP)
