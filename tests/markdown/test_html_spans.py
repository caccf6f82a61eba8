"""The text of an HTML element is Markdown where the element says so."""

from __future__ import annotations

import pytest

from standfirst.markdown.context import ParseContext
from standfirst.markdown.html import spans
from standfirst.markdown.plain_parser import plain_parser

MD = plain_parser()


def rendered(block, **defined):
    """Return a block of HTML as it is for a text that has mathematics."""
    return spans.rendered(block, MD, {"standfirst": ParseContext(math=True), **defined})


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("<td markdown='1'>*a*</td>", "<td markdown='1'><em>a</em></td>"),
        ("<td markdown=span>*a*</td>", "<td markdown=span><em>a</em></td>"),
        ("<td markdown=block>*a*</td>*b*", "<td markdown=block><em>a</em></td>*b*"),
        *((f"<td {no}>*a*</td>", f"<td {no}>*a*</td>") for no in ("markdown", "markdown=0", "class=markdown")),
        ("<td>markdown=1 *a*</td>", "<td>markdown=1 *a*</td>"),
        ("</td markdown=1>*a*</td>", "</td markdown=1>*a*</td>"),
        ("<p>*x*</p><i markdown=1>*a*</i> <i markdown=1>*b*</i>", "<p>*x*</p><i markdown=1><em>a</em></i> <i markdown=1><em>b</em></i>"),
        ("<td markdown=1><b>*a*</b> `c`</td>", "<td markdown=1><b><em>a</em></b> <code>c</code></td>"),
        ("<td markdown=1>*a*", "<td markdown=1>*a*"),
        ("</td><td markdown=1>*a*", "</td><td markdown=1>*a*"),
        ("<td markdown=1>a  \nb\nc ![d](e)</td>", '<td markdown=1>a<br />\nb\nc <img src="e" alt="d" /></td>'),
    ],
)  # fmt: skip
def test_text_is_rendered_up_to_the_closing_tag(block, expected):
    """Where the attribute says so by one of its values; else, or without a closing tag, it is what it was."""
    assert rendered(block) == expected


def test_what_html_has_no_element_for_stays_as_it_was_written():
    """A role, a note's number, a formula; what stands behind a backslash is itself."""
    text = "a[^1] {kbd}`x` $$y_1$$ \\*z\\* &copy;"
    html = rendered(f"<td markdown=1>{text}</td>", footnotes={"refs": {":1": -1}})

    assert html == "<td markdown=1>a[^1] {kbd}`x` $$y_1$$ *z* ©</td>"


@pytest.mark.parametrize(
    ("name", "inside", "expected"),
    [
        *(("div", " markdown=block", True), ("p", " markdown=block", True)),
        *(("div", " markdown=1", True), ("p", " markdown=1", False), ("div", " markdown=span", False)),
        *(("div", "", False), ("div", " markdown=0", False)),
    ],
)  # fmt: skip
def test_an_element_holds_blocks_where_it_may_and_says_so(name, inside, expected):
    """A paragraph only where that is said in so many words."""
    assert spans.may_hold_blocks(name, inside) is expected
