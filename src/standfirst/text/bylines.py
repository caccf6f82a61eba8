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
    r"[\s,，;、]*(?:\bet\s+al\b\.?|\band\s+others\b|(?<=..)等人?)\s*$", re.IGNORECASE
)
_BY = re.compile(r"^(?:by|words by|text by)\s+(?=\S)", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_LEADING_AND = re.compile(r"^(?:and|&)\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,;，；]\s*")
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
    parts = [part for part in _CJK_LIST.split(text) if part]
    if len(parts) > 1:
        return [name for part in parts for name in _names(part, whole)]
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
    sides = _AND.split(text)
    return sides if len(sides) > 1 and all(_is_name(side, whole, 1) for side in sides) else [text]


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
    return all(
        word.lower() in PARTICLES
        or word[:1].isupper()
        or not word[:1].isascii()
        or word[:1] in '“‘"('
        or word[:2].lower() in {"d’", "d'", "al"}
        for word in words
    )
