"""Directives: sphinx-design's sets of tabs and of steps, with all their content.

sphinx-design 0.8 leaves out what is no tab and no step: text is lost, and MyST fails at a footnote among it,
which it moves to the end of the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx_design.shared import SdDirective
from sphinx_design.steps import StepsDirective
from sphinx_design.tabs import TabSetCodeDirective, TabSetDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_tabs(app: Sphinx) -> None:
    """Register this stage, over sphinx-design's own."""
    app.add_directive("tab-set", WholeTabSet, override=True)
    app.add_directive("tab-set-code", WholeTabSetCode, override=True)
    app.add_directive("steps", WholeSteps, override=True)


class _WholeSet(SdDirective):
    def run_with_defaults(self) -> list[nodes.Node]:
        """Return the set, unless it is empty, and after it the nodes that do not belong to it."""
        state: Any = self.state
        parse = state.nested_parse
        parsed: list[nodes.Node] = []

        def nested_parse(block: Any, offset: int, node: nodes.Element, **options: Any) -> Any:
            state.nested_parse = parse  # for the directives within
            result = parse(block, offset, node, **options)
            parsed.extend(node.children)
            return result

        state.nested_parse = nested_parse
        try:
            made = super().run_with_defaults()
        finally:
            state.nested_parse = parse
        kept = {id(node) for one in made for node in one.findall()}
        left_out = [
            node
            for node in parsed
            if id(node) not in kept and not isinstance(node, nodes.system_message)
        ]
        return [*(one for one in made if one.children), *left_out]


class WholeTabSet(_WholeSet, TabSetDirective):
    """A set of tabs."""


class WholeTabSetCode(_WholeSet, TabSetCodeDirective):
    """A set of tabs of which each is code."""


class WholeSteps(_WholeSet, StepsDirective):
    """A procedure, step by step."""
