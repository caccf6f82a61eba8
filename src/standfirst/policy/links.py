"""The kinds of addresses to which texts from outside may link.

An address is read as browsers read it (https://url.spec.whatwg.org/#url-parsing), and more
strictly, since feed readers, books and copies are read by other programs: what some of them
leave out before they look for a scheme is left out here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.problems import PostWarning, Problem
from standfirst.tables.html_vocabulary import ADDRESS_LISTS
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMES: Mapping[str, str] = {
    "http": "a page of the web",
    "https": "the same; what begins with // is one of these",
    "mailto": "a letter, which its reader sends or not",
}
"""Scheme -> what such a link does. Others start a program of the reader's, run a script, or show
what its author has written as if it came from nowhere."""

_IGNORED = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""Controls and characters that nobody sees; a tab or a line's end within a scheme is nothing to a browser."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
"""https://www.rfc-editor.org/rfc/rfc3986#section-3.1"""
_PICTURE = re.compile(r"data:image/(?:png|gif|jpeg|webp|avif)[;,]", re.IGNORECASE)
_NEVER_PICTURES = frozenset({"data", "file", "javascript", "vbscript"})
"""Source: ``validateLink`` of markdown-it, which shows them as text."""
_SHOWN = 80


def scheme_of(address: str) -> str:
    """Return the scheme of *address* in lower case; empty where it leads on from the page it stands on.

    :param address: As a reader's program has it, character references resolved.
    """
    found = _SCHEME.match(_IGNORED.sub("", address).lstrip())
    return found[1].lower() if found else ""


def has_scheme(address: str) -> bool:
    """Return whether *address* begins with a scheme as it is written; :func:`scheme_of` finds one that hides."""
    return _SCHEME.match(address) is not None


def is_elsewhere(address: str) -> bool:
    """Return whether *address*, as it is written, leads out of the publication: with a scheme, or from ``//`` on."""
    return address.startswith("//") or has_scheme(address)


def is_internal(address: str) -> bool:
    """Return whether *address*, as it is written, leads to a page or file of the publication; a fragment alone does not."""
    return address[:1] not in {"", "#"} and not is_elsewhere(address)


def without_tail(address: str) -> str:
    """Return *address* without its query and its fragment."""
    return address.partition("#")[0].partition("?")[0]


def is_allowed(address: str) -> bool:
    """Return whether a text may lead to *address*."""
    scheme = scheme_of(address)
    return not scheme or scheme in SCHEMES


def is_picture(address: str) -> bool:
    """Return whether *address* may be that of a picture: of the web, of the publication, or the picture itself."""
    return scheme_of(address) in {"", "http", "https"} or _PICTURE.match(address) is not None


def is_tried(address: str) -> bool:
    """Return whether *address* may be a picture's at all.

    Of what is tried and is none, a frame stands in the text with a warning that says why.
    """
    # of another scheme without slashes, Sphinx would look for a file of that name
    is_address = "://" in address and scheme_of(address) not in _NEVER_PICTURES
    return is_picture(address) or is_address


def within(attribute: str, value: str) -> list[str]:
    """Return the addresses in the value of an attribute that has some."""
    # an address in a list may have commas in it; then some parts are none, and allowed
    return re.split(r"[\s,]+", value.strip()) if attribute in ADDRESS_LISTS else [value]


def refusal(address: str, line: int) -> Problem:
    """Return the problem of a link to *address*, which is not allowed.

    :param line: 1-based, of the source file.
    """
    return Problem(
        subtype=PostWarning.REFUSED,
        message=f"the link {quoted(shown(address))} has a scheme that no text may use ({scheme_of(address)[:20]}:); only its text is shown",
        remedy="link to a page of the publication, or to an address that begins with https:// or mailto:",
        line=line,
    )


def no_picture(address: str, line: int) -> Problem:
    """Return the problem of a picture at *address*, which no picture may have.

    :param line: 1-based, of the source file.
    """
    return Problem(
        subtype=PostWarning.IMAGE,
        message=f"the picture {quoted(shown(address))} has an address that no page can show; its text is shown instead",
        remedy="put it into the publication, or give it an address that begins with https://",
        line=line,
    )


def shown(address: str) -> str:
    """Return *address*, cut for a message."""
    return address[:_SHOWN] + "…" * (len(address) > _SHOWN)
