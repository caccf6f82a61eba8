"""The reduced style sheets beside the whole one: each element looks the same, on every kind of page."""

from __future__ import annotations

import gzip
import re
from collections import Counter

import pytest
import style_texts
from browsers import KINDS, SCROLL, served
from lxml import html
from publications import Publication

from standfirst.sphinx_ext.html import style_sheets

LARGEST = {"standfirst.css": 24 * 1024, "standfirst-components.css": 30 * 1024}
"""Bytes, as ``gzip -9`` leaves them."""
EVERY_RUN = {"article-with-code", "article-with-components", "front"}
STYLES = """
(() => {
  // custom properties do nothing by themselves; what is of a line's direction has a name of the page's too
  const twice = /^--|(^|-)(inline|block)(-|$)|^-webkit-(border|margin|padding|logical)/;
  const keys = [...getComputedStyle(document.documentElement)].filter((key) => !twice.test(key));
  return [...document.querySelectorAll("*")].flatMap((element) => ["", "::before", "::after"].map((part) => {
    const style = getComputedStyle(element, part);
    const name = `${element.tagName.toLowerCase()}.${element.className.baseVal ?? element.className}${part}`;
    const shown = !part || !["none", "normal"].includes(style.content);
    return [name, shown ? keys.map((key) => `${key}: ${style.getPropertyValue(key)}`) : []];
  }));
})()
"""
"""Name and computed values of each element, and of what a style sheet puts before and after it."""
KEEP = f"() => {{ window.standfirstStyles = {STYLES}; }}"
DIFFERENCES = f"""
() => {STYLES}.flatMap(([name, values], at) => {{
  const before = window.standfirstStyles[at][1];
  return values.filter((value, n) => value !== before[n]).map((value) => `${{name}} {{ ${{value}} }}`);
}}).slice(0, 20)
"""
"""Which values are others than before."""
SWAP = """
(file) => new Promise((done) => {
  const old = document.querySelector("link[rel=stylesheet][href*='_static/standfirst']");
  const link = old.cloneNode();
  link.href = old.href.replace(/standfirst[a-z-]*\\.css.*/, file);
  link.onload = () => { old.remove(); done(); };
  old.after(link);
})
"""
REST = """
async () => {
  // notes are laid beside the text anew where it has moved; what the theme's script marks in the list of contents,
  // and the field that the cursor is in, change with the layout
  for (let left = 4; left; left--) await new Promise(requestAnimationFrame);
  document.querySelectorAll(".active").forEach((each) => each.classList.remove("active"));
  document.activeElement.blur();
}
"""
STILL = "*, *::before, *::after { transition: none !important; animation: none !important; }"
UNFOLD = "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"


def opened(tab, address, width=1280, scheme="light", media="screen"):
    """Return a page on which nothing moves, with all that unfolds unfolded, in the system's fonts: ours come or not by chance."""
    page = tab(
        width=width, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    ).new_page()
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(address, wait_until="networkidle")
    page.add_style_tag(content=STILL)
    page.evaluate(UNFOLD)
    page.evaluate(SCROLL)
    page.emulate_media(media=media, color_scheme=scheme)
    return page


def differences(page):
    """Return how elements differ from what they are with the whole sheet."""
    page.evaluate(REST)
    page.evaluate(KEEP)
    page.evaluate(SWAP, style_sheets.FULL.file)
    page.evaluate(REST)
    return page.evaluate(DIFFERENCES)


def looks(kind):
    """Return the ways to look at a page, as parameters of a test."""
    found = [(360, "light", "screen"), (360, "dark", "screen"), (1280, "light", "screen"), (1280, "dark", "screen"), (1280, "light", "print")]  # fmt: skip
    for look in found:
        often = kind in EVERY_RUN and look == found[1]
        yield pytest.param(kind, look, marks=() if often else pytest.mark.audit)


@pytest.mark.parametrize(("kind", "look"), [each for kind in KINDS for each in looks(kind)])
def test_every_page_looks_as_with_all_rules(kind, look, online, tab):
    """By the computed values of each element, narrow and wide, light and dark, on paper."""
    page = opened(tab, online + KINDS[kind], *look)

    assert differences(page) == []


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """Return the address of articles and a page with everything that a post may write."""
    publication = Publication(tmp_path_factory.mktemp("everything"))
    publication.picture("posts/chart.png", 60, 40)
    publication.picture("chart.png", 60, 40)
    publication.post("2026-01-02-words", style_texts.everything("one"), standfirst="A deck.")
    publication.post(
        "2026-01-03-components", style_texts.everything("two") + style_texts.components()
    )
    publication.post("2026-01-04-zh", "中文的文章，*强调*，`代码`。\n\n> 引文\n", title="中文")
    publication.write(
        "about.md", f"# About\n\n{style_texts.everything('three')}{style_texts.components()}"
    )
    built = publication.build()
    assert built.warnings.splitlines() == []
    with served(built.out, mount="") as address:
        yield address


