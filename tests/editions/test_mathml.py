"""Formulas as MathML."""

from __future__ import annotations

import contextlib
import re
import time
from xml.etree import ElementTree as ET

import pytest
from docutils.utils.math.latex2mathml import tex2mathml
from hypothesis import given
from hypothesis import strategies as st

from standfirst.editions.mathml import FormulaError, mathml

NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


def shown(formula, *, is_block=False):
    """Return the MathML of *formula*, parsed."""
    return ET.fromstring(mathml(formula, is_block=is_block))  # noqa: S314  # our own


def words(formula, **kwargs):
    """Return all that is to be read, without spaces."""
    return re.sub(r"[\s\u2061\u2063\u00a0]", "", "".join(shown(formula, **kwargs).itertext()))


def classes(formula):
    """Return the classes of each element that has some."""
    return [e.get("class") for e in shown(formula).iter() if e.get("class")]


@pytest.mark.parametrize("formula", ["x^2", r"\frac{a}{b}", r"\begin{cases}a&b\\c&d\end{cases}"])
@pytest.mark.parametrize("is_block", [False, True])
def test_what_docutils_knows_is_as_docutils_writes_it(formula, is_block):
    """To the byte."""
    assert mathml(formula, is_block=is_block) == tex2mathml(formula, as_block=is_block)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"\frac12 x", [("mfrac", "1", "2")]),
        (r"\tfrac{3}45", [("mfrac", "3", "4")]),
        (r"\frac 1 2 x", [("mfrac", "1", "2")]),
        (r"\binom 52", [("mfrac", "5", "2")]),
        ("x^12", [("msup", "x", "1")]),
        ("x_1,2", [("msub", "x", "1")]),
        ("x_{12}^2, 3.5", [("msubsup", "x", "12", "2")]),
        (r"\sqrt[3] 1.5", [("mroot", "1", "3")]),
        (r"\fracture12 x", None),
    ],
)
def test_an_argument_without_braces_is_one_digit(formula, expected):
    """As TeX has it."""
    found = None
    with contextlib.suppress(FormulaError):
        tree = shown(formula)
        found = [(e.tag.rpartition("}")[2], *("".join(part.itertext()) for part in e)) for e in tree.iter() if e.tag.rpartition("}")[2] in {"mfrac", "msup", "msub", "msubsup", "mroot"}]  # fmt: skip

    assert found == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"a_1, \dots, a_n", "a1,…,an"),
        (r"\big( x \Big]", "(x]"),
        (r"X_{\rm log}", "Xlog"),
        (r"{n \choose k}", "(nk)"),
        (r"{a \over b}", "ab"),
        (r"\operatorname*{arg\,min}_x", "argminx"),
        (r"\operatorname{arg\,min} x", "argminx"),
        (r"\left< x \middle| y \right>", "⟨x|y⟩"),
        (r"\sum_{\substack{i\\j}} \mathds{1}", "∑ij𝟙"),
        (r"\text{if $x_{1}$ or $y$ b} \rm{c}", "ifx1orybc"),
        (r"\nicefrac{1}{2} \rm{c}", "1/2c"),
        (r"\eqref{a} \dots \rm{c}", "(a)…c"),
        (r"\begin{split} a &= b \\ c &= d \end{split}", "a=bc=d"),
        (r"\begin{eqnarray} a &=& b \\ c &\leq& d \end{eqnarray}", "a=bc≤d"),
        (r"\begin{alignat*}{2} a &= b \end{alignat*}", "a=b"),
        (r"\begin{alignedat}{2} a &= b \end{alignedat}", "a=b"),
        (r"\begin{multline} a \\ b \end{multline}", "ab"),
        (r"\begin{flalign} a &= b \end{flalign}", "a=b"),
        (r"\begin{equation} \label{e} x \end{equation}", "x"),
        (r"\begin{array}{lc} a & b \\ \hline c & d \end{array}", "abcd"),
        (r"\begin{rcases} a \\ b \end{rcases}", "ab}"),
        (r"x \tag{7}", "x(7)"),
        (r"\begin{align} a &= b \tag{7} \end{align}", "a=b(7)"),
    ],
)
def test_what_mathjax_knows_is_shown(formula, expected):
    """No equation is numbered but by its author."""
    assert words(formula, is_block=True).replace("...", "…") == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"\textbf{a} \dots", ["sf-math-bold"]),
        (r"\textit{a} \emph{b} \texttt{c}", ["sf-math-italic", "sf-math-italic", "sf-math-code"]),
        (r"\begin{aligned}a &= b\end{aligned}\rm{c}", ["sf-math-right", "sf-math-left"]),
        (r"\begin{array}{l|r}a & b\end{array}", ["sf-math-left sf-math-line-after", "sf-math-right"]),
        (r"\begin{align*}a &= b\end{align*}", ["sf-math-right", "sf-math-left"]),
        (r"x \tag{1}", ["sf-math-wide", "sf-math-beside", "sf-math-beside sf-math-right"]),
    ],
)  # fmt: skip
def test_styles_are_classes(formula, expected):
    """Since pages have no inline styles."""
    assert classes(formula) == expected


