"""Text -> one segment of an address.

Two makers: :func:`slugify` for the names of listings, and
:func:`jekyll_slug`, which does what Jekyll does with file names, so that a site that came
from Jekyll keeps its addresses.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from itertools import dropwhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CHARACTERS = 80
_BYTES = 200
_CHARACTERS_KNOWN = 10_000
"""Of which is kept what they are: a publication has the same few, thousands of times."""
_CUT_BACK_TO = 40
"""A slug that is too long is cut at a hyphen, if one stands at least this far in."""
_PRETTY = frozenset("._~!$&'()+,;=@")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_PLUS = re.compile(r"(?<=[^\W_])\++")
_SHARP = re.compile(r"(?<=[^\W_])[#♯]")


def slugify(text: str) -> str:
    """Return a segment made of *text*'s letters, marks and digits, in lower case, with hyphens between.

    Letters of every script stay. The result is never empty, has at most 80 characters and
    200 bytes of UTF-8, and every file system takes it as a name. ``slugify(slugify(x))``
    is ``slugify(x)``. C, C++ and C# give three results.
    """
    plain = _lower(text)
    plain = _SHARP.sub("-sharp", _PLUS.sub(lambda found: "-plus" * len(found[0]), plain))
    slug = _shorten(_hyphenate(plain, _is_letter_or_number))
    if not slug:
        return "n-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug}-name" if is_reserved(slug) else slug


def jekyll_slug(text: str, *, pretty: bool = False, cased: bool = False) -> str:
    """Return *text* as Jekyll's ``slugify`` gives it; may be empty.

    Source: ``Jekyll::Utils.slugify`` of Jekyll 4,
    https://jekyllrb.com/docs/liquid/filters/#options-for-the-slugify-filter

    :param pretty: Keep ``._~!$&'()+,;=@`` besides letters, marks and decimal digits.
    :param cased: Keep capital letters.
    """
    keep = _is_jekyll_pretty if pretty else _is_jekyll_default
    slug = _hyphenate(text, keep)
    return slug if cased else slug.lower()


def is_reserved(segment: str) -> bool:
    """Return whether Windows takes *segment* for a device, whatever its extension.

    Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions
    """
    return _RESERVED.fullmatch(segment.partition(".")[0].rstrip(" ")) is not None


def _lower(text: str) -> str:
    """Return *text* in lower case and NFKC; lower case can undo NFKC and the other way round."""
    for _ in range(3):
        text = unicodedata.normalize("NFKC", text).lower()
    return unicodedata.normalize("NFKC", text)


def _hyphenate(text: str, keep: Callable[[str], bool]) -> str:
    kept = "".join(char if keep(char) else "-" for char in text)
    # a mark with no letter before it would join the hyphen
    parts = ("".join(dropwhile(_is_mark, part)) for part in kept.split("-"))
    return "-".join(filter(None, parts))


@lru_cache(_CHARACTERS_KNOWN)
def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


@lru_cache(_CHARACTERS_KNOWN)
def _is_letter_or_number(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


@lru_cache(_CHARACTERS_KNOWN)
def _is_jekyll_default(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


@lru_cache(_CHARACTERS_KNOWN)
def _is_jekyll_pretty(char: str) -> bool:
    return char in _PRETTY or _is_jekyll_default(char)


def _shorten(slug: str) -> str:
    if len(slug) <= _CHARACTERS and len(slug.encode()) <= _BYTES:
        return slug
    cut = slug[:_CHARACTERS].encode()[:_BYTES].decode("utf-8", "ignore")
    hyphen = cut.rfind("-") if slug[len(cut)] != "-" else len(cut)
    return (cut[:hyphen] if hyphen >= _CUT_BACK_TO else cut).strip("-")
