"""Every kind of page, for readers with a keyboard, a screen reader, large type, or no JavaScript."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsers import KINDS, kinds

AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""All that axe holds to be wrong by default, and WCAG 2.2's size of targets
(https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md)."""
ZOOM = 2
LOOKS = {
    "wide, light": {"color_scheme": "light"},
    "narrow, dark": {"width": 320, "height": 640, "color_scheme": "dark"},
    "wide, dark": {"color_scheme": "dark"},
    "narrow, light": {"width": 320, "height": 640, "color_scheme": "light"},
    # what 1280 by 900 pixels become when a reader enlarges the page
    "zoomed, light": {"width": 1280 // ZOOM, "height": 900 // ZOOM, "device_scale_factor": ZOOM},
    "zoomed, dark": {
        "width": 1280 // ZOOM,
        "height": 900 // ZOOM,
        "device_scale_factor": ZOOM,
        "color_scheme": "dark",
    },
}
SHORT = ("wide, light", "narrow, dark")
"""The looks that every run of the tests has; ``make audit`` has all."""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CONTROLS = """
() => {
  const shown = (e) => e.checkVisibility({checkVisibilityCSS: true}) && e.getClientRects().length;
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
  const usable = [...all].filter((e) => shown(e) && !e.disabled);
  // a bar of a chart is for the pointer alone, where another link leads to the same page
  const hrefs = new Set(usable.filter((e) => e.tabIndex >= 0).map((e) => e.getAttribute("href")));
  const doubled = (e) => e.matches("svg a[tabindex='-1']") && hrefs.has(e.getAttribute("href"));
  window.standfirstControls = usable.filter((e) => !doubled(e));
  return window.standfirstControls.map((e) => e.outerHTML.slice(0, 120));
}
"""
FOCUSED = """
() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const boxes = [...e.getClientRects()].filter((box) => box.width && box.height);
  const inside = (box) => box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const seen = (box) => {
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return hit && (e.contains(hit) || hit.contains(e));
  };
  // the ring may be around what holds the control, such as a card, or what it holds, such as a picture
  const around = [...e.querySelectorAll("*")];
  for (let other = e; other !== document.body; other = other.parentElement) around.push(other);
  const ringed = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    number: window.standfirstControls.indexOf(e),
    html: e.outerHTML.slice(0, 120),
    ringed: around.some((other) => ringed(getComputedStyle(other))),
    visible: boxes.some((box) => inside(box) && seen(box)),
  };
}
"""
"""The control that has the focus: whether it is marked, in sight, and under nothing else."""
MOST = 400
"""Presses of a key after which a walk through a page is given up."""


def violations(page):
    """Return what axe finds wrong with a page: rule, element and remedy, one text each."""
    return [
        f"{found['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for found in Axe().run(page, options=AXE).response["violations"]
        for node in found["nodes"]
    ]


@pytest.fixture(scope="module")
def pages(browser):
    """Return what gives a page for each look: one for all tests."""
    opened = {}

    def page(look, **options):
        if look not in opened:
            size = {"width": options.pop("width", 1280), "height": options.pop("height", 900)}
            opened[look] = browser.new_context(viewport=size, **options).new_page()
        return opened[look]

    return page


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize(
    "look",
    [pytest.param(look, marks=() if look in SHORT else pytest.mark.audit) for look in LOOKS],
)
def test_axe_finds_nothing(look, kind, online, pages):
    """Names, roles, contrast, order, targets; and nothing is wider than the window."""
    page = pages(look, **LOOKS[look])
    page.goto(online + KINDS[kind])

    assert violations(page) == []
    assert page.evaluate(OVERFLOW) == 0


def test_axe_sees_what_it_is_to_see(tab):
    """Too little contrast, a picture without text, targets that are too small."""
    page = tab().new_page()
    page.set_content(
        "<html lang=en><title>x</title><main><h1>x</h1><p style='color:#bbb'>pale<p><img src='x.png'>"
        "<button style='padding:0;font-size:6px'>a</button><button style='padding:0;font-size:6px'>b</button></main>"
    )
    found = {text.partition(":")[0] for text in violations(page)}

    assert {"color-contrast", "image-alt", "target-size"} <= found


@pytest.mark.parametrize("kind", kinds())
def test_a_keyboard_reaches_every_control(kind, online, pages):
    """One after the other, in sight, with a ring around it."""
    page = pages("at rest", reduced_motion="reduce")
    page.goto(online + KINDS[kind])
    controls = page.evaluate(CONTROLS)
    reached, faults = set(), []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:  # the way from the last control to the first leads through the browser
            continue
        if focused["number"] in reached:
            break
        if focused["number"] >= 0:
            reached.add(focused["number"])
        if not (focused["ringed"] and focused["visible"]):
            faults.append(focused)

    assert controls
    assert [html for number, html in enumerate(controls) if number not in reached] == []
    assert faults == []


def test_a_bar_that_leads_where_nothing_else_leads_is_a_control(tab):
    """One that has a link beside it is not."""
    page = tab().new_page()
    bars = [
        f"<a href='{href}' tabindex='-1'><rect width='9' height='9'/></a>" for href in ["#a", "#b"]
    ]
    page.set_content(f"<svg>{''.join(bars)}</svg><a href='#a'>x</a>")
    controls = page.evaluate(CONTROLS)

    assert [control.split("'")[0][:11] for control in controls] == ['<a href="#b', '<a href="#a']


def test_a_control_that_a_keyboard_does_not_find_is_seen(tab):
    """Without a ring, and under something else."""
    page = tab().new_page()
    page.set_content(
        "<style>a { outline: 0; } p { position: absolute; inset: 0; background: red; }</style><a href='#'>x</a><p>"
    )
    controls = page.evaluate(CONTROLS)
    page.keyboard.press("Tab")
    focused = page.evaluate(FOCUSED)

    assert len(controls) == 1
    assert (focused["number"], focused["ringed"], focused["visible"]) == (0, False, False)


def test_the_link_to_the_text_comes_first_and_leads_there(online, tab):
    """It appears when it has the focus, and the next control is one of the text."""
    page = tab().new_page()
    page.goto(online + KINDS["article"])
    page.keyboard.press("Tab")
    first = page.locator(":focus")

    assert first.get_attribute("href") == "#main-content"
    assert first.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


GROUND = "(body) => getComputedStyle(body).backgroundColor"
TEXT = """
(main) => [...main.querySelectorAll("h1, h2, h3, p, li, td, figcaption, summary, pre")]
  .filter((e) => e.checkVisibility()).map((e) => e.textContent.trim())
"""


@pytest.mark.parametrize("kind", kinds(without=["search"]))
def test_pages_are_complete_without_javascript(kind, online, pages):
    """The same text; in the dark, dark; and no button that would do nothing."""
    with_, without = (
        pages(f"JavaScript: {runs}", java_script_enabled=runs, color_scheme="dark")
        for runs in (True, False)
    )
    for page in (with_, without):
        page.goto(online + KINDS[kind])
    texts = [page.locator("main").evaluate(TEXT) for page in (with_, without)]
    grounds = [page.locator("body").evaluate(GROUND) for page in (with_, without)]

    assert texts[0]
    assert texts[0] == texts[1]
    assert grounds[0] == grounds[1] != "rgb(255, 253, 249)"
    assert with_.locator("button[data-mode]:visible").count() == 3
    assert without.locator("button[type=button]:visible").count() == 0
