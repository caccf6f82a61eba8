"""A query is divided in the browser as texts are in Python."""

from __future__ import annotations

import json

import pytest
from browsers import served
from source_tree import PACKAGE, ROOT

from standfirst.search import words

ODD_TEXTS = json.loads((ROOT / "tests/search/odd_texts.json").read_text("utf-8"))
_OPENED = """
async ([address, classes, simplified]) => {
  const { dividing } = await import(`${address}words.js`);
  const index = dividing(classes);
  const folding = index.folding(new Map(simplified));
  window.divided = (text) => {
    const tokens = [...index.tokens(folding(text.normalize("NFC")).text.normalize("NFC"))];
    const kept = tokens.flatMap(({ words }) => words ?? []).filter((word) => !index.isStop(word));
    return {
      words: tokens.flatMap(({ run, words }) => run ?? words),
      joined: tokens.flatMap(({ joined }) => joined ?? []),
      pairs: kept.slice(1).map((word, at) => [kept[at], word]),
    };
  };
}
"""


@pytest.fixture(scope="module")
def divided(browser):
    """Return what divides a text in the browser."""
    with served(PACKAGE / "static/standfirst/search", mount="") as address:
        page = browser.new_page()
        page.goto(f"{address}words.js")
        page.evaluate(_OPENED, [address, words.classes(), [*words.simplified().items()]])
        yield lambda text: page.evaluate("divided(JSON.parse(text))".replace("text", json.dumps(json.dumps(text))))  # fmt: skip
        page.close()


@pytest.mark.parametrize("odd", ODD_TEXTS, ids=lambda odd: ascii(odd["text"])[:30])
def test_an_odd_text_is_divided_as_in_python(divided, odd):
    """Into the same words, in the same order; with the same compounds joined, and the same pairs."""
    expected = {
        "words": [word if words.is_unspaced(word) else word[: words.LONGEST] for word in odd["words"]],
        "joined": odd["joined"],
        "pairs": odd["pairs"],
    }  # fmt: skip

    assert divided(odd["text"]) == expected
