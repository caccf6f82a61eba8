"""Python values as Typst code: text that is always text.

An article is written in Typst's code mode, where whatever an author wrote stands in string
literals: the two characters that end or escape one are the only markup there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from standfirst.text import cjk

_NOT_PLAIN = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_SURROGATES = re.compile("[\ud800-\udfff]")
_BREAKING = "\t-\r\x1c-\x20\x85\xad\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f"
"""White space but for the spaces that hold together, and the soft hyphen."""
_RUN = f"[^{_BREAKING}{cjk.WIDE}{cjk.PICTURES}{cjk.SELECTORS}]"
"""Characters between which Typst would find no place to break a line, but for hyphenation; it finds
one after most that are wide (class ID of https://www.unicode.org/reports/tr14/), and after an emoji."""
_MARKS = "\"'()[]{}<>.,:;!?“”‘’…"
"""What stands around a word."""
_PARTS = re.compile(
    r"[^/_.\-?&=,:;+@#%\xa0\u2007\u202f]*[/_.\-?&=,:;+@#%\xa0\u2007\u202f]+|.+", re.DOTALL
)
LONGEST = 20
"""Characters of a long run after which a line of text may be broken, where nothing better comes."""
_NO_WORD = 5
"""How many more characters a run of letters has that is no word of a language; a word is hyphenated."""
BREAK = "brk"
"""The template's name for a place where a line may be broken."""


class Code(str):
    """Typst code, which :func:`value` leaves as it is."""

    __slots__ = ()


NOTHING = Code("[]")
"""No content."""


def string(text: str) -> str:
    """Return *text* as a string literal; a lone surrogate, which no file can hold, as U+FFFD."""
    content = _NOT_PLAIN.sub(_escaped, _SURROGATES.sub("\ufffd", text))
    return f'"{content}"'


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    return f"\\{char}" if char in '\\"' else f"\\u{{{ord(char):x}}}"


def text(content: str, longest: int = LONGEST) -> str:
    """Return *content* as statements of a code block, with places to break lines in what is too long for one.

    :param longest: Characters that have room in a line, whatever they are.
    """
    return f";{BREAK};".join(map(string, pieces(content, longest)))


def code(content: str, longest: int = LONGEST) -> str:
    """Return *content* as code within a line, with the same places."""
    return f";{BREAK};".join(f"raw({string(piece)})" for piece in pieces(content, longest))


def pieces(content: str, longest: int = LONGEST) -> list[str]:
    """Return *content* in pieces between which a line may be broken; joined they are *content*."""
    cuts = [0, *_cuts(content, longest), len(content)]
    return [content[start:end] for start, end in pairwise(cuts)]


def _cuts(content: str, longest: int) -> Iterator[int]:
    for run in re.finditer(f"{_RUN}{{{longest + 1},}}", content):
        if len(run[0]) < longest + _NO_WORD and run[0].strip(_MARKS).isalpha():
            continue
        for part in _PARTS.finditer(content, run.start(), run.end()):
            yield from range(part.start() + longest, part.end(), longest)
            if part.end() < run.end():
                yield part.end()


def block(statements: Sequence[str]) -> Code:
    """Return the content of *statements*, one after another, as one value."""
    return Code(f"{{{';'.join(statements)}}}") if statements else NOTHING


def call(function: str, *positional: object, **named: object) -> Code:
    """Return a call of one of Typst's functions or of the template's."""
    given = [*(f"{name.replace('_', '-')}:{value(item)}" for name, item in named.items())]
    given += [value(item) for item in positional]
    return Code(f"{function}({','.join(given)})")


def value(given: object) -> str:  # noqa: PLR0911  # one for each type
    """Return a text, number, flag, None, sequence or mapping as Typst's own value."""
    match given:
        case Code():
            return given
        case None:
            return "none"
        case bool():
            return "true" if given else "false"
        case int() | float():
            return str(given)
        case str():
            return string(given)
        case Mapping():
            inside = ",".join(f"{string(str(key))}:{value(item)}" for key, item in given.items())
            return f"({inside})" if inside else "(:)"
        case Sequence():
            return f"({''.join(value(item) + ',' for item in given)})"
    raise TypeError(f"{type(given).__name__} has no form in Typst")
