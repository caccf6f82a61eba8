"""Pages with pictures, and a way through the publication, as a reader's browser shows them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from browsers import ARTICLE, KINDS, MOUNT, least_shift, served, visited
from PIL import Image
from publications import hold

FIGURES = 10
UNFIT = """
() => {
  // the space that a browser makes before it has the picture is as large as the picture
  const fits = (i) => Math.abs(i.clientWidth * i.getAttribute("height") / i.getAttribute("width") - i.clientHeight) < 1;
  const images = [...document.images];
  return [images.filter((i) => i.naturalWidth && !fits(i)).map((i) => i.src), images.filter((i) => !i.naturalWidth).map((i) => i.src)];
}
"""
"""The pictures that move what stands around them, and those that did not come."""


def photograph(path, seed):
    """Write a picture with as many details as a photograph; return its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = Image.effect_mandelbrot((2600, 1800), (-2 + seed / 9, -1.2, 1, 1.2), 90)
    shades = Image.radial_gradient("L").resize(noise.size)
    Image.merge("RGB", (noise, shades, Image.blend(noise, shades, 0.5))).save(path, quality=92)
    return path.stat().st_size


LATE = """
async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await frame();
  late.src = "late.jpg";
  await late.decode();
  await frame();
}
"""
"""Brings a picture after the page was painted without it: what comes before the first painting moves nothing."""


def seen(tab, address, happens="null"):
    """Return the visit to a page on a phone, and what of its pictures moves or is broken.

    :param happens: JavaScript for what is to happen when the page was shown.
    """
    found = []

    def look(page):
        page.evaluate(happens)
        found.extend(page.evaluate(UNFIT))

    return visited(tab(width=390, height=840), address, look), *found


@pytest.mark.audit
def test_a_page_of_figures_is_light_still_and_asks_nobody_else(publication, tab):
    """Ten figures cost at most a quarter of the originals' bytes; nothing moves when they arrive."""
    sizes = [photograph(publication.root / f"img/{n}.jpg", n) for n in range(FIGURES)]
    hold(publication, "https://pictures.example/one.jpg")
    figures = [f"Text.\n\n![figure {n}](/img/{n}.jpg)\n▲ Figure {n}.\n" for n in range(FIGURES)]
    publication.post("2026-01-02-x", "\n".join(figures))
    text = (
        "![gone](https://pictures.example/gone.jpg)\n\n![one](https://pictures.example/one.jpg)\n"
    )
    publication.post("2026-01-03-y", text, image="/img/0.jpg")
    out = publication.build().out
    with served(out, mount="") as base:
        pages = {path: seen(tab, base + path) for path in ("2026/01/x/", "2026/01/y/", "")}
    visit = pages["2026/01/x/"][0]
    pictures = [address for address in visit.of("image") if "/_images/" in address]

    for path, (visit, moves, broken) in pages.items():
        assert [a for a in visit.asked if not a.startswith(base)] == [], path
        assert (moves, broken, visit.shift) == ([], [], 0), path
    assert len(pictures) == FIGURES
    assert 0 < pages["2026/01/x/"][0].size("image") <= sum(sizes) / 4


def test_the_watch_sees_what_it_is_to_see(tmp_path, tab):
    """A request to another host, a broken picture, and a picture without its proportions."""
    photograph(tmp_path / "late.jpg", 1)
    page = '<img src="http://localhost:9/gone.png"><p><img id="late"><p>Text.'
    (tmp_path / "page.html").write_text(f"<!doctype html>{page}", encoding="utf-8")
    with served(tmp_path, mount="") as base:
        visit, moves, broken = seen(tab, base + "page.html", LATE)

    assert any("http://localhost:9/gone.png" in said for said in visit.complaints)
    assert broken == ["http://localhost:9/gone.png"]
    assert moves == [f"{base}late.jpg"]
    assert visit.shift > 0


def test_what_moves_in_one_visit_only_is_no_fault_of_the_page():
    """A fault is there in every visit; none more is made than needed."""
    shifts = iter([0.2, 0.0, 0.1])

    assert least_shift(shifts) == 0
    assert next(shifts) == 0.1
    assert least_shift([0.2, 0.1]) == 0.1


