"""What a reader sees at the first visit, and in a copy of the folder: fonts, pictures, an untroubled console."""

from __future__ import annotations

import pytest
from browsers import served, spoken
from publications import hold

PAGE = "2026/01/x/"
PARTS = {
    ".sf-article__title": "Standfirst Serif",
    ".sf-text p": "Standfirst Serif",
    ".sf-text em": "Standfirst Serif",
    ".sf-text em strong": "Standfirst Serif",
    ".sf-byline a": "Standfirst Sans",
}
"""Element -> the font in which it is to be seen."""
VISITS = 8
"""Pages that were laid out too early were 17 of 60."""
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}  # fmt: skip
"""Milliseconds and bytes a second: a telephone, so that the italics cannot be there in time."""


@pytest.fixture
def out(publication):
    """Return the folder of a publication with italics and a picture of several formats."""
    hold(publication, "https://pictures.example/one.jpg")
    text = "It was *never* so, ***never***.\n\n![one](https://pictures.example/one.jpg)\n"
    publication.post("2026-01-02-x", text, image="https://pictures.example/one.jpg")
    return publication.build().out


def fonts_of(page):
    """Return the fonts that the browser draws each part with."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = {}
    for part in PARTS:
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": part})["nodeId"]
        used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        found[part] = ", ".join(sorted(font["familyName"] for font in used))
    return found


def test_the_first_visit_has_the_publications_fonts(out, tab):
    """With an empty cache, on a slow line: no text in a font of the system, italics neither; none moves afterwards."""
    page = tab().new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    width = "document.querySelector('.sf-text em').getBoundingClientRect().width"
    with served(out, mount="") as base:
        page.goto(base + PAGE, wait_until="load")
        first = fonts_of(page)
        before = page.evaluate(width)
        page.wait_for_timeout(1000)
        after = page.evaluate(width)

    assert first == PARTS
    assert before == after


def test_a_copy_on_disk_has_the_right_fonts_and_no_errors(out, tab):
    """Opened without a server, as often as it takes: whether a page is laid out before its sheet's event is chance."""
    found, said = [], []
    for _ in range(VISITS):
        page = tab().new_page()
        heard = spoken(page)
        page.goto(f"file://{out}/{PAGE}index.html", wait_until="load")
        page.evaluate("document.fonts.ready")
        found.append(fonts_of(page))
        page.goto(f"file://{out}/index.html", wait_until="load")
        said += heard
        page.close()

    assert found == [PARTS] * VISITS
    assert [line for line in said if "PST" not in line] == []


def test_a_copy_of_what_img_names_shows_its_pictures(out, tab):
    """As wget takes it, and browsers know it that choose no format; what only ``source`` names is missing there."""
    named = list(out.rglob("*.avif")) + list(out.rglob("*.webp"))
    page = tab().new_page()
    width = "Promise.all([...document.images].map((i) => i.decode().then(() => i.naturalWidth, () => 0)))"
    with served(out, mount="") as base:
        page.goto(base + PAGE)
        whole = page.evaluate(width)
        for file in named:
            file.unlink()
        page = tab().new_page()
        page.goto(base + PAGE)
        page.wait_for_load_state("networkidle")
        copied = page.evaluate(width)

    assert named
    assert len(copied) == len(whole) == 2
    assert 0 not in whole + copied
