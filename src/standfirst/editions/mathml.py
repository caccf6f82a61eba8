r"""A formula of LaTeX -> MathML that browsers show by themselves.

::

    formula --docutils--> MathML, as it has always been
            --where that does not know it: _prepared(), math-core, _tidied()--> MathML

math-core knows most of amsmath and what MathJax has besides, but writes inline styles, which pages
may not have, and numbers equations, which MathJax does not unless it is told to.
Sources: https://docs.mathjax.org/en/latest/input/tex/macros/index.html, https://www.w3.org/TR/mathml-core/.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from docutils.utils.math.latex2mathml import tex2mathml
from lxml import etree
from math_core import LatexError, LatexToMathML

from standfirst.problems import PostWarning, Problem
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST = 20_000
"""Characters of a formula: docutils copies all that is left of it for each of them."""
_MOST = 1_000
"""Places of a formula where something may begin: math-core goes down into it without a bound, until the process ends."""
_OPENS = re.compile(r"[\\{^_]")
_MISREAD = re.compile(
    r"\\operatorname\s*(?:\*|\{[^{}]*\\)"
    r"|(?:[\^_]|\\(?:[cdt]?frac|[dt]?binom)(?![A-Za-z])(?:\s*\{[^{}]*\})?|\\sqrt(?:\s*\[[^][]*\])?)\s*\d[.,]?\d"
)
"""What docutils shows as something else without a word: of several digits without braces TeX takes one, docutils all."""

_DOTS = re.compile(r"\\dots(?![A-Za-z])")
_ENVIRONMENTS = {
    "alignat": "align",
    "eqnarray": "align",
    "flalign": "align",
    "multline": "gather",
    "alignedat": "aligned",
    "split": "aligned",
    "smallmatrix": "matrix",
}
"""Environment -> a like one that math-core knows."""
_UNNUMBERED = {"align": "aligned", "gather": "gathered"}
"""Environment whose rows are numbered -> the same without room for a number."""
_ENVIRONMENT = re.compile(
    r"\\(begin|end)\s*\{([a-z]+)(\*?)\}(?:(?:(?<=at\})|(?<=at\*\}))\s*\{\d+\})?"
)
_EQUALS = re.compile(r"&\s*(=|[<>]|\\(?:approx|equiv|geq?|leq?|sim|in|to))\s*&")
"""What an ``eqnarray`` has between its columns."""
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_REFERENCE = re.compile(r"\\(eq)?ref\s*\{([^{}]*)\}")
_ANGLE = re.compile(r"\\(left|right|[bB]igg?[lrm]?)\s*([<>])")
_TEXT = re.compile(r"\\(?:text|mbox|textrm)\s*\{([^{}$]*\$(?:[^{}]|\{[^{}]*\})*)\}")
_COMMANDS = {
    "dotsb": r"\cdots",
    "dotsc": r"\ldots",
    "dotsi": r"\cdots",
    "dotsm": r"\cdots",
    "dotso": r"\ldots",
    "hbox": r"\text{#1}",
    "hfill": r"\quad",
    "mathbbm": r"\mathbb{#1}",
    "mathds": r"\mathbb{#1}",
    "mbox": r"\text{#1}",
    "nicefrac": r"{#1}/{#2}",
    "normalfont": "",
    "pmb": r"\boldsymbol{#1}",
    "sfrac": r"{#1}/{#2}",
    "smash": "{#1}",
    "strut": "",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    "textnormal": r"\text{#1}",
    "textup": r"\text{#1}",
}
"""Command -> what it is for math-core."""

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]+;")
"""Those that XML does not know."""
_STYLES = {
    ("border-left", ""): "line-before",
    ("border-right", ""): "line-after",
    ("border-top", ""): "line-above",
    ("border-bottom", ""): "line-below",
    ("padding-left", "1em"): "apart",
    ("text-align", "left"): "left",
    ("text-align", "right"): "right",
    ("width", "100%"): "wide",
    ("width", "50%"): "beside",
}
"""A property of a style, and its value where that counts -> class, behind ``sf-math-``."""
_FACES = {"b": "bold", "code": "code", "em": "italic", "i": "italic"}
"""HTML in words of a formula, which is none in an ePub -> class."""
_KEPT = frozenset(
    ["accent", "accentunder", "columnspan", "depth", "display", "displaystyle", "fence", "form", "height", "largeop", "linethickness", "lspace", "mathcolor", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowspan", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width"]
)  # fmt: skip
"""Attributes that a formula may have: https://www.w3.org/TR/mathml-core/#global-attributes and those of its elements."""


class FormulaError(ValueError):
    """A formula that cannot be read; the message says why."""


