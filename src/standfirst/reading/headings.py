"""The headings of a post: levels closed up below the title, and an id for each.

Ids are GitHub's: lower case, without punctuation, hyphens for spaces, letters of all
scripts kept (https://github.com/gjtorikian/html-pipeline, ``TableOfContentsFilter``), so
that links to headings written for Jekyll's GFM mode and for GitHub go on working.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from standfirst.markdown import token_blocks
from standfirst.policy import directives, identifiers
from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEEPEST = 6
_OF_A_HEADING = 3
"""Tokens: its opening, text and closing."""
_NOT_IN_ID = re.compile(r"[^\w\- ]")
_ID = re.compile(r'(<[a-z][a-z0-9]*(?:\s[^<>]*?)?)\sid="([^"<>]*)"')
"""In HTML as :mod:`standfirst.markdown.html.write` writes it."""
_HTML = frozenset({"html_block", "html_inline"})
_LONGEST_TITLE = 300
"""Characters."""
_LEADING_ON = frozenset({"image", "link_open", "footnote_ref", "sf_embed"})
_LINK = re.compile(r"<(?:a|img)\s", re.IGNORECASE)


def title_of(tokens: Sequence[Token]) -> str:
    """Return the plain text of the heading of level 1 with which a text begins; empty where it begins otherwise.

    Source: https://www.sphinx-doc.org/en/master/usage/restructuredtext/basics.html#sections
    """
    found = token_blocks.split(tokens)
    at = first_seen(found)
    if at == len(found) or found[at][0].type != "heading_open" or found[at][0].tag != "h1":
        return ""
    text = cleaning.clean(token_blocks.text(found[at]))[0]
    return text if len(text) <= _LONGEST_TITLE else ""


def shape(tokens: Sequence[Token], title: str) -> list[Token]:
    """Return *tokens* below a heading *title* of level 1, their levels closed up, each with an id.

    A first heading that repeats the title is left out, unless something leads on from it; its id, and
    the names above it, are the title's.
    """
    found, unseen, own = token_blocks.split(tokens), [], ""
    at = first_seen(found)
    if at < len(found) and says(found[at], title) and not _leads_on(found[at]):
        unseen, own = found[:at], str(found[at][0].attrs.get("id", ""))
        found = found[at + 1 :]
    ids = _Ids()
    result = [*token_blocks.join(unseen), *_title(title, ids, own)]
    levels: list[int] = []
    for block in found:
        if block[0].type == "heading_open":
            _close_up(block, levels)
        for index, token in enumerate(block):
            if token.type == "heading_open":
                token.attrs["id"] = ids.of(
                    token, token_blocks.inline_text(block[index + 1].children or [])
                )
        result += block
    _release(result, ids.used)
    return result


def only_title(tokens: Sequence[Token]) -> list[Token]:
    """Return of the tokens of a page those of its title."""
    at = next((n for n, token in enumerate(tokens) if token.type == "heading_open"), len(tokens))
    return [*tokens[at : at + _OF_A_HEADING]]


def first_seen(found: list[list[Token]]) -> int:
    """Return the index of the first block that a reader sees; past the end where there is none."""
    return next((n for n, block in enumerate(found) if not _is_unseen(block[0])), len(found))


def _is_unseen(token: Token) -> bool:
    """Return whether nothing is shown of the block that *token* begins."""
    if token.type == "html_block":
        return not token.content.strip()
    if token.type in {"fence", "colon_fence"}:
        return directives.folded(directives.named_in(token.info)) in directives.UNSEEN
    return token.type == "myst_target"


def _leads_on(block: list[Token]) -> bool:
    """Return whether a heading has more than words: a link, a picture, the number of a note."""
    return any(
        token.type in _LEADING_ON or (token.type == "html_inline" and _LINK.search(token.content))
        for token in token_blocks.walk(block)
    )


def _release(tokens: Sequence[Token], used: set[str]) -> None:
    """Take the ids out of HTML that a heading, the page around the text or other HTML has already."""

    def kept(match: re.Match[str]) -> str:
        if not match[2] or match[2] in used or len(match[2].split()) > 1:
            return match[1]
        used.add(match[2])
        return match[0]

    for token in tokens:
        if token.type in _HTML:
            token.content = _ID.sub(kept, token.content)
        _release(token.children or [], used)


def says(block: list[Token], title: str) -> bool:
    """Return whether *block* is a heading that says no more than *title*."""
    if block[0].type != "heading_open":
        return False
    return "".join(token_blocks.text(block).split()).casefold() == "".join(title.split()).casefold()


def _title(title: str, ids: _Ids, own: str) -> list[Token]:
    opening = Token("heading_open", "h1", 1, map=[0, 1], markup="#", block=True)
    opening.attrs = {"id": own} if own else {}
    opening.attrs["id"] = ids.of(opening, title)
    child = Token("text", "", 0, content=title)
    inline = Token("inline", "", 0, map=[0, 1], content=title, children=[child], block=True)
    return [opening, inline, Token("heading_close", "h1", -1, markup="#", block=True)]


def _close_up(block: list[Token], levels: list[int]) -> None:
    level = int(block[0].tag[1:])
    while levels and levels[-1] >= level:
        levels.pop()
    levels.append(level)
    tag = f"h{min(1 + len(levels), _DEEPEST)}"
    for token in (block[0], block[-1]):
        token.tag = tag


class _Ids:
    def __init__(self) -> None:
        self.used = set(identifiers.ALL)
        self.counts: dict[str, int] = {}

    def of(self, token: Token, text: str) -> str:
        """Return the heading's own id, else one made from *text*, that no other has."""
        own = "-".join(str(token.attrs.get("id", "")).split())
        base = own or heading_id(text) or "section"
        name = base
        while name in self.used:
            self.counts[base] = self.counts.get(base, 0) + 1
            name = f"{base}-{self.counts[base]}"
        self.used.add(name)
        return name


def heading_id(text: str) -> str:
    """Return GitHub's id for a heading; empty where it has no letter and no digit."""
    return _NOT_IN_ID.sub("", text.strip().lower()).replace(" ", "-").strip("-")
