"""Text from outside, made fit for a line, for XML and for HTML.

What is removed: characters that XML 1.0 forbids
(https://www.w3.org/TR/xml/#charsets), the line and paragraph separators of Unicode, and
directional overrides and embeddings, which could turn around the text beside them
(https://www.unicode.org/reports/tr9/; CVE-2021-42574).
"""

from __future__ import annotations

import dataclasses as dc
import re

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_SURROGATES = "\ud800-\udfff"
_SEPARATORS = "\x85\u2028\u2029"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_UNFIT = re.compile(f"[{_CONTROL}{_SURROGATES}{_SEPARATORS}{_BIDI}\ufeff]")
_KINDS = (
    (re.compile(f"[{_CONTROL}]"), "control characters"),
    (re.compile(f"[{_SURROGATES}]"), "lone surrogates"),
    (re.compile(f"[{_SEPARATORS}]"), "Unicode line separators"),
    (re.compile(f"[{_BIDI}]"), "direction overrides"),
)
_SPACE = re.compile(f"[{_SEPARATORS}\x0b\x0c]")
_REMOVED = re.compile(f"[{_CONTROL}{_SURROGATES}{_BIDI}\ufeff]")


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a text had that was removed."""

    what: str
    """In words: ``control characters, direction overrides``."""
    line: int
    """1-based line of the first."""


def clean(text: str) -> tuple[str, str]:
    """Return *text* as one clean line, and in words what was removed (empty: nothing)."""
    found = _kinds(text) if _UNFIT.search(text) else ""
    if found:
        text = _REMOVED.sub("", _SPACE.sub(" ", text))
    return " ".join(text.split()), found


def clean_body(text: str) -> tuple[str, Found | None]:
    """Return *text* with as many lines and nothing unfit, and what was removed."""
    first = _UNFIT.search(text)
    if first is None:
        return text, None
    found = Found(what=_kinds(text), line=text.count("\n", 0, first.start()) + 1)
    cleaned = _REMOVED.sub("", _SPACE.sub(" ", text))
    return cleaned, found if found.what else None


def _kinds(text: str) -> str:
    return ", ".join(name for pattern, name in _KINDS if pattern.search(text))


def shorten(text: str, limit: int) -> str:
    """Return *text* cut at a word to at most *limit* characters, with an ellipsis where it was cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    if space > limit * 0.8:
        cut = cut[:space]
    return cut.rstrip(" ,;:、，；：—–-") + "…"
