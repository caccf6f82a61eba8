"""Byline strings -> names.

What cannot be split safely stays one name: ``甲/端传媒`` is a person and a paper,
``Centre for Trade and Security`` one organisation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.text import cjk
from standfirst.text.name_folding import SUFFIX, bare, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

_ET_AL = re.compile(
    r"(?<![\s,，;、])[\s,，;、]*+(?:\bet\s+al\b\.?|\band\s+others\b|(?<=..)等人?)\s*$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:by|words by|text by)\s+(?=\S)", re.IGNORECASE)
_ANDS = "(?:(?i:and)|&|et|und|oraz|и|و)"
_AND = re.compile(rf"\s+{_ANDS}\s+")
"""Between two names and within none; but for English as these languages write it, since ``Et`` may be a name."""
_PERHAPS_AND = re.compile(r"\s+(?:y|e|i|en|og|och|ve)\s+")
"""Between two names, and within one (``Ortega y Gasset``) or another text."""
_LEADING_AND = re.compile(rf"^{_ANDS}\s+")
_DEGREE_AND = re.compile(rf"([,，]\s*{SUFFIX.pattern})(?=\s+{_ANDS}\s)", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,，]\s*")
_SEMICOLON = re.compile(r"\s*[;；]\s*")
_GIVEN = re.compile(r"[^\W\d_]\S*(?:\s+[^\W\d_]\.)*")
_INITIALS = re.compile(r"[^\W\d_]\.(?:[\s-]?[^\W\d_]\.)*")
_CJK_LIST = re.compile(r"\s*、\s*")
_ORGANISATION = re.compile(
    r"\b(?:agency|alliance|association|bank|board|bureau|cent(?:er|re)|college|commission|committee|"
    r"company|council|department|desk|directorate|division|foundation|fund|group|inc|initiative|institut\w*|"
    r"journal|lab(?:oratory)?|llp|ltd|magazine|media|ministry|network|news|office|organi[sz]ation|partners|"
    r"press|program(?:me)?|project|research|review|school|service|society|staff|studies|team|think|times|"
    r"trust|union|university|editors?|reports?)\b",
    re.IGNORECASE,
)
_CJK_ORGANISATION = re.compile(
    r"(?:编辑部|編輯部|研究所|研究院|委员会|委員會|基金会|基金會|研究会|研究會|大学|大學|学院|學院|"
    r"中心|协会|協會|学会|學會|传媒|傳媒|杂志|雜誌|日报|日報|报社|報社|通讯社|通訊社|本刊|[组組])$"
)
_DESK = re.compile(r"(?:[A-Z][\w-]*\s+){1,3}(?:Desk|Team|Staff)", re.IGNORECASE)
_CJK_NAME = re.compile(f"[{cjk.LETTERS}·‧・･．.]{{2,12}}")
PARTICLES = {"van", "von", "der", "den", "de", "del", "della", "da", "di", "du", "dos", "la", "le", "bin", "ibn", "al", "el", "ter", "ten", "zu", "y", "e", "st.", "mac", "o’", "af", "av"}  # fmt: skip
"""Words within a name that begin with a small letter."""
CAPITAL_PARTICLES = {"La", "Le", "Les", "Las", "Los", "Du", "Des", "De", "Das", "Dos", "Dei", "Degli", "Delle", "Dello", "Della", "Dalla", "Der", "Vom", "Zum", "Zur", "Ter", "Ibn", "Bin", "El", "Abu", "St.", "Saint", "Sainte", "Ó", "Ní", "Uí"}  # fmt: skip
"""Words with a capital that begin a family name where one more follows: ``Le Goff``, ``De Niro``, ``Saint Laurent``.

