"""Private names of MyST. Read in MyST 5.2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

if TYPE_CHECKING:
    from docutils import nodes

    Levels = tuple[dict[int, nodes.document | nodes.section], int]
    """The open section of each level, and how much deeper headings are than they are written."""

_EQUATIONS = "standfirst_equations"
"""Where the number of the formulas without a label is kept."""


class Renderer(SphinxRenderer):
    """MyST's renderer, with access to its open sections and labels.

    Without the sections a directive that fails in a heading leaves the rest of its text in
    sections that are not in the document, and biographies stand in the last section of the text;
    without the labels two readings of a formula differ. Can go with
    ``test_myst_keeps_sections_and_labels_to_itself_still``.
    """

    @property
    def levels(self) -> Levels:
        """The sections that are open."""
        return dict(self._level_to_section), self._heading_offset

    @levels.setter
    def levels(self, levels: Levels) -> None:
        self._level_to_section, self._heading_offset = levels

    def formula_label(self) -> str:
        """Return a label for a formula without one, the same at each reading, unlike MyST's own."""
        number = self.md_env.get(_EQUATIONS, 0) + 1
        self.md_env[_EQUATIONS] = number
        return f"{self.sphinx_env.docname}-{number}"

    def _random_label(self) -> str:
        return self.formula_label()
