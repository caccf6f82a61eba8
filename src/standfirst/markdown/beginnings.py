"""At which character of a line, or of the text in a paragraph, which rule may read something: the others are not asked there.

markdown-it asks each of twenty rules in turn at each sign of a text, and each of twenty others at each line, though most
of them look at one character and leave it to another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from markdown_it.ruler import Rule, Ruler

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_SPACES = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""What Python strips and Markdown does not pass over."""
OF_LINES = {
    "sf_end_of_block": "^",
    "sf_math": "$",
    "sf_kramdown": "{",
    "colon_fence": ":",
    "attr": "{",
    "fence": "`~",
    "blockquote": ">",
    "myst_target": f"({_SPACES}",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "sf_definition_below_note": "[",
    "sf_abbreviations": "*",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""Rule of blocks -> the characters with which, behind spaces and tabs, a line begins that it reads; a rule that is not
here is asked at each line."""
WITHIN_PARAGRAPHS = {
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
"""Rule within paragraphs -> the characters with which begins what it reads; a rule that is not here is asked at each."""


def beginnings_plugin(md: MarkdownIt) -> None:
    """Have rules asked where they may read something; after all that add some."""
    md.block.ruler = _BeginningRuler(md.block.ruler.__rules__, OF_LINES, _on_line)
    md.inline.ruler = _BeginningRuler(md.inline.ruler.__rules__, WITHIN_PARAGRAPHS, _at_sign)


_Function = TypeVar("_Function", bound="Callable[..., bool]")


class _Chosen(NamedTuple):
    """Rules, in their order."""

    at: Mapping[str, list[Any]]
    """Character -> those that are asked there."""
    elsewhere: list[Any]
    """Those that are asked at each other one."""


class _BeginningRuler(Ruler[_Function]):
    """Gives, in the place of all rules of a chain, one that asks them."""

    def __init__(
        self,
        rules: list[Rule[_Function]],
        beginnings: Mapping[str, str],
        asking: Callable[[_Chosen], _Function],
    ) -> None:
        super().__init__()
        self.__rules__ = rules
        self._beginnings = beginnings
        self._asking = asking
        self._all: object = None
        self._chains: dict[str, list[_Function]] = {}

    def getRules(self, chainName: str = "") -> list[_Function]:  # noqa: N802, N803  # markdown-it's own signature
        """Return the rules of a chain."""
        every = super().getRules()
        if every is not self._all:  # they are others when one was added, or switched on or off
            self._all, self._chains = every, {}
        if chainName not in self._chains:
            self._chains[chainName] = [self._asking(self._chosen(chainName))]
        return self._chains[chainName]

    def _chosen(self, chain: str) -> _Chosen:
        rules = {
            rule.name: rule.fn
            for rule in self.__rules__
            if rule.enabled and (not chain or chain in rule.alt)
        }
        known = {name: self._beginnings[name] for name in rules if name in self._beginnings}
        at = {
            sign: [rule for name, rule in rules.items() if sign in known.get(name, sign)]
            for sign in {sign for signs in known.values() for sign in signs}
        }
        return _Chosen(at, [rule for name, rule in rules.items() if name not in known])


def _on_line(chosen: _Chosen) -> Callable[[StateBlock, int, int, bool], bool]:
    at, elsewhere = chosen

    def read(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
        begin = state.bMarks[line] + state.tShift[line]
        for rule in at.get(state.src[begin : begin + 1], elsewhere):
            if rule(state, line, end_line, silent):
                return True
        return False

    return read


def _at_sign(chosen: _Chosen) -> Callable[[StateInline, bool], bool]:
    at, elsewhere = chosen

    def read(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
        for rule in at.get(state.src[state.pos], elsewhere):  # noqa: SIM110  # any() takes longer
            if rule(state, silent):
                return True
        return False

    return read
