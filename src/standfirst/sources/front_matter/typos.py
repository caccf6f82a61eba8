"""An unknown key of front matter -> the key that was probably meant.

A slip is one wrong, missing, doubled or exchanged letter, a capital, or a stray sign
(``date.``). What is farther off has a meaning of its own: ``subsection``, ``redirect_to``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_STRAY = re.compile(r"^[\W_]+|[\W_]+$")
_SHORTEST = 4
"""Letters below which one letter makes another word (``lag``, ``tat``)."""


def meant(key: str, known: Collection[str]) -> str:
    """Return the one of *known* that *key* resembles; empty where none does."""
    plain = _STRAY.sub("", key).lower().replace("-", "_").replace(" ", "_")
    if plain in known:
        return plain
    near = (name for name in sorted(known) if _is_slip(plain, name))
    return next(near, "")


def _is_slip(written: str, name: str) -> bool:
    """Return whether one edit makes *name* of *written*; a plural is another word."""
    shortest, longest = sorted((len(written), len(name)))
    if shortest < _SHORTEST or longest - shortest > 1 or written in {name, f"{name}s"}:
        return False
    start = _common(written, name)
    one, other = written[start:], name[start:]
    rests = [(one[1:], other), (one, other[1:])]
    if longest > _SHORTEST:  # `rate` and `data` are no dates
        rests.append((one[1:], other[1:]))
    exchanged = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return exchanged or any(a == b for a, b in rests)


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
