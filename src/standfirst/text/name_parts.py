"""A name in a byline -> the parts by which citations order it.

An author's file says them; else a name in an alphabet is taken apart as BibTeX does it, a Chinese
or Vietnamese one in Latin letters at its first word, and one in Chinese, Japanese or Korean characters, and an
organisation's, stays whole.
"""

from __future__ import annotations

import dataclasses as dc
import re

from standfirst.text import bylines, cjk, romanised
from standfirst.text.name_folding import SUFFIX, fold

_CJK = re.compile(f"[{cjk.LETTERS}]")
_GENERATION = re.compile(r"(?:jr|sr|[1-9](?:st|nd|rd|th)|i{2,3}|iv|v)\.?", re.IGNORECASE)
_INITIAL = re.compile(r"[^\W\d_]\.?")
_FEWEST = 2
_BETWEEN_FAMILIES = frozenset({"y", "e", "i"})
"""``Ortega y Gasset``."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """A name as citations take it."""

    family: str
    """With its particles: ``von der Leyen``; the whole name where it is not taken apart."""
    given: str = ""
    suffix: str = ""
    """``Jr.``; no degree."""
    is_organisation: bool = False

    @property
    def inverted(self) -> str:
        """Return ``Family, Given, Suffix`` as far as they are there: whole names have no comma."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))


def parts(name: str, *, own: str = "", family: str = "", given: str = "") -> Parts:
    """Return the parts of *name*.

    :param own: The name in the author's file: for an alias what it says of the parts does not count.
    :param family: As the author's file has it, empty where it says nothing.
    :param given: The same.
    """
    if family and fold(name) == fold(own):
        return Parts(family=family, given=given)
    if bylines.is_organisation(name):
        return Parts(family=name, is_organisation=True)
    if _CJK.search(name):
        return Parts(family=name)
    return _taken_apart(name)


def _taken_apart(name: str) -> Parts:
    plain, *after = re.split(r"\s*,\s*", name)
    if after and not all(SUFFIX.fullmatch(part) for part in after):
        return Parts(family=name)
    suffixes = [part for part in after if _GENERATION.fullmatch(part)]
    words = plain.split()
    if len(words) > _FEWEST and _GENERATION.fullmatch(words[-1]):
        suffixes.insert(0, words.pop())
    suffix = " ".join(suffixes)
    if len(words) < _FEWEST:
        return Parts(family=plain, suffix=suffix)
    has_family_first = romanised.has_family_first(words)
    if has_family_first:
        return Parts(family=words[0], given=" ".join(words[1:]), suffix=suffix)
    first = 0 if has_family_first is None else _family(words)
    return Parts(family=" ".join(words[first:]), given=" ".join(words[:first]), suffix=suffix)


def _family(words: list[str]) -> int:
    """Return where the family name begins: at the last of *words*, with the particles before it."""
    first = len(words) - 1
    if first > 1 and words[first - 1] in _BETWEEN_FAMILIES:
        first -= 2
    # ``Thi Van N.`` and ``Minh Van Nguyen`` have a word more of the given name
    has_capitals = not (_INITIAL.fullmatch(words[-1]) or romanised.has_family_last(words))
    while first > 0 and _is_particle(words[first - 1], may_have_capital=has_capitals and first > 1):
        first -= 1
    # of ``Le Corbusier`` nothing is the given name
    return first - 1 if first == 1 and words[0] in bylines.CAPITAL_PARTICLES else first


def _is_particle(word: str, *, may_have_capital: bool) -> bool:
    if word in bylines.PARTICLES:
        return True
    # a family is written `VAN GOGH` too
    return (
        may_have_capital and (word.title() if word.isupper() else word) in bylines.PERHAPS_PARTICLES
    )
