"""The Liquid that posts of a Jekyll site use, carried out as Jekyll does.

::

    body --template.parse()--> nodes --Context--> text, and the line of *body* from which each of its lines comes

python-liquid carries out what :mod:`.engine` lists. What is unknown, cannot be read or has no end stays as text,
with a warning; a value that does not exist gives nothing. A text without tags is not looked at, and the
library not loaded for it.

Sources: https://jekyllrb.com/docs/liquid/, https://shopify.github.io/liquid/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.reading.liquid.model import Problems, Rendered

if TYPE_CHECKING:
    from standfirst.limits.budget import Budget
    from standfirst.problems import Report
    from standfirst.reading.liquid.model import Surroundings


def render(body: str, around: Surroundings, report: Report, budget: Budget) -> Rendered:
    """Return *body* with its tags and variables carried out.

    :param body: Markdown without front matter.
    :param budget: What values may be made of.
    """
    if "{{" not in body and "{%" not in body:
        return Rendered(text=body)
    from standfirst.reading.liquid import carrying_out  # noqa: PLC0415  # takes a tenth of a second

    problems = Problems(body=body)
    done = carrying_out.carry_out(body, around, problems, budget)
    problems.report(report)
    return done
