"""Pages in WebKit, the engine of Safari and Epiphany: ``make audit``."""

from __future__ import annotations

import pytest
from browsers import served
from webkit import webkit

pytestmark = pytest.mark.audit

CHART = """
<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">
  <style>@media (prefers-color-scheme: dark) {rect {fill: #f00}}</style><rect width="90" height="60"/>
</svg>
"""
COLOUR = """
const canvas = document.createElement("canvas").getContext("2d");
canvas.drawImage(document.querySelector(".sf-text img"), 0, 0);
return [...canvas.getImageData(9, 9, 1, 1).data].slice(0, 3);
"""
CHOOSE = "document.querySelector('button[data-mode={}]').click()"
WIDTH = """
const text = document.querySelector(".sf-text p").firstChild;
return [...text.data].map((_, at) => {
  const range = document.createRange();
  range.setStart(text, at); range.setEnd(text, at + 1);
  return Math.round(range.getBoundingClientRect().right);
});
"""


@pytest.fixture
def out(publication):
    """Return the folder of a publication with a drawing, and a Chinese article with dates."""
    publication.write("img/chart.svg", CHART)
    publication.post("2026-01-02-x", "Text.\n\n![chart](/img/chart.svg)\n")
    publication.post("2026-01-03-y", f"{'八月20日发表，2025年4月15日修订。' * 9}\n", title="日期")
    return publication.build().out


def test_drawings_and_chinese(out):
    """A drawing has its dark colours on a dark page, by the page's own switch; figures beside Chinese stand apart."""
    with served(out, mount="") as base, webkit() as window:
        window.go(base + "2026/01/x/")
        found = []
        for mode in ("light", "dark", "light"):
            window.run(CHOOSE.format(mode))
            found.append(window.run(COLOUR))
        window.go(base + "2026/01/y/")
        style = "getComputedStyle(document.querySelector('.sf-text p'))"
        edges = window.run(WIDTH)
        said = window.run(f"return [{style}.textAutospace ?? 'no-autospace', {style}.textAlign]")
        measure = window.run("return document.querySelector('.sf-text p').getBoundingClientRect().right")  # fmt: skip
        em = window.run(f"return parseFloat({style}.fontSize)")

    assert found == [[0, 0, 0], [255, 0, 0], [0, 0, 0]]
    assert said == ["no-autospace", "start"]
    # no line is more than two characters short: the next, and a sign that may not begin one
    assert measure - max(edges) < 2 * em
