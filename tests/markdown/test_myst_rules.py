"""MyST's rules on a post's text that is no markup."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
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
    [shown] = [token.content for token in tokens if token.type == "inline"]

    assert shown.split() == text.removeprefix("[^n]: ").split()


@pytest.mark.parametrize(
    ("text", "attrs"),
    [
        ("{.a #x}\nText", [{"class": "a", "id": "x"}]),
        ("{.a}\n{.b #x}\n{#y title=t}\nText", [{"class": "a b", "id": "y", "title": "t"}]),
        ("{title=t}\n# Text", [{"title": "t"}]),
        ("{title=t}\n\nText", [{"title": "t"}]),
        ("  {.a}\nText", [{"class": "a"}]),
        ("{.a}\n- Text", [{"class": "a"}, {}, {}]),
        ("> {.a}\n\nText", [{}, {}]),
        ("Text\n{.a}", [{}]),
        ("{.a} b\nText", [{}]),
        ("{.a\nText", [{}]),
        ("{: .a}\nText", [{}]),
    ],
)
def test_a_line_of_attributes_is_of_the_block_below(text, attrs):
    """With those of further lines, the later of a name, but all classes; none is left for what does not follow."""
    tokens, _ = read(text)

    assert [token.attrs for token in tokens if token.nesting > 0] == attrs
    assert "attrs_block" not in {token.type for token in tokens}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a]{.x}", [("span_open", {"class": "x"}), ("text", "a"), ("span_close", {})]),
        ("[a *b*]{#y}c", [("span_open", {"id": "y"}), ("text", "a "), ("em_open", {}), ("text", "b"), ("em_close", {}), ("span_close", {}), ("text", "c")]),
        ("[a] {.x}", [("text", "[a] {.x}")]),
        ("[a]{.x", [("text", "[a]{.x")]),
        ("[a]{", [("text", "[a]{")]),
        ("`a`{.x #y}", [("code_inline", "a")]),
        ("a{.x}", [("text", "a{.x}")]),
        (f"[a]{{.{'x' * 997}}}", [("span_open", {"class": "x" * 997}), ("text", "a"), ("span_close", {})]),
        (f"[a]{{.{'x' * 998}}}", [("text", f"[a]{{.{'x' * 998}}}")]),
        (f"*a*{{.{'x' * 998}}}", [("em_open", {}), ("text", "a"), ("em_close", {}), ("text", f"{{.{'x' * 998}}}")]),
    ],
)  # fmt: skip
def test_attributes_right_behind_a_span_are_its_own(text, expected):
    """Of a thousand characters at most."""
    tokens, _ = read(text)
    found = [(child.type, child.content or child.attrs) for child in tokens[1].children if child.type != "text" or child.content]  # fmt: skip

    assert found == expected


def test_fifty_names_may_stand_for_one_place():
    """The next is text, which is told; behind it others may stand for another place."""
    names = "".join(f"(n{number})=\n" for number in range(52))
    tokens, problems = read(f"{names}\n(m)=\n")

    assert [token.type for token in tokens].count("myst_target") == 52
    assert [token.content for token in tokens if token.type == "inline"] == ["(n50)="]
    assert [(p.message, p.remedy, p.line) for p in problems] == [
        ("there are more than 50 names for one place; the others stay as text", "keep one of them", 51)
    ]  # fmt: skip
    assert read("".join(f"(n{number})=\n" for number in range(50)))[1] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("{sub}``a`b``", "a`b"),
        ("{sub}``a", None),
        (f"{{{'s' * 100}}}`a`", None),
        ("{std:doc}`a`", "a"),
        ("{:sub}`a`", None),
        ("{su b}`a`", None),
        ("{sub}``", None),
    ],
)
def test_a_role_ends_with_as_many_signs_as_it_begins_with(text, role):
    """And has something in them."""
    tokens, _ = read(text)

    assert next((c.content for c in tokens[1].children if c.type == "myst_role"), None) == role


def fields(number, text=""):
    """Return what is read of so many fields, and what is told."""
    problems = []
    md = MarkdownIt("commonmark").use(fieldlist_plugin).use(myst_plugin)
    context = ParseContext(report=problems.append)
    tokens = md.parse(text + "".join(f":f{n}: x\n" for n in range(number)), {"standfirst": context})  # fmt: skip
    return [t.type for t in tokens].count("fieldlist_name_open"), [(p.message, p.line) for p in problems]  # fmt: skip


def test_a_text_has_five_hundred_fields():
    """With one more none is read, which is told once, on the line of the first."""
    assert fields(500) == (500, [])
    assert fields(501, "a\n\n") == (0, [("the text has more than 500 fields; they stay as text", 3)])  # fmt: skip
    assert fields(501, ":no\n\n")[1] == fields(501, "a\n\n")[1]
    assert fields(500, "> :a: b\n\n") == (0, [("the text has more than 500 fields; they stay as text", 1)])  # fmt: skip
    assert fields(500, "a: b: c\n\n") == (500, [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\\begin{align}\nx\n\\end{align}\n", 1),
        ("\\begin{align*}\nx\n\\end{align*}\n\n\\begin{align}\nx\n\\end{align}", 2),
        ("\\begin{align}\nx\n\\end{align*}\n", 0),
        ("> \\begin{align}\n\n\\end{align}\n", 0),
        ("\\begin{nosuch}\n\\end{nosuch}\n", 0),
        ("a\n\n\\begin{align}x\\end{align}", 1),
    ],
)
def test_an_environment_of_latex_has_an_end(text, found):
    """Its own, within what is around it; else it is text."""
    tokens = MarkdownIt("commonmark").use(amsmath_plugin).use(myst_plugin).parse(text)

    assert [token.type for token in tokens].count("amsmath") == found
