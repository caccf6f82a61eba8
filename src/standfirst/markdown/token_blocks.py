"""Looking at markdown-it's flat token stream: blocks of the top level, and their plain text.

Source of the stream's form: https://markdown-it-py.readthedocs.io/en/latest/architecture.html#token-stream
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BREAKS = {"softbreak", "hardbreak"}
"""Types of the tokens between two lines of a paragraph."""
_NAMING = {"link_open", "image", "html_inline", "myst_role"}
_BELOW = "sf_below"
_LITERAL = {"text", "code_inline", "text_special", "fence", "code_block", "math_inline"}


def split(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the tokens of each block of the top level, in order; joined they are *tokens*."""
    blocks: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            blocks.append([])
        blocks[-1].append(token)
        depth += token.nesting
    return blocks


def join(blocks: Iterable[list[Token]]) -> list[Token]:
    """Return the blocks as one stream."""
    return [token for block in blocks for token in block]


def is_paragraph(block: list[Token]) -> bool:
    """Return whether *block* is one paragraph with text."""
    return len(block) == 3 and block[0].type == "paragraph_open"  # noqa: PLR2004  # open, inline, close


def in_paragraph(block: list[Token]) -> list[Token]:
    """Return the inline tokens of a paragraph; none for another block."""
    return (block[1].children or []) if is_paragraph(block) else []


def line(block: Sequence[Token]) -> int:
    """Return the 1-based line where *block* begins."""
    return next((token.map[0] + 1 for token in block if token.map), 1)


def line_ends(child: Token) -> int:
    """Return how many lines end in an inline token."""
    return child.content.count("\n") if child.type == "html_inline" else child.type in BREAKS


def note_line(token: Token, below: int) -> None:
    """Have an inline token that names something know how many lines below the first of its block it stands."""
    if below and token.type in _NAMING:
        token.meta.setdefault(_BELOW, below)


def lines_below(token: Token) -> int:
    """Return how many lines below the first of its block an inline token stands that names something; else 0."""
    return int(token.meta.get(_BELOW, 0))


def inline_text(tokens: Iterable[Token]) -> str:
    """Return the plain text of inline tokens, pictures left out, line breaks as spaces."""
    parts: list[str] = []
    for token in tokens:
        if token.type in _LITERAL:
            parts.append(token.content)
        elif token.type in BREAKS:
            parts.append(" ")
        elif token.type == "myst_role":
            parts.append(role_text(token.content))
    return " ".join("".join(parts).split())


def role_text(content: str) -> str:
    """Return what a reader sees of a role's content: the title of ``title <target>``."""
    return content.rpartition(" <")[0] if content.endswith(">") and " <" in content else content


def text(tokens: Iterable[Token]) -> str:
    """Return the plain text of blocks, one line each."""
    lines = (
        inline_text(token.children or []) if token.type == "inline" else token.content
        for token in tokens
        if token.type in {"inline", "fence", "code_block"}
    )
    return "\n".join(filter(None, lines))


def walk(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield every token, those within inline tokens and pictures included."""
    for token in tokens:
        yield token
        if token.children:
            yield from walk(token.children)


def pair(type_: str, inside: list[Token]) -> list[Token]:
    """Return *inside* between an opening and a closing token of *type_*."""
    place = next((token.map for token in inside if token.map), None)
    opening = Token(f"{type_}_open", "", 1, block=True, map=place)
    return [opening, *inside, Token(f"{type_}_close", "", -1, block=True)]


def inline(children: list[Token], place: list[int] | None) -> Token:
    """Return an inline token of *children*, without breaks and spaces at its ends."""
    while children and children[-1].type in BREAKS:
        children = children[:-1]
    while children and children[0].type in BREAKS:
        children = children[1:]
    return Token(
        "inline", "", 0, map=place, content=inline_text(children), children=children, block=True
    )


def is_emphasized(children: list[Token]) -> bool:
    """Return whether one ``em`` is around all *children*."""
    if len(children) < 3 or children[0].type != "em_open":  # noqa: PLR2004  # open, something, close
        return False
    depth = 0
    for index, token in enumerate(children):
        if token.type in {"em_open", "em_close"}:
            depth += token.nesting
            if depth == 0:
                return index == len(children) - 1
    return False


def is_break(token: Token) -> bool:
    """Return whether a line ends at *token*, in Markdown or in HTML."""
    return token.type in BREAKS or (token.type, token.content) == ("html_inline", "<br>")


def is_blank(token: Token) -> bool:
    """Return whether *token* is text of which nothing is seen."""
    return token.type == "text" and not token.content.strip()


def are_blank(children: Iterable[Token]) -> bool:
    """Return whether nothing is seen of a paragraph's *children*."""
    return all(child.type in BREAKS or is_blank(child) for child in children)


def text_of_picture(picture: Token) -> str:
    """Return a picture's alternative text."""
    return inline_text(picture.children or [])


def walk_lines(tokens: Iterable[Token], line: int = 1) -> Iterator[tuple[Token, int]]:
    """Yield every token as :func:`walk` does, and its line: where it has none, that of its block or the one before it.

    :param line: 1-based, of the tokens before the first that has one.
    """
    for token in walk(tokens):
        line = token.map[0] + 1 if token.map else line
        yield token, line + lines_below(token)
