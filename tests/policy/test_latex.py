r"""A formula goes into a file of LaTeX as it is written, so it is mathematics and nothing else."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.editions import latex_math
from standfirst.editions.latex_math import NoMathematics
from standfirst.policy import latex

FORMULAS = [
    r"\frac{a}{b} + \sqrt[3]{x} \leq \alpha_1^{2}",
    r"\left( \sum_{i=0}^{\infty} x_i \right)",
    r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}",
    r"\begin{array}{l|cr} a & b & c \end{array}",
    r"\begin{pmatrix} 1 & 0 \\[2pt] 0 & 1 \end{pmatrix}",
    r"\operatorname*{argmax}_{\mathbf{x} \in \mathbb{R}} 50\,\%",
    r"\text{where $x$ is small} \{\} \# \$ \_",
    "a ~ b' 中文 é",
    "",
]
FORMULAS += [
    r"\boldsymbol{x} \bm{y} \pmb{z} \sqrt{2} \not= \boxed{a} \phantom{b} \hphantom{c} \vphantom{d} \smash{e}",
    r"\overset{a}{b} \underset{c}{d} \stackrel{e}{f} \substack{g} \xleftarrow{h} \xrightarrow{i}",
    r"\big( \Big( \bigg( \Bigg( \bigm| \Bigm| \biggm| \Biggm| \left( a \middle| b \right)",
    r"\sum\limits \sum\nolimits \sum\displaylimits a \colon b \idotsint \dots",
    r"{a \choose b} {c \over d} {e \atop f} {g \brace h} {i \brack j} \tfrac{k}{l}",
    r"\mathop{a} \mathbin{b} \mathrel{c} \mathord{d} \mathopen{(} \mathclose{)} \mathpunct{,} \mathinner{e}",
    r"\text{a} \mbox{b} \textrm{c} \textbf{d} \textit{e} \textsf{f} \texttt{g} \textup{h} \textnormal{i} \emph{j}",
    r"{\rm a} {\bf b} {\it c} {\sf d} {\tt e} {\cal f} \hspace{1em} \mspace{1mu} \tag{1} \notag \nonumber",
    r"\begin{array}{c} a \\ \hline b \end{array} \intertext{c}",
    *(rf"\begin{{{name}}} a & b \end{{{name}}}" for name in ("matrix", "smallmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "aligned", "gathered", "split")),
    r"\begin{subarray}{l} a \end{subarray} \begin{alignedat}{2} b & c \end{alignedat}",
]  # fmt: skip
REFUSED = [
    r"\input{/etc/passwd}",
    r"\include{x}",
    r"\write18{id}",
    r"\immediate\openin5=x",
    r"\def\x{y}",
    r"\newcommand{\x}{y}",
    r"\catcode`\|=0 |input",
    r"\csname input\endcsname{x}",
    r"\special{x}",
    r"\directlua{os.exit()}",
    r"\loop\iftrue\repeat",
    r"\begin{filecontents}{x}\end{filecontents}",
    "^^5cinput{x}",
    "x ^^^^005cinput",
    r"\) text \(",
    r"\] text \[",
    "a $ b",
    "a % b",
    "#1",
    "a\\",
    "{",
    "}{",
    r"\left( x",
    r"{\left( x} \right)",
    r"\end{equation}",
    r"\begin{equation}x\end{equation}",
    r"\begin{matrix} a",
    r"\begin{matrix}{\end{matrix}}",
    r"\begin{array}{*{999999}{c}}\end{array}",
    r"\begin{array}{@{\input{x}}c}\end{array}",
    r"\begin matrix",
    r"\par",
    "\\\x00",
]
WHOLE = [
    "\\begin{align}\na &= b \\\\ c &= d\n\\end{align}\n",
    r"\begin{equation*}\begin{split}a\end{split}\end{equation*}",
    r"\begin{alignat}{2} a & b \end{alignat}",
    r"\begin{alignat*}{2} a & b \end{alignat*}",
    *(rf"\begin{{{name}}} a \end{{{name}}}" for name in ("equation", "align*", "flalign", "flalign*", "gather", "gather*", "multline", "multline*", "eqnarray", "eqnarray*")),
]  # fmt: skip
NOT_WHOLE = [
    "words",
    r"\begin{document}x\end{document}",
    r"\begin{align}a\end{align} words \begin{align}b\end{align}",
    r"\begin{align}\input{x}\end{align}",
    r"\begin{align}a\end{gather}",
    r"\input{x}\begin{align}a\end{align}",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_mathematics_passes(text):
    """Commands that docutils knows, and the rest of what formulas are made of."""
    latex_math.check(text)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_more_than_mathematics_is_refused(text):
    """What reads, writes, defines or leaves the formula, in whatever notation."""
    with pytest.raises(NoMathematics):
        latex_math.check(text)


@pytest.mark.parametrize("text", WHOLE)
def test_an_environment_that_is_a_formula_stands_by_itself(text):
    """Not within another formula."""
    latex_math.check(text, is_whole=True)
    with pytest.raises(NoMathematics):
        latex_math.check(text)


@pytest.mark.parametrize(
    "text", [*NOT_WHOLE, *FORMULAS, *(f for f in REFUSED if "{equation}x" not in f)]
)
def test_nothing_else_stands_by_itself(text):
    """Neither words, nor what is beside or within such an environment."""
    with pytest.raises(NoMathematics):
        latex_math.check(text, is_whole=True)


def test_no_command_reads_writes_or_defines():
    """Whatever a new version of docutils has in its tables."""
    harmful = [
        "input",
        "include",
        "includegraphics",
        "openin",
        "openout",
        "read",
        "readline",
        "write",
        "closeout",
        "immediate",
        "special",
        "write18",
        "pdfliteral",
        "directlua",
        "latelua",
        "luadirect",
        "scantokens",
        "def",
        "edef",
        "gdef",
        "xdef",
        "let",
        "futurelet",
        "newcommand",
        "renewcommand",
        "providecommand",
        "DeclareMathOperator",
        "newenvironment",
        "newcount",
        "newif",
        "catcode",
        "lccode",
        "mathcode",
        "csname",
        "endcsname",
        "expandafter",
        "noexpand",
        "string",
        "meaning",
        "jobname",
        "loop",
        "repeat",
        "if",
        "ifx",
        "fi",
        "else",
        "char",
        "mathchar",
        "mathchardef",
        "chardef",
        "count",
        "dimen",
        "toks",
        "skip",
        "global",
        "long",
        "outer",
        "par",
        "vbox",
        "hbox",
        "halign",
        "show",
        "message",
        "errmessage",
        "typeout",
        "usepackage",
        "documentclass",
        "begin",
        "end",
        "everymath",
        "everypar",
        "aftergroup",
        "afterassignment",
        "label",
        "ref",
        "url",
        "href",
        "ShellEscape",
        "verb",
        "verbatiminput",
        "lstinputlisting",
        "openany",
    ]

    assert len(latex_math.COMMANDS) > 500
    assert latex_math.COMMANDS.isdisjoint(harmful)
    assert [name for name in latex_math.COMMANDS if not re.fullmatch("[A-Za-z]+", name)] == []


_PIECES = ["\\", "{", "}", "$", "%", "#", "^", "^^5c", "&", "\\\\", "\\begin", "\\end", "{matrix}", "{align}", "{array}", "{lc}", "input", "\\input", "\\alpha", "\\left", "\\right", "(", ")", "\\)", "\\(", "@", "*", "[", "]", " ", "\n", "é", "x", "\\text", "\\def", "\x00"]  # fmt: skip


def said(text):
    """Return the commands of *text* as LaTeX reads it, and how its braces balance."""
    plain = text.replace("\\\\", "  ")
    commands = set(re.findall(r"\\([A-Za-z]+|.|$)", plain, re.DOTALL))
    braces = re.sub(r"\\.", "", plain, flags=re.DOTALL)
    depths = [braces[:end].count("{") - braces[:end].count("}") for end in range(len(braces) + 1)]
    return commands, depths


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=2), max_size=14).map("".join))
def test_whatever_passes_has_known_commands_and_balanced_braces(text):
    """No combination gets by."""
    try:
        latex_math.check(text)
    except NoMathematics:
        return
    commands, depths = said(text)

    assert commands <= latex_math.COMMANDS | latex.CHARACTERS | {"begin", "end", "left", "right"}
    assert min(depths) == depths[-1] == 0
    assert set(re.findall(r"\\begin\s*\{(.*?)\}", text)) <= latex.WITHIN
    assert "^^" not in text
    assert "\x00" not in text


def test_an_article_puts_no_command_into_the_file(publication):
    """Formulas in any form, names of pictures, labels and sizes; each formula is said once."""
    publication.write(
        "conf.py", dedent(publication.conf) + 'myst_enable_extensions = ["dollarmath", "amsmath"]\n'
    )
    publication.picture("posts/a}\\input{evil}.png")
    publication.post(
        "2026-01-02-a",
        r"""
        # In a title {math}`\input{evil1}`

        {math}`\frac{1}{2}` and {math}`\input{evil2}`, $\openin5=evil3$

        $$
        \write18{evil4}
        $$

        \begin{align}
        a &= \input{evil5}
        \end{align}

        ```{math}
        :label: x}\input{evil6}
        a = b
        ```

        ```{math}
        :nowrap:
        \input{evil7}
        ```

        ![A picture](a}\input{evil}.png){width="3}\input{evil8}"}

        | {math}`\def\evil9{}` |
        | --- |
        | b |
        """,
    )
    built = publication.build(builder="latex")
    body = built.read("thetestreview.tex").partition(r"\begin{document}")[2]

    assert r"\(\frac{1}{2}\)" in body
    assert r"\input{evil" not in body
    for command in (r"\openin", r"\write18", r"\def\evil"):
        assert command not in body
    assert built.warnings.count("[standfirst.refused]") >= 6
    for number in (1, 2, 4, 5, 7):
        assert built.warnings.count(f"input{{evil{number}}}" if number != 4 else "evil4") == 1
    assert "2026-01-02-a.md:" in built.warnings
