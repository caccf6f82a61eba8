"""Pictures whose address markdown-it refuses (``file:``, scripts, most of ``data:``): their text stays, and that is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.markdown.context import report_of
from standfirst.warnings_ import PostWarning, Problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_REFUSED = re.compile(r"!\[[^\]]{0,500}+\]\(\s*+<?((?:file|javascript|vbscript|data):[^\s)>]*+)", re.IGNORECASE)  # fmt: skip
"""Source: ``validateLink`` of markdown-it."""
_SHOWN = 60


def refused_pictures_plugin(md: MarkdownIt) -> None:
    """Report pictures that stay text."""
    md.core.ruler.after("inline", "sf_refused_pictures", _report)


def _report(state: StateCore) -> None:
    report = report_of(state.env)
    for token in state.tokens:
        if token.type != "inline" or "![" not in token.content:
            continue
        text = _text(token.children or [])
        for found in _REFUSED.finditer(text):
            first = token.map[0] + 1 if token.map else 1
            address = found[1][:_SHOWN] + "…" * (len(found[1]) > _SHOWN)
            report(
                Problem(
                    subtype=PostWarning.IMAGE,
                    message=f"the picture {address!r} is of an address that no page shows; it is written as text",
                    remedy="put it into the publication, or give it an address that begins with https://",
                    line=first + text.count("\n", 0, found.start()),
                )
            )


def _text(children: list[Token]) -> str:
    """Return what is text, code left out, breaks as newlines."""
    breaks = {"softbreak", "hardbreak"}
    return "".join("\n" if c.type in breaks else c.content if c.type == "text" else "\0" for c in children)  # fmt: skip
