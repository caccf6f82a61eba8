"""A bound on links that are defined once and used often: ``[name]: address "title"``.

Definitions are counted at each use. Once a text may make no more of them
(:mod:`standfirst.limits.budget`), what uses one stays as it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standfirst.markdown.context import affords
from standfirst.markdown.inline_lines import line_of
from standfirst.markdown.rulers import wrap

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline


def link_definitions_plugin(md: MarkdownIt) -> None:
    """Count the uses of definitions."""
    md.core.ruler.before("inline", "sf_definitions", _defined)
    for name in ("link", "image"):
        wrap(md.inline.ruler, name, _counted)


class _Definitions(dict[str, Any]):
    """What the text defines; asked by the rules for links and pictures."""

    asked_at: tuple[StateInline, int] | None = None
    """Where the rule began that makes something of the answer; None for one that only looks ahead."""

    def get(self, label: str, default: Any = None) -> Any:
        """Return a definition; *default* where the text may make no more of it."""
        found = super().get(label)
        if found is None or self.asked_at is None:
            return found or default
        state, pos = self.asked_at
        line = line_of(state, pos)
        size = len(found["href"]) + len(found["title"])
        return found if affords(state.env, size, "link definitions", line) else default


def _defined(state: StateCore) -> None:
    if state.env.get("references"):
        state.env["references"] = _Definitions(state.env["references"])


def _counted(state: StateInline, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    if state.src[state.pos] not in "[!":
        return False
    defined = state.env.get("references")
    if not isinstance(defined, _Definitions):
        return bool(rule(state, silent))
    around = defined.asked_at
    defined.asked_at = None if silent else (state, state.pos)
    found = bool(rule(state, silent))
    defined.asked_at = around
    return found