@pytest.mark.parametrize(
    "page_and_sheet",
    [
        ("2026/01/words/", "standfirst.css"),
        ("2026/01/components/", "standfirst-components.css"),
        ("2026/01/zh/", "standfirst.css"),
        ("about/", "standfirst-components.css"),
    ],
)
@pytest.mark.parametrize(
    "look",
    [
        (1280, "light", "screen"),
        pytest.param((1280, "dark", "screen"), marks=pytest.mark.audit),
        pytest.param((360, "light", "screen"), marks=pytest.mark.audit),
        pytest.param((360, "dark", "print"), marks=pytest.mark.audit),
    ],
)
@pytest.mark.parametrize("scripts", [True, pytest.param(False, marks=pytest.mark.audit)])
def test_all_that_a_post_may_write_looks_as_with_all_rules(
    page_and_sheet, look, scripts, everything, tab
):
    """In the sheet that is for it, without scripts too, when no colour mode has been chosen."""
    path, file = page_and_sheet
    page = opened(tab, everything + path, *look)
    if not scripts:  # none has chosen a colour mode then
        page.evaluate("delete document.documentElement.dataset.theme")
    sheet = page.locator("link[rel=stylesheet][href*='_static/standfirst']").get_attribute("href")

    assert sheet.rpartition("/")[2].partition("?")[0] == file
    assert differences(page) == []


@pytest.mark.parametrize(
    ("rule", "seen"),
    [
        ("hr { padding-left: 3px }", "hr.docutils { padding-left: 3px }"),
        (
            "p::before { content: 'x'; position: absolute; width: 0; height: 0; overflow: hidden }",
            "::before { accent-color: auto }",
        ),
    ],
)
def test_a_lacking_rule_is_seen(rule, seen, everything, tab):
    """On the elements that it is for, and where it puts something before them."""
    page = opened(tab, everything + "2026/01/words/")
    page.evaluate(KEEP)
    page.evaluate(
        """(rule) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(rule);
          document.adoptedStyleSheets = [sheet];
        }""",
        rule,
    )

    assert [each for each in page.evaluate(DIFFERENCES) if each.endswith(seen)] != []


@pytest.mark.audit
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["2026/01/words/", "2026/01/components/", "about/"])
def test_pictures_of_pages_are_the_same(path, scheme, everything, tab):
    """To the last pixel, with the reduced sheet and with the whole one."""
    page = opened(tab, everything + path, 1280, scheme)
    before = pictures(page)
    page.evaluate(SWAP, style_sheets.FULL.file)

    assert before & pictures(page)


def pictures(page):
    """Return what a page looks like: a browser that is short of time leaves a picture in it for later, another each time."""
    return {page.screenshot(full_page=True) for _ in range(4)}


@pytest.mark.parametrize("reduced", ["plain", pytest.param("components", marks=pytest.mark.audit)])
def test_each_class_of_the_lists_looks_as_with_all_rules(reduced, everything, tab):
    """On any element: a sheet's rules for it are all there."""
    names = {
        name
        for file in style_sheets.SHEETS
        if (path := style_sheets.THEME / reduced / file).exists()
        for name in re.findall(r"\.(-?[A-Za-z_][\w-]*)", path.read_text(encoding="utf-8"))
    }
    page = opened(tab, everything + "2026/01/words/")
    page.evaluate(SWAP, next(one.file for one in style_sheets.JOINED if one.reduced == reduced))
    page.evaluate(
        """(names) => {
          const text = document.querySelector(".sf-text");
          text.replaceChildren();
          for (const tag of ["div", "span", "p", "a", "ul", "table", "figure", "aside", "img"]) {
            for (const name of names) {
              const element = document.createElement(tag);
              element.className = name;
              text.append(element);
            }
          }
        }""",
        sorted(names),
    )

    assert len(names) > 200
    assert differences(page) == []


def test_style_sheets_are_small(site):
    """One for a page, without imports; and what they weigh, compressed."""
    static = site / "_static"
    sizes = {name: len(gzip.compress((static / name).read_bytes(), 9)) for name in LARGEST}
    sheets = [path.name for path in static.glob("*.css")]

    assert [name for name in sizes if sizes[name] > LARGEST[name]] == [], sizes
    assert [one for one in sheets if "@import" in (static / one).read_text()] == []
    assert set(sheets) == {one.file for one in style_sheets.JOINED}


def test_each_page_has_one_style_sheet(site):
    """Nearly all of them the smallest."""
    found = Counter()
    for path in set(site.rglob("*.html")) - set((site / "_static").rglob("*")):
        sheets = html.parse(path).xpath("//link[@rel='stylesheet']/@href")
        found.update([tuple(sheet.rpartition("/")[2].partition("?")[0] for sheet in sheets)])

    assert set(found) <= {("standfirst.css",), ("standfirst-components.css",), ()}
    assert found[("standfirst.css",)] > 0.9 * found.total()
