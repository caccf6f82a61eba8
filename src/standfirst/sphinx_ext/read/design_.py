"""Directives and roles of sphinx-design, over its own.

sphinx-design 0.8 leaves out of sets of tabs, of steps and of dropdowns what is none: text is lost, and MyST
fails at a footnote among it, which it moves to the end of the document. Of a role for an icon it writes
whatever stands behind the semicolons into the tag as it is; here nothing but checked values goes there.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.util.docutils import SphinxRole
from sphinx_design.accordion import AccordionDirective
from sphinx_design.icons import (
    FontawesomeRole,
    create_icon_node,
    get_material_icon,
    get_octicon,
)
from sphinx_design.shared import SdDirective
from sphinx_design.steps import StepsDirective
from sphinx_design.tabs import TabSetCodeDirective, TabSetDirective

from standfirst.policy import icons
from standfirst.policy.icons import IconError
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import log
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


def setup_design(app: Sphinx) -> None:
    """Register this stage."""
    app.add_directive("tab-set", WholeTabSet, override=True)
    app.add_directive("tab-set-code", WholeTabSetCode, override=True)
    app.add_directive("steps", WholeSteps, override=True)
    app.add_directive("accordion", WholeAccordion, override=True)
    for name, has_height in icons.ROLES.items():
        if name == "octicon":
            role: SphinxRole = DrawnIcon(get_octicon)
        elif has_height:
            role = DrawnIcon(partial(get_material_icon, name.removeprefix("material-")))
        else:
            role = FontIcon(name)
        app.add_role(name, role, override=True)


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


class WholeAccordion(_WholeSet, AccordionDirective):
    """Dropdowns of which one is open."""


class _IconRole(SphinxRole):
    has_height = True

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the icon; text that names none stays as text."""
        try:
            icon = icons.read(self.text, has_height=self.has_height)
            refusals = PublicationDomain.of(self.env).reading.refusals
            node = self._made(icon.name, icon.height, refusals.kept(icon.classes, self.lineno))
        except IconError as exc:
            problem = icons.refusal(self.name, str(exc), self.lineno)
            log(problem, location=(self.env.docname, self.lineno))
            return [nodes.literal(self.rawtext, self.text)], []
        self.set_source_info(node)
        return [node], []

    def _made(self, icon: str, height: str, classes: list[str]) -> nodes.Element:
        """Return the icon's node; raise IconError where there is none of that name."""
        raise NotImplementedError


class DrawnIcon(_IconRole):
    """``octicon``, ``material-regular`` and its like."""

    def __init__(self, get: Callable[..., str]) -> None:
        """Take what returns an icon's SVG.

        :param get: Raises KeyError where there is none of a name.
        """
        super().__init__()
        self._get = get

    def _made(self, icon: str, height: str, classes: list[str]) -> nodes.Element:
        try:
            svg = self._get(icon, height=height, classes=classes)
        except KeyError as exc:
            raise IconError(f"there is no icon {quoted(icon)}") from exc
        return create_icon_node(svg)


class FontIcon(_IconRole):
    """``fas`` and its like, of which sphinx-design makes the node: a part of a font, without a height."""

    has_height = False

    def __init__(self, style: str) -> None:
        super().__init__()
        self._role = FontawesomeRole(style)

    def _made(self, icon: str, height: str, classes: list[str]) -> nodes.Element:  # noqa: ARG002  # has none
        text = ";".join([icon, " ".join(classes)]) if classes else icon
        found, _ = self._role(self.name, self.rawtext, text, self.lineno, self.inliner)
        return cast("nodes.Element", found[0])
