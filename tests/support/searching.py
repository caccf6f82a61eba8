"""The search's engine in a browser: what it finds for a query, without the page around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

_OPENED = """
async (address) => {
  window.engine = await import(new URL("_static/standfirst/search_engine.js", address));
  const folder = new URL("_search/", address);
  window.index = await engine.open(folder, fetch(new URL("head.json", folder)));
  const folding = index.folding(await index.simplified());
  window.folded = (text) => folding(text.normalize("NFC")).text.normalize("NFC");
}
"""
_FOUND = """
async ([query, isExact]) => {
  const found = await engine.search(index, folded(query), isExact);
  const rows = await Promise.all(found.posts.map((post) => index.row(post)));
  const instead = found.instead.map(({ label, how, words }) => [label, how, words[0]]);
  return { ...found, instead, posts: rows.map(([, href]) => href), words: [...found.words], pairs: [] };
}
"""


def opened(page: Page, address: str) -> Page:
    """Have a page of the publication at *address* open the index, and return it."""
    page.goto(f"{address}404.html")
    page.evaluate(_OPENED, address)
    return page


def found(page: Page, query: str, *, is_exact: bool = False) -> dict[str, Any]:
    """Return what the engine says of a query, on a page that :func:`opened` has returned; of each post its address."""
    said: dict[str, Any] = page.evaluate(_FOUND, [query, is_exact])
    return said
