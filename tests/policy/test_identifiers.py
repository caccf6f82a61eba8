"""Which ids posts may not have."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from standfirst.markdown.render import to_html
from standfirst.policy import identifiers
from standfirst.reading import headings


def test_each_has_a_reason_and_stands_there_once() -> None:
    """The table has no name twice."""
    names = [name for row in identifiers.TAKEN for name in row.split()]

    assert len(names) == len(set(names)) == len(identifiers.ALL)


@pytest.mark.parametrize(
    "markdown",
    [
        '<p id="pst-header">x</p>',
        '<a name="pst-header">x</a>',
        "x\n{: #pst-header}",
        "[x](/a){: #pst-header}",
        "# x {#pst-header}",
        '<form name="forms"><input name="cookie">x',
        '<span data-bs-toggle="modal" data-bs-target="#x" name="y" onclick="z()">x</span>',
        '*x*{: data-bs-toggle="modal" name="y" onclick="z()" style="position:fixed"}',
    ],
)
def test_no_text_has_such_an_id_nor_what_scripts_listen_to(markdown: str) -> None:
    """However it is written, nothing of it is in the page, and the words are."""
    html = to_html(markdown)

    assert "x" in re.sub(r"<[^>]*>", "", html)
    assert not re.search(r"pst-header|data-|name=|onclick|style=", html)


def test_a_heading_takes_another_id() -> None:
    """Its own words decide, with a number behind them."""
    tokens = headings.shape(MarkdownIt().parse("## Cite\n\n## Main content\n"), "Title")

    assert [t.attrs["id"] for t in tokens if t.type == "heading_open"] == ["title", "cite-1", "main-content-1"]  # fmt: skip
