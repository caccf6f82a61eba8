"""Expressions as python-liquid reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from liquid.builtin.expressions import tokenize
from liquid.stream import TokenStream

if TYPE_CHECKING:
    from liquid import Token

_QUOTED = r"""("[^"]*"|'[^']*')"""
_OF_LOOPS = "as|cols|continue|for|limit|offset|required|reversed|with"
"""Words that mean something in loops, or in tags that Jekyll has not."""
_AFTER_DOT = re.compile(
    rf"{_QUOTED}|\.\s*(true|false|nil|null|empty|blank|and|or|contains|not|in|if|else|{_OF_LOOPS})(?![\w?-])"
)
_ALONE = re.compile(rf"{_QUOTED}|(?<![\w.\]-])({_OF_LOOPS})(?![\w?-])")


def readable(said: str, tag: str = "") -> str:
    """Return the expression *said* with names in brackets that the library takes for words: ``include["limit"]``.

    :param tag: In which it stands.
    """
    found = _in_brackets(_AFTER_DOT, said)
    return found if tag in {"for", "tablerow"} else _in_brackets(_ALONE, found)


def _in_brackets(words: re.Pattern[str], said: str) -> str:
    return words.sub(lambda found: found[1] or f'["{found[2]}"]', said)


def tokens_of(said: str, token: Token) -> TokenStream:
    """Return the tokens of the expression *said*, which stands at *token*."""
    return TokenStream(tokenize(readable(said), token))
