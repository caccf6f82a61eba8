"""Pipe tables."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from standfirst.markdown.tables import tables_plugin


def render(text):
    """Return the HTML of *text*, without spaces between tags."""
    html = MarkdownIt("commonmark").enable("table").use(tables_plugin).render(text)
    return re.sub(r">\s+<", "><", html.strip())


def cells(text):
    """Return the cells of each row of the header and of the body; empty where there is no table."""
    html = render(text)
    head, _, body = html.partition("</thead>")
    rows = [re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", part) for part in (head, body)]
    return rows if "<table" in html else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|a|b|\n|-|-|\n|1|2|", [["a", "b"], ["1", "2"]]),
        ("a | b\n--|--\n1 | 2", [["a", "b"], ["1", "2"]]),
        ("| a |\n|---|\n| 1 |", [["a"], ["1"]]),
        ("|a|b|\n|-|-|\n|1|2|3|\n|4|", [["a", "b", ""], ["1", "2", "3", "4", "", ""]]),
        ("| a | b |\n| 1 | 2 |", [["", ""], ["a", "b", "1", "2"]]),
        ("|---|---|\n| 1 | 2 |", [["", ""], ["1", "2"]]),
        ("|a|b|\n|-|-|\n|1|2|\n|--|--|\n|3|4|\n|==|==|\n|5|6|", [["a", "b"], list("123456")]),
        ("|a|b|\n|-|-|\n|-|-|", [["a", "b"], ["-", "-"]]),
        (
            "|a|b|\n|-|-|\n|`x|y`|`x\\|y` \\||",
            [["a", "b"], ["<code>x|y</code>", "<code>x|y</code> |"]],
        ),
    ],
)
def test_tables_are_read_whole(text, expected):
    """With and without a header, and with all their cells."""
    assert cells(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a | b",
        "| a |",
        "| a\n| b\n| c",
        "|a|\ntext",
        "text\n|a|b|\n|1|2|",
        "a\n---",
        "|",
        "||x",
        "|x| is",
        "||",
    ],
)
def test_other_lines_are_text(text):
    """A pipe alone makes no table."""
    assert "<table" not in render(text)


def test_a_line_without_a_pipe_ends_a_table():
    """It is a paragraph of its own."""
    assert render("|a|b|\n|-|-|\n|1|2|\nAfter.").endswith("</table><p>After.</p>")


def test_columns_are_aligned():
    """As the line of dashes says."""
    html = render("|a|b|c|\n|:-|-:|:-:|\n|1|2|3|")

    assert re.findall("text-align:([a-z]+)", html) == ["left", "right", "center"] * 2


def test_one_long_row_does_not_multiply_the_others():
    """Cost stays linear in the text."""
    begun = time.process_time()
    render(f"|a|\n|-|\n|{'x|' * 5000}\n" + "|a|\n" * 5000)

    assert time.process_time() - begun < 5


def test_lines_of_dashes_alone_are_no_table():
    """A table without a cell is none to docutils either."""
    assert "<table" not in render("|--|\n|--|\n")


def test_a_long_table_costs_no_more_than_its_text():
    """Each row is looked at once."""
    begun = time.process_time()
    render("|a|b|\n|-|-|\n" + "|1|2|\n" * 10_000)

    assert time.process_time() - begun < 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|a|b|\n|-|-|", [["a", "b"], []]),
        ("text\n|a|b|\n|-|-|\n|1|2|", [["a", "b"], ["1", "2"]]),
        ("|a|b|\n|-|-|\n|1|2|\n> |c|", [["a", "b"], ["1", "2"]]),
        ("|a|b|\n|-|-|\n|1|2|\n# |c|", [["a", "b"], ["1", "2"]]),
        ("|a|b|\n|-|-|\n- |c|", [["a", "b"], []]),
        ("|a|b|\n| :-: + --- |\n|1|2|", [["a", "b"], ["1", "2"]]),
        ("|a|b|\n|==|==|\n|1|2|", [["a", "b"], ["1", "2"]]),
        ("|a|b|\n|c|d|\n|--|--|\n|1|2|\n\nx", [["a", "b", "c", "d"], ["1", "2"]]),
        ("|a||\n|-|-|\n|1||", [["a", ""], ["1", ""]]),
        ("||\n|-|\n|1|", [[""], ["1"]]),
        ("|a|b|\n|-|-|\n|1\\|2|3|", [["a", "b"], ["1|2", "3"]]),
        ("|a|b|\n|-|-|\n|`x` | `y`|", [["a", "b"], ["<code>x</code>", "<code>y</code>"]]),
        ("|a|\n|1|", [[""], ["a", "1"]]),
        ("a|b\n- | -\n1|2", []),
        ("a|b\n--\n1|2", []),
        ("    |a|\n    |-|", []),
        ("|a|b|\n|c|d|\nx", []),
    ],
)
def test_lines_belong_to_a_table(text, expected):
    """Other blocks end it; lines of dashes part its header from its rows; empty cells are cells."""
    assert cells(text) == expected


@pytest.mark.parametrize("mark", ["-", "*", "+", "1.", "10)"])
@pytest.mark.parametrize("rows", ["|a|b|\n|-|-|\n|c|d|", "a | b\n--|--\nc | d"])
def test_a_table_may_stand_on_its_list_items_own_line(mark, rows):
    """It is that item's, and no row of it has the item's mark."""
    text = f"{mark} {rows}".replace("\n", "\n" + " " * (len(mark) + 1)) + f"\n{mark} e\n"
    html = render(text)

    assert cells(text) == [["a", "b"], ["c", "d"]]
    assert html.index("<li><table>") < html.index("</table></li><li>e</li>")


@pytest.mark.parametrize(
    "text",
    [
        "|a|b|\n|:-|-:|\n|c|*d*|\n|e|f|\n",
        "x\n\na|b|c\n-|:-:|-\nc|d|e\n\ny",
        "- |a|\n  |-|\n  |b|\n",
        "> |a|\n> |-|\n",
    ],
)
def test_a_table_has_the_tokens_that_gfm_gives_it(text):
    """All of each, but that a cell has its line as well."""
    gfm = MarkdownIt("commonmark").enable("table")
    expected = [token.as_dict() for token in gfm.parse(text)]
    found = [token.as_dict() for token in gfm.use(tables_plugin).parse(text)]
    lines = [(one["map"], row["map"]) for one, row in pairwise(found) if one["type"] in {"th_open", "td_open"}]  # fmt: skip
    for one in found:
        if one["type"] in {"th_open", "td_open"}:
            one["map"] = None

    assert found == expected
    assert [cell for cell, _ in lines] == [inline for _, inline in lines]
