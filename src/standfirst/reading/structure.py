"""A post's Markdown tokens -> the tokens of its page, and what intake learns from them.

::

    tokens --marker--> excerpt          --figures--> figure blocks
           --opening--> standfirst      --biographies--> closing blocks
           --headings--> levels and ids --> tokens with title, and Body

Everything works on blocks of the top level (:mod:`standfirst.markdown.token_blocks`); what lies deeper,
in lists and quotes, is the author's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from standfirst.markdown import token_blocks
from standfirst.markdown.excerpt_marker import MARKER
from standfirst.reading import biographies, captions, headings, keywords
from standfirst.reading.record import Body
from standfirst.text import reading_time

if TYPE_CHECKING:
    from collections.abc import Collection

_PROSE = {"paragraph_open", "blockquote_open", "bullet_list_open", "ordered_list_open"}
_LONGEST_EXCERPT = 600
"""Characters kept of a text before the marker; listings show less."""


def shape(
    tokens: list[Token], *, title: str, byline: Collection[str], known_names: Collection[str]
) -> tuple[list[Token], Body]:
    """Return the tokens of the post's page under its title, and what they say about the post.

    :param title: Plain text of the title.
    :param byline: Names of the authors.
    :param known_names: Folded names and aliases of ``authors/``.
    """
    found, before = _without_marker(token_blocks.split(tokens))
    excerpt = token_blocks.text(token_blocks.join(_prose(before)))[:_LONGEST_EXCERPT]
    found, closing, said = biographies.take(found, byline=byline, known=known_names)
    found = captions.shape(_without_empty_rules(found))
    found, standfirst = _with_standfirst(found, title)
    text = token_blocks.join(found)
    plain = token_blocks.text(text)
    words, han = reading_time.count(plain)
    paragraphs = (token_blocks.text(block) for block in found if token_blocks.is_paragraph(block))
    body = Body(
        standfirst=standfirst,
        excerpt=excerpt,
        first_paragraph=next(filter(None, paragraphs), "")[:_LONGEST_EXCERPT],
        biographies=said,
        words=words,
        han=han,
        terms=keywords.signature(title, plain),
    )
    result = headings.shape(text, title)
    if closing:
        result += token_blocks.pair("sf_biographies", token_blocks.join(closing))
    return result, body


def with_excerpt(tokens: list[Token], ends: int) -> list[Token]:
    """Return *tokens* with a marker where the excerpt ends, below the heading that follows right after it.

    A title may stand below its summary.

    :param ends: 0-based line of the excerpt's end.
    """
    found = token_blocks.split(tokens)
    end = next((n for n, b in enumerate(found) if token_blocks.line(b) > ends + 1), len(found))
    rest = found[end:]
    at = headings.first_seen(rest)
    to = at + 1 if at < len(rest) and rest[at][0].type == "heading_open" else 0
    marker = [Token(MARKER, "", 0, block=True, map=[ends, ends + 1])]
    return token_blocks.join([*rest[:to], *found[:end], marker, *rest[to:]])


def _without_marker(found: list[list[Token]]) -> tuple[list[list[Token]], list[list[Token]]]:
    """Return the blocks without excerpt markers, and those before the first; none where there is none."""
    result: list[list[Token]] = []
    before: list[list[Token]] | None = None
    for block in found:
        if block[0].type == MARKER:
            before = list(result) if before is None else before
            continue
        children = token_blocks.in_paragraph(block)
        at = next((i for i, child in enumerate(children) if child.type == MARKER), None)
        if at is not None:
            if before is None:
                head = token_blocks.inline(children[:at], block[1].map)
                before = [*result, [block[0], head, block[2]]]
            block[1].children = [child for child in children if child.type != MARKER]
            if not block[1].children:
                continue
        result.append(block)
    return result, before or []


def _prose(found: list[list[Token]]) -> list[list[Token]]:
    """Return the blocks that an excerpt is made of: no headings, figures' captions, code or tables."""
    prose = [block for block in found if block[0].type in _PROSE]
    return [block for block in prose if not captions.says(block)]


def _without_empty_rules(found: list[list[Token]]) -> list[list[Token]]:
    """Return the blocks without rules at the ends and without a second rule after a rule."""
    result: list[list[Token]] = []
    for block in found:
        if block[0].type == "hr" and (not result or result[-1][0].type == "hr"):
            continue
        result.append(block)
    while result and result[-1][0].type == "hr":
        result.pop()
    return result


def _with_standfirst(found: list[list[Token]], title: str) -> tuple[list[list[Token]], str]:
    """Return the blocks with the italic opening paragraph as a block of its own kind, and its text.

    Pictures, and a heading that only repeats the title, may stand before it.
    """
    for index, block in enumerate(found):
        if captions.is_picture(block) or headings.says(block, title):
            continue
        children = token_blocks.in_paragraph(block)
        while children and (
            children[-1].type in token_blocks.BREAKS or children[-1].content == "<br>"
        ):
            children = children[:-1]
        if not token_blocks.is_emphasized(children):
            break
        block[1].children = children[1:-1]
        opening = token_blocks.pair("sf_standfirst", block)
        return [*found[:index], opening, *found[index + 1 :]], token_blocks.text(block)
    return found, ""
