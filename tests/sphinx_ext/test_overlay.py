"""What a post says covers nothing of the page around it, in a reader's browser, with the guide's policy and without."""

from __future__ import annotations

import pytest
from browsers import served, under_policy

OVER = "position-fixed top-0 start-0 bottom-0 end-0 w-100 h-100 vw-100 vh-100 stretched-link sd-stretched-link modal show d-block fixed-top sticky-top navbar offcanvas sf-skip"  # fmt: skip
POST = f"""\
<a class="{OVER}" href="https://evil.example/">html</a>

<div class="{OVER}">

[within](https://evil.example/)

</div>

[markdown](https://evil.example/){{{" ".join(f".{name}" for name in OVER.split())}}}

[list](https://evil.example/){{: {" ".join(f".{name}" for name in OVER.split())} }}

{{.{" .".join(OVER.split())}}}
A [paragraph](https://evil.example/).

{{octicon}}`bell;1em;{OVER}`

{"Text. " * 400}
"""
COVERED = """
() => {
  const width = document.documentElement.clientWidth, height = innerHeight, found = [];
  for (let x = 4; x < width; x += width / 12)
    for (let y = 4; y < height; y += height / 12) {
      const link = document.elementFromPoint(x, y)?.closest('a[href*="evil"]');
      if (link && ![...link.getClientRects()].every((r) => r.height < 60 && r.width < 200)) found.push(link.textContent);
    }
  return [found, [...document.querySelectorAll('.sf-text *')].filter((e) => /fixed|sticky|absolute/.test(getComputedStyle(e).position)).map((e) => e.outerHTML.slice(0, 80))];
}
"""
"""The links of the post's that are larger than their words, and what of its text is out of the text's order."""


@pytest.mark.parametrize("server", [served, under_policy])
def test_nothing_of_a_post_covers_the_page(publication, tab, server):
    """Its links are where its words are; the masthead and the footer are the publication's."""
    publication.post("2026-01-02-x", POST)
    out = publication.build().out
    with server(out, mount="") as base:
        page = tab().new_page()
        page.goto(f"{base}2026/01/x/")
        links = page.locator('.sf-text a[href*="evil"]').count()

        assert links == 5
        assert page.evaluate(COVERED) == [[], []]


def test_the_watch_sees_a_link_that_covers_the_page(tmp_path, tab):
    """The classes do what they are refused for: without the gate the first would take every click."""
    page = '<!doctype html><style>.f{position:fixed;inset:0;display:block}</style><div class="sf-text"><a class="f" href="https://evil.example/">a</a></div>'  # fmt: skip
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with served(tmp_path, mount="") as base:
        seen = tab().new_page()
        seen.goto(f"{base}page.html")
        covered, moved = seen.evaluate(COVERED)

    assert len(covered) > 100
    assert len(moved) == 1
