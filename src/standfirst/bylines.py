"""Byline strings -> names.

What cannot be split safely stays one name: ``甲/端传媒`` is a person and a paper,
``Centre for Trade and Security`` one organisation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.names import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_ET_AL = re.compile(r"[\s,，;]*(?:\bet\s+al\b\.?|\band\s+others\b|等人?)\s*$", re.IGNORECASE)
_BY = re.compile(r"^(?:by|words by|text by)\s+(?=\S)", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
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
_DESK = re.compile(r"(?:[A-Z][\w-]*\s+){1,3}(?:Desk|Team|Staff)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:ph\.?\s?d|m\.?d|d\.?phil|m\.?a|b\.?a|m\.?sc|b\.?sc|mba|j\.?d|esq|jr|sr|i{1,3}|iv|inc|ltd|llc|llp|obe|cbe|mp|kc|qc|ret|usn|usmc)\.?", re.IGNORECASE)  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af·‧・．.]{2,12}")
_PARTICLES = {"van", "von", "der", "den", "de", "del", "della", "da", "di", "du", "dos", "la", "le", "bin", "ibn", "al", "el", "ter", "ten", "zu", "y", "e", "st.", "mac", "o’", "af", "av"}  # fmt: skip
_FEWEST_WORDS, _MOST_WORDS = 2, 6


def split(text: str, *, never_split: Collection[str] = ()) -> tuple[tuple[str, ...], bool]:
    """Return the names in *text*, and whether more are meant ("et al.").

    :param never_split: Names and aliases that stay whole.
    """
    text = _BY.sub("", " ".join(text.split()))
    whole = {fold(name) for name in never_split}
    if not text or fold(text) in whole:
        return ((text,) if text else ()), False
    shorter = _ET_AL.sub("", text)
    # "等" closes a list of Han names, it is no part of one
    more = shorter != text and bool(shorter)
    names = _names(shorter if more else text, whole)
    return tuple(dict.fromkeys(names)), more


def split_all(
    texts: Iterable[str], *, never_split: Collection[str] = ()
) -> tuple[tuple[str, ...], bool]:
    """Return the names in all *texts*, in order, and whether one of them means more."""
    names: dict[str, str] = {}
    more = False
    for text in texts:
        found, open_ = split(text, never_split=never_split)
        more = more or open_
        for name in found:
            names.setdefault(fold(name), name)
    return tuple(names.values()), more


def complete(names: tuple[str, ...], more: bool, biographies: Iterable[str]) -> tuple[str, ...]:  # noqa: FBT001  # as split() returns it
    """Return *names*; where *more* are meant, with those of the closing biographies, in their order."""
    if not more:
        return names
    found = {fold(name): name for name in names}
    for name in biographies:
        if not any(_same_person(fold(name), known) for known in found):
            found[fold(name)] = name
    return tuple(found.values())


def _same_person(one: str, other: str) -> bool:
    return one == other


def _names(text: str, whole: set[str]) -> list[str]:
    parts = [part for part in _CJK_LIST.split(text) if part]
    if len(parts) > 1:
        return [name for part in parts for name in _names(part, whole)]
    chunks = [chunk for chunk in _COMMA.split(text) if chunk]
    chunks = [re.sub(r"^(?:and|&)\s+", "", chunk, flags=re.IGNORECASE) for chunk in chunks]
    merged: list[str] = []
    for chunk in chunks:
        if merged and _SUFFIX.fullmatch(chunk):
            merged[-1] = f"{merged[-1]}, {chunk}"
        else:
            merged.append(chunk)
    pieces = [piece for chunk in merged for piece in _at_and(chunk, whole)]
    if len(pieces) > 1 and all(_is_name(piece, whole) for piece in pieces):
        return pieces
    if len(merged) == 1:
        return pieces
    return [text]


def _at_and(text: str, whole: set[str]) -> list[str]:
    if fold(text) in whole:
        return [text]
    sides = _AND.split(text)
    return sides if len(sides) > 1 and all(_is_name(side, whole) for side in sides) else [text]


def _is_name(text: str, whole: set[str]) -> bool:
    """Return whether *text* by itself looks like the name of a person, or is a known name."""
    if fold(text) in whole or _HAN.fullmatch(text):
        return True
    if _DESK.fullmatch(text):
        return True
    plain = re.sub(r",\s.*$", "", text)
    words = plain.split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or _ORGANISATION.search(plain) or "/" in text:
        return False
    return all(
        word.lower() in _PARTICLES
        or word[:1].isupper()
        or not word[:1].isascii()
        or word[:1] in '“‘"('
        or word[:2].lower() in {"d’", "d'", "al"}
        for word in words
    )
