"""A picture and the line that begins with ``▲`` after it (or ``▼`` before it) -> a figure with caption."""

from __future__ import annotations

import re

from markdown_it.token import Token

from standfirst.markdown import token_blocks
from standfirst.markdown.html.captions import ABOVE, BELOW, PICTURE

_AROUND_PICTURES = {"link_open", "link_close", *token_blocks.BREAKS}
_SAYS_NOTHING = re.compile(
    r"(?:image|img|picture|pic|photo|figure|fig|screenshot|untitled|图|圖|图片|圖片|照片)?[\s_\-.#(]*\d*\)?"
    r"|\S+\.(?:jpe?g|png|gif|webp|svg|avif)",
    re.IGNORECASE,
)


def shape(found: list[list[Token]]) -> list[list[Token]]:
    """Return the blocks with every captioned picture as one figure block."""
    result: list[list[Token]] = []
    index = 0
    while index < len(found):
        block = found[index]
        following = found[index + 1] if index + 1 < len(found) else []
        figure, used = _figure(block, following)
        result.append(figure)
        index += used
    return result


def is_picture(block: list[Token]) -> bool:
    """Return whether *block* is a figure, or a paragraph of pictures."""
    own = token_blocks.in_paragraph(block)
    return block[0].type == "sf_figure_open" or (bool(own) and _leading_pictures(own) == len(own))


def says(block: list[Token]) -> bool:
    """Return whether *block* is a caption, whatever it is written in."""
    return PICTURE in block[0].meta or token_blocks.text(block).startswith((ABOVE, BELOW))


def _figure(block: list[Token], following: list[Token]) -> tuple[list[Token], int]:
    """Return *block*, or the figure that it makes, and how many blocks went into it."""
    own = token_blocks.in_paragraph(block)
    pictures = _leading_pictures(own)
    if pictures and (_begins_with(own[pictures:], ABOVE) or _is_below_break(own, pictures)):
        return _made(block[1], own[:pictures], own[pictures:]), 1
    other = token_blocks.in_paragraph(following)
    if pictures == len(own) and pictures and _is_caption(following, other, ABOVE):
        return _made(block[1], own, other), 2
    if other and _is_caption(block, own, BELOW) and _leading_pictures(other) == len(other):
        return _made(following[1], other, own), 2
    return block, 1


def _is_caption(block: list[Token], own: list[Token], place: str) -> bool:
    """Return whether *block* is a caption of a picture that stands in *place*, by its mark or its HTML."""
    return bool(own) and (block[0].meta.get(PICTURE) == place or _begins_with(own, place))


def _is_below_break(own: list[Token], pictures: int) -> bool:
    """Return whether all that follows the *pictures* is emphasised, and begins a line."""
    rest = own[pictures:]
    has_break = own[pictures - 1].type in token_blocks.BREAKS
    while rest and token_blocks.is_break(rest[0]):
        has_break, rest = True, rest[1:]
    while rest and token_blocks.is_break(rest[-1]):
        rest = rest[:-1]
    return has_break and token_blocks.is_emphasized(rest)


def _leading_pictures(children: list[Token]) -> int:
    """Return how many tokens at the start are pictures and what stands between them; 0 where none is a picture."""
    count, seen = 0, False
    for token in children:
        if token.type == "image":
            seen = True
        elif token.type not in _AROUND_PICTURES and not token_blocks.is_blank(token):
            break
        count += 1
    # a link that opens after the last picture belongs to the caption
    while count and count < len(children) and children[count - 1].type == "link_open":
        count -= 1
    return count if seen else 0


def _begins_with(children: list[Token], mark: str) -> bool:
    first = next((t for t in children if t.type == "text" and t.content.strip()), None)
    before = children[: children.index(first)] if first else children
    return bool(
        first
        and first.content.lstrip().startswith(mark)
        and all(token.type in {"em_open", "strong_open", "softbreak", "text"} for token in before)
    )


def _made(inline: Token, pictures: list[Token], caption: list[Token]) -> list[Token]:
    caption = _without_mark(caption)
    said = token_blocks.inline_text(caption)
    shown = [token for token in pictures if token.type == "image"]
    for number, picture in enumerate(shown, start=1):
        alt = token_blocks.text_of_picture(picture)
        if _SAYS_NOTHING.fullmatch(alt.strip()) and said:
            picture.content = said if number == 1 else f"{said} ({number})"
            picture.children = [Token("text", "", 0, content=picture.content)]
    inside = [token_blocks.inline(pictures, inline.map)]
    if said:
        inside += token_blocks.pair("sf_caption", [token_blocks.inline(caption, inline.map)])
    return token_blocks.pair("sf_figure", inside)


def _without_mark(caption: list[Token]) -> list[Token]:
    """Return the caption without its mark and without emphasis that is all around it."""
    first = next(
        (token for token in caption if token.type == "text" and token.content.strip()), None
    )
    if first is not None and first.content.lstrip().startswith((ABOVE, BELOW)):
        first.content = first.content.lstrip()[1:].lstrip()
    while caption and token_blocks.is_break(caption[0]):
        caption = caption[1:]
    while caption and token_blocks.is_break(caption[-1]):
        caption = caption[:-1]
    return caption[1:-1] if token_blocks.is_emphasized(caption) else caption
