"""Blocks of a token stream, and their plain text."""

from __future__ import annotations

import pytest
from markdown_it.token import Token

from standfirst.markdown import token_blocks
from standfirst.markdown.plain_parser import plain_parser

MD = plain_parser()


def blocks(text):
    """Return the blocks of *text*."""
    return token_blocks.split(MD.parse(text))


def test_blocks_are_those_of_the_top_level():
    """With all that is in them; joined they are the stream."""
    text = "# a\n\n- b\n\n  > c\n\n***\n\n```\nd\n```\n"
    found = blocks(text)

    assert [(block[0].type, len(block)) for block in found] == [("heading_open", 3), ("bullet_list_open", 12), ("hr", 1), ("fence", 1)]  # fmt: skip
    assert token_blocks.join(found) == MD.parse(text)
    assert [token_blocks.line(block) for block in found] == [1, 3, 7, 9]
    assert token_blocks.split([]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b*  \nc\nd `e  f`", "a b c d e f"),
        ("![a](b) c", "c"),
        ("{sub}`a` {doc}`b c <d>` {doc}`<d>` {doc}`b<d>`", "a b c <d> b<d>"),
        ("a <b>c</b>[^1]", "a c[^1]"),
        ("a\n\n- b\n- c\n\n    d\n\n```\ne\n\nf\n```\n\n<p>g</p>\n\n![h](i)", "a\nb\nc\nd\ne\n\nf\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_plain_text_has_a_line_for_each_block(text, expected):
    """Words of paragraphs and code; no pictures, no HTML, of a role what a reader sees."""
    assert token_blocks.text(MD.parse(text)) == expected


def test_a_paragraph_is_one_with_text():
    """And its tokens are given."""
    [paragraph, heading, rule, items] = blocks("a *b*\n\n# c\n\n***\n\n- d\n")

    assert [token_blocks.is_paragraph(one) for one in (paragraph, heading, rule, items)] == [True, False, False, False]  # fmt: skip
    assert [t.type for t in token_blocks.in_paragraph(paragraph)][:2] == ["text", "em_open"]
    assert token_blocks.in_paragraph(heading) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a*", True),
        ("*a **b** c*", True),
        ("*a* b", False),
        ("*a* *b*", False),
        ("**a**", False),
        ("a *b*", False),
        ("*a _b_ c*", True),
        ("a", False),
    ],
)
def test_one_emphasis_is_around_all(text, expected):
    """To the last of them; not two beside each other, nor a stronger one."""
    [paragraph] = blocks(text)
    children = [child for child in token_blocks.in_paragraph(paragraph) if child.type != "text" or child.content]  # fmt: skip

    assert token_blocks.is_emphasized(children) is expected


def test_what_is_made_is_a_block():
    """With the line of the first thing in it; breaks at the ends of a line of text are none of it."""
    break_, word = Token("softbreak", "br", 0), Token("text", "", 0, content="a")
    made = token_blocks.inline([break_, break_, word, break_, word, break_], [3, 4])
    opening, inside, closing = token_blocks.pair("x", [made])

    assert (made.type, made.map, made.content, made.block) == ("inline", [3, 4], "a a", True)
    assert [child.type for child in made.children] == ["text", "softbreak", "text"]
    assert (opening.type, opening.nesting, opening.map, opening.block) == ("x_open", 1, [3, 4], True)  # fmt: skip
    assert inside is made
    assert (closing.type, closing.nesting, closing.block) == ("x_close", -1, True)
    assert token_blocks.pair("x", [])[0].map is None
    assert token_blocks.inline([break_], None).children == []


def test_lines_end_at_breaks_and_in_html():
    """And what is blank is told from what is seen."""
    break_, html = Token("hardbreak", "br", 0), Token("html_inline", "", 0, content="<b\n\n>")
    line, blank = Token("html_inline", "", 0, content="<br>"), Token("text", "", 0, content=" \xa0")
    word = Token("text", "", 0, content="a\n")

    assert [token_blocks.line_ends(one) for one in (break_, html, line, word)] == [1, 2, 0, 0]
    assert [token_blocks.is_break(one) for one in (break_, html, line, word)] == [True, False, True, False]  # fmt: skip
    assert [token_blocks.is_blank(one) for one in (break_, html, blank, word)] == [False, False, True, False]  # fmt: skip
    assert [token_blocks.are_blank(some) for some in ([], [break_, blank], [line], [blank, word])] == [True, True, False, False]  # fmt: skip


def test_every_token_is_walked_through_with_its_line():
    """Those within pictures too; one without a line has that of the one before it."""
    tokens = MD.parse("a ![b *c*](d)\n\n\n> e")
    found = [(t.type, line) for t, line in token_blocks.walk_lines(tokens[1:], 9)]

    assert found == [
        *(("inline", 1), ("text", 1), ("image", 1), ("text", 1), ("em_open", 1), ("text", 1)),
        *(("em_close", 1), ("paragraph_close", 1), ("blockquote_open", 4)),
        *(("paragraph_open", 4), ("inline", 4), ("text", 4), ("paragraph_close", 4)),
        ("blockquote_close", 4),
    ]
    assert [line for _, line in token_blocks.walk_lines([Token("x", "", 0)], 9)] == [9]
    assert token_blocks.text_of_picture(tokens[1].children[1]) == "b c"
