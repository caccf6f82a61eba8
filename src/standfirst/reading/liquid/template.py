"""A text -> the nodes that carry out its Liquid; one that holds none is one node.

::

    text --scan()--> pieces --Pairing.settle()--> pieces that can be carried out --the library's parser--> Template
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liquid import Token
from liquid.exceptions import LiquidError
from liquid.parser import get_parser
from liquid.stream import TokenStream
from liquid.token import TOKEN_CONTENT, TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG

from standfirst.reading.liquid import engine, nodes
from standfirst.reading.liquid.context import Template
from standfirst.reading.liquid.expressions import readable
from standfirst.reading.liquid.scanning import as_text, scan
from standfirst.reading.liquid.structure import Pairing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from liquid import Node

    from standfirst.reading.liquid.scanning import Piece, Warn


def parse(source: str, warn: Warn, *, has_code: bool) -> Template:
    """Return *source* as a template; what in it cannot be carried out is text.

    :param has_code: Whether it is Markdown, in which code is no Liquid.
    """
    pieces, names = scan(source, warn, has_code=has_code)
    pairing = Pairing(source, engine.fault_of, warn)
    pairing.settle(pieces)
    ends = {piece.start: piece.end for piece in pieces} | pairing.ends
    try:
        found = _parsed(source, pieces)
    except LiquidError as exc:
        at = exc.token.start_index if exc.token and exc.token.source is source else 0
        warn(
            at, f"its tags cannot be read together ({exc.message}); they stay as text", "mend them"
        )
        for piece in pieces:
            as_text(piece, source)
        found = _parsed(source, pieces)
    weight = sum(map(nodes.weight, found))
    return Template(nodes=found, ends=ends, names=names, weight=weight)


def _parsed(source: str, pieces: Iterable[Piece]) -> list[Node]:
    return get_parser(engine.environment()).parse(TokenStream(_tokens(source, pieces)))


def _tokens(source: str, pieces: Iterable[Piece]) -> Iterator[Token]:
    for piece in pieces:
        if piece.kind == "text":
            if piece.text:
                yield Token(TOKEN_CONTENT, piece.text, piece.at, source)
            continue
        whole = source[piece.start : piece.end]
        is_value = piece.kind == "value"
        yield Token(TOKEN_OUTPUT if is_value else TOKEN_TAG, whole if is_value else piece.name, piece.start, source)  # fmt: skip
        if is_value or piece.text:
            yield Token(TOKEN_EXPRESSION, readable(piece.text, piece.name), piece.start, source)