def shown(page):
    """Return the path of the page that is shown, below the publication's address."""
    return page.evaluate("location.pathname").removeprefix(f"{MOUNT}/")


def test_a_reader_finds_the_way(online, tab):
    """From the front page to an article, a note and back, its author, the archive, the dark, and paper."""
    page = tab(color_scheme="light").new_page()
    page.goto(online)
    page.get_by_role("link", name="What a Permalink Promises").click()
    assert shown(page) == ARTICLE

    note = page.locator("a[role=doc-noteref]").first
    note.click()
    assert page.locator(page.evaluate("location.hash")).is_visible()
    page.go_back()
    assert shown(page) == ARTICLE

    page.locator(".sf-byline").get_by_role("link", name="Editorial Desk").click()
    assert shown(page) == "authors/editorial-desk/"
    assert page.get_by_role("heading", level=1).inner_text() == "Editorial Desk"

    page.get_by_role("navigation").get_by_role("link", name="Archive").click()
    assert shown(page) == "archive/"

    page.get_by_role("button", name="Dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.goto(online + ARTICLE)
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"

    page.emulate_media(media="print")
    assert not page.locator(".sf-masthead__tools").is_visible()
    title = page.get_by_role("heading", level=1, name="What a Permalink Promises")
    assert title.is_visible()
    assert page.locator(".sf-facts").get_by_text(ARTICLE).is_visible()  # its address
    assert page.locator("body").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    paper = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) > 1


def test_a_note_opens_in_place_on_a_narrow_screen(online, tab):
    """Below the paragraph that refers to it, where the reader is; and closes again."""
    page = tab(width=390, height=840).new_page()
    page.goto(online + ARTICLE)
    reference = page.locator("a.footnote-reference").first
    words = page.locator(reference.get_attribute("href")).locator("p").inner_text()
    reference.click()
    note = page.locator(".sf-note--open")
    paragraph = reference.locator("xpath=ancestor::p").bounding_box()

    assert note.inner_text() == words
    assert 0 <= note.bounding_box()["y"] - paragraph["y"] - paragraph["height"] < 40
    assert reference.get_attribute("aria-expanded") == "true"
    assert page.evaluate("location.hash") == ""

    reference.click()
    assert note.count() == 0
    assert reference.get_attribute("aria-expanded") == "false"


def test_notes_stand_in_the_margin_of_a_wide_screen(online, tab):
    """Each beside the line that refers to it, none over another; at the end again where there is no room."""
    page = tab(width=1440).new_page()
    page.goto(online + ARTICLE)
    text = page.locator(".sf-article .sf-text").bounding_box()
    references = page.locator("a.footnote-reference").all()
    notes = [page.locator(reference.get_attribute("href")) for reference in references]
    boxes = [note.bounding_box() for note in notes]

    assert len(boxes) > 1
    assert {box["x"] >= text["x"] + text["width"] for box in boxes} == {True}
    assert {
        abs(box["y"] - reference.bounding_box()["y"]) < 24
        for box, reference in zip(boxes, references, strict=True)
    } == {True}
    assert {one["y"] + one["height"] < two["y"] for one, two in pairwise(boxes)} == {True}

    page.set_viewport_size({"width": 820, "height": 900})
    last = page.locator(".sf-article .sf-text > :not(.footnote-list)").last.bounding_box()
    assert {note.bounding_box()["y"] > last["y"] for note in notes} == {True}


@pytest.mark.parametrize("path", [ARTICLE, KINDS["guide"]])
def test_contents_stand_below_the_title_or_beside_the_text(online, tab, path):
    """On a telephone, and on a wide screen, where they begin with what stands at the page's left edge."""
    page = tab(width=390, height=840).new_page()
    page.goto(online + path)
    contents, title = page.locator(".sf-toc__fold"), page.locator("h1")
    head = page.locator("h1, .sf-byline").last  # an article's ends with who wrote it
    text = page.locator(".sf-text p").first

    assert head.bounding_box()["y"] < contents.bounding_box()["y"] < text.bounding_box()["y"]

    page.set_viewport_size({"width": 1440, "height": 900})
    box = contents.bounding_box()
    assert box["x"] == page.locator(".sf-nameplate__title a").bounding_box()["x"]
    assert box["x"] + box["width"] < text.bounding_box()["x"]
    assert box["y"] <= title.bounding_box()["y"]


