"""The text of an HTML element that is Markdown: ``<td markdown="span">*a*</td>``.

Source: https://kramdown.gettalong.org/syntax.html#html-blocks. kramdown shows the closing tag of a
block on the line of its opening one; here what stands between them is its text.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML

from standfirst.markdown.html import tags
from standfirst.tables.html_vocabulary import HOLD_PHRASING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_MARKDOWN = frozenset({"1", "block", "span"})


def may_hold_blocks(name: str, inside: str) -> bool:
    """Return whether an element holds Markdown's blocks, where it is closed on a later line.

    :param inside: What stands in its tag after its name.
    """
    given = tags.attributes(inside).get("markdown")
    return given == "block" or (given == "1" and name not in HOLD_PHRASING)


def rendered(content: str, md: MarkdownIt, env: EnvType) -> str:
    """Return a block of HTML with the text of its elements rendered, where that is Markdown."""
    if "markdown" not in content:
        return content
    pieces, result, index = list(tags.pieces(content)), [], 0
    closings: dict[str, list[int]] = {}
    for number, piece in enumerate(pieces):
        if piece.kind == "close":
            closings.setdefault(piece.name, []).append(number)
    while index < len(pieces):
        piece = pieces[index]
        result.append(piece.source)
        index += 1
        if piece.kind == "open" and tags.attributes(piece.inside).get("markdown") in _MARKDOWN:
            ends = closings.get(piece.name, [])
            following = bisect_left(ends, index)
            end = ends[following] if following < len(ends) else index
            result.append(_text("".join(each.source for each in pieces[index:end]), md, env))
            index = end
    return "".join(result)


def _text(source: str, md: MarkdownIt, env: EnvType) -> str:
    tokens: list[Token] = []
    md.inline.parse(source, md, env, tokens)
    renderer = RendererHTML()
    for token in tokens:
        if token.nesting == 0 and token.type not in renderer.rules:
            token.type, token.content = "text", _written(token)
    return renderer.renderInline(tokens, md.options, env)


def _written(token: Token) -> str:
    """Return what HTML has no element for as it was written."""
    if token.type == "myst_role":
        return f"{{{token.meta['name']}}}`{token.content}`"
    if token.type == "footnote_ref":
        return f"[^{token.meta['label']}]"
    return (
        token.content
        if token.type == "text_special"
        else f"{token.markup}{token.content}{token.markup}"
    )
