"""Expressions as python-liquid reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from liquid.builtin.expressions import tokenize
from liquid.stream import TokenStream

if TYPE_CHECKING:
    from liquid import Token

_WORD_AFTER_DOT = re.compile(
    r"""("[^"]*"|'[^']*')|\.\s*(true|false|nil|null|empty|blank|and|or|contains|not|in|offset|limit|reversed|cols"""
    r"""|continue|with|for|as|if|else|required)(?![\w?-])"""
)
"""A key that is called like a word of the language, which the library does not take for one after a dot."""


def readable(said: str) -> str:
    """Return the expression *said* with such keys in brackets: ``include["limit"]``."""
    return _WORD_AFTER_DOT.sub(lambda found: found[1] or f'["{found[2]}"]', said)


def tokens_of(said: str, token: Token) -> TokenStream:
    """Return the tokens of the expression *said*, which stands at *token*."""
    return TokenStream(tokenize(readable(said), token))
