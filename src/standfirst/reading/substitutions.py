"""MyST's substitutions, ``{{ name }}`` -> the text with their values in their place.

::

    body --code_ranges()--> what is code --put_in()--> body with as many lines

To MyST what stands in the braces is an expression of Jinja, by which a text reaches whatever Python
does. Here it is a name, and what it means is a text: nothing is evaluated. What is no name of a
value is Liquid's. Source: https://myst-parser.readthedocs.io/en/latest/syntax/optional.html#substitutions-with-jinja2.
"""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING, Any

from standfirst.markdown.code_ranges import code_ranges, outside
from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.limits.budget import Budget
    from standfirst.problems import Report

_EXTENSION = "substitution"
_BLOCKS = re.compile(r"\n[ \t]*(?:\n|`{3}|~{3}|:{3}|[-*+#>|]|[0-9]{1,9}[.)])|\A(?:`{3}|~{3}|:{3})")
"""Where a value has more than a paragraph."""
_PLACE = re.compile(r"\{\{[ \t]*([^\W\d]\w*)[ \t]*\}\}")


def declared(options: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the values that ``conf.py`` gives; None where it does not switch substitutions on.

    :param options: Of Sphinx, ``myst_enable_extensions`` and ``myst_substitutions`` among them.
    """
    if _EXTENSION not in (options.get("myst_enable_extensions") or ()):
        return None
    return _mapping(options.get("myst_substitutions"))


def of(declared: Mapping[str, Any] | None, matter: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values for a text: those of its front matter over the publication's; none where there are not to be any."""
    if declared is None:
        return {}
    return {**declared, **_mapping(_mapping(matter.get("myst")).get("substitutions"))}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def put_in(body: str, values: Mapping[str, Any], report: Report, budget: Budget) -> str:
    """Return *body* with values in the place of their names, but for code.

    :param body: Markdown without front matter.
    :param budget: What values may be made of.
    """
    if not values or "{{" not in body:
        return body
    parts: list[str] = []
    done = counted = 0
    line = 1
    for found in outside(_PLACE.finditer(body), code_ranges(body)):
        if found[1] not in values:
            continue
        line, counted = line + body.count("\n", counted, found.start()), found.start()
        text = _text(values[found[1]])
        fault = _fault(found[1], text, budget)
        if fault is None:
            parts += [body[done : found.start()], text or ""]
            done = found.end()
        elif budget.is_news(fault.message):
            report(dc.replace(fault, line=line))
    return "".join([*parts, body[done:]])


def _text(value: Any) -> str | None:
    """Return a value as it is put in, in one line; None where it has no such form."""
    if value is None or isinstance(value, bool | str | int | float):
        text = "" if value is None else str(value).strip()
        # what is more than a paragraph would have other lines than the source
        return None if _BLOCKS.search(text) else " ".join(text.split("\n"))
    return None


def _fault(name: str, text: str | None, budget: Budget) -> Problem | None:
    """Return why the value *text* of *name* is not put in; None where it is."""
    if text is None:
        return Problem(
            subtype=PostWarning.MARKUP,
            message=f"the substitution {{{{ {name[:80]} }}}} is more than one paragraph of text; it stays as it is",
            remedy="write the text itself",
        )
    if budget.spend(len(text)):
        return None
    return Problem(
        subtype=PostWarning.SIZE,
        message=f"its substitutions would add more than {budget.bound} characters to the text; the rest stays as written",
        remedy="use them less often",
    )
