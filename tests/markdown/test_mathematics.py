"""kramdown's mathematics in Markdown."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from standfirst.limits.budget import Budget
from standfirst.markdown import token_blocks, use_plugins
from standfirst.markdown.context import ParseContext
from standfirst.markdown.plain_parser import plain_parser

MD = plain_parser()


def parsed(text, *, math=True, md=MD):
    """Return the tokens of *text*, and what is told of it."""
    problems = []
    context = ParseContext(math=math, report=problems.append, budget=Budget(len(text)))
    return list(token_blocks.walk(md.parse(text, {"standfirst": context}))), problems


def formulas(text, **kwargs):
    """Return kind and content of each formula."""
    tokens, _ = parsed(text, **kwargs)
    return [(t.type, t.content) for t in tokens if t.type.startswith("math")]


def words(text, **kwargs):
    """Return the text of each paragraph, formulas and emphasis as they are shown."""
    tokens, _ = parsed(text, **kwargs)
    return [
        "".join(f"<{c.tag}>" if c.nesting else c.content for c in t.children)
        for t in tokens
        if t.type == "inline"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a $$x$$ b", [("math_inline", "x")]),
        ("a $$ x $$ b", [("math_inline", "x")]),
        ("$$2*3^2$$ and $$4*5^2$$", [("math_inline", "2*3^2"), ("math_inline", "4*5^2")]),
        ("a $$x\ny$$ b", [("math_inline", "x\ny")]),
        ("a\n$$x$$", [("math_inline", "x")]),
        ("$$x$$\na", [("math_inline", "x")]),
        ("*a $$b*c$$ d*", [("math_inline", "b*c")]),
        ("[$$a_b$$](c)", [("math_inline", "a_b")]),
        ("| $$x$$ |\n|---|", [("math_inline", "x")]),
        ("$$x$$", [("math_block", "x")]),
        ("$$\nx\n$$", [("math_block", "\nx\n")]),
        ("a\n\n$$\n\n- x\n\n# y\n$$\n\nb", [("math_block", "\n\n- x\n\n# y\n")]),
        ("- a\n\n  $$\n  x\n  $$", [("math_block", "\nx\n")]),
        ("> $$x\n> y$$", [("math_block", "x\ny")]),
        ("$$x$$\n{: .a}", [("math_block", "x")]),
        ("- a\n\n  $$\nx\n$$", [("math_inline", "x")]),
    ],
)
def test_what_two_dollar_signs_enclose_is_a_formula(text, expected):
    """In a line, and as a block where it is all of a paragraph; nothing in it is Markdown."""
    assert formulas(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "$x$ and $5",
        r"\$$x$$",
        "`$$x$$`",
        "    $$x$$",
        "```\n$$x$$\n```",
        "$$$x$$$",
        "$$x",
        "$$$$",
        "$$ $$",
        "a $$x\n\ny$$",
        "<div>\n$$x$$\n</div>",
    ],
)
def test_other_dollar_signs_are_none(text):
    """Single and triple ones, in code and in HTML, and those that nothing closes."""
    assert formulas(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "from $$ to $$",
        "Inns: $, $$, $$$; bars: $$.",
        "$$ – $$",
        "$$-$$",
        "$$ (about twenty), then $$",
        "$$\n\nAn inn by the sea.\n\n$$\n\nAnother.",
    ],
)
def test_prices_are_text(text):
    """What stands between them is prose, or says nothing."""
    assert formulas(text) == []


MONEY = st.one_of(
    st.builds("${}".format, st.integers(0, 10**6)),
    st.builds("${}.{:02}".format, st.integers(0, 999), st.integers(0, 99)),
    st.builds("US${:,}".format, st.integers(0, 10**9)),
    st.builds("{}$".format, st.integers(0, 999)),
    st.sampled_from(["$", "$$", "$$$", "$5–$10", "$1 = €1", "A$AP", "$PATH"]),
)
PROSE = st.sampled_from(
    ["costs", "and", "to", "for", "*less*", "than", "one pays", ",", "(or", ")", "\n"]
)


@given(st.lists(st.tuples(PROSE, MONEY), min_size=1, max_size=12))
def test_money_stays_money(pairs):
    """Whatever amounts stand among words, with and without mathematics: the same tokens, none a formula."""
    text = " ".join(f"{word} {money}" for word, money in pairs)
    tokens, _ = parsed(text, math=True)
    others, _ = parsed(text, math=None)

    assert [(t.type, t.content) for t in tokens] == [(t.type, t.content) for t in others]


@pytest.mark.parametrize("text", ["a $$2*3*4$$ b $$'x'_y_$$ c", "$$\n2*3*4\n$$\n"])
def test_without_mathematics_a_formula_is_as_it_is_written(text):
    """And is named once, with its line."""
    _, problems = parsed(f"# A\n\n{text}", math=False)

    assert words(text, math=False) == [text.rstrip("\n").replace("\n", "\n")]
    assert [(p.line, p.message.partition(" is a formula")[1]) for p in problems] == [
        (3, " is a formula")
    ]


def test_a_formula_is_named_as_it_is_written():
    """With its own backslashes."""
    [problem] = parsed(r"a $$ e^{i\pi} = -1 $$", math=False)[1]

    assert problem.message.startswith(r"'$$ e^{i\pi} = -1 $$' is a formula to kramdown")


def test_a_formula_that_reads_as_prose_is_named():
    """It stays, and Markdown in it counts."""
    _, problems = parsed("a\nb $$ *sin* x $$")
    expected = (
        "'$$ *sin* x $$' is a formula to kramdown and reads as prose; it stays as it is written"
    )

    assert [(p.message, p.line) for p in problems] == [(expected, 2)]
    assert words("b $$ *sin* x $$") == ["b $$ <em>sin<em> x $$"]


def test_texts_that_are_no_posts_have_none():
    """Nor are they told."""
    assert parsed("$$x*y*z$$", math=None)[1] == []
    assert formulas("$$x*y*z$$", math=None) == []


def test_the_other_dollar_signs_of_myst_stay():
    """Where a publication has switched them on, ours are read only if they are as well."""
    md = MarkdownIt("commonmark").use(dollarmath_plugin, double_inline=True)
    use_plugins(md)

    assert formulas("a $x$ b $$y*z$$", md=md, math=False) == [("math_inline", "x"), ("math_inline_double", "y*z")]  # fmt: skip
    assert formulas("a $x$ b $$y*z$$", md=md) == [("math_inline", "x"), ("math_inline", "y*z")]


def test_what_formulas_define_holds_for_those_after_them():
    """Also for MyST's own; a formula that only defines leaves nothing."""
    text = (
        "$$\\R$$\n\n$$\n\\newcommand{\\R}{\\mathbb{R}}\n$$\n\n$$\\def\\C{c}$$\n{: .a}\n\n"
        "a $$\\newcommand{\\x}{y}$$ $$\\R\\x$$\n\n{math}`\\R`\n\n```{math}\n\\R_\\C\n```\n"
    )
    tokens, problems = parsed(text)
    found = [
        t.content for t in tokens if t.type in {"math_block", "math_inline", "myst_role", "fence"}
    ]

    assert found == [r"\R", r"\mathbb{R}y", r"\mathbb{R}", "\\mathbb{R}_{c}\n"]
    assert problems == []


