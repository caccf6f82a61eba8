"""Commands that formulas define."""

from __future__ import annotations

import time

import pytest

from standfirst.markdown import latex_macros


def carried_out(*formulas, spend=lambda _: True):
    """Return the last of *formulas*, with what those before it have defined."""
    macros = {}
    result = ""
    for formula in formulas:
        result = latex_macros.expanded(
            latex_macros.without_definitions(formula, macros), macros, spend
        )
    return result


@pytest.mark.parametrize(
    ("definition", "use", "expected"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", r"x \in \R", r"x \in \mathbb{R}"),
        (r"\newcommand\R{\mathbb R}", r"\R x", r"\mathbb R x"),
        (r"\newcommand*{\R}{R}", r"\R", "R"),
        (r"\renewcommand{\vec}[1]{\mathbf{#1}}", r"\vec{x}+\vec y", r"\mathbf{x}+\mathbf{y}"),
        (r"\newcommand{\f}[2]{#2/#1}", r"\f{a}{b}\f ab", "b/ab/a"),
        (r"\newcommand{\f}[2][x]{#1-#2}", r"\f{b}\f[a]{b}", "x-ba-b"),
        (r"\def\f#1#2{#1|#2}", r"\f{a}{\b}", r"a|\b"),
        (r"\def\d{\,d}", r"\d x", r"\,d x"),
        (r"\DeclareMathOperator{\am}{arg\,min}", r"\am_x", r"\operatorname{arg\,min}_x"),
        (r"\DeclareMathOperator*{\am}{argmin}", r"\am", r"\operatorname*{argmin}"),
        (r"\newcommand{\a}{\alpha}", r"x^\a_\a", r"x^{\alpha}_{\alpha}"),
        (r"\newcommand{\a}{\alpha}", r"\a{}x\ab", r"\alpha{}x\ab"),
        (r"\newcommand{\a}{\alpha}\newcommand{\b}{\a\a}", r"\b", r"\alpha\alpha"),
        (r"\newcommand{\a}{\b}", r"\a c", r"\b c"),
        (r"\def\%{p}", r"\%c", "pc"),
        (r"\newcommand{\a}{x} y", "z", "z"),
        (r"\newcommand{\a}{x", r"\a", r"\a"),
        (r"\newcommand{\a}[1]{#1}", r"\a", r"\a"),
        (r"\newcommand{\a}[1]{#1#2}", r"\a{x}", "x"),
        (r"\newcommand{\a}{x}\providecommand{\a}{y}", r"\a", "x"),
        (r"\newcommandx{\a}{x}", r"\a", r"\a"),
    ],
)
def test_a_command_is_what_it_stands_for(definition, use, expected):
    """Whichever way it is defined; one that cannot be read stays."""
    assert carried_out(definition, use) == expected


def test_a_definition_is_no_part_of_its_formula():
    """What stands around it is."""
    assert carried_out(r"a \newcommand{\b}{c} \b") == "a  c"


@pytest.mark.parametrize("definition", [r"\def\a{\a\a}", r"\def\a{\b}\def\b{\a}"])
def test_a_command_that_stands_for_itself_ends(definition):
    """After twenty steps, or with what may be spent."""
    left = [10_000]

    def spend(size):
        left[0] -= size
        return left[0] >= 0

    assert len(carried_out(definition, r"\a", spend=spend)) < 20_000


@pytest.mark.parametrize(
    "formula",
    [
        r"\x{" * 50_000,
        r"\x[" * 50_000,
        r"\x" * 50_000,
        r"\newcommand{\x}{" * 10_000,
        "{" * 100_000,
        r"\def" * 50_000,
    ],
)
def test_the_cost_grows_with_the_formula(formula):
    """However much in it is never closed."""
    begun = time.process_time()
    carried_out(r"\newcommand{\x}[2][y]{#1#2}", formula)

    assert time.process_time() - begun < 5


def test_a_text_has_five_hundred_commands():
    """Others stay as they are."""
    names = [f"\\{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}x" for n in range(501)]
    definitions = "".join(f"\\newcommand{{{name}}}{{y}}" for name in names)

    assert carried_out(definitions, names[499] + names[500]) == f"y{names[500]}"
