"""Text from outside, made fit for a line, for XML, for HTML and for a log.

What is removed: characters that XML 1.0 forbids
(https://www.w3.org/TR/xml/#charsets), the line and paragraph separators of Unicode, and
directional overrides and embeddings, which could turn around the text beside them
(https://www.unicode.org/reports/tr9/; CVE-2021-42574).
"""

from __future__ import annotations

import dataclasses as dc
import json
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
_SPACE = re.compile(f"[\x80-\x9f]+|[{_SEPARATORS}\x0b\x0c]")
"""C1 controls are what a text of another encoding leaves between words: a dash, a space that does not break."""
_REMOVED = re.compile(f"[{_CONTROL}{_SURROGATES}{_BIDI}\ufeff]")
_GAP = re.compile(r"\s+")
_COMMAND_ANYWHERE = re.compile(r"#(?=#\w*\[)")
_COMMAND = re.compile(r"\A\s*:(?=:)")
"""What a continuous integration takes for a command to itself: at the beginning of a line, or anywhere.

Sources: https://docs.github.com/actions/reference/workflow-commands-for-github-actions and, for
the older form, https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
"""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Removed:
    """What was removed from a text."""

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


def clean_body(text: str) -> tuple[str, Removed | None]:
    """Return *text* cleaned, with as many lines, and what was removed."""
    first = _UNFIT.search(text)
    if first is None:
        return text, None
    found = Removed(what=_kinds(text), line=text.count("\n", 0, first.start()) + 1)
    cleaned = _REMOVED.sub("", _SPACE.sub(" ", text))
    return cleaned, found if found.what else None


def shown(text: str) -> str:
    """Return *text*, which may hold anything, with each character that cannot be seen as an escape."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape", "backslashreplace").decode()
        for char in text
    )


def quoted(text: object) -> str:
    """Return *text* between quotation marks, as its author has written it; what is no text as Python has it.

    Python's own way doubles each backslash, of which formulas are full. What cannot be seen is an escape.
    """
    if not isinstance(text, str):
        return repr(text)
    mark = '"' if "'" in text and '"' not in text else "'"
    return f"{mark}{shown(text)}{mark}"


def one_line(text: str) -> str:
    """Return a message, which may quote anybody, as one line without control characters or commands.

    A log is read by terminals, which obey control characters, and by the machines of a
    continuous integration, which obey what they take for a command. What is so already stays.
    """
    line = shown(_GAP.sub(_space, text.strip()))
    return _COMMAND.sub(r"\\x3a", without_commands(line))


def without_commands(text: str) -> str:
    """Return *text* without what continuous integration takes for a command."""
    return _COMMAND_ANYWHERE.sub(r"\\x23", text)


def in_json(written: str) -> str:
    """Return the same JSON without invisible characters or commands."""
    escaped = _COMMAND_ANYWHERE.sub(r"\\u0023", written)
    return "".join(
        char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in escaped
    )


def _space(gap: re.Match[str]) -> str:
    """Return a space for white space that is more than spaces, which may be those of a path."""
    return " " if gap[0].strip(" ") else gap[0]


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
