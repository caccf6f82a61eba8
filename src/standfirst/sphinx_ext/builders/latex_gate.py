"""Lets into a LaTeX file, unescaped, only formulas that are mathematics and nothing else.

All other text Sphinx escapes, but for a few names and sizes, which are made plain here. An editor
compiles the file, and LaTeX reads files, writes them, and can run programs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex.nodes import math_reference

from standfirst.editions import latex_math
from standfirst.incremental.manifest import digest
from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext.logs import line_of, lineage, log
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

_MEANS_SOMETHING = re.compile(r"[\\{}$&^%~\"\x00-\x1f\x7f]")
"""What a name must not have that goes into the file as it is."""
_SIZE = re.compile(r"\d*\.?\d+\s*[A-Za-z%]*")
_COLUMNS = re.compile(
    r"(?:[|lcrJLCRT\s]|[pmb]\{[\d.]+(?:\\(?:line|text|column)width|cm|mm|in|em|ex|pt)\}|\\[XY]\{[\d.]+\}(?:\{\d+\})?)*"
)
"""Source: https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#directive-tabularcolumns"""


def pass_through(tree: nodes.document) -> None:
    """Show as code each formula that is more than mathematics, and escape what LaTeX would obey."""
    for node in list(tree.findall(nodes.math)):
        _check(node, is_whole=False)
    for block in list(tree.findall(nodes.math_block)):
        _check(block, is_whole=bool(block.get("no-wrap", block.get("nowrap", False))))
    for element in list(tree.findall(nodes.Element)):
        _make_plain(element)


def _check(node: nodes.math | nodes.math_block, *, is_whole: bool) -> None:
    text = node.astext()
    try:
        latex_math.check(text, is_whole=is_whole)
    except latex_math.NoMathematics as exc:
        problem = Problem(
            subtype=PostWarning.REFUSED,
            message=f"the formula {quoted(text[:80])} {exc}; the LaTeX file has it as code",
            remedy="write it with the commands and environments of mathematics",
        )
        documents = (
            each.get("docname") for each in lineage(node) if isinstance(each, nodes.Element)
        )
        log(problem, location=(str(next(filter(None, documents), "")), line_of(node)))
        if isinstance(node, nodes.math):
            node.replace_self(nodes.literal(text, text))
        else:
            node.replace_self(nodes.literal_block(text, text, language="text"))


def _make_plain(element: nodes.Element) -> None:
    """Take from an element what would go into the file unescaped and is no plain name or size."""
    if isinstance(
        element, nodes.math_block | math_reference | nodes.citation | nodes.citation_reference
    ):
        for key in ("docname", "label", "target"):
            if element.get(key):
                element[key] = _MEANS_SOMETHING.sub("-", str(element[key]))
    elif isinstance(element, nodes.image | nodes.figure):
        for key in ("width", "height"):
            if key in element and not _SIZE.fullmatch(str(element[key])):
                del element[key]
    elif isinstance(element, addnodes.tabular_col_spec) and not _COLUMNS.fullmatch(element["spec"]):
        element.parent.remove(element)


def plain_files(images: Mapping[str, str]) -> dict[str, str]:
    """Return the file names of pictures beside the book; a name that LaTeX would obey is replaced.

    :param images: Path -> name.
    """
    return {
        path: f"{digest(name)}.{name.rpartition('.')[2]}" if _MEANS_SOMETHING.search(name) else name
        for path, name in images.items()
    }
