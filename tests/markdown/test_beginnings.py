"""Rules are asked where they may read something, which changes nothing."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.ruler import Ruler

from standfirst.markdown.beginnings import OF_LINES, WITHIN_PARAGRAPHS
from standfirst.markdown.plain_parser import plain_parser

MD, ALL = plain_parser(), plain_parser()
for ours, theirs in ((MD.inline, ALL.inline), (MD.block, ALL.block)):
    theirs.ruler = Ruler()
    theirs.ruler.__rules__ = ours.ruler.__rules__
PIECES = [
    *"*_~`[]()!<>{}\\&$:.^\n \tab1文“”-=#\"'/w",
    "www.a.org", "https://a.org", "**", "$$", "[^1]", "\n\n[^1]: b\n\n", "{ref}`a`", "{:.a}", "{.a}", "<<", ">>", "<b>",
    "</b>", "&amp;", "\\\\\n", "![a](b)", "[a]: /b\n", "{::nomarkdown}", "<http://a.org>", "~~", "<!-- a -->", "``",
]  # fmt: skip
LINES = [
    *PIECES, "\n\n", "\n---\n", "\n> ", "\n- ", "\n12. ", "\n    ", "\n^\n", "\n```\n", "\n~~~\n", "\n:::\n", "\n(a)=\n", "\n\u3000(a)=\n",
    "\n\x0c(a)=\n", "\n*[a]: b\n", "\n: b\n", "\n|a|\n|-|\n", "\n# ", "\n## a\n", "\n<div>\n", "</div>\n", "\n<!-- more -->\n", "\n{.a}\n", "\n\xa0",
    "\n[^1]: b\n", "\n$$\n", "\n+++\n", "\n% a\n", "\n* * *\n", "\n\t", "\n* a\n\n  ", "\n{:.a}\n", "\n[a]: /b\n",
]  # fmt: skip


def _read(md, text):
    return [token.as_dict() for token in md.parse(text, {})]


@pytest.mark.parametrize("pieces", [PIECES, LINES])
@given(st.data())
def test_a_text_is_read_as_if_each_rule_were_asked(pieces, data):
    """Whatever signs are in it."""
    text = "".join(data.draw(st.lists(st.sampled_from(pieces))))

    assert _read(MD, text) == _read(ALL, text)


@pytest.mark.parametrize(("parser", "said"), [(MD.inline, WITHIN_PARAGRAPHS), (MD.block, OF_LINES)])
def test_each_rule_is_there(parser, said):
    """Else what is said of it can go."""
    assert [*said.keys() - set(parser.ruler.get_all_rules())] == []


def test_what_python_strips_is_known():
    """A name for what follows may stand behind it."""
    spaces = {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()}

    assert set(OF_LINES["myst_target"]) == spaces - set("\t\n\r ") | {"("}


@pytest.mark.parametrize("name", ["strikethrough", "emphasis", "heading", "list"])
def test_rules_can_be_switched_off_and_on(name):
    """As ever, between two texts too."""
    md, text = plain_parser(), "~~a~~ *b*\n# c\n- d"
    before = _read(md, text)
    md.disable(name)
    without = _read(md, text)
    md.enable(name)

    assert without != before
    assert _read(md, text) == before


def test_a_rule_of_somebody_elses_is_asked_everywhere():
    """Nothing is known of where it begins."""
    md = plain_parser()
    asked, lines = [], set()

    def rule(state, silent):  # noqa: ARG001  # markdown-it's own signature
        asked.append(state.src[state.pos])
        return False

    def rule_of_lines(state, line, end_line, silent):  # noqa: ARG001  # markdown-it's own signature
        lines.add((line, silent))
        return False

    md.inline.ruler.before("text", "others", rule)
    md.block.ruler.before("paragraph", "others", rule_of_lines, {"alt": ["paragraph"]})
    md.parse("*a*\nb\n\n*c*", {})

    assert lines == {(0, False), (1, True), (3, False)}
    assert asked == [*"*a*\nb*c*"]
