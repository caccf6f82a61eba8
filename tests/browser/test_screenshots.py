"""Pictures of every kind of page, to be looked at: ``make audit`` leaves them in ``_build/screenshots``."""

from __future__ import annotations

import shutil

import pytest
from browsers import KINDS, MAIN, SCROLL, served
from own_publication import NOW, ROOT, built

WIDTHS = (360, 820, 1440)
OUT = ROOT / "_build" / "screenshots"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
pytestmark = pytest.mark.audit


@pytest.fixture(scope="module", autouse=True)
def _emptied():
    shutil.rmtree(OUT, ignore_errors=True)


@pytest.fixture(scope="module")
def chinese(copy):
    """Return the address of the publication as it would be if its language were Chinese."""
    out = copy / "_build" / "zh"
    options = ("-j", "2", "-D", f"standfirst_now={NOW}", "-D", "standfirst_language=zh-Hans")
    done = built(copy, out, *options)
    assert done.returncode == 0, done.stderr
    with served(out) as address:
        yield address


def photographed(context, address, kinds, name):
    """Take a picture of each kind of page; return those that are wider than the window."""
    OUT.mkdir(parents=True, exist_ok=True)
    page, wide = context.new_page(), []
    for kind in kinds:
        page.goto(address + KINDS[kind], wait_until="networkidle")
        page.evaluate(SCROLL)  # brings the pictures that wait to be seen
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=OUT / f"{kind}-{name}.png", full_page=True)
        if page.evaluate(OVERFLOW):
            wide.append(kind)
    return wide


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_page(width, scheme, online, tab):
    """In English; nothing is wider than the window."""
    context = tab(width=width, color_scheme=scheme, reduced_motion="reduce")

    assert photographed(context, online, KINDS, f"en-{width}-{scheme}") == []
    assert len(list(OUT.glob(f"*-en-{width}-{scheme}.png"))) == len(KINDS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_main_kinds_in_chinese(width, scheme, chinese, tab):
    """The words around the articles in Chinese; nothing is wider than the window."""
    context = tab(width=width, color_scheme=scheme, reduced_motion="reduce")

    page = context.new_page()
    page.goto(chinese)

    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert photographed(context, chinese, sorted(MAIN), f"zh-{width}-{scheme}") == []


@pytest.mark.parametrize("kind", sorted(MAIN))
def test_what_is_printed(kind, online, tab):
    """As the browser's print dialog makes it, also from the dark mode."""
    OUT.mkdir(parents=True, exist_ok=True)
    page = tab(color_scheme="dark").new_page()
    page.goto(online + KINDS[kind], wait_until="networkidle")
    page.evaluate(SCROLL)
    paper = page.pdf(path=OUT / f"{kind}-print.pdf", format="A4", prefer_css_page_size=True)

    assert paper.startswith(b"%PDF-")
