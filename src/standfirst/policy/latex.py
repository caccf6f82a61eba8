"""The commands that a formula may use in a LaTeX file, since LaTeX can read and write files and run programs.

Besides these, what docutils knows as mathematics (see :mod:`standfirst.editions.latex_math`). Nothing here defines,
reads, writes, or means something by its category code: an editor compiles the file.
"""

from __future__ import annotations

COMMANDS = {
    "parts of a formula": """
        boldsymbol bm pmb sqrt not boxed phantom hphantom vphantom smash overset underset stackrel substack
        xleftarrow xrightarrow big Big bigg Bigg bigm Bigm biggm Biggm middle limits nolimits displaylimits
        colon idotsint dots choose over atop brace brack tfrac mathop mathbin mathrel mathord mathopen mathclose mathpunct mathinner
        """,
    "words in a formula": "text mbox textrm textbf textit textsf texttt textup textnormal emph rm bf it sf tt cal",
    "space, and rows": "hspace mspace hline",
    "numbers of formulas": "tag notag nonumber intertext",
}
"""What it is -> commands, without the backslash, besides those that are docutils' own."""
CHARACTERS = frozenset("!#$%&,:;_{|} \n\\")
"""What may follow a backslash, of what is no letter: spaces, brackets, signs that are meant, the end of a row."""
WITHIN = frozenset(
    {"matrix", "smallmatrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "array",
     "subarray", "cases", "aligned", "alignedat", "gathered", "split"}
)  # fmt: skip
"""Environments within a formula."""
AROUND = frozenset(
    {"equation", "equation*", "align", "align*", "alignat", "alignat*", "flalign", "flalign*",
     "gather", "gather*", "multline", "multline*", "eqnarray", "eqnarray*"}
)  # fmt: skip
"""Environments that are a formula."""
COLUMNS = frozenset({"array", "subarray"})
"""Those that are told their columns, of which there is a pattern that repeats without end."""
