"""Roles: the icons of sphinx-design, of which nothing but checked values goes into their SVG.

sphinx-design 0.8 writes whatever stands behind a role's semicolons into the tag as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.util.docutils import SphinxRole
from sphinx_design.icons import (
    FontawesomeRole,
    create_icon_node,
    get_material_icon,
    get_octicon,
)

from standfirst.policy import icons
from standfirst.policy.icons import IconError
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import log

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from standfirst.policy.icons import Icon


def setup_icons(app: Sphinx) -> None:
    """Register this stage, over sphinx-design's own."""
    for name, has_height in icons.ROLES.items():
        if name == "octicon":
            role: _IconRole = Octicon()
        else:
            role = Material(name.removeprefix("material-")) if has_height else FontIcon(name)
        app.add_role(name, role, override=True)


class _IconRole(SphinxRole):
    has_height = True

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the icon; text that names none stays as text."""
        try:
            icon = icons.read(self.text, has_height=self.has_height)
            node = self._drawn(icon, self._classes(icon))
        except IconError as exc:
            problem = icons.refusal(self.name, str(exc), self.lineno)
            log(problem, location=(self.env.docname, self.lineno))
            return [nodes.literal(self.rawtext, self.text)], []
        self.set_source_info(node)
        return [node], []

    def _drawn(self, icon: Icon, classes: list[str]) -> nodes.Element:
        """Return the icon's node; raise IconError where there is none of that name."""
        raise NotImplementedError

    def _classes(self, icon: Icon) -> list[str]:
        return PublicationDomain.of(self.env).reading.refusals.kept(icon.classes, self.lineno)


class Octicon(_IconRole):
    """``octicon``."""

    def _drawn(self, icon: Icon, classes: list[str]) -> nodes.Element:
        return _node(get_octicon, icon, classes)


class Material(_IconRole):
    """``material-regular`` and its like."""

    def __init__(self, style: str) -> None:
        super().__init__()
        self.style = style

    def _drawn(self, icon: Icon, classes: list[str]) -> nodes.Element:
        def get(name: str, **values: Any) -> str:
            return str(get_material_icon(self.style, name, **values))

        return _node(get, icon, classes)


class FontIcon(_IconRole):
    """``fas`` and its like, of which sphinx-design makes the node: a part of a font, without a height."""

    has_height = False

    def __init__(self, style: str) -> None:
        super().__init__()
        self._made = FontawesomeRole(style)

    def _drawn(self, icon: Icon, classes: list[str]) -> nodes.Element:
        text = ";".join([icon.name, " ".join(classes)]) if classes else icon.name
        found, _ = self._made(self.name, self.rawtext, text, self.lineno, self.inliner)
        return cast("nodes.Element", found[0])


def _node(get: Any, icon: Icon, classes: list[str]) -> nodes.Element:
    try:
        svg = get(icon.name, height=icon.height, classes=classes)
    except KeyError as exc:
        raise IconError(f"there is no icon {icon.name!r}") from exc
    return create_icon_node(svg)