def mathml(formula: str, *, is_block: bool) -> str:
    """Return MathML.

    :raises FormulaError: It has a command or environment that nobody knows, or is not LaTeX's mathematics.
    """
    if len(formula) > _LONGEST:
        raise FormulaError(f"it has more than {_LONGEST} characters")
    if not _MISREAD.search(formula):
        try:
            return str(tex2mathml(_DOTS.sub(r"\\ldots", formula), as_block=is_block))
        except Exception:  # noqa: BLE001, S110  # the parser trips over what it does not expect: `a & b`
            pass
    if len(_OPENS.findall(formula)) > _MOST:
        raise FormulaError(f"it has more than {_MOST} commands, groups and indices")
    try:
        found = _converter().convert_with_local_state(_prepared(formula), displaystyle=is_block)
    except LatexError as error:
        raise FormulaError(str(error).partition(": ")[2].rstrip(".") or str(error)) from None
    try:
        return _tidied(found)
    except (
        etree.XMLSyntaxError
    ):  # a character that no page may have, or a tree too deep for a reader's program
        raise FormulaError("it is not valid LaTeX") from None


def problem(formula: str, reason: str) -> Problem:
    """Return the problem of a formula that cannot be read."""
    return Problem(
        subtype=PostWarning.MARKUP,
        message=f"the formula {quoted(formula[:80])} cannot be read: {reason}; it is shown as written",
        remedy="write it in LaTeX's mathematics",
    )


def parsed(found: str) -> _Element:
    """Return MathML as elements.

    :raises etree.XMLSyntaxError: It has a character that XML may not have, or is too deep.
    """
    return etree.fromstring(_ENTITY.sub(lambda name: html.unescape(name[0]), found))


@lru_cache(maxsize=1)
def _converter() -> LatexToMathML:
    return LatexToMathML(
        macros=_COMMANDS,
        xml_namespace=True,
        fancy_error=False,
        allow_unreliable_rendering=True,
    )


def _prepared(formula: str) -> str:
    """Return *formula* with what math-core does not know in words that it knows."""
    has_tag = r"\tag" in formula
    text = _LABEL.sub("", formula)
    text = _REFERENCE.sub(
        lambda found: rf"\text{{({found[2]})}}" if found[1] else rf"\text{{{found[2]}}}", text
    )
    if "eqnarray" in text:
        text = _EQUALS.sub(r"&\1", text)
    text = _ENVIRONMENT.sub(lambda found: _environment(found, has_tag=has_tag), text)
    text = _ANGLE.sub(lambda found: rf"\{found[1]}\{'l' if found[2] == '<' else 'r'}angle ", text)
    text = _TEXT.sub(_mixed, text)
    if has_tag and r"\begin{" not in text:
        return rf"\begin{{equation}}{text}\end{{equation}}"
    return text


def _environment(found: re.Match[str], *, has_tag: bool) -> str:
    name = _ENVIRONMENTS.get(found[2], found[2])
    if name == "equation" and not has_tag:
        return "{" if found[1] == "begin" else "}"
    return rf"\{found[1]}{{{name if has_tag else _UNNUMBERED.get(name, name)}}}"


def _mixed(found: re.Match[str]) -> str:
    """Return words with formulas between dollar signs in them as words and formulas, one after the other."""
    parts = found[1].split("$")
    return "".join(part if n % 2 else rf"\text{{{part}}}" for n, part in enumerate(parts) if part)


def _tidied(found: str) -> str:
    """Return MathML without styles, for which there are classes, and without HTML."""
    root = parsed(found)
    for element in list(root.iter()):
        name = etree.QName(element).localname
        faces = _without_html(element) if name == "mtext" else []
        classes = [f"sf-math-{each}" for each in (*faces, *_classes(element.get("style", "")))]
        colour = re.search(r"(?<![a-z-])color:\s*(#[0-9A-Fa-f]{6})", element.get("style", ""))
        # MathML 3, which ePub has, knows no level for a table, and the one that is there is its own
        kept = _KEPT - {"scriptlevel"} if name == "mtable" else _KEPT
        for attribute in set(map(str, element.attrib)) - kept:
            del element.attrib[attribute]
        if classes:
            element.set("class", " ".join(classes))
        if colour:
            element.set("mathcolor", colour[1])
    return str(etree.tostring(root, encoding="unicode"))


def _classes(style: str) -> list[str]:
    said = (part.partition(":") for part in style.split(";") if part)
    given = [(name.strip(), value.strip()) for name, _, value in said]
    found = (_STYLES.get(each) or _STYLES.get((each[0], "")) for each in given)
    return [each for each in found if each]


def _without_html(words: _Element) -> list[str]:
    """Put the text in the place of the HTML in the words of a formula; return the faces that it had."""
    names = (etree.QName(each).localname for each in words)
    faces = [_FACES[name] for name in names if name in _FACES]
    text = "".join(map(str, words.itertext()))
    for each in list(words):
        words.remove(each)
    words.text = text
    return faces[:1]