def test_commands_of_formulas_grow_no_further_than_a_text_may():
    """From there on they stay as they are, and that is told once."""
    body = "x" * 10_000
    text = f"$$\\newcommand{{\\a}}{{{body}}}\\newcommand{{\\b}}{{{chr(92)}a\\a\\a\\a}}$$\n\n$${'{}'.join([chr(92) + 'b'] * 50)}$$"
    tokens, problems = parsed(text)
    size = sum(len(t.content) for t in tokens if t.type == "math_block")

    assert size < 300_000
    assert [p.message for p in problems if "formulas' commands" in p.message] == [
        p.message for p in problems
    ]
    assert len(problems) == 1


@pytest.mark.parametrize(
    "text",
    [
        "$$a " * 8_000,
        "$$a\n\n" * 8_000,
        "$$\n" * 8_000,
        "$$a$$b\n" * 8_000,
        "$" * 24_000,
        "$$ to " * 8_000,
    ],
)
def test_the_cost_grows_with_the_text(text):
    """However many dollar signs open what nothing closes."""
    begun = time.process_time()
    parsed(text)

    assert time.process_time() - begun < 8


def test_lines_are_counted_past_a_formula():
    """What comes after it is told at its own line."""
    _, problems = parsed("$$\nx\n$$\n\na\n$$x\ny$$ [^b]\n")

    assert [re.search(r"\[\^b\]", p.message)[0] for p in problems] == ["[^b]"]
    assert problems[0].line in {6, 7}