WIDTHS = """
(abbreviation) => ["all-small-caps", "normal"].map((caps) => {
  abbreviation.style.fontVariantCaps = caps;
  return abbreviation.getBoundingClientRect().width;
})
"""


def test_abbreviations_are_small_capitals_where_the_font_has_them(online, tab):
    """Drawn as such: capitals of another font are not made smaller."""
    page = tab().new_page()
    page.goto(online + "2026/06/three-feeds/")
    page.evaluate("document.fonts.ready")
    page.reload()  # the font is optional: it may come too late for the first time
    abbreviation = page.locator(".sf-text p > abbr").first
    assert abbreviation.evaluate("e => getComputedStyle(e).fontVariantCaps") == "all-small-caps"

    small, normal = abbreviation.evaluate(WIDTHS)
    assert small < normal

    abbreviation.evaluate("e => e.style.fontFamily = 'DejaVu Sans Mono, monospace'")
    small, normal = abbreviation.evaluate(WIDTHS)
    assert small == normal


FONT = "e => getComputedStyle(e).fontFamily.split(',')[0]"


def test_other_languages_on_a_page_are_set_as_themselves(publication, tab):
    """English on a Chinese page in fonts for English, and Chinese on an English one in those for Chinese."""
    publication.post("2026-01-02-x", "The “quoted” word.\n", title="English", description=None)
    publication.post("2026-01-03-y", "这是“引号”。\n", title="中文", description=None)
    publication.write(
        "authors/ada-lovelace.md", "---\nname: Ada Lovelace\n---\n\nShe is “known”.\n"
    )
    publication.write("guide.md", "# A Guide\n\nIt is “short”.\n\n## One\n\n")
    found = {}
    for language in ("zh-Hans", "en"):
        built = publication.build(f"standfirst_language={language}")
        page = tab().new_page()
        with served(built.out, mount="") as address:
            page.goto(address)
            cards = page.locator(".sf-card")
            found[language] = {
                card.get_attribute("lang"): card.locator(".sf-card__excerpt").evaluate(FONT)
                for card in cards.all()
            }
            assert (
                cards.locator(".sf-kicker a[lang]").count() == 1
            )  # the section's name, in the other
            page.goto(f"{address}authors/ada-lovelace/")
            note = page.locator(".sf-heading__note")
            assert note.get_attribute("lang") == ("en" if language == "zh-Hans" else None)
            assert note.evaluate(FONT) == '"Standfirst Serif"'
            page.goto(f"{address}guide/")
            assert page.locator("html").get_attribute("lang") == "en"

    assert found["zh-Hans"] == {"en": '"Standfirst Serif"', None: '"Source Han Serif SC"'}
    assert found["en"] == {None: '"Standfirst Serif"', "zh-Hans": '"Source Han Serif SC"'}


@pytest.mark.parametrize("kind", ["article", "article-with-code", "section"])
def test_paper_has_no_controls(kind, online, tab):
    """Nor the colours of the dark mode, from which it is printed here; nothing is folded."""
    page = tab(width=680, color_scheme="dark").new_page()
    page.goto(online + KINDS[kind])
    page.emulate_media(media="print")
    controls = page.locator(
        "button:visible, input:visible, summary:visible, [download]:visible, a[rel=nofollow]:visible"
    )
    code = page.locator("pre span").all()

    assert controls.count() == 0
    assert {span.evaluate("e => getComputedStyle(e).color") for span in code} <= {"rgb(0, 0, 0)"}
    assert bool(code) == (kind == "article-with-code")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colour_mode_is_there_before_the_first_paint(scheme, online, tab):
    """A reader who has chosen another than the system's sees it at once."""
    chosen = {"light": "dark", "dark": "light"}[scheme]
    context = tab(color_scheme=scheme)
    context.add_init_script(f"localStorage.setItem('mode', '{chosen}')")
    page = context.new_page()
    page.route("**/*.css*", lambda route: route.abort())
    page.route("**/pydata-sphinx-theme.js*", lambda route: route.abort())
    page.goto(online + ARTICLE)

    assert page.locator("html").get_attribute("data-theme") == chosen
