"""An article's HTML as a tree."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from standfirst.text.html_tree import parsed


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<b>c</b>", "<div>a<b>c</b></div>"),
        ("", "<div></div>"),
        ("<p>a</p><p>b", "<div><p>a</p><p>b</p></div>"),
        ("a\x07\u202eb", "<div>ab</div>"),
        ("<p>a<wbr>b<wbr>c</p>", "<div><p>a<wbr></wbr>b<wbr></wbr>c</p></div>"),
        ('<video><source src="a"><track src="b">c</video>', '<div><video><source src="a"></source><track src="b"></track>c</video></div>'),
        ('<p><embed src="a"/>b<i>c</i></p>', '<div><p><embed src="a">b<i>c</i></p></div>'),
    ],
)  # fmt: skip
def test_a_fragment_is_the_content_of_a_div(html, expected):
    """Elements that are always empty have nothing in them, and no character is one that XML does not have."""
    found = lxml_html.tostring(parsed(html), encoding="unicode")

    assert found.replace("</embed>", "") == expected
