"""The links and icons of directives and roles that a text may not have, found without carrying any of them out.

A build holds the nodes that they make against the same tables (:mod:`standfirst.sphinx_ext.page_gate`).
"""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING, Any

from standfirst import blocks
from standfirst.directive_fences import FENCES, Directive, directive
from standfirst.policy import icons
from standfirst.warnings_ import PostWarning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from standfirst.policy.refusals import Refusals
    from standfirst.warnings_ import Problem, Report

_OPTIONS = {"card": "link", "grid-item-card": "link", "figure": "target", "image": "target", "figure-md": "target", "article-info": "avatar-link"}  # fmt: skip
"""Directive -> its option that is an address."""
_IN_LINE = ("author", "date", "read-time", "header", "footer")
"""Options that are Markdown."""
_NO_MARKDOWN = frozenset(["code", "code-block", "csv-table", "eval-rst", "include", "literalinclude", "math", "mermaid", "raw", "sourcecode", "toctree"])  # fmt: skip
_LINKING = re.compile(r"(?:bdg-link(?:-[a-z]+)*|download)\Z")
_TARGET = re.compile(r".*<([^<>]*)>(?:\s*;.*)?", re.DOTALL)
_ENTRY = re.compile(r"^.*?<([^<>\n]+)>[ \t]*$", re.MULTILINE)
"""Of a tree of contents, with a title."""
_DEEPEST = 12
"""As deep as directives are carried out within others."""


def look(
    tokens: Sequence[Token],
    env: Mapping[str, Any],
    md: MarkdownIt,
    refusals: Refusals,
    depth: int = 0,
) -> None:
    """Tell of what the directives and roles among *tokens* ask for in vain.

    :param env: Of the text, as markdown-it had it.
    :param md: What has read the text, for the Markdown within directives.
    """
    line = 1
    for token in blocks.walk(tokens):
        line = token.map[0] + 1 if token.map else line
        found = directive(token) if token.type in FENCES else None
        if found is not None:
            _Look(env, md, refusals, depth).into(found)
        elif token.type == "myst_role":
            _role(str(token.meta["name"]).lower(), token.content, line, refusals)


class _Look:
    def __init__(
        self, env: Mapping[str, Any], md: MarkdownIt, refusals: Refusals, depth: int
    ) -> None:
        self._env = env
        self._md = md
        self._refusals = refusals
        self._depth = depth

    def into(self, found: Directive) -> None:
        """Look at the addresses of a directive, and at the Markdown in it."""
        address = (
            found.argument
            if found.name == "button-link"
            else found.options.get(_OPTIONS.get(found.name, ""), "")
        )
        if address and found.options.get("link-type", "url") == "url":
            # docutils leaves the spaces out of an address
            self._refusals.leads_astray("".join(address.split()), found.line)
        if found.name == "toctree":
            for entry in _ENTRY.findall(found.content):
                self._refusals.leads_astray(entry, found.line)
        if found.name in _NO_MARKDOWN or self._depth >= _DEEPEST:
            return
        said = [found.argument, *(found.options.get(name, "") for name in _IN_LINE)]
        for text in filter(None, said):
            self._markdown(text, found.line - 1)
        self._markdown(found.content, found.above)

    def _markdown(self, text: str, above: int) -> None:
        refusals = dc.replace(self._refusals, offset=self._refusals.offset + above)
        context = dc.replace(
            self._env["standfirst"], report=_refused(refusals.report), refusals=refusals
        )
        env = {**self._env, "standfirst": context}
        look(self._md.parse(text, env), env, self._md, refusals, self._depth + 1)


def _role(name: str, content: str, line: int, refusals: Refusals) -> None:
    if _LINKING.fullmatch(name):
        found = _TARGET.fullmatch(content)
        refusals.leads_astray(found[1] if found else content, line)
    elif (has_height := icons.ROLES.get(name)) is not None:
        try:
            icon = icons.read(content, has_height=has_height)
        except icons.IconError as exc:
            refusals.tell(icons.refusal(name, str(exc), line + refusals.offset))
        else:
            refusals.kept(icon.classes, line)


def _refused(report: Report) -> Report:
    def told(problem: Problem) -> None:
        if problem.subtype is PostWarning.REFUSED:
            report(problem)

    return told
