"""The formulas of a text that cannot be shown, found without a build."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.editions import mathml
from standfirst.markdown import mathematics, token_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from standfirst.problems import Problem


def faults(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Yield what a build says of each formula that it cannot read, with the line of its block."""
    for token, line in token_blocks.walk_lines(tokens):
        if not mathematics.is_math(token):
            continue
        formula = token.content.strip()
        try:
            mathml.mathml(formula, is_block=token.type == "math_block")
        except mathml.FormulaError as reason:
            yield dc.replace(mathml.problem(formula, str(reason)), line=line)
