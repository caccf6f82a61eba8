"""Rules within paragraphs are asked where they may read something, which changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.ruler import Ruler

from standfirst.markdown.beginnings import BEGINNINGS
from standfirst.markdown.plain_parser import plain_parser

MD, ALL = plain_parser(), plain_parser()
ALL.inline.ruler = Ruler()
ALL.inline.ruler.__rules__ = MD.inline.ruler.__rules__
PIECES = [
    *"*_~`[]()!<>{}\\&$:.^\n \tab1文“”-=#\"'/w",
    "www.a.org", "https://a.org", "**", "$$", "[^1]", "\n\n[^1]: b\n\n", "{ref}`a`", "{:.a}", "{.a}", "<<", ">>", "<b>",
    "</b>", "&amp;", "\\\\\n", "![a](b)", "[a]: /b\n", "{::nomarkdown}", "<http://a.org>", "~~", "<!-- a -->", "``",
]  # fmt: skip


def _read(md, text):
    return [token.as_dict() for token in md.parse(text, {})]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_a_text_is_read_as_if_each_rule_were_asked(text):
    """Whatever signs are in it."""
    assert _read(MD, text) == _read(ALL, text)


def test_each_rule_is_there():
    """Else what is said of it can go."""
    assert [*BEGINNINGS.keys() - set(MD.inline.ruler.get_all_rules())] == []


@pytest.mark.parametrize("name", ["strikethrough", "emphasis"])
def test_rules_can_be_switched_off_and_on(name):
    """As ever, between two texts too."""
    md, text = plain_parser(), "~~a~~ *b*"
    before = _read(md, text)
    md.disable(name)
    without = _read(md, text)
    md.enable(name)

    assert without != before
    assert _read(md, text) == before


def test_a_rule_of_somebody_elses_is_asked_everywhere():
    """Nothing is known of where it begins."""
    md = plain_parser()
    asked = []

    def rule(state, silent):  # noqa: ARG001  # markdown-it's own signature
        asked.append(state.src[state.pos])
        return False

    md.inline.ruler.before("text", "others", rule)
    md.parse("*a*", {})

    assert asked == [*"*a*"]