def test_a_table_has_no_level():
    """MathML 3, which ePub has, knows none; what holds the table has one."""
    found = shown(r"\sum_{\substack{i\\j}} \begin{aligned}a &= b\end{aligned}\rm{c}")

    assert [e.get("scriptlevel") for e in found.iter(f"{NAMESPACE}mtable")] == [None, None]


def test_a_colour_is_an_attribute():
    """As MathML Core has it."""
    found = [e.get("mathcolor") for e in shown(r"\textcolor{red}{x}").iter() if e.get("mathcolor")]

    assert found == ["#FF0000"]


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        (r"\foo{x}", r'Unknown command "\foo"'),
        (r"a + \unknown", r'Unknown command "\unknown"'),
        (r"\begin{foo}x\end{foo}", 'Unknown environment "foo"'),
        ("a & b", 'Found "&", which may only appear in a table-like environment'),
        ("x" * 20_001, "it has more than 20000 characters"),
        ("{" * 1_001, "it has more than 1000 commands, groups and indices"),
        ("\x01\\rm{c}", "it is not valid LaTeX"),
    ],
)
def test_what_nobody_knows_is_named(formula, reason):
    """With the command, or with what else is wrong."""
    with pytest.raises(FormulaError) as caught:
        mathml(formula, is_block=True)

    assert str(caught.value) == reason


@pytest.mark.parametrize(
    "part", ["{", r"\sqrt ", r"\frac{1}{", r"\left(", "x^{", r"\begin{matrix}", r"\not", "'", "x+"]
)
def test_no_formula_ends_the_process_or_takes_long(part):
    """However deep it goes, in the converters' own languages too."""
    begun = time.process_time()
    for count in (100, 900, 20_000 // len(part), 100_000):
        with contextlib.suppress(FormulaError):
            mathml(r"\rm{c}" + part * count, is_block=True)

    assert time.process_time() - begun < 10


PARTS = st.sampled_from(
    ["x", "1", "+", "&", r"\\", "{", "}", "^", "_", "$", "'", "<", ">", " ", "中", "\x0b", "#", "%", "~", r"\rm", r"\dots", r"\text{", r"\textbf{", r"\begin{align}", r"\end{align}", r"\begin{array}{l|c}", r"\end{array}", r"\left", r"\right", "(", r"\tag{1}", r"\label{a}", r"\href{javascript:a}{b}", r"\color{red}", r"\def\a{b}", r"\a", "[", "]", r"\frac", r"\hline"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=14).map("".join))
def test_any_formula_is_mathml_or_refused(formula):
    """Well-formed, without styles, links, ids or elements that are none of MathML."""
    try:
        tree = shown(formula)
    except FormulaError:
        return
    tags = {element.tag.removeprefix(NAMESPACE) for element in tree.iter()}
    attributes = {name for element in tree.iter() for name in element.attrib}

    assert not {tag for tag in tags if not tag.startswith("m")}
    assert not attributes & {"style", "href", "id", "xlink:href", "onclick"}
