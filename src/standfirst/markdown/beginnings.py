"""At which character of a paragraph which rule may read something: the others are not asked there.

markdown-it asks each of twenty rules in turn at each sign of a text, though most of them look at one character and
leave it to another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.ruler import Rule, Ruler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

BEGINNINGS = {
    "sf_kramdown": "{",
    "sf_math": "$",
    "sf_autolinks": ":wW",
    "newline": "\n",
    "sf_break": "\\",
    "sf_guillemets": "\\<>",
    "escape": "\\",
    "myst_role": "{",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "span": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "attr": "{",
}
"""Rule -> the characters with which begins what it reads; a rule that is not here is asked at each."""


def beginnings_plugin(md: MarkdownIt) -> None:
    """Have rules within paragraphs asked where they may read something; after all that add some."""
    md.inline.ruler = _BeginningRuler(md.inline.ruler.__rules__)


class _BeginningRuler(Ruler[RuleFuncInlineType]):
    """Gives, in the place of all rules, one that asks them."""

    def __init__(self, rules: list[Rule[RuleFuncInlineType]]) -> None:
        super().__init__()
        self.__rules__ = rules
        self._all: Sequence[RuleFuncInlineType] = ()
        self._chosen: list[RuleFuncInlineType] = []

    def getRules(self, chainName: str = "") -> list[RuleFuncInlineType]:  # noqa: N802, N803  # markdown-it's own signature
        """Return the rules of a chain."""
        rules = super().getRules(chainName)
        if chainName:
            return rules
        if rules is not self._all:  # they are others when one was added, or switched on or off
            self._all = rules
            self._chosen = [_choosing(dict(zip(self.get_active_rules(), rules, strict=True)))]
        return self._chosen


def _choosing(rules: dict[str, RuleFuncInlineType]) -> RuleFuncInlineType:
    signs = {sign for name in rules for sign in BEGINNINGS.get(name, "")}
    others = [rule for name, rule in rules.items() if name not in BEGINNINGS]
    at = {
        sign: [rule for name, rule in rules.items() if sign in BEGINNINGS.get(name, sign)]
        for sign in signs
    }

    def read(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
        for rule in at.get(state.src[state.pos], others):  # noqa: SIM110  # any() takes longer
            if rule(state, silent):
                return True
        return False

    return read