With its capital a particle does not drop: BibLaTeX and CSL sort and cite ``Van Gogh`` below V, as the family's name
that it has become. San and Santa are none, as they are words of Asian names too; nor is Do.
"""
PERHAPS_PARTICLES = CAPITAL_PARTICLES | {"Van", "Von", "Den", "Da", "Di", "Del", "Al", "Ten", "Mac", "Af", "Av"}  # fmt: skip
"""With those that are given names as well (``Van Morrison``): they count only where a given name stands before them."""
_FEWEST_WORDS, _MOST_WORDS = 2, 6


def is_organisation(name: str) -> bool:
    """Return whether *name* is a desk's, an institute's or a paper's, not a person's."""
    plain = re.sub(r",\s.*$", "", name)
    return bool(_ORGANISATION.search(plain) or _CJK_ORGANISATION.search(plain) or "/" in plain)


def split(text: str, *, whole: Collection[str] = frozenset()) -> tuple[tuple[str, ...], bool]:
    """Return the names in *text*, and whether more are meant ("et al.").

    :param whole: Folded names and aliases that are never split.
    """
    text = _BY.sub("", " ".join(text.split()))
    if not text or fold(text) in whole:
        return ((text,) if text else ()), False
    shorter = _ET_AL.sub("", text)
    more = shorter != text
    names = _names(shorter, whole) if shorter else []
    return tuple(dict.fromkeys(names)), more


def split_all(
    texts: Iterable[str], *, whole: Collection[str] = frozenset()
) -> tuple[tuple[str, ...], bool]:
    """Return the names in all *texts*, in order, and whether one of them means more."""
    names: dict[str, str] = {}
    more = False
    for text in texts:
        found, open_ = split(text, whole=whole)
        more = more or open_
        for name in found:
            names.setdefault(fold(name), name)
    return tuple(names.values()), more


def complete(
    names: tuple[str, ...],
    biographies: Iterable[str],
    *,
    are_one: Callable[[str, str], bool],
) -> tuple[str, ...]:
    """Return *names* and those of the closing biographies, in order, without duplicates."""
    found = list(names)
    for name in map(bare, biographies):
        if not any(are_one(name, known) for known in found):
            found.append(name)
    return tuple(found)


def _names(text: str, whole: Collection[str]) -> list[str]:
    for divides in (_SEMICOLON, _CJK_LIST):
        parts = [_LEADING_AND.sub("", part) for part in divides.split(text) if part]
        if len(parts) > 1:
            return [name for part in parts for name in _names(part, whole)]
    text = _DEGREE_AND.sub(r"\1,", text)
    if inverted := _inverted(text, whole):
        return inverted
    merged: list[str] = []
    for chunk in filter(None, _COMMA.split(text)):
        if merged and SUFFIX.fullmatch(chunk):
            merged[-1] = f"{merged[-1]}, {chunk}"
        else:
            merged.append(chunk)
    if not merged:
        return [text]
    last = _LEADING_AND.sub("", merged[-1])
    # "Doe, Ann" is one name; "Doe and Lee" and "Ann, Bo and Cy" are lists
    is_list = len(merged) > 2 or (len(merged) > 1 and last != merged[-1])  # noqa: PLR2004  # as said
    merged[-1:] = [last]
    closing = _at_and(last, whole)
    pieces = [piece for chunk in merged[:-1] for piece in _at_and(chunk, whole)] + closing
    fewest = 1 if is_list or len(closing) > 1 else _FEWEST_WORDS
    if len(pieces) > 1 and all(_is_name(piece, whole, fewest) for piece in pieces):
        return pieces
    return pieces if len(merged) == 1 else [text]


def _at_and(text: str, whole: Collection[str]) -> list[str]:
    if fold(text) in whole:
        return [text]
    for divides, fewest in ((_AND, 1), (_PERHAPS_AND, _FEWEST_WORDS)):
        sides = divides.split(text)
        if len(sides) > 1 and all(_is_name(side, whole, fewest) for side in sides):
            return sides
    return [text]


def _inverted(text: str, whole: Collection[str]) -> list[str]:
    """Return the names in a list of which the first or each is one with its family first; else none.

    ``Lee, Ann and Bo Chen``, ``Lee, Ann and Chen, Bo``, ``Lee, A., Chen, B. & Di, C.``
    """
    sides = [[*filter(None, _COMMA.split(side))] for side in _AND.split(text)]
    pairs = [pair for side in sides for pair in _pairs(side, whole)]
    if len(pairs) > 1 and all(_pairs(side, whole) for side in sides):
        return pairs
    first = _pairs(sides[0][:2], whole)
    rest = [*sides[0][2:], *(name for side in sides[1:] for name in side)]
    if first and rest and all(_is_name(name, whole, _FEWEST_WORDS) for name in rest):
        return [*first, *rest]
    return []


def _pairs(chunks: list[str], whole: Collection[str]) -> list[str]:
    """Return the names that *chunks* are, each a family and a given name; none where they are not all so."""
    pairs = [*zip(chunks[::2], chunks[1::2], strict=False)]
    if not pairs or len(chunks) % 2 or not all(_is_pair(*pair, whole) for pair in pairs):
        return []
    # without initials `Ann, Bo, Cy, Di` is a list
    is_list = len(pairs) > 1 and not all(_INITIALS.fullmatch(given) for _, given in pairs)
    return [] if is_list else [", ".join(pair) for pair in pairs]


def _is_pair(family: str, given: str, whole: Collection[str]) -> bool:
    """Return whether the two may be one name: one word, particles aside, and one with initials after it."""
    *particles, last = family.split()
    if fold(family) in whole or fold(given) in whole or SUFFIX.fullmatch(given):
        return False
    if not (
        (PARTICLES | CAPITAL_PARTICLES).issuperset(particles)
        and last[:1].isupper()
        and given[:1].isupper()
    ):
        return False
    return _GIVEN.fullmatch(given) is not None and not _ORGANISATION.search(f"{family} {given}")


def _is_name(text: str, whole: Collection[str], fewest: int) -> bool:
    """Return whether *text* by itself looks like the name of a person, or is a known name.

    :param fewest: Words that it must have at least.
    """
    if fold(text) in whole or _CJK_NAME.fullmatch(text) or _DESK.fullmatch(text):
        return True
    plain = re.sub(r",\s.*$", "", text)
    words = plain.split()
    if not fewest <= len(words) <= _MOST_WORDS or _ORGANISATION.search(plain) or "/" in text:
        return False
    if words[-1] in PARTICLES:  # `Karl von` and `zu Guttenberg`
        return False
    return all(
        word.lower() in PARTICLES
        or word[:1].isupper()
        or not word[:1].isascii()
        or word[:1] in '“‘"('
        or word[:2].lower() in {"d’", "d'", "al"}
        for word in words
    )
