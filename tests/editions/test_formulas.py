"""Formulas as Typst's mathematics: the whole of what is written for each."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.editions.mathml import FormulaError, mathml
from standfirst.editions.typst.formulas import parts


def printed(formula, *, is_block=True, legible=str):
    """Return the parts of a formula, without the braces around them."""
    found = parts(mathml(formula, is_block=is_block), legible)
    return found and [part[1:-1] for part in found]


def of(inside):
    """Return the parts of MathML."""
    return parts(f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inside}</math>', str)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("x", ['sign("x")']),
        ("12", ['text("12")']),
        ("-a*b", ['sign("−")', 'sign("a");sign("∗");sign("b")']),
        ("a = b + c", ['sign("a");sign("=")', 'sign("b");sign("+")', 'sign("c")']),
        (r"\mathbf{x}\mathbb{R}\mathrm{d}", ['sign("𝐱");sign("ℝ");math.upright(sign("d"))']),
        (r"\boldsymbol{\beta}", ['math.bold(sign("β"))']),
        (r"\text{若 } x", ['text("若\xa0");sign("x")']),
        (r"\textbf{b}", ['math.bold(text("b"))']),
        (r"\textcolor{red}{x}", ['text(fill:rgb("#FF0000"),sign("x"))']),
        (r"\sin x", ['math.op(text("sin"));sign("x")']),
        (r"a \bmod n", ['sign("a");math.class("binary",text("mod"));sign("n")']),
        (r"a \quad b", ['sign("a");h(1em);sign("b")']),
        (r"\phantom{x} y", ['hide(sign("x"));sign("y")']),
        (r"\frac{a}{b}", ['math.frac(sign("a"),sign("b"))']),
        (r"\sqrt{x}", ['math.sqrt(sign("x"))']),
        (r"\sqrt[3]{x}", ['math.root(sign("3"),sign("x"))']),
        (r"\boxed{y}", ['framed("y",sign("y"))']),
        (r"\cancel{y}", ['math.cancel(sign("y"))']),
        (r"\xcancel{y}", ['math.cancel(cross:true,sign("y"))']),
        ("x_i", ['math.attach(b:sign("i"),math.scripts(sign("x")))']),
        ("x^2_i", ['math.attach(b:sign("i"),t:sign("2"),math.scripts(sign("x")))']),
        ("f'", ['sign("f");math.attach(t:sign("′"),[])']),
        (r"h^\prime", ['math.attach(t:sign("′"),math.scripts(sign("h")))']),
        (r"\sum_{k}^n", ['math.attach(b:sign("k"),t:sign("n"),math.limits(inline:false,sign("∑")))']),
        (r"\iint\limits_D", ['math.attach(b:sign("D"),math.limits(sign("∬")))']),
        (r"\lim_x", ['math.attach(b:sign("x"),math.limits(inline:false,math.op(text("lim"))))']),
        (r"\overset{a}{x}", ['math.attach(t:sign("a"),math.limits(sign("x")))']),
        (r"\sideset{_a^b}{}\prod", ['math.attach(bl:sign("a"),tl:sign("b"),sign("∏"))']),
        (r"\hat x", ['math.accent(sign("x"),"\u0302")']),
        (r"\vec x", ['math.accent(sign("x"),"\u20d7")']),
        (r"\overline{x}", ['math.overline(sign("x"))']),
        (r"\underline{x}", ['math.underline(sign("x"))']),
        (r"\underbrace{x}_n", ['math.attach(b:sign("n"),math.limits(math.underbrace(sign("x"))))']),
        (r"\left( x \right]", ['math.lr({sign("(");sign("x");sign("]")})']),
        ("(x]", ['sign("(");sign("x");sign("]")']),
        (r"\bigl( x", ['math.lr(size:1.2em,sign("("));sign("x")']),
        (r"\left< x \middle| y \right>", ['math.lr({sign("⟨");sign("x");math.mid(sign("|"));sign("y");sign("⟩")})']),
        (r"{n \choose k}", ['math.lr({sign("(");math.mat(delim:none,row-gap:.3em,(sign("n"),),(sign("k"),));sign(")")})']),
    ],
)  # fmt: skip
def test_a_formula_is_built_of_typst_s_functions(formula, expected):
    """Its text in string literals; a line may be broken behind a relation or an operation."""
    assert printed(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"\begin{matrix}a & b\\c & d\end{matrix}", 'math.mat(delim:none,row-gap:.35em,column-gap:.9em,({sign("a")},{sign("b")},),({sign("c")},{sign("d")},))'),
        (r"\begin{cases}a & b\\c\end{cases}", 'math.lr({sign("{");math.mat(delim:none,row-gap:.35em,column-gap:.9em,({mark;sign("a")},{mark;sign("b")},),({mark;sign("c")},))})'),
        (r"\begin{aligned}a &= b\end{aligned}", 'math.mat(delim:none,row-gap:.65em,column-gap:.9em,({math.display(sign("a"));mark;math.display({sign("=");sign("b")})},))'),
        (r"\begin{align}a &= b & c &= d\end{align}", 'math.mat(delim:none,row-gap:.65em,column-gap:.9em,({math.display(sign("a"));mark;math.display({sign("=");sign("b")});mark;h(2em);math.display(sign("c"));mark;math.display({sign("=");sign("d")})},))'),
        (r"x \tag{7}", 'math.mat(delim:none,row-gap:.65em,column-gap:.9em,({math.display(sign("x"));h(2em);math.display(text("(7)"))},))'),
        (r"\begin{array}{r|c}a & b \\ \hline c & d\end{array}", 'math.mat(delim:none,row-gap:.35em,column-gap:.9em,augment:("hline":(1,),"vline":(1,)),({sign("a");mark},{sign("b")},),({sign("c");mark},{sign("d")},))'),
    ],
)  # fmt: skip
def test_a_table_is_rows(formula, expected):
    """Equations of a row are one cell, with the places that stand below one another marked."""
    assert printed(formula) == [expected]


def test_a_character_without_a_glyph_has_its_substitute():
    """As everywhere in a PDF."""
    assert printed("x", legible=lambda _: "[x]") == ['text("[x]")']
    assert printed(r"x\text{y}z", legible=lambda said: said.replace("y", "")) == [
        'sign("x");sign("z")'
    ]


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<mglyph/>",
        "<mi>x</mi><maction><mi>x</mi></maction>",
        "<mfrac><mi>x</mi></mfrac>",
        "<msup><mi>x</mi></msup>",
        "<semantics/>",
        "<mtable><mi>x</mi></mtable>",
        '<mtable><mtr><mtd columnspan="2"><mi>x</mi></mtd></mtr></mtable>',
        '<menclose notation="radical"><mi>x</mi></menclose>',
        "<mmultiscripts><mi>x</mi><mi>a</mi><mi>b</mi><mi>c</mi></mmultiscripts>",
        "<mrow>" * 60 + "<mi>x</mi>" + "</mrow>" * 60,
        "<mrow>" * 600 + "</mrow>" * 600,
        "<mi>x</mi>" * 5_000,
        "<mrow>",
        "<!-- x --><mi>x</mi>",
    ],
)
def test_what_is_not_known_or_too_large_is_no_formula(inside):
    """Its caller has it as it was written."""
    assert of(inside) is None


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<semantics><mi>x</mi><annotation>y</annotation></semantics>", ('{sign("x")}',)),
        ('<mspace width="-3em"/><mspace width="999em"/>', ("{h(10em)}",)),
        ('<mo minsize="99em">(</mo>', ('{math.lr(size:4em,sign("("))}',)),
        ('<mi mathcolor="red">x</mi>', ('{sign("x")}',)),
        ('<mspace width="1e9em"/><mspace width="))#x"/><mi>x</mi>', ('{sign("x")}',)),
        ('<mi>")#read("x</mi>', (r'{text("\")#read(\"x")}',)),
    ],
)
def test_lengths_are_bounded_and_nothing_of_a_formula_is_code(inside, expected):
    """What is no length or colour is left out."""
    assert of(inside) == expected


FORMULAS = st.lists(
    st.sampled_from(["x", '"', "\\backslash ", "#", r"\#", "$", "{", "}", "^", "_", "&", r"\\", "'", "中", " ", "(", "]", r"\text{", r'\text{")#x("}', r"\frac", r"\sqrt", r"\left(", r"\right)", r"\begin{matrix}", r"\end{matrix}", r"\sum", r"\hat", r"\color{red}", r"\tag{1}", r"\rm"]),
    max_size=25,
)  # fmt: skip
ALLOWED = re.compile(
    r"[\d.]+em\b|[{}()\[\];,:\d]|\b(?:none|true|false|mark|sign|text|framed|hide|h|rgb|fill|[bt][lr]?|size|inline|delim"
    r"|row-gap|column-gap|augment|cross|inverted"
    r"|math\.(?:accent|attach|bold|cancel|class|display|frac|inline|italic|limits|lr|mat|mid|mono|op|overbrace"
    r"|overline|root|scripts|sqrt|stretch|underbrace|underline|upright))\b"
)


@given(FORMULAS)
def test_whatever_is_written_is_in_string_literals(pieces):
    """Beyond them there are the names of a few functions."""
    try:
        found = printed("".join(pieces))
    except FormulaError:
        return
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", ";".join(found or ()))

    assert ALLOWED.sub("", outside) == ""


def test_the_cost_grows_with_the_text():
    """For the largest that is read."""
    begun = time.process_time()
    for formula in ("a+" * 1_900, "x^{" * 12 + "y" + "}" * 12, r"\frac{a}{b}" * 900):
        printed(formula)

    assert time.process_time() - begun < 5
