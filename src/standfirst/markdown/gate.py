"""A text's links, classes and identifiers, checked against the tables of :mod:`standfirst.policy`.

::

    inline tokens --links--> words alone where a link leads astray
    all tokens --attributes--> classes and ids that texts may give

markdown-it lets no link be that begins with ``javascript:`` and three others, and then shows its
source; here every link is read first. HTML is looked at where it is cleaned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from standfirst.markdown import token_blocks
from standfirst.markdown.context import context_of, refusals_of
from standfirst.policy import links

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

    from standfirst.policy.refusals import Refusals
    from standfirst.problems import Report


def gate_plugin(md: MarkdownIt) -> None:
    """Hold links and attributes against the tables; after all rules that give attributes to tokens."""
    md.validateLink = _is_read  # type: ignore[method-assign]
    rules = md.core.ruler.get_all_rules()
    md.core.ruler.after(
        "sf_kramdown_spans" if "sf_kramdown_spans" in rules else "inline", "sf_gate", _gate
    )


def _is_read(url: str) -> bool:  # noqa: ARG001  # markdown-it's own signature
    """Have every link read; what it leads to is looked at below."""
    return True


def _gate(state: StateCore) -> None:
    gate = _TokenGate(state.md, refusals_of(state.env), context_of(state.env).report)
    for token in state.tokens:
        if token.map:
            gate.line = token.map[0] + 1
        if token.attrs:
            gate.attributes(token)
        if token.type == "inline" and token.children:
            token.children = gate.inline(token.children)


class _TokenGate:
    def __init__(self, md: MarkdownIt, refusals: Refusals, report: Report) -> None:
        self.line = 1
        self._md = md
        self._refusals = refusals
        self._report = report

    def attributes(self, token: Token) -> None:
        """Leave *token* the classes and the id that it may have."""
        given = token.attrs.get("class")
        if given:
            kept = self._refusals.kept(str(given).split(), self.line)
            if kept:
                token.attrs["class"] = " ".join(kept)
            else:
                del token.attrs["class"]
        if "id" in token.attrs and self._refusals.is_taken(str(token.attrs["id"]), self.line):
            del token.attrs["id"]

    def inline(self, children: list[Token]) -> list[Token]:
        """Return *children* without refused links, and with texts for refused pictures."""
        if not any(child.attrs for child in children):
            return children
        result: list[Token] = []
        opened: list[bool] = []
        for child in children:
            if child.attrs:
                self.attributes(child)
            if child.type == "link_open":
                opened.append(not self._leads_astray(str(child.attrs.get("href", ""))))
            is_kept = child.type not in {"link_open", "link_close"} or not opened or opened[-1]
            if child.type == "link_close" and opened:
                opened.pop()
            if child.type == "image" and not links.is_tried(str(child.attrs.get("src", ""))):
                result.append(self._words(child))
            elif is_kept:
                result.append(child)
            self.line += token_blocks.line_ends(child)
        return result

    def _leads_astray(self, href: str) -> bool:
        # markdown-it has escaped the tab in java\tscript:, which browsers leave out
        address = self._md.normalizeLinkText(href) if "%" in href else href
        return self._refusals.leads_astray(address, self.line)

    def _words(self, picture: Token) -> Token:
        """Return what stands in the place of a picture whose address nobody is asked for; that is told."""
        address = str(picture.attrs.get("src", ""))
        self._report(links.no_picture(address, self.line))
        text = token_blocks.text_of_picture(picture) or links.shown(address)
        return Token("text", "", 0, content=text)
