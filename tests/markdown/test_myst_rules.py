"""MyST's rules on a post's text that is no markup."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from standfirst.markdown.context import ParseContext
from standfirst.markdown.myst_rules import myst_plugin


def read(text, roles=()):
    """Return tokens and problems of *text*.

    :param roles: Those of extensions.
    """
    problems = []
    md = (
        MarkdownIt("commonmark")
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        .use(attrs_plugin, spans=True)
        .use(attrs_block_plugin)
        .use(myst_plugin)
    )
    context = ParseContext(report=problems.append, lang="en", separators=(), roles=roles)
    return md.parse(text, {"standfirst": context}), problems


@pytest.mark.parametrize(
    "text",
    [
        "{% include figure.html src='a' %}",
        "{% if x %}yes{% else %}no{% endif %}",
        "{.a} and {.b}",
        "rose by\n% of the whole",
        "% of the whole\nit rose",
        "%} text",
        "+++ Breaking +++ news",
        "+++",
        '+++ {"a": 1}',
        "one\n+++\ntwo",
        "% alone\n\ntext",
        "% one\n% two\n\ntext",
        "{% a %}\n\ntext",
    ],
)
def test_text_is_not_taken_for_markup(text):
    """Every word of it is still there."""
    tokens, _ = read(text)
    shown = " ".join(token.content for token in tokens if token.type == "inline")

    assert shown.split() == text.split()


@pytest.mark.parametrize("text", ["> % b", "- a\n- % b", "1. a\n2. % b", "a\n\n- % b\n\nc", "- a\n\n  % b"])  # fmt: skip
def test_a_percent_sign_begins_text_in_quotes_and_lists(text):
    """The last item too."""
    tokens, _ = read(text)

    assert "% b" in [token.content for token in tokens if token.type == "inline"]


@pytest.mark.parametrize(
    "text", ["[a](b){% include x %}", "*a*{% x %}", "[a]{% x %}", "`a`{{ b }}"]
)
def test_tags_of_liquid_are_no_attributes(text):
    """Also directly behind a span."""
    tokens, _ = read(text)

    assert tokens[1].children[-1].content.endswith(text[text.index("{") :])


def test_attributes_and_notes_of_myst_work():
    """Where they are what they look like."""
    tokens, problems = read('{.lead title="a b"}\nText [a]{.x}[^n]\n\n[^n]: Note\n')
    kinds = [token.type for token in tokens if token.nesting >= 0 and token.type != "inline"]

    assert kinds == ["paragraph_open", "footnote_reference_open", "paragraph_open"]
    assert tokens[0].attrs["class"] == "lead"
    assert {"span_open", "footnote_ref"} <= {child.type for child in tokens[1].children}
    assert not problems


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("{sub}`2`", [("myst_role", "2")]),
        ("{SUB}`2`", [("myst_role", "2")]),
        ("{raw}`2`", [("myst_role", "2")]),
        ("{py:func}`x`", [("myst_role", "x")]),
        ("{cite}`x`", [("myst_role", "x")]),
        ("{hello}`x`", [("text", "{hello}"), ("code_inline", "x")]),
        ("a {hello}``x ` y``", [("text", "a {hello}"), ("code_inline", "x ` y")]),
        ("{hello}`x", [("text", "{hello}`x")]),
        ("{sub} `x`", [("text", "{sub} "), ("code_inline", "x")]),
    ],
)
def test_braces_before_code_are_a_role_where_there_is_one(text, read_as):
    """One that a post may not use as well, since that is said; any other name is text, and the code is code."""
    tokens, problems = read(text, roles={"cite"})

    assert [(child.type, child.content) for child in tokens[1].children] == read_as
    assert not problems


def test_a_reference_to_no_note_is_text():
    """It is reported on its line."""
    tokens, problems = read("One\ntwo[^b] [^c]\n\n[^c]: Note\n")

    assert "[^b]" in "".join(child.content for child in tokens[1].children)
    assert [(p.line, "[^b]" in p.message) for p in problems] == [(2, True)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{superscrpt}`x`", [("there is no role 'superscrpt'; it stays as text", "write {superscript}", 1)]),
        ("a\n[{strng}`x`](/b) {strng}`y`", [("there is no role 'strng'; it stays as text", "write {strong}", 2)]),
        ("{hello}`x` {r}`y` {name}`z`", []),
        ("`{strng}` {strng} `x`", []),
    ],
)  # fmt: skip
def test_a_name_that_is_nearly_a_roles_is_told_once(text, told):
    """With the role that is likely meant."""
    _, problems = read(text)

    assert [(each.message, each.remedy, each.line) for each in problems] == told


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("a[^n] [b]\n\n[^n]: N\n[b]: /c\n", ["N"]),
        ("a[^n] [b]\n\n[^n]: N\n   [b]: /c\n[^m]: M\n", ["N", "M"]),
        ("a[^n] [b]\n\n[^n]: N\n\n    more\n[b]: /c\n", ["N", "more"]),
        ("a[^n] [b]\n\n[^n]: - N\n[b]: /c\n", ["N"]),
        ("- a[^n] [b]\n\n  [^n]: N\n  [b]: /c\n", ["N"]),
    ],
)
def test_a_link_may_be_defined_right_below_a_note(text, notes):
    """It is no part of the note."""
    tokens, problems = read(text)
    first, *others = [token for token in tokens if token.type == "inline"]

    assert [child.attrs["href"] for child in first.children if child.type == "link_open"] == ["/c"]
    assert [token.content for token in others] == notes
    assert not problems


@pytest.mark.parametrize(
    "text", ["[^n]: N\nmore\n", "[^n]: N\n[b](/c): d\n", "[^n]: N\n    [b]: /c\n", "N\n[b]: /c\n"]
)
def test_what_is_no_definition_goes_on_with_the_paragraph(text):
    """Within a note, and in no note."""
    tokens, _ = read(text)

    assert len([token for token in tokens if token.type == "inline"]) == 1
